/** Trades: what the vendors of a company do. */
import { boolean, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { settingsPaths } from './settings-paths.ts'

export const trades: Resource = {
  name: 'trades',
  wrapper: 'trade',
  belongsTo: 'company',
  firstId: 9_701,
  source: '11, Vendors; 10, resource names seen live',
  paths: settingsPaths('/rest/v1.0/companies/{company_id}/trades', ['list', 'show', 'create']),
  fields: {
    name: text({ required: true, charsMax: 255 }),
    active: boolean({ default: true }),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  filters: {
    active: { kind: 'equals', on: '$.active', as: 'boolean' },
    query: { kind: 'search', on: ['$.name'] },
  },
  event: 'Trades',
}
