/** The statuses of a coordination issue, and what is remembered of each change. */
import { lookUp } from '../../engine/references.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import { writeRecord } from '../../engine/write-record.ts'
import { within } from '../traits/embedded.ts'
import type { Transitions } from '../traits/transitions.ts'

/** What is under way may go anywhere; what became an observation stays one. Assumed. */
const ANYWHERE = [
  'blocked',
  'closed',
  'in_progress',
  'moved_to_observation',
  'open',
  'ready_for_review',
]

export const STATUS_STEPS: Transitions = {
  open: ANYWHERE,
  in_progress: ANYWHERE,
  unblocked: ANYWHERE,
  ready_for_review: ANYWHERE,
  blocked: ['unblocked', 'closed'],
  closed: ['open'],
  moved_to_observation: [],
}

export const ISSUE_STATUSES = Object.keys(STATUS_STEPS)

/** What changes are remembered of, and what of it. */
const REMEMBERED: Readonly<Record<string, string | null>> = {
  title: null,
  description: null,
  status: null,
  priority: null,
  issue_type: null,
  due_date: null,
  assignee: 'name',
  location: 'name',
  trade: 'name',
}

/** One row for each attribute that is another now. */
export function rememberChanges(record: Shown, { before, writing }: Change): void {
  const resource = writing.resources.byName('coordination_issue_changes')
  if (!before || !resource) return
  const below = { ...writing, parentId: Number(record['id']) }
  for (const [column, attribute] of Object.entries(REMEMBERED)) {
    const shownIn = (issue: Shown) =>
      attribute === null ? (issue[column] ?? null) : within(issue[column], attribute)
    const [old_value, new_value] = [shownIn(before), shownIn(record)]
    if (old_value === new_value) continue
    const readable_column = column.charAt(0).toUpperCase() + column.slice(1).replaceAll('_', ' ')
    writeRecord(below, resource, { column, readable_column, old_value, new_value }, null)
  }
}

/** Who acts, as records show people. */
export function actorOf({ writing }: Change): Shown | null {
  return (lookUp(writing, 'users', writing.userId, writing.companyId) as Shown | undefined) ?? null
}
