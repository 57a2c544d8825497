/** The record above: found where a call names it, and where a write does. */
import type { Refusal } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { messageOf } from './messages.ts'
import { mayBeShown } from './privacy.ts'
import { parseId } from './record-id.ts'
import type { Parent, Resource } from './resource.ts'
import type { Located, Writing } from './work.ts'

/** What a record of this route hangs below; undefined when it hangs below nothing. */
export function parentIn({ route }: Pick<Located, 'route'>): Parent | undefined {
  return route.group.parent ?? route.resource.parent
}

/** False too when the call may leave the record above out, and does: then it is about those of any. */
export function isOfOneParent(located: Located): boolean {
  const parent = parentIn(located)
  return parent !== undefined && !(located.parentId === 0 && parent.attribute !== undefined)
}

export function isBelow(located: Located, record: StoredRecord): boolean {
  return !isOfOneParent(located) || record.parentId === located.parentId
}

/** The id of the record above; 0 when there is none, or when the call may leave it out and does. */
export function findParent(located: Located): number | Refusal {
  const parent = parentIn(located)
  if (!parent) return 0
  const { parameter } = parent
  const named =
    located.parameters[parameter] ?? located.query.get(parameter) ?? located.body[parameter]
  if (parent.attribute !== undefined && (named === undefined || named === null)) return 0
  const id = parseId(named)
  if (id === null) return { failure: 'resource-not-found', because: `no ${parameter}` }
  const above = findAbove(located, parent, id)
  if (!above) {
    return { failure: 'resource-not-found', because: `there is no ${parameter} ${id} here` }
  }
  if (mayBeShown(located, above.record, above.resource)) return id
  const because = `${parameter} ${id} is private, and user ${located.userId} is none of its people`
  return { failure: 'resource-hidden', because }
}

/** The id of the record above one that is written; 0 when it hangs below nothing. */
export function parentOfWrite(
  writing: Writing,
  { parent }: Resource,
  input: Readonly<Record<string, unknown>>,
  before: StoredRecord | null,
): number | Refusal {
  if (parent?.attribute === undefined) return before?.parentId ?? writing.parentId
  const { attribute } = parent
  const held = before ? (before.parentId ?? 0) : writing.parentId
  const given = input[attribute]
  if (given === undefined || given === null || given === '') {
    if (held !== 0 || parent.isOptional || before) return held
    return { failure: 'missing-field', fields: { [attribute]: [messageOf('missing-field')] } }
  }
  const id = parseId(given)
  // A record never moves: what it hangs below is part of what it is.
  const isIt = id !== null && (held === 0 && !before ? lookAbove(writing, parent, id) : id === held)
  if (id !== null && isIt) return id
  return { failure: 'invalid-value', fields: { [attribute]: [messageOf('invalid-value')] } }
}

/** The record above, when this company and project have one of that id. */
export function lookAbove(
  scope: Omit<Writing, 'nowMs' | 'dateDropped'>,
  parent: Parent,
  id: number,
): StoredRecord | null {
  return findAbove(scope, parent, id)?.record ?? null
}

function findAbove(
  scope: Omit<Writing, 'nowMs' | 'dateDropped'>,
  parent: Parent,
  id: number,
): { readonly resource: Resource; readonly record: StoredRecord } | null {
  for (const name of typeof parent.resource === 'string' ? [parent.resource] : parent.resource) {
    const resource = scope.resources.byName(name)
    const record = resource && scope.records.of(scope.resources.shapeOf(resource)).find(id)
    if (!record || record.deletedMs !== null || record.companyId !== scope.companyId) continue
    // What a company has is there for each of its projects: a vendor, a list of standard cost codes.
    const isInProject = scope.projectId === 0 || record.projectId === null
    if (isInProject || record.projectId === scope.projectId) return { resource, record }
  }
  return null
}
