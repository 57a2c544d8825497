/** Puts together what is known of a call once its scope is: the last step before the record itself. */
import type { Asked } from '../checks/check.ts'
import type { Refusal } from '../reply.ts'
import { plantGiven, plantReferred } from './given-records.ts'
import { findParent, parentIn } from './parent.ts'
import type { Query } from './query.ts'
import type { Body } from './request-body.ts'
import type { FoundRoute } from './route-table.ts'
import type { Scope } from './scope.ts'
import type { EngineParts, Located } from './work.ts'

/** The refusal is for the record above, when there is none where the path says. */
export function locate(
  parts: EngineParts,
  { route, parameters }: FoundRoute,
  { query, caller, userId }: Asked,
  { companyId, projectId }: Scope,
  body: Body,
): Located | Refusal {
  const located = {
    ...parts,
    route,
    parameters,
    query,
    caller,
    userId: userId ?? 0,
    clientId: caller.isBrowser ? null : caller.clientId,
    companyId,
    // `/projects/{id}` is about a project, and the record is the company's.
    projectId: route.group.scope === 'company' ? 0 : projectId,
    parentId: 0,
    body,
    runsValidations: asksForValidations(query, body),
  }
  plantGiven(parts, route.resource, companyId)
  if (route.method !== 'GET') plantReferred(parts, route.resource, companyId)
  if (!parentIn(located)) return located
  const parentId = findParent(located)
  return typeof parentId === 'number' ? { ...located, parentId } : parentId
}

/** A parameter of the query in the reference, and of the body in the guides. */
function asksForValidations(query: Query, body: Body): boolean {
  const given = query.get('run_configurable_validations') ?? body['run_configurable_validations']
  return given === 'true' || given === true
}
