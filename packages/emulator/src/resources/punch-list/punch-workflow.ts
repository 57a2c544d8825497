/**
 * The way of a punch item from its draft to its closing, and whose turn it is. Source: fact sheet section
 * 11 for the names; the steps between them are assumed, as the tool is described so.
 */
import { showDay, showInstant } from '../../engine/instant.ts'
import type { Shown } from '../../engine/resource.ts'
import { nextEmbeddedId, recordsIn, within } from '../traits/embedded.ts'
import type { Transitions } from '../traits/transitions.ts'

/** Who is to do something about an item in each status. */
type Turn = 'creator' | 'manager' | 'assignees' | 'final-approver' | 'nobody'

interface Stage {
  readonly turn: Turn
  readonly next: readonly string[]
}

const STAGES: Readonly<Record<string, Stage>> = {
  draft: { turn: 'creator', next: ['initiated', 'work_required'] },
  initiated: { turn: 'manager', next: ['work_required', 'in_dispute', 'ready_to_close', 'closed'] },
  work_required: { turn: 'assignees', next: ['ready_for_review', 'in_dispute', 'closed'] },
  in_dispute: { turn: 'manager', next: ['work_required', 'ready_to_close', 'closed'] },
  ready_for_review: { turn: 'manager', next: ['work_not_accepted', 'ready_to_close', 'closed'] },
  work_not_accepted: { turn: 'assignees', next: ['ready_for_review', 'in_dispute', 'closed'] },
  ready_to_close: { turn: 'final-approver', next: ['closed', 'not_accepted_by_creator'] },
  not_accepted_by_creator: {
    turn: 'manager',
    next: ['work_required', 'work_not_accepted', 'ready_to_close', 'closed'],
  },
  closed: { turn: 'nobody', next: ['initiated', 'work_required'] },
}

export const WORKFLOW_STATUSES = Object.keys(STAGES)

export const WORKFLOW_STEPS: Transitions = Object.fromEntries(
  Object.entries(STAGES).map(([status, { next }]) => [status, next]),
)

/** `Open`, `Pending` before it is sent out, `Closed`. `Overdue` depends on the day: see `withDayStatus`. */
export function plainStatus(workflowStatus: unknown): string {
  if (workflowStatus === 'closed') return 'Closed'
  return workflowStatus === 'draft' ? 'Pending' : 'Open'
}

/** An open item that was due before today is overdue. */
export function withDayStatus(item: Shown, nowMs: number): Shown {
  const due = item['due_date']
  const isLate = item['status'] === 'Open' && typeof due === 'string' && due < showDay(nowMs)
  return isLate ? { ...item, status: 'Overdue' } : item
}

export function courtOf(item: Shown): Shown[] {
  const people: Readonly<Record<Turn, () => Shown[]>> = {
    creator: () => recordsIn([item['created_by'] ?? null]),
    manager: () => recordsIn([item['punch_item_manager'] ?? item['created_by'] ?? null]),
    'final-approver': () => recordsIn([item['final_approver'] ?? item['created_by'] ?? null]),
    assignees: () =>
      recordsIn(item['assignments'])
        .filter(({ approved }) => approved !== true)
        .map((each) => each['login_information'] as Shown),
    nobody: () => [],
  }
  const { turn } = STAGES[String(item['workflow_status'])] ?? { turn: 'nobody' }
  const found = people[turn]()
  return found.length > 0 || turn === 'nobody' ? found : people.manager()
}

/** One for each assignee; who stays assigned keeps what they have said. */
export function assignmentsOf(item: Shown, before: Shown | null): Shown[] {
  const held = recordsIn(before?.['assignments'])
  const kept: Shown[] = []
  for (const person of recordsIn(item['assignees'])) {
    const known = held.find((each) => each['login_information_id'] === person['id'])
    const id = nextEmbeddedId(Number(item['id']), [...held, ...kept])
    kept.push(known ?? assignment(id, person))
  }
  return kept
}

/** What an assignee says: the work is done, or it cannot be. */
export function responded(assignment: Shown, approved: boolean, nowMs: number): Shown {
  const status = approved ? 'resolved' : 'unresolved'
  const at = showInstant(nowMs)
  return { ...assignment, approved, status, responded_at: at, updated_at: at }
}

/** Where an item goes once an assignee has responded. */
export function statusAfterResponse(item: Shown): string {
  const all = recordsIn(item['assignments'])
  if (all.some(({ status }) => status === 'unresolved')) return 'in_dispute'
  return all.every(({ approved }) => approved === true)
    ? 'ready_for_review'
    : String(item['workflow_status'])
}

/** Work that was not accepted has to be done again, by all. */
export function reopened(assignments: readonly Shown[]): Shown[] {
  return assignments.map((each) => ({ ...each, approved: false, status: 'work_required' }))
}

/** Two flags that lists show. */
export function responsesIn(assignments: readonly Shown[]): Shown {
  return {
    has_resolved_responses: assignments.some(({ status }) => status === 'resolved'),
    has_unresolved_responses: assignments.some(({ status }) => status === 'unresolved'),
  }
}

function assignment(id: number, person: Shown): Shown {
  return {
    id,
    approved: false,
    comment: null,
    status: 'work_required',
    login_information_id: person['id'] ?? null,
    login_information_name: person['name'] ?? null,
    login_information: person,
    attachments: [],
    vendor: null,
    notified_at: null,
    responded_at: null,
    manager_accepted_at: null,
    user_name: within(person, 'name'),
    updated_at: null,
  }
}
