/** `/_underpin/faults`: what is on, switching on, switching off. */
import { type FailureId, isFailureId } from '@underpin/failures'
import type { Fault, FaultMatch, FaultOrder } from '../faults/fault.ts'
import { faultState } from '../faults/fault.ts'
import { FaultError, type Faults } from '../faults/faults.ts'
import { RAISES, raisableFailures } from '../faults/raise.ts'
import { isRateLimit } from '../faults/rate-limit-answer.ts'
import type { TextAnswer } from '../reply.ts'
import { DoorError, jsonAnswer, unusable } from './door-answer.ts'
import type { DoorFields } from './door-fields.ts'
import { nearFailures } from './near-failures.ts'

/** A year: longer is as good as for ever, and a `Date` still holds it. */
const FAULT_MS_MAX = 366 * 86_400_000
const TIMES_MAX = 1_000_000_000
/** Ids of the platform fit in a number that JSON holds exactly. */
const ID_MAX = Number.MAX_SAFE_INTEGER

/** Failures that can come after the request was applied (`applied`), and in silence (`silent`). */
const APPLICABLE: ReadonlySet<FailureId> = new Set([
  'server-error',
  'bad-gateway',
  'non-json-error-body',
  'webhook-delivery-failing',
])
const SILENCEABLE: ReadonlySet<FailureId> = new Set([
  'response-lost',
  'refresh-reply-lost',
  'connection-reset',
])

export function listFaults(faults: Faults, nowMs: number): TextAnswer {
  return jsonAnswer({ faults: faults.list().map((fault) => faultView(fault, nowMs)) })
}

export function showFault(faults: Faults, number: number, nowMs: number): TextAnswer {
  return jsonAnswer(faultView(known(faults.find(number), number), nowMs))
}

export function addFault(
  faults: Faults,
  fields: DoorFields,
  via: 'socket' | 'process',
  now: () => number,
): TextAnswer {
  const order = readOrder(fields)
  try {
    const fault = faults.add(order, via)
    // Asked after it was added: a millisecond earlier, and it would seem to wait for its time.
    return jsonAnswer(faultView(fault, now()), 201)
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    throw unusable(error.message, { field: 'failure', raisable: raisableFailures(via) })
  }
}

export function removeFault(faults: Faults, number: number | null): TextAnswer {
  const off = faults.list().filter((fault) => number === null || fault.number === number)
  if (number !== null) known(off[0] ?? null, number)
  for (const each of off) faults.remove(each.number)
  return jsonAnswer({ off: off.map((each) => each.number) })
}

export function faultView(fault: Fault, nowMs: number) {
  const { number, order, fromMs, untilMs, raisedCount } = fault
  return {
    number,
    ...order,
    state: faultState(fault, nowMs),
    raised: raisedCount,
    from: new Date(fromMs).toISOString(),
    until: untilMs === null ? null : new Date(untilMs).toISOString(),
  }
}

function readOrder(fields: DoorFields): FaultOrder {
  const failure = fields.text('failure')
  if (!isFailureId(failure)) {
    const near = nearFailures(failure)
    const hint = near.length === 0 ? 'see /_underpin/failures.json' : `near: ${near.join(', ')}`
    throw unusable(`there is no failure "${failure.slice(0, 80)}"; ${hint}.`, {
      field: 'failure',
      near,
    })
  }
  const isWhole = true
  const order: FaultOrder = {
    failure,
    ...(fields.has('match') ? { match: readMatch(fields.fields('match')) } : {}),
    ...optional(fields, 'probability', () => fields.number('probability', { min: 0, max: 1 })),
    ...optional(fields, 'times', () => fields.number('times', { min: 1, max: TIMES_MAX, isWhole })),
    ...optional(fields, 'forMs', () => fields.number('forMs', { min: 1, max: FAULT_MS_MAX })),
    ...optional(fields, 'afterMs', () => fields.number('afterMs', { min: 0, max: FAULT_MS_MAX })),
    ...optional(fields, 'retryAfterS', () =>
      fields.number('retryAfterS', { min: 0, max: FAULT_MS_MAX / 1_000, isWhole }),
    ),
    ...optional(fields, 'applied', () => fields.truth('applied')),
    ...optional(fields, 'silent', () => fields.truth('silent')),
  }
  fields.end()
  assertMeant(order)
  return order
}

function readMatch(fields: DoorFields): FaultMatch {
  const match: FaultMatch = {
    ...optional(fields, 'method', () => fields.text('method', 20)),
    ...optional(fields, 'path', () => fields.text('path', 2_000)),
    ...optional(fields, 'companyId', () =>
      fields.number('companyId', { min: 1, max: ID_MAX, isWhole: true }),
    ),
    ...optional(fields, 'clientId', () => fields.text('clientId', 200)),
  }
  fields.end()
  if (match.path !== undefined && !/^[/*]/.test(match.path)) {
    throw unusable(`match.path must begin with / or *; it is "${match.path.slice(0, 120)}".`, {
      field: 'match.path',
    })
  }
  return match
}

/** An option that this failure has no use for is a misunderstanding, and better said than ignored. */
function assertMeant({ failure, applied, silent, retryAfterS }: FaultOrder): void {
  if (applied !== undefined && !APPLICABLE.has(failure)) {
    const ids = [...APPLICABLE].join(', ')
    throw unusable(`applied is for ${ids}; ${failure} has no such choice.`, { field: 'applied' })
  }
  if (silent !== undefined && !SILENCEABLE.has(failure)) {
    const ids = [...SILENCEABLE].join(', ')
    throw unusable(`silent is for ${ids}; ${failure} is answered.`, { field: 'silent' })
  }
  if (retryAfterS !== undefined && RAISES[failure].kind !== 'answer' && !isRateLimit(failure)) {
    const message = `retryAfterS is for failures that an answer tells of; ${failure} is not one.`
    throw unusable(message, { field: 'retryAfterS' })
  }
}

function optional<K extends string, V>(
  fields: DoorFields,
  name: K,
  read: () => V,
): { [key in K]?: V } {
  return fields.has(name) ? ({ [name]: read() } as { [key in K]: V }) : {}
}

function known(fault: Fault | null, number: number): Fault {
  if (fault !== null) return fault
  throw new DoorError(404, `there is no fault ${number}; GET /_underpin/faults lists them.`)
}
