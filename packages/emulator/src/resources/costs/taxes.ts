/** Tax codes, which line items are taxed by, and tax types, which tax codes are made of. */
import { boolean, decimal, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { settingsPaths } from '../company/settings-paths.ts'

export const taxCodes: Resource = {
  name: 'tax_codes',
  wrapper: 'tax_code',
  belongsTo: 'company',
  firstId: 85_001,
  source: '8',
  paths: settingsPaths('/rest/v1.0/tax_codes', ['list', 'show', 'create', 'update', 'sync']),
  fields: {
    code: text({ required: true, charsMax: 255 }),
    description: text(),
    rate1: decimal({ min: 0 }),
    archived: boolean({ default: false }),
    default_tax_code: boolean({ default: false }),
    origin_id: text(),
    origin_data: text(),
  },
  unique: [{ fields: ['code'], within: 'company', refusedAs: 'invalid-value' }],
  shownAs: { id: 'id', code: 'code' },
  event: 'Tax Codes',
}

export const taxTypes: Resource = {
  name: 'tax_types',
  wrapper: 'tax_type',
  belongsTo: 'company',
  firstId: 85_501,
  source: '8',
  paths: settingsPaths('/rest/v1.0/tax_types', [
    'list',
    'show',
    'create',
    'update',
    'delete',
    'sync',
  ]),
  fields: {
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    origin_id: text(),
    origin_data: text(),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'invalid-value' }],
  event: 'Tax Types',
}
