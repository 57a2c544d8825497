/** Writes records by the rules of their resources, outside of any call. */
import type { Engine } from '../engine/engine.ts'
import type { Resource } from '../engine/resource.ts'
import type { Writing } from '../engine/work.ts'
import { type Written, writeRecord } from '../engine/write-record.ts'
import type { Refusal } from '../reply.ts'

/** A record of the world that its resource refuses. */
export class WorldRecordError extends Error {
  override readonly name = 'WorldRecordError'
}

/** @throws {WorldRecordError} when the resource refuses the record. */
export function put(
  writing: Writing,
  name: string,
  record: Readonly<Record<string, unknown>>,
): Written {
  const resource = writing.resources.byName(name) as Resource
  const { id, ...input } = record
  // `rfi_id` in a reply of the world says which RFI it belongs to, as the path does in a call.
  const parentId = resource.parent ? Number(record[resource.parent.parameter] ?? 0) : 0
  const known = typeof id === 'number' ? id : undefined
  return accepted(name, writeRecord({ ...writing, parentId }, resource, input, null, known))
}

/** Changes attributes of a record that is there. @throws {WorldRecordError} as `put` does. */
export function change(
  writing: Writing,
  name: string,
  id: number,
  input: Readonly<Record<string, unknown>>,
): Written {
  const resource = writing.resources.byName(name) as Resource
  const before = writing.records.of(writing.resources.shapeOf(resource)).find(id)
  if (before === null) throw new WorldRecordError(`there is no record ${id} of "${name}"`)
  return accepted(name, writeRecord(writing, resource, input, before))
}

/** For a project, or for a company when `projectId` is 0. Nobody acts. */
export function writingFor(engine: Engine, companyId: number, projectId: number): Writing {
  const nowMs = engine.parts.platform.clock.nowMs()
  const scope = { userId: 0, clientId: null, companyId, projectId, parentId: 0 }
  return {
    ...engine.parts,
    ...scope,
    body: {},
    runsValidations: false,
    nowMs,
    dateDropped: refuseDate,
  }
}

/** The world's author is told, unlike a caller. */
function refuseDate(key: string): never {
  throw new WorldRecordError(`the value of "${key}" is no date`)
}

function accepted(name: string, written: Written | Refusal): Written {
  if ('stored' in written) return written
  const why = written.fields ? JSON.stringify(written.fields) : written.failure
  throw new WorldRecordError(`a record of "${name}" is refused: ${why}`)
}
