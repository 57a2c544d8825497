/** What follows for a submittal from what is written, and what may not be written. */
import type { Json } from '../../engine/field.ts'
import { givenRecord } from '../../engine/given-records.ts'
import { showInstant } from '../../engine/instant.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { shownAs } from '../../engine/references.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { recordsIn, within } from '../traits/embedded.ts'
import { refusedStep, ruleBroken, type Transitions } from '../traits/transitions.ts'
import { approversOf, sendToWaiting, waitingApprovers } from './approvers.ts'

/** A submittal that was sent out is no draft again; a closed one is opened. Assumed. */
const STATUS_STEPS: Transitions = {
  Draft: ['Open', 'Closed'],
  Open: ['Closed'],
  Closed: ['Open'],
}

export function derive(record: Shown, { input, before, writing }: Change): void {
  record['status'] ??= firstStatus(writing)
  const source = sourceOf(input, before, writing)
  if (source) {
    if (input['revision'] === undefined) record['revision'] = nextRevision(source)
    record['source_submittal_log_id'] = Number(source['id'])
  }
  if (input['type'] !== undefined) record['type'] = typeNamed(input['type'], writing)
  record['formatted_number'] = formattedNumber(record)
  const { workflow_data: data } = input
  if (data !== undefined) {
    record['approvers'] = approversOf(data as Json, Number(record['id']), writing) ?? []
  }
  followStatus(record, before, writing)
}

/** The dates and the ball in court that a status brings; also after somebody has responded. */
export function followStatus(record: Shown, before: Shown | null, writing: Writing): void {
  const status = statusOf(record)
  if (status === 'Open') sendToWaiting(record, writing.nowMs)
  const wasClosed = before !== null && statusOf(before) === 'Closed'
  if (status !== 'Closed') record['closed_at'] = null
  else if (!wasClosed) record['closed_at'] = showInstant(writing.nowMs)
  record['ball_in_court'] = courtOf(record, status)
}

export function rule(record: Shown, { input, before, writing }: Change): Refusal | null {
  if (before) {
    const step = refusedStep(STATUS_STEPS, 'status_id', statusOf(before), statusOf(record))
    if (step) return step
  }
  const { workflow_data: data, source_submittal_log_id: source } = input
  if (data !== undefined && approversOf(data as Json, Number(record['id']), writing) === null) {
    return ruleBroken('workflow_data', 'one of the approvers is nobody in this company')
  }
  if (source !== undefined && source !== null && !before && !sourceOf(input, before, writing)) {
    return ruleBroken('source_submittal_log_id', `there is no submittal ${source} here`)
  }
  return null
}

/** Of the revisions of one submittal only the newest is the current one. */
export function stored(record: Shown, { input, before, writing }: Change): void {
  const source = before ? null : sourceOf(input, before, writing)
  if (!source) return
  for (const other of revisionsOf(record, writing)) {
    if (other.stored.id === record['id'] || other.shown['current_revision'] !== true) continue
    rewriteOther(writing, other, { ...other.shown, current_revision: false })
  }
}

/** Same number, same specification section. */
export function revisionsOf(record: Shown, writing: Writing) {
  return othersWhere(writing, 'submittals', {
    sql: "project_id = ? AND json_extract(data, '$.formatted_number') = ?",
    values: [writing.projectId, String(record['formatted_number'])],
  })
}

export function statusOf(submittal: Shown): string {
  return String(within(submittal['status'], 'status'))
}

/** With its section's number in front where it has one. */
function formattedNumber(record: Shown): string {
  const section = within(record['specification_section'], 'number')
  return section === null ? String(record['number']) : `${section}-${record['number']}`
}

function courtOf(record: Shown, status: string): Shown[] {
  if (status === 'Closed') return []
  const waiting = status === 'Open' ? waitingApprovers(record) : []
  const users = recordsIn(waiting.map((each) => each['user'] ?? null))
  if (users.length > 0) return users
  const manager = recordsIn([record['submittal_manager'] ?? null])
  return manager.length > 0 ? manager : recordsIn([record['created_by'] ?? null])
}

function firstStatus(writing: Writing): Shown | null {
  const name = writing.platform.assumptions.get('submittal-first-status')
  const found = givenRecord(writing, 'submittal_statuses', writing.companyId, 'status', name)
  return found && shownAs(found.resource, found.shown)
}

/** A type that the company has not is shown by its name alone. */
function typeNamed(given: unknown, writing: Writing): Shown | null {
  if (given === null || given === '') return null
  const name = String(given)
  const found = givenRecord(writing, 'submittal_types', writing.companyId, 'name', name)
  return { id: found?.stored.id ?? null, name, translated_name: name }
}

function sourceOf(input: Change['input'], before: Shown | null, writing: Writing): Shown | null {
  const id = before ? null : Number(input['source_submittal_log_id'] ?? 0)
  const source = id ? findOther(writing, 'submittals', id) : null
  return source?.stored.projectId === writing.projectId ? source.shown : null
}

function nextRevision({ revision }: Shown): string {
  const number = Number(revision)
  return Number.isSafeInteger(number) ? String(number + 1) : `${revision}.1`
}
