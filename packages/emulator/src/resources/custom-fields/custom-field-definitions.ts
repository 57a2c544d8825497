/** The custom fields of a company. They are made by its administrators, and the API only reads them. */

import { CUSTOM_FIELD_TYPES } from '../../engine/custom-fields.ts'
import { boolean, choice, integer, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

export const customFieldDefinitions: Resource = {
  name: 'custom_field_definitions',
  wrapper: 'custom_field_definition',
  belongsTo: 'company',
  firstId: 49_401,
  source: '3, Custom fields',
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: [
        ...routesOf('/rest/v1.0/custom_field_definitions', ['list', 'show']),
        ...routesOf('/rest/v1.1/companies/{company_id}/custom_field_definitions', ['list']),
      ],
    },
  ],
  fields: {
    label: text({ required: true, charsMax: 255 }),
    active: boolean({ default: true }),
    company_id: integer({ readonly: true }),
    data_type: choice(CUSTOM_FIELD_TYPES, { required: true }),
    variant: text(),
    description: text(),
    default_value: text(),
  },
  shownAs: { id: 'id', label: 'label' },
  filters: { with_label: { kind: 'search', on: ['$.label'] } },
  sorts: { label: { on: '$.label' } },
  hooks: {
    derive(record, { writing }) {
      record['company_id'] = writing.companyId
    },
  },
}
