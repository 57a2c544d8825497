/**
 * Whose turn it is with an RFI. Source: fact sheet section 11 for the attributes; the moves are assumed
 * from how the tool is described: assignees answer, then it is the manager's, and nobody's once closed.
 */
import type { Shown } from '../../engine/resource.ts'
import { idsIn, recordsIn } from '../traits/embedded.ts'

/** Where the ball is when an RFI enters a status. */
export function courtAtStart(rfi: Shown): Shown[] {
  if (rfi['status'] === 'closed') return []
  const assignees = recordsIn(rfi['assignees'])
  return rfi['status'] === 'open' && assignees.length > 0 ? assignees : managerOf(rfi)
}

/** Those who were asked before keep it or have passed it on; those who are asked now get it. */
export function courtAfterAssignment(rfi: Shown, before: Shown): Shown[] {
  const wereAsked = new Set(idsIn(before['assignees']))
  const hadIt = new Set(idsIn(before['ball_in_courts']))
  const court = recordsIn(rfi['assignees']).filter(({ id }) => {
    return hadIt.has(Number(id)) || !wereAsked.has(Number(id))
  })
  return court.length > 0 ? court : managerOf(rfi)
}

/** Once everybody has answered whose response is required, it is the manager's turn. */
export function courtAfterReply(rfi: Shown, authorId: number): Shown[] {
  const court = recordsIn(rfi['ball_in_courts']).filter(({ id }) => id !== authorId)
  const required = recordsIn(rfi['assignees']).filter((each) => each['response_required'] === true)
  const isAwaited = court.some(({ id }) => idsIn(required).includes(Number(id)))
  return isAwaited ? court : managerOf(rfi)
}

/** From the assignees to the manager, and from the manager back to them. */
export function courtAfterAdvance(rfi: Shown): Shown[] {
  const managers = managerOf(rfi)
  const isWithManager = idsIn(rfi['ball_in_courts']).every((id) => idsIn(managers).includes(id))
  return isWithManager ? recordsIn(rfi['assignees']) : managers
}

export function putInCourt(rfi: Shown, people: readonly Shown[]): void {
  const shown = people.map(({ id, login, name }) => ({ id, login, name }) as Shown)
  rfi['ball_in_courts'] = shown
  rfi['ball_in_court'] = shown[0] ?? null
}

function managerOf(rfi: Shown): Shown[] {
  const manager = recordsIn([rfi['rfi_manager'] ?? null])
  return manager.length > 0 ? manager : recordsIn([rfi['created_by'] ?? null])
}
