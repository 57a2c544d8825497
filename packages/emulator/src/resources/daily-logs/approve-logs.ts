/** Approves logs of many kinds in one call, or sets them back to pending: each for itself. */
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther, rewriteOther } from '../../engine/other-records.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import type { LogKind } from './log-kind.ts'
import { LOG_KINDS } from './log-kinds.ts'

/** Logs in one call. Source: the description of the operation. */
const LOGS_MAX = 300

interface Outcome {
  readonly id: unknown
  readonly status: unknown
  readonly success: boolean
  readonly error?: string
}

/** 200 whatever became of each: `[{accident_log: [{id, status, success, error?}]}]`. */
export function approveLogs(work: Work): Result {
  const { updates } = work.body
  if (typeof updates !== 'object' || updates === null || Array.isArray(updates)) {
    return { failure: 'missing-field', fields: { updates: [messageOf('missing-field')] } }
  }
  const lists = Object.entries(updates).map(([name, items]) => {
    return { name, items: Array.isArray(items) ? items : [items] }
  })
  const count = lists.reduce((sum, { items }) => sum + items.length, 0)
  if (count > LOGS_MAX) return { failure: 'batch-too-large', because: `${count} logs` }
  const outcomes = work.records.transaction(() =>
    lists.map(({ name, items }) => ({ [name]: items.map((item) => approve(work, name, item)) })),
  )
  return jsonReply(work, outcomes)
}

function approve(work: Work, wrapper: string, item: unknown): Outcome {
  const given = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>
  const { id = null, status = null } = given
  const failed = (error: string): Outcome => ({ id, status, success: false, error })
  const kind = LOG_KINDS.find((each) => each.wrapper === wrapper && each.isApproved !== false)
  if (!kind) return failed(`there are no logs of the kind ${wrapper} that could be approved`)
  if (status !== 'approved' && status !== 'pending') return failed('status is approved or pending')
  return setStatus(work, kind, id, status) ? { id, status, success: true } : failed('not found')
}

function setStatus(work: Work, kind: LogKind, id: unknown, status: string): boolean {
  const log = findOther(work, kind.name, parseId(id) ?? 0)
  if (log?.stored.projectId !== work.projectId) return false
  rewriteOther(work, log, { ...log.shown, status })
  return true
}
