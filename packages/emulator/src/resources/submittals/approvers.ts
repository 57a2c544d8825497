/**
 * The people who review a submittal, step by step. Source: fact sheet section 11 for what is shown; that a
 * step ends when all have responded whose response is required is assumed, as the tool is described so.
 */
import type { Json } from '../../engine/field.ts'
import { showDay } from '../../engine/instant.ts'
import { lookUp } from '../../engine/references.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { nextEmbeddedId, recordsIn, within } from '../traits/embedded.ts'

/** How long an approver has who is given no other time. The web app's own default. */
const DAYS_TO_RESPOND = 14
const DAY_MS = 86_400_000
const APPROVER = { id: 1, name: 'Approver' }

/** The steps of `workflow_data`, each a list of people; null when somebody in it is nobody here. */
export function approversOf(data: Json, submittalId: number, writing: Writing): Shown[] | null {
  const steps = Array.isArray(data) ? data : []
  const approvers: Shown[] = []
  for (const [at, step] of steps.entries()) {
    for (const asked of recordsIn(step)) {
      const userId = asked['user_id'] ?? within(asked['user'], 'id')
      const user = lookUp(writing, 'users', userId, writing.companyId)
      if (!user) return null
      approvers.push(approver(approvers, submittalId, asked, user, at + 1))
    }
  }
  return approvers
}

/** Whose turn it is: those of the first step that still waits for a response. */
export function waitingApprovers(submittal: Shown): Shown[] {
  const open = recordsIn(submittal['approvers']).filter(({ response }) => response === null)
  const required = open.filter((each) => each['response_required'] === true)
  const step = Math.min(...required.map((each) => Number(each['workflow_group_number'])))
  return open.filter((each) => each['workflow_group_number'] === step)
}

/** Those whose turn has come are told, and their days begin. */
export function sendToWaiting(submittal: Shown, nowMs: number): void {
  const turn = new Set(waitingApprovers(submittal).map(({ id }) => id))
  submittal['approvers'] = recordsIn(submittal['approvers']).map((each): Shown => {
    if (!turn.has(each['id'] ?? null) || each['sent_date'] !== null) return each
    const days = Number(each['days_to_respond'] ?? DAYS_TO_RESPOND)
    const dueDate = each['due_date'] ?? showDay(nowMs + days * DAY_MS)
    return { ...each, sent_date: showDay(nowMs), due_date: dueDate }
  })
}

/** Somebody whom an approver asks instead: next in the same step. */
export function forwardee(submittal: Shown, from: Shown, user: Json, dueDate: Json): Shown {
  const held = recordsIn(submittal['approvers'])
  const step = Number(from['workflow_group_number'])
  const asked = { response_required: true, due_date: dueDate }
  return approver(held, Number(submittal['id']), asked, user, step)
}

function approver(
  held: readonly Shown[],
  submittalId: number,
  asked: Shown,
  user: Json,
  step: number,
): Shown {
  return {
    id: nextEmbeddedId(submittalId, held),
    approver_type: APPROVER,
    associated_attachments: [],
    attachments: [],
    comment: null,
    due_date: asked['due_date'] ?? null,
    response_required: asked['response_required'] !== false,
    response: null,
    returned_date: null,
    sent_date: null,
    days_to_respond: asked['days_to_respond'] ?? DAYS_TO_RESPOND,
    user,
    variance: null,
    workflow_group_number: step,
  }
}
