/** The equipment of a company. Of v2: changed and deleted many at a time, by bodies that are lists. */
import { boolean, choice, date, decimal, integer, reference, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import { removeRecord } from '../../engine/remove-record.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'

const V2_0 = '/rest/v2.0/companies/{company_id}/equipment_register'
const V2_1 = '/rest/v2.1/companies/{company_id}/equipment_register'
const idParameter = 'equipment_id'
/** Ids in one call. A guess. */
const IDS_MAX = 1_000

export const equipmentRegister: Resource = {
  name: 'equipment_register',
  wrapper: null,
  belongsTo: 'company',
  firstId: 3_250_001,
  source: '3, v2 differences',
  paths: [
    {
      scope: 'company',
      tool: 'equipment',
      routes: [
        ...routesOf(V2_0, ['list']),
        ...routesOf(V2_0, ['create'], { success: 200 }),
        // The body is the list itself.
        ...routesOf(V2_0, ['batch'], { itemsKey: '_json' }),
        { method: 'DELETE', path: V2_0, operation: 'action', run: removeAll },
        { method: 'GET', path: `${V2_0}/{equipment_id}`, operation: 'show', idParameter },
        ...routesOf(V2_1, ['list']),
        { method: 'GET', path: `${V2_1}/{equipment_id}`, operation: 'show', idParameter },
      ],
    },
  ],
  fields: {
    equipment_name: text({ required: true, charsMax: 255 }),
    // What the company calls it, and no id of a record.
    equipment_id: text({ required: true, charsMax: 255 }),
    status: choice(['ACTIVE', 'INACTIVE'], { required: true }),
    ownership: choice(['OWNED', 'RENTED', 'SUBCONTRACTED'], { required: true }),
    category: reference('equipment_categories', { input: 'category_id', required: true }),
    type: reference('equipment_types', { input: 'type_id', required: true }),
    make: reference('equipment_makes', { input: 'make_id' }),
    model: reference('equipment_models', { input: 'model_id' }),
    vendor: reference('vendors', { input: 'vendor_id' }),
    serial_number: text({ charsMax: 255 }),
    year: integer({ min: 1_800, max: 9_999 }),
    rate_per_hour: decimal({ min: 0 }),
    rental_start_date: date(),
    rental_end_date: date(),
    onsite: boolean({ default: false }),
    notes: text(),
  },
  unique: [{ fields: ['equipment_id'], within: 'company', refusedAs: 'business-rule' }],
  filters: {
    search: { kind: 'search', on: ['$.equipment_name', '$.equipment_id', '$.serial_number'] },
    status: { kind: 'equals', on: '$.status', as: 'text' },
    ownership: { kind: 'equals', on: '$.ownership', as: 'text' },
    year: { kind: 'equals', on: '$.year', as: 'integer' },
    type: { kind: 'equals', on: '$.type.name', as: 'text' },
    category: { kind: 'equals', on: '$.category.name', as: 'text' },
    make: { kind: 'equals', on: '$.make.name', as: 'text' },
    model: { kind: 'equals', on: '$.model.name', as: 'text' },
    type_ids: { kind: 'equals', on: '$.type.id', as: 'integer' },
    category_ids: { kind: 'equals', on: '$.category.id', as: 'integer' },
    make_ids: { kind: 'equals', on: '$.make.id', as: 'integer' },
    model_ids: { kind: 'equals', on: '$.model.id', as: 'integer' },
    vendor_ids: { kind: 'equals', on: '$.vendor.id', as: 'integer' },
  },
  sorts: {
    equipmentName: { on: '$.equipment_name' },
    equipmentId: { on: '$.equipment_id' },
    serialNumber: { on: '$.serial_number' },
    ratePerHour: { on: '$.rate_per_hour' },
    rentalStartDate: { on: '$.rental_start_date' },
    rentalEndDate: { on: '$.rental_end_date' },
    year: { on: '$.year' },
    ownership: { on: '$.ownership' },
    make: { on: '$.make.name' },
    model: { on: '$.model.name' },
    category: { on: '$.category.name' },
    type: { on: '$.type.name' },
    notes: { on: '$.notes' },
  },
  views: {
    ids: ['id'],
    short: ['id', 'equipment_name'],
    compact: ['id', 'equipment_name', 'equipment_id', 'status'],
  },
}

/** All of them or none: an id that is nobody's refuses the call. */
function removeAll(work: Work): Result {
  const { ids } = work.body
  if (!Array.isArray(ids) || ids.length > IDS_MAX) {
    return { failure: 'missing-field', fields: { ids: [messageOf('missing-field')] } }
  }
  const table = work.records.of(work.resources.shapeOf(equipmentRegister))
  const records = ids.map((each) => table.find(parseId(each) ?? 0))
  const isHere = (record: StoredRecord | null) =>
    record?.companyId === work.companyId && record.deletedMs === null
  if (!records.every(isHere)) {
    return { failure: 'resource-not-found', because: 'one of the ids is no equipment here' }
  }
  const refusal = work.records.attempt<Refusal | { readonly kind: 'gone' }>(() => {
    for (const record of records) {
      const refused = record && removeRecord(work, equipmentRegister, record)
      if (refused) return refused
    }
    return { kind: 'gone' }
  })
  return 'failure' in refusal ? refusal : jsonReply(work, { ids })
}
