/**
 * The last check: the record that the path names is there, in the scope of the call. Requests meet it
 * inside of their operation, which needs the record anyway; this asks it alone, for `why`.
 */
import type { Engine } from '../engine/engine.ts'
import { findRecord } from '../engine/find-record.ts'
import { locate } from '../engine/locate.ts'
import { NO_BODY } from '../engine/request-body.ts'
import type { FoundRoute } from '../engine/route-table.ts'
import type { Scope } from '../engine/scope.ts'
import type { Refusal } from '../reply.ts'
import type { Asked } from './check.ts'

/** Null when the record is there, or the path names none. */
export function checkRecord(
  engine: Engine,
  found: FoundRoute,
  asked: Asked,
  scope: Scope,
): Refusal | null {
  const located = locate(engine.parts, found, asked, scope, NO_BODY)
  if ('failure' in located) return located
  const { operation, row } = found.route
  // An action says for itself what its id is: the user who is added to a project is not in it yet.
  if (operation === 'action' || found.parameters[row.idParameter ?? 'id'] === undefined) return null
  const isInBin = operation === 'bin-show' || operation === 'restore'
  const record = findRecord(located, isInBin ? 'deleted' : 'live')
  return 'failure' in record ? record : null
}
