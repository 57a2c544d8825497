/** RFIs: questions that somebody has to answer. Only `accepted: true` closes one. */
import {
  boolean,
  createdBy,
  date,
  integer,
  integerList,
  type Json,
  json,
  reference,
  references,
  sequence,
  text,
} from '../engine/field.ts'
import { showInstant } from '../engine/instant.ts'
import { messageOf } from '../engine/messages.ts'
import type { Change, Resource, Shown } from '../engine/resource.ts'
import { routesOf } from '../engine/resource.ts'

export const rfis: Resource = {
  name: 'rfis',
  wrapper: 'rfi',
  belongsTo: 'project',
  firstId: 20_001,
  source: '11, RFIs',
  paths: [
    {
      scope: 'project',
      tool: 'rfi',
      routes: [
        ...routesOf('/rest/v1.0/projects/{project_id}/rfis', ['list', 'show', 'create', 'update']),
        ...routesOf('/rest/v1.1/projects/{project_id}/rfis', ['list', 'show']),
        // The legacy form: the project is in the query, or in the body.
        ...routesOf('/rest/v1.0/rfis', ['list', 'show', 'create', 'update']),
      ],
    },
  ],
  fields: {
    number: sequence(),
    subject: text({ required: true, charsMax: 255 }),
    title: text({ readonly: true }),
    status: text({ readonly: true, default: 'open' }),
    accepted: boolean({ writeonly: true }),
    draft: boolean({ writeonly: true }),
    question: json({ writeonly: true, required: true }),
    questions: json({ readonly: true, default: [] }),
    assignees: references('users', {
      input: 'assignee_ids',
      required: true,
      errorName: 'assignees',
    }),
    required_assignee_ids: integerList({ writeonly: true }),
    ball_in_court: reference('users', { readonly: true }),
    ball_in_courts: references('users', { readonly: true }),
    rfi_manager: reference('users', { input: 'rfi_manager_id' }),
    received_from: reference('users', { input: 'received_from_login_information_id' }),
    responsible_contractor: reference('vendors', { input: 'responsible_contractor_id' }),
    distribution_list: references('users', { input: 'distribution_ids', default: [] }),
    due_date: date(),
    time_resolved: text({ readonly: true }),
    private: boolean({ default: false }),
    reference: text(),
    drawing_number: text(),
    location_id: integer(),
    cost_code_id: integer(),
    specification_section_id: integer(),
    schedule_impact: json(),
    cost_impact: json(),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', subject: 'subject', number: 'number' },
  filters: {
    status: { kind: 'equals', on: '$.status', as: 'text', arrayOnly: true },
    number: { kind: 'equals', on: '$.number', as: 'text' },
    assigned_id: { kind: 'any-id', on: '$.assignees' },
    ball_in_court_id: { kind: 'any-id', on: '$.ball_in_courts' },
    rfi_manager_id: { kind: 'equals', on: '$.rfi_manager.id', as: 'integer' },
    received_from_login_information_id: {
      kind: 'equals',
      on: '$.received_from.id',
      as: 'integer',
    },
    responsible_contractor_id: {
      kind: 'equals',
      on: '$.responsible_contractor.id',
      as: 'integer',
    },
    location_id: { kind: 'equals', on: '$.location_id', as: 'integer' },
    cost_code_id: { kind: 'equals', on: '$.cost_code_id', as: 'integer' },
    search: { kind: 'search', on: ['$.subject', '$.number'] },
  },
  sorts: {
    subject: { on: '$.subject' },
    number: { on: '$.number' },
    status: { on: '$.status' },
    due_date: { on: '$.due_date' },
  },
  customFields: true,
  configurable: 'Rfi::Header',
  hooks: { derive, rule },
}

function derive(record: Shown, { input, before, writing }: Change): void {
  const { question, accepted, draft, required_assignee_ids: required } = input
  record['title'] = record['subject'] ?? null
  if (draft !== undefined && record['status'] !== 'closed') {
    record['status'] = draft === true || draft === 'true' ? 'draft' : 'open'
  }
  // An official reply does not close an RFI; only this does (fact sheet section 11).
  if (accepted === true || accepted === 'true') {
    if (before?.['status'] !== 'closed') record['time_resolved'] = showInstant(writing.nowMs)
    record['status'] = 'closed'
  } else if (accepted === false || accepted === 'false') {
    record['status'] = 'open'
    record['time_resolved'] = null
  }
  const body = bodyOf(question)
  if (body !== null) {
    const answers: Json = [] // Never filled in lists, as a live one was seen to do.
    record['questions'] = [{ id: Number(record['id']), body, plain_text_body: body, answers }]
  }
  const isRequired = Array.isArray(required) ? new Set(required.map(Number)) : null
  record['assignees'] = listOf(record['assignees']).map((each) => ({
    ...each,
    response_required: isRequired
      ? isRequired.has(Number(each['id']))
      : (each['response_required'] ?? true),
  }))
  const inCourt = record['status'] === 'open' ? listOf(record['assignees']) : []
  record['ball_in_courts'] = inCourt
  record['ball_in_court'] = inCourt[0] ?? null
}

function rule(_record: Shown, { input }: Change) {
  const isBlank = input['question'] !== undefined && bodyOf(input['question']) === null
  if (!isBlank) return null
  return { failure: 'missing-field', fields: { question: [messageOf('missing-field')] } } as const
}

function bodyOf(question: unknown): string | null {
  if (typeof question !== 'object' || question === null || !('body' in question)) return null
  return typeof question.body === 'string' && question.body !== '' ? question.body : null
}

function listOf(value: Json | undefined): { readonly [key: string]: Json }[] {
  return Array.isArray(value) ? (value as { readonly [key: string]: Json }[]) : []
}
