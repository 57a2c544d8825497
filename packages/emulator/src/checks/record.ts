/**
 * The last check: the record that the path names is there, in the scope of the call. Requests meet it
 * inside of their operation, which needs the record anyway; this asks it alone, for `why`.
 */
import { askedCall } from '../control/why-call.ts'
import type { Engine } from '../engine/engine.ts'
import { findRecord } from '../engine/find-record.ts'
import { locate } from '../engine/locate.ts'
import { OPERATIONS } from '../engine/operations.ts'
import { NO_BODY } from '../engine/request-body.ts'
import { missingParameter } from '../engine/required-parameters.ts'
import type { FoundRoute } from '../engine/route-table.ts'
import type { Scope } from '../engine/scope.ts'
import type { Platform } from '../platform.ts'
import { isRefusal, type Refusal } from '../reply.ts'
import type { Asked, Mend } from './check.ts'
import { raise } from './level.ts'
import { personWords } from './words.ts'

/**
 * Null when the record is there, or the path names none. A read is done as it would be, with all that its
 * operation asks besides, since it changes nothing; of a write only the record is looked for.
 *
 * @param target path and query
 */
export function checkRecord(
  engine: Engine,
  found: FoundRoute,
  asked: Asked,
  scope: Scope,
  target: string,
): Refusal | null {
  const located = locate(engine.parts, found, asked, scope, NO_BODY)
  if ('failure' in located) return located
  const { operation, row, method } = found.route
  if (method === 'GET') {
    const nowMs = engine.parts.platform.clock.nowMs()
    const call = askedCall(target, asked.caller, nowMs)
    const lacking = missingParameter(located)
    if (lacking) return lacking
    const result = OPERATIONS[operation]({ ...located, call, nowMs, dateDropped: () => undefined })
    return isRefusal(result) ? result : null
  }
  // An action says for itself what its id is: the user who is added to a project is not in it yet.
  if (operation === 'action' || found.parameters[row.idParameter ?? 'id'] === undefined) return null
  const record = findRecord(located, operation === 'restore' ? 'deleted' : 'live')
  return 'failure' in record ? record : null
}

/** What would make the call find its company and project. */
export function mendScope({ failure, fields }: Refusal, { route }: FoundRoute): Mend {
  if (fields) {
    const names = Object.keys(fields).join(' and ')
    return { words: `Name ${names} in the path or the query, as a whole number.`, calls: [] }
  }
  const place = route.group.scope === 'company' ? 'company' : 'project'
  const words =
    failure === 'resource-not-found'
      ? `Name a ${place} that is there, and send the Procore-Company-Id of the company that it is of.`
      : `Send the Procore-Company-Id of the company that the ${place} is of.`
  return { words, calls: [] }
}

/** What would make the call find its record. */
export function mendRecord(
  { failure, fields }: Refusal,
  asked: Asked,
  path: string,
  platform: Platform,
): Mend {
  if (fields || failure === 'invalid-value') {
    const names = Object.keys(fields ?? {}).join(' and ') || 'what it asks'
    const words =
      failure === 'missing-field'
        ? `Give ${names} in the query.`
        : `Put right ${names}: its value cannot be used.`
    return { words, calls: [] }
  }
  const { resource } = asked.route
  if (failure !== 'resource-hidden') {
    const words =
      'Name a record that is there and not deleted, under the project and company that it is of.'
    return { words, calls: [] }
  }
  const person = personWords(asked.userId, platform)
  const people = (resource.privateTo ?? []).join(', ').replaceAll('_', ' ')
  const raised = raise(asked, 'Admin', platform)
  const isChangeable = asked.route.operation !== 'action' && resource.wrapper !== null
  const attributes = { private: false }
  const open = { method: 'PATCH', path, body: { [resource.wrapper ?? '']: attributes } } as const
  return {
    words: `Take the mark "private" off this record, or name ${person} among its people (${people}). ${raised.words}`,
    calls: isChangeable ? [open] : raised.calls,
  }
}
