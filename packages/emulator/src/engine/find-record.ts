/** The record that a path names, when it belongs to the scope of the call. The item check. */
import type { Refusal } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { isBelow } from './parent.ts'
import { mayBeShown } from './privacy.ts'
import { parseId } from './record-id.ts'
import type { Located } from './work.ts'

/** @param state which of the two is looked for: a record that is there, or one in the recycle bin. */
export function findRecord(
  located: Located,
  state: 'live' | 'deleted' = 'live',
): StoredRecord | Refusal {
  const { route, records, resources } = located
  const id = parseId(located.parameters[route.row.idParameter ?? 'id'])
  if (id === null) return { failure: 'resource-not-found', because: 'the path holds no id' }
  const table = records.of(resources.shapeOf(route.resource))
  const record = table.find(id)
  if (record === null) return notFound(located, id, 'there is none')
  const isDeleted = record.deletedMs !== null
  if (isDeleted !== (state === 'deleted')) {
    return notFound(located, id, isDeleted ? 'it was deleted' : 'it is not deleted')
  }
  if (!isInScope(located, record)) return notFound(located, id, 'it belongs elsewhere')
  // Who may not see it is answered as if it were not there.
  if (!mayBeShown(located, record)) {
    const because = `${route.resource.name} ${id} is private, and user ${located.userId} is none of its people`
    return { failure: 'resource-hidden', because }
  }
  return record
}

function isInScope(located: Located, record: StoredRecord): boolean {
  const { group, resource } = located.route
  if (group.within) {
    const within = group.within(located)
    const table = located.records.of(located.resources.shapeOf(resource))
    const sql = `id = ? AND ${within.sql}`
    return table.findFirst({ sql, values: [record.id, ...within.values] }) !== null
  }
  if (record.companyId !== located.companyId) return false
  // What is a company's is there for all of its projects.
  const isOfProject = resource.belongsTo === 'project' && located.projectId !== 0
  if (isOfProject && record.projectId !== located.projectId) return false
  return isBelow(located, record)
}

function notFound({ route }: Located, id: number, why: string): Refusal {
  return { failure: 'resource-not-found', because: `${route.resource.name} ${id}: ${why}` }
}
