/** The six kinds of records that hang below an incident, as data. */
import {
  boolean,
  choice,
  date,
  decimal,
  type Field,
  integer,
  json,
  reference,
  references,
  text,
} from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { FILING_TYPES } from './severity.ts'

export interface RecordKind {
  /** As in paths. */
  readonly name: string
  readonly wrapper: string
  /** What the incident counts it in. */
  readonly countedIn: 'records_count' | 'actions_count' | 'witness_statements_count'
  readonly fields: Readonly<Record<string, Field>>
  readonly filters: Readonly<Record<string, Filter>>
  /** The last part of the path, and the filter that it lists the values of. */
  readonly options: Readonly<Record<string, string>>
  /** The recycle bin has a version 1.1 as well. */
  readonly hasBin11?: boolean
  readonly takesFiles?: boolean
  readonly event: string
}

const byId = (on: string): Filter => ({ kind: 'equals', on, as: 'integer' })

const PLACE = {
  fields: {
    affected_company: reference('vendors', { input: 'affected_company_id' }),
    managed_equipment_id: integer(),
    work_activity: reference('work_activities', { input: 'work_activity_id' }),
  },
  filters: {
    affected_company_id: byId('$.affected_company.id'),
    managed_equipment_id: byId('$.managed_equipment_id'),
    work_activity_id: byId('$.work_activity.id'),
  },
  options: {
    affected_companies: 'affected_company_id',
    managed_equipment: 'managed_equipment_id',
    work_activities: 'work_activity_id',
  },
}

const PERSON = {
  fields: {
    affected_person: reference('users', { input: 'affected_person_id' }),
    affected_party: reference('users', { input: 'affected_party_id' }),
    harm_source: reference('harm_sources', { input: 'harm_source_id' }),
  },
  filters: {
    affected_person_id: byId('$.affected_person.id'),
    affected_party_id: byId('$.affected_party.id'),
    harm_source_id: byId('$.harm_source.id'),
  },
  options: {
    affected_parties: 'affected_party_id',
    affected_persons: 'affected_person_id',
    harm_sources: 'harm_source_id',
  },
}

export const RECORD_KINDS: readonly RecordKind[] = [
  {
    name: 'injuries',
    wrapper: 'injury',
    countedIn: 'records_count',
    event: 'Incident Injuries',
    fields: {
      ...PERSON.fields,
      ...PLACE.fields,
      filing_type: choice(FILING_TYPES),
      affliction_type: reference('affliction_types', { input: 'affliction_type_id' }),
      body_parts: references('body_parts', { input: 'body_part_ids', default: [] }),
      affected_body_parts: json({ default: [] }),
      body_diagram_type: choice(['feminine', 'masculine']),
      date_of_death: date(),
      date_returned_to_work: date(),
      recordable: boolean({ default: false }),
      hospitalized_overnight: boolean({ default: false }),
      treated_in_er: boolean({ default: false }),
      treatment_facility: text(),
      treatment_facility_address: text(),
      treatment_provider: text(),
      work_days_absent: integer({ min: 0 }),
      work_days_restricted: integer({ min: 0 }),
      work_days_transferred: integer({ min: 0 }),
    },
    filters: {
      ...PERSON.filters,
      ...PLACE.filters,
      filing_type: { kind: 'equals', on: '$.filing_type', as: 'text' },
      affliction_type_id: byId('$.affliction_type.id'),
      body_part_id: { kind: 'any-id', on: '$.body_parts' },
      recordable: { kind: 'equals', on: '$.recordable', as: 'boolean' },
    },
    options: {
      ...PERSON.options,
      ...PLACE.options,
      affected_body_parts: 'body_part_id',
      affliction_types: 'affliction_type_id',
      filing_types: 'filing_type',
    },
  },
  {
    name: 'near_misses',
    wrapper: 'near_miss',
    countedIn: 'records_count',
    event: 'Incident Near Misses',
    fields: { ...PERSON.fields, ...PLACE.fields },
    filters: { ...PERSON.filters, ...PLACE.filters },
    options: { ...PERSON.options, ...PLACE.options },
  },
  {
    name: 'property_damages',
    wrapper: 'property_damage',
    countedIn: 'records_count',
    event: 'Incident Property Damages',
    fields: {
      ...PLACE.fields,
      estimated_cost_impact: decimal({ min: 0 }),
      responsible_company: reference('vendors', { input: 'responsible_company_id' }),
    },
    filters: { ...PLACE.filters, responsible_company_id: byId('$.responsible_company.id') },
    options: { ...PLACE.options, responsible_companies: 'responsible_company_id' },
  },
  {
    name: 'environmentals',
    wrapper: 'environmental',
    countedIn: 'records_count',
    event: 'Incident Environmentals',
    fields: {
      ...PLACE.fields,
      environmental_type: reference('environmental_types', { input: 'environmental_type_id' }),
      estimated_cost_impact: decimal({ min: 0 }),
      quantity_value: decimal(),
      quantity_unit_of_measure: text(),
    },
    filters: { ...PLACE.filters, environmental_type_id: byId('$.environmental_type.id') },
    options: { ...PLACE.options, environmental_types: 'environmental_type_id' },
  },
  {
    name: 'actions',
    wrapper: 'incident_action',
    countedIn: 'actions_count',
    event: 'Incident Actions',
    fields: {
      action_type: reference('action_types', { input: 'action_type_id', required: true }),
      observation_id: integer({ readonly: true }),
    },
    filters: {},
    options: {},
    hasBin11: true,
    takesFiles: true,
  },
  {
    name: 'witness_statements',
    wrapper: 'witness_statement',
    countedIn: 'witness_statements_count',
    event: 'Incident Witness Statements',
    fields: {
      witness: reference('users', { input: 'witness_id', required: true }),
      statement: text(),
      date_received: date(),
    },
    filters: {
      witness_id: byId('$.witness.id'),
      date_received: { kind: 'range', on: '$.date_received' },
    },
    options: {},
    hasBin11: true,
    takesFiles: true,
  },
]
