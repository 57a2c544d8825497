/** The record that a path names, when it belongs to the scope of the call. The item check. */
import type { Refusal } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { parseId } from './record-id.ts'
import type { Work } from './work.ts'

export function findRecord(work: Work): StoredRecord | Refusal {
  const { route, records, resources } = work
  const id = parseId(work.parameters['id'])
  if (id === null) return { failure: 'resource-not-found', because: 'the path holds no id' }
  const table = records.of(resources.shapeOf(route.resource))
  const record = table.find(id)
  if (record === null) return notFound(work, id, 'there is none')
  if (record.deletedMs !== null) return notFound(work, id, 'it was deleted')
  if (!isInScope(work, record)) return notFound(work, id, 'it belongs elsewhere')
  return record
}

/** The record above, for resources that hang below another. */
export function findParent(work: Omit<Work, 'parentId'>): number | Refusal {
  const { parent } = work.route.resource
  const above = parent && work.resources.byName(parent.resource)
  if (!parent || !above) return 0
  const id = parseId(work.parameters[parent.parameter] ?? work.query.get(parent.parameter))
  if (id === null) return { failure: 'resource-not-found', because: `no ${parent.parameter}` }
  const record = work.records.of(work.resources.shapeOf(above)).find(id)
  const isHere = record?.companyId === work.companyId && record.deletedMs === null
  const isInProject = work.projectId === 0 || record?.projectId === work.projectId
  if (record && isHere && isInProject) return record.id
  return { failure: 'resource-not-found', because: `there is no ${parent.resource} ${id} here` }
}

function isInScope(work: Work, record: StoredRecord): boolean {
  const { group, resource } = work.route
  if (group.within) {
    const within = group.within(work)
    const table = work.records.of(work.resources.shapeOf(resource))
    const sql = `id = ? AND ${within.sql}`
    return table.findFirst({ sql, values: [record.id, ...within.values] }) !== null
  }
  if (record.companyId !== work.companyId) return false
  if (work.projectId !== 0 && record.projectId !== work.projectId) return false
  return !resource.parent || record.parentId === work.parentId
}

function notFound({ route }: Work, id: number, why: string): Refusal {
  return { failure: 'resource-not-found', because: `${route.resource.name} ${id}: ${why}` }
}
