/** The caller's permission level on the tool. Source: fact sheet section 7, "404 vs 403". */
import type { Platform } from '../platform.ts'
import { isAtLeast, LEVELS, type Level, levelOn } from '../world/levels.ts'
import type { DirectoryTemplate, Place } from '../world/memberships.ts'
import { toolTitle } from '../world/tools.ts'
import type { Asked, Check, Mend } from './check.ts'
import { heldThrough, personWords } from './words.ts'

export const level: Check = {
  name: 'level',
  needs: 'scope',
  run(asked, platform) {
    const { tool, scope } = asked.route.group
    if (tool === null || scope === 'none') return null
    const held = heldLevel(asked, platform)
    if (isAtLeast(held, asked.route.level)) return null
    const { place, placeId } = placeOf(asked)
    const through = heldThrough(place, placeId, asked.userId ?? 0, platform)
    const because = `user ${asked.userId} has ${held} on ${tool} of ${place} ${placeId}, ${through}, and ${asked.route.level} is needed`
    // Who cannot read a thing is not told that it is there.
    const isHidden = held === 'None' && asked.route.operation === 'show'
    return { failure: isHidden ? 'resource-hidden' : 'permission-too-low', because }
  },
  mend: (asked, platform) => raise(asked, asked.route.level, platform),
}

/** What gives the caller this level on the route's tool. */
export function raise(asked: Asked, needed: Level, platform: Platform): Mend {
  const { place, placeId } = placeOf(asked)
  const { memberships } = platform.directory
  const userId = asked.userId ?? 0
  const tool = asked.route.group.tool ?? ''
  const person = personWords(asked.userId, platform)
  const wanted = needed === 'Admin' ? 'Admin' : `${needed} or more`
  const held = memberships.templateOf(place, placeId, userId)
  const give = `In the Directory tool of ${place} ${placeId}, give ${person} a permission template with ${wanted} on ${toolTitle(tool)}`
  if (held) {
    const path = `/_underpin/permission-templates/${held.id}`
    return {
      words: `${give}; or, in the company's Permissions tool, raise ${toolTitle(tool)} to ${needed} in the template "${held.name}" (${held.id}), which changes it for everybody who holds it.`,
      calls: [{ method: 'PATCH', path, body: { levels: { [tool]: needed } } }],
    }
  }
  const other = leastThatSuits(asked, needed, platform)
  if (!other) return { words: `${give}; make one first, as there is none.`, calls: [] }
  const words = `${give}, such as "${other.name}" (${other.id}).`
  return { words, calls: [assignment(place, placeId, userId, other.id)] }
}

/** Of the templates that give the level here, the one that gives least besides; no app's own. */
function leastThatSuits(
  asked: Asked,
  needed: Level,
  { directory }: Platform,
): DirectoryTemplate | null {
  const { place, placeId } = placeOf(asked)
  const tool = asked.route.group.tool ?? ''
  const given = ({ levels }: DirectoryTemplate) =>
    Object.values(levels.tools).reduce((sum, each) => sum + LEVELS.indexOf(each), 0)
  const suiting = directory.memberships
    .templatesOf(asked.headerCompanyId ?? 0)
    .filter(
      ({ type, projectId, levels, ofApp }) =>
        (type === 'company_tools') === (place === 'company') &&
        (projectId === null || projectId === placeId) &&
        ofApp === null &&
        isAtLeast(levelOn(levels, tool), needed),
    )
  return suiting.sort((a, b) => given(a) - given(b))[0] ?? null
}

function assignment(place: Place, placeId: number, userId: number, templateId: number) {
  if (place === 'company') {
    const path = `/rest/v1.0/companies/${placeId}/users/${userId}`
    const body = { user: { company_permission_template_id: templateId } }
    return { method: 'PATCH', path, body } as const
  }
  const path = `/rest/v1.0/projects/${placeId}/permission_template_assignments`
  const assigned = { user_id: userId, permission_template_id: templateId }
  return { method: 'PATCH', path, body: { permission_template_assignments: assigned } } as const
}

/** The level on the route's tool, at the project or the company that the route belongs to. */
export function heldLevel(asked: Asked, { directory }: Platform): Level {
  const { tool, scope } = asked.route.group
  const { userId, projectId, headerCompanyId } = asked
  if (tool === null || userId === null || headerCompanyId === null) return 'None'
  return projectId !== 0 && scope !== 'company'
    ? directory.projectLevel(userId, projectId, tool)
    : directory.companyLevel(userId, headerCompanyId, tool)
}

/** The place whose levels decide. */
function placeOf({ route, projectId, headerCompanyId }: Asked): { place: Place; placeId: number } {
  return projectId !== 0 && route.group.scope !== 'company'
    ? { place: 'project', placeId: projectId }
    : { place: 'company', placeId: headerCompanyId ?? 0 }
}
