/** Line item types, also called cost types: what a cost is for. */
import { choice, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { settingsPaths } from '../company/settings-paths.ts'

const BASE_TYPES = [
  'labor',
  'equipment',
  'materials',
  'commitment',
  'owner_cost',
  'professional_services',
  'other',
]

export const lineItemTypes: Resource = {
  name: 'line_item_types',
  wrapper: 'line_item_type',
  belongsTo: 'company',
  firstId: 83_001,
  source: '11, Line item types; 8',
  paths: settingsPaths('/rest/v1.0/line_item_types', ['list', 'show', 'create', 'update', 'sync']),
  fields: {
    name: text({ required: true, charsMax: 255 }),
    code: text({ input: 'csv_import_code', required: true, charsMax: 255 }),
    base_type: choice(BASE_TYPES, { required: true }),
    origin_id: text(),
    origin_data: text(),
  },
  // No 409 is documented.
  unique: [
    { fields: ['name'], within: 'company', refusedAs: 'invalid-value' },
    { fields: ['code'], within: 'company', refusedAs: 'invalid-value' },
  ],
  shownAs: { id: 'id', name: 'name', code: 'code', base_type: 'base_type' },
  event: 'Line Item Types',
}
