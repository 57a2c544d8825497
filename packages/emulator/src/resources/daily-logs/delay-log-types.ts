/** Why a day was delayed: the words that a project offers, and which of them are shown. */
import { boolean, text } from '../../engine/field.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { DAILY_LOG_TOOL } from './log-permissions.ts'

const PATH = '/rest/v1.0/projects/{project_id}/daily_logs/delay_log_types'
const VISIBLE = "json_extract(data, '$.visible')"

export const delayLogTypes: Resource = {
  name: 'delay_log_types',
  wrapper: 'delay_log_type',
  belongsTo: 'project',
  firstId: 64_001,
  source: '11, Daily logs',
  paths: [
    {
      scope: 'project',
      tool: DAILY_LOG_TOOL,
      levels: { create: 'Admin', update: 'Admin' },
      routes: routesOf(PATH, ['list', 'create', 'update']),
    },
  ],
  fields: {
    display_name: text({ required: true, charsMax: 255 }),
    translation_key: text({ readonly: true }),
    visible: boolean({ default: true }),
  },
  unique: [{ fields: ['display_name'], within: 'project' }],
  filters: {
    visible: {
      kind: 'word',
      words: {
        true: { sql: `${VISIBLE} = 1`, values: [] },
        false: { sql: `${VISIBLE} = 0`, values: [] },
        'false...true': null,
      },
    },
  },
  hooks: { derive },
}

function derive(type: Shown): void {
  const key = String(type['display_name']).toLowerCase()
  type['translation_key'] = key.replace(/[^a-z0-9]+/g, '_')
}
