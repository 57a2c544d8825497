/**
 * The second half of an operation's road, the same for a call of the API and for a person in the browser:
 * its scope, the checks that need it, and the operation itself.
 */
import type { Call } from '../call.ts'
import type { Asked } from '../checks/check.ts'
import { refusedBy, SCOPE_CHECKS } from '../checks/index.ts'
import type { Result } from '../reply.ts'
import type { Engine } from './engine.ts'
import { once } from './idempotency.ts'
import { locate } from './locate.ts'
import { OPERATIONS } from './operations.ts'
import type { Body } from './request-body.ts'
import { missingParameter } from './required-parameters.ts'
import type { FoundRoute } from './route-table.ts'
import { findScope } from './scope.ts'

export interface AskedOperation {
  readonly call: Call
  readonly found: FoundRoute
  /** What the checks before it have looked at. */
  readonly asked: Asked
  readonly body: Body
}

export function operate(engine: Engine, { call, found, asked, body }: AskedOperation): Result {
  const { platform } = engine.parts
  const sought = findScope(found, asked.query, body, asked.headerCompanyId, engine.parts)
  if (sought.kind === 'refused') return sought.refusal
  const { scope } = sought
  if (scope.projectId !== 0) call.projectId = scope.projectId
  const refusal = refusedBy(SCOPE_CHECKS, { ...asked, projectId: scope.projectId }, platform)
  if (refusal) return refusal
  const located = locate(engine.parts, found, asked, scope, body)
  if ('failure' in located) return located
  const lacking = missingParameter(located)
  if (lacking) return lacking
  const nowMs = platform.clock.nowMs()
  const dateDropped = (key: string) => {
    // What the caller never learns, the journal does.
    call.failure = 'date-silently-dropped'
    call.because = `the value of ${key} is no date, and was stored as null`
  }
  const work = { ...located, call, nowMs, dateDropped }
  const run = OPERATIONS[found.route.operation]
  return found.route.row.idempotent ? once(work, run) : run(work)
}
