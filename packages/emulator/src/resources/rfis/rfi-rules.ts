/** What follows for an RFI from what is written, and what may not be written. */
import type { Json } from '../../engine/field.ts'
import { showInstant } from '../../engine/instant.ts'
import { messageOf } from '../../engine/messages.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { idsIn, recordsIn, within } from '../traits/embedded.ts'
import { valueRefused } from '../traits/transitions.ts'
import { courtAfterAssignment, courtAtStart, putInCourt } from './ball-in-court.ts'

const IMPACT_STATUSES = ['yes_known', 'yes_unknown', 'no_impact', 'tbd', 'n_a']

export function derive(record: Shown, change: Change): void {
  const { input, before, writing } = change
  record['title'] = record['subject'] ?? null
  moveStatus(record, change)
  const body = bodyOf(input['question'])
  if (body !== null) {
    const answers: Json = [] // Never filled, as was seen live.
    record['questions'] = [{ id: Number(record['id']), body, plain_text_body: body, answers }]
  }
  addAndRemove(record, input, writing)
  requireResponses(record, input)
  moveBall(record, input, before)
}

export function rule(record: Shown, { input, before, writing }: Change): Refusal | null {
  if (input['question'] !== undefined && bodyOf(input['question']) === null)
    return missing('question')
  if (record['status'] !== 'draft' && recordsIn(record['assignees']).length === 0) {
    return missing('assignees')
  }
  if (isTrue(input['draft']) && before && before['status'] !== 'draft') {
    return valueRefused('draft', `an RFI that is ${before['status']} is no draft again`)
  }
  if (isTrue(input['accepted']) && record['status'] === 'draft') {
    return valueRefused('accepted', 'a draft was asked of nobody, and has no answer to accept')
  }
  for (const name of ['schedule_impact', 'cost_impact']) {
    const status = within(record[name], 'status')
    const isKnown = status === null || IMPACT_STATUSES.includes(String(status))
    if (!isKnown) return valueRefused(name, `there is no status ${status}`)
  }
  return nobodyIn(input, writing)
}

function moveStatus(record: Shown, { input, before, writing }: Change): void {
  const { accepted, draft } = input
  if (before === null) record['status'] = isTrue(draft) ? 'draft' : 'open'
  else if (before['status'] === 'draft' && isFalse(draft)) record['status'] = 'open'
  if (record['status'] === 'draft') return
  // An official reply does not close an RFI; only this does (fact sheet section 11).
  if (isTrue(accepted)) {
    if (before?.['status'] !== 'closed') record['time_resolved'] = showInstant(writing.nowMs)
    record['status'] = 'closed'
  } else if (isFalse(accepted)) {
    record['status'] = 'open'
    record['time_resolved'] = null
  }
}

/** What a batch says instead of whole lists: who joins, and who leaves. */
function addAndRemove(record: Shown, input: Change['input'], writing: Writing): void {
  const required = listIn(input, 'add_required_assignee_ids')
  const added = [...listIn(input, 'add_assignee_ids'), ...required]
  const changes = [
    ['assignees', added, listIn(input, 'remove_assignee_ids')],
    [
      'distribution_list',
      listIn(input, 'add_distribution_ids'),
      listIn(input, 'remove_distribution_ids'),
    ],
  ] as const
  for (const [name, joining, leaving] of changes) {
    if (joining.length + leaving.length === 0) continue
    const held = recordsIn(record[name]).filter(({ id }) => !leaving.includes(Number(id)))
    const known = new Set(idsIn(held))
    const isAsked = (id: number) =>
      name === 'assignees' ? { response_required: required.includes(id) } : {}
    for (const id of joining) {
      const person = lookUp(writing, 'users', id, writing.companyId)
      if (known.has(id) || !person) continue
      known.add(id)
      held.push({ ...(person as Shown), ...isAsked(id) })
    }
    record[name] = held
  }
}

function requireResponses(record: Shown, input: Change['input']): void {
  const given = input['required_assignee_ids']
  const required = Array.isArray(given) ? new Set(given.map(Number)) : null
  record['assignees'] = recordsIn(record['assignees']).map((each) => ({
    ...each,
    response_required: required
      ? required.has(Number(each['id']))
      : (each['response_required'] ?? true),
  }))
}

function moveBall(record: Shown, input: Change['input'], before: Shown | null): void {
  const isMoved = before === null || before['status'] !== record['status']
  const named = input['ball_in_court_id']
  if (isMoved || record['status'] === 'closed') putInCourt(record, courtAtStart(record))
  else if (named !== undefined && record['ball_in_court'] !== null) {
    putInCourt(record, recordsIn([record['ball_in_court'] ?? null]))
  } else if (String(idsIn(before['assignees'])) !== String(idsIn(record['assignees']))) {
    putInCourt(record, courtAfterAssignment(record, before))
  } else putInCourt(record, recordsIn(record['ball_in_courts']))
}

/** Ids that are nobody's are skipped above, and refused here. */
function nobodyIn(input: Change['input'], writing: Writing): Refusal | null {
  for (const name of ['add_assignee_ids', 'add_required_assignee_ids', 'add_distribution_ids']) {
    const unknown = listIn(input, name).find(
      (id) => lookUp(writing, 'users', id, writing.companyId) === undefined,
    )
    if (unknown !== undefined) return valueRefused(name, `there is no user ${unknown}`)
  }
  return null
}

function missing(field: string): Refusal {
  return { failure: 'missing-field', fields: { [field]: [messageOf('missing-field')] } }
}

function bodyOf(question: unknown): string | null {
  if (typeof question !== 'object' || question === null || !('body' in question)) return null
  return typeof question.body === 'string' && question.body !== '' ? question.body : null
}

function listIn(input: Change['input'], name: string): number[] {
  const given = input[name]
  return Array.isArray(given) ? given.map(Number) : []
}

/** Form bodies carry these as text. */
function isTrue(given: unknown): boolean {
  return given === true || given === 'true'
}

function isFalse(given: unknown): boolean {
  return given === false || given === 'false'
}
