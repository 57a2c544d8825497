/** Passing an RFI on: the ball in court is advanced, or somebody else is asked to review. */
import { findRecord } from '../../engine/find-record.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { rewriteOther } from '../../engine/other-records.ts'
import { presented } from '../../engine/present.ts'
import { lookUpAll } from '../../engine/references.ts'
import type { RouteRow, Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import { idsIn, recordsIn, within } from '../traits/embedded.ts'
import { valueRefused } from '../traits/transitions.ts'
import { courtAfterAdvance, putInCourt } from './ball-in-court.ts'

export function moveRoutes(path: string): RouteRow[] {
  const usual = { method: 'PATCH', operation: 'action', level: 'Standard' } as const
  return [
    { ...usual, path: `${path}/{id}/advance_ball_in_court`, run: advance },
    { ...usual, path: `${path}/{id}/forward_for_review`, run: forward },
  ]
}

function advance(work: Work): Result {
  return moved(work, (rfi) => putInCourt(rfi, courtAfterAdvance(rfi)))
}

/** Those who review have to answer, and the ball is theirs until they do. */
function forward(work: Work): Result {
  const rfi = work.body['rfi'] as Shown | undefined
  const given = within(rfi, 'forwardee_ids')
  if (!Array.isArray(given) || given.length === 0) {
    const fields = { forwardee_ids: [messageOf('missing-field')] }
    return { failure: 'missing-field', fields }
  }
  const forwardees = recordsIn(lookUpAll(work, 'users', given, work.companyId))
  if (forwardees.length === 0) return valueRefused('forwardee_ids', 'one of them is nobody here')
  return moved(work, (shown) => {
    const ids = new Set(idsIn(forwardees))
    const others = recordsIn(shown['assignees']).filter(({ id }) => !ids.has(Number(id)))
    const asked = forwardees.map((each) => ({ ...each, response_required: true }))
    shown['assignees'] = [...others, ...asked]
    putInCourt(shown, forwardees)
  })
}

function moved(work: Work, move: (rfi: Shown) => void): Result {
  const stored = findRecord(work)
  if ('failure' in stored) return stored
  const shown = JSON.parse(stored.data) as Shown
  if (shown['status'] !== 'open') {
    return valueRefused('status', `the RFI is ${shown['status']}, and nobody has to answer it`)
  }
  move(shown)
  const { resource } = work.route
  const now = work.records.transaction(() => {
    return rewriteOther(work, { resource, stored, shown }, shown)
  })
  return textReply(work, presented(work, now.data))
}
