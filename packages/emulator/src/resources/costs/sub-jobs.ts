/** Sub jobs: parts of a project with cost codes of their own. */
import { text } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'

const PATH = '/rest/v1.0/sub_jobs'

export const subJobs: Resource = {
  name: 'sub_jobs',
  wrapper: 'sub_job',
  belongsTo: 'project',
  firstId: 84_001,
  source: '8',
  paths: [
    { scope: 'project', tool: null, routes: routesOf(PATH, ['list', 'show']) },
    {
      scope: 'project',
      tool: 'admin',
      routes: routesOf(PATH, ['create', 'update', 'delete', 'sync']),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    code: text({ required: true, charsMax: 255 }),
    origin_id: text(),
    origin_data: text(),
  },
  unique: [{ fields: ['code'], within: 'project', refusedAs: 'invalid-value' }],
  shownAs: { id: 'id', name: 'name', code: 'code' },
  event: 'Sub Jobs',
  hooks: { keeps },
}

/** Its cost codes would belong to nothing. Assumed. */
function keeps(record: Shown, writing: Writing) {
  const codes = writing.resources.byName('cost_codes')
  const table = codes && writing.records.of(writing.resources.shapeOf(codes))
  const values = [Number(record['id'])]
  const code = table?.findFirst({ sql: 'parent_id = ? AND deleted_ms IS NULL', values })
  if (!code) return null
  const fields = { base: [messageOf('business-rule')] }
  return { failure: 'business-rule', fields, because: `cost code ${code.id} is of it` } as const
}
