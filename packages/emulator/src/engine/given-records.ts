/**
 * Records that a company has from the start, such as the statuses of its submittals. They are made when
 * the resource is first asked for: a company that never uses the tool costs nothing.
 */
import type { OtherRecord } from './other-records.ts'
import { othersWhere } from './other-records.ts'
import type { Resource } from './resource.ts'
import type { EngineParts } from './work.ts'
import { writeRecord } from './write-record.ts'

/** Makes them, unless the company has had any: deleted ones do not come back. */
export function plantGiven(parts: EngineParts, resource: Resource, companyId: number): void {
  const { given } = resource
  if (!given || companyId === 0) return
  const table = parts.records.of(parts.resources.shapeOf(resource))
  if (table.newest('company', companyId) !== null) return
  const nobody = { userId: 0, clientId: null, projectId: 0, parentId: 0, body: {} }
  const nowMs = parts.platform.clock.nowMs()
  const writing = { ...parts, ...nobody, companyId, nowMs, runsValidations: false, dateDropped }
  parts.records.transaction(() => {
    for (const input of given) {
      const written = writeRecord(writing, resource, input, null)
      if ('failure' in written) {
        throw new Error(`a given record of ${resource.name} is refused: ${written.failure}`)
      }
    }
  })
}

/** For a call that writes: what it may refer to by id has to be there. */
export function plantReferred(parts: EngineParts, resource: Resource, companyId: number): void {
  for (const { field } of parts.resources.fieldsOf(resource)) {
    if (field.type !== 'reference' && field.type !== 'references') continue
    const other = parts.resources.byName(field.to)
    if (other?.given) plantGiven(parts, other, companyId)
  }
}

/** The oldest of a company's records whose attribute has this value; null when there is none. */
export function givenRecord(
  parts: EngineParts,
  name: string,
  companyId: number,
  attribute: string,
  value: string,
): OtherRecord | null {
  const resource = parts.resources.byName(name)
  if (resource) plantGiven(parts, resource, companyId)
  const all = othersWhere(parts, name, { sql: 'company_id = ?', values: [companyId] })
  return all.find(({ shown }) => shown[attribute] === value) ?? null
}

function dateDropped(key: string): never {
  throw new Error(`a given record holds no date in ${key}`)
}
