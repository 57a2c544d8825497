/**
 * `GET`, `PATCH /_underpin/permission-templates/{id}`: a permission template is changed in Procore's
 * Permissions tool, for which the API has no call. Its holders have the new levels at once.
 */
import type { Engine } from '../engine/engine.ts'
import { parseId } from '../engine/record-id.ts'
import type { TextAnswer } from '../reply.ts'
import { toolsOf } from '../world/level-map.ts'
import { LEVELS } from '../world/levels.ts'
import type { DirectoryTemplate } from '../world/memberships.ts'
import { change, writingFor } from '../world/world-writing.ts'
import type { DoorRoute } from './control-door.ts'
import { DoorError, jsonAnswer } from './door-answer.ts'
import { doorBody } from './door-body.ts'
import { DoorFields } from './door-fields.ts'

const NAME_CHARS_MAX = 255

export function templateRoutes(engine: Engine): DoorRoute[] {
  return [
    {
      path: 'permission-templates/{id}',
      methods: {
        GET: ({ part }) => jsonAnswer(view(find(part, engine))),
        PATCH: async ({ request, part }) =>
          edit(engine, find(part, engine), new DoorFields(await doorBody(request))),
      },
    },
  ]
}

function edit(engine: Engine, template: DirectoryTemplate, fields: DoorFields): TextAnswer {
  const { id, companyId, type } = template
  const name = fields.has('name') ? fields.text('name', NAME_CHARS_MAX) : null
  const given = fields.has('levels') ? fields.fields('levels') : null
  const named = toolsOf(type).filter((tool) => given?.has(tool.name))
  const levels = named.map((tool) => [tool.name, given?.oneOf(tool.name, LEVELS)])
  given?.end()
  fields.end()
  const { memberships } = engine.parts.platform.directory
  engine.parts.records.transaction(() => {
    change(writingFor(engine, companyId, 0), 'permission_templates', id, {
      ...(name === null ? {} : { name }),
      user_access_levels: Object.fromEntries(levels),
    })
    const changed = memberships.template(id)
    if (changed) memberships.putTemplate({ ...changed, isChangedByHand: true })
  })
  return jsonAnswer(view(memberships.template(id) ?? template))
}

function find(part: string, engine: Engine): DirectoryTemplate {
  const { memberships } = engine.parts.platform.directory
  const template = memberships.template(parseId(part) ?? 0)
  if (template) return template
  const companies = engine.parts.platform.directory.companies()
  const templates = companies
    .flatMap((company) => memberships.templatesOf(company.id))
    .map(({ id, name, type }) => ({ id, name, type }))
  throw new DoorError(404, `there is no permission template ${part.slice(0, 40)}.`, { templates })
}

function view({ id, companyId, projectId, name, type, levels, ofApp }: DirectoryTemplate) {
  return { id, companyId, projectId, name, type, ofApp, levels: levels.tools }
}
