/**
 * The ordinary life of a record, for tables in the tests of resources that are alike: made, shown, listed,
 * changed, deleted, found in the recycle bin and brought back, by whichever of these a resource has.
 */
import { expect } from 'vitest'
import type { ApiRig } from './api-rig.ts'

export interface Walk {
  /** Of the collection: `/rest/v1.0/todos`. */
  readonly path: string
  readonly wrapper: string | null
  readonly sample: object
  readonly change: object
  /** As in a query: `project_id=5001`. Sent with writes as well, where bodies may carry it too. */
  readonly scope?: string
  /** The collection has no list of its own. */
  readonly isListless?: boolean
  /** The status of a delete; 0 when nothing is deleted here. Default 204. */
  readonly deleted?: number
  /** Where the recycle bin is, and whether what comes back is answered. */
  readonly bin?: { readonly path: string; readonly restored?: number }
  readonly updated?: number
}

/** @returns the id of the record that is there in the end; deleted when there is no bin. */
export async function walkResource(api: ApiRig, walk: Walk): Promise<number> {
  const { path, wrapper, sample, change, scope = '', deleted = 204, bin } = walk
  const at = (target: string) => (scope === '' ? target : `${target}?${scope}`)
  const wrap = (input: object) => (wrapper === null ? input : { [wrapper]: input })
  const made = await api.post(at(path), wrap(sample))
  expect(made, made.text).toMatchObject({ status: 201 })
  const id = Number(made.json.id)
  const one = `${path}/${id}`
  expect((await api.get(at(one))).json).toMatchObject({ id })
  if (!walk.isListless) expect(await idsAt(api, at(path))).toContain(id)
  const changed = await api.patch(at(one), wrap(change))
  expect(changed, changed.text).toMatchObject({ status: walk.updated ?? 200 })
  expect((await api.get(at(one))).json).toMatchObject(change)
  if (deleted === 0) return id
  expect((await api.send('DELETE', at(one))).status).toBe(deleted)
  expect((await api.get(at(one))).status).toBe(404)
  if (!walk.isListless) expect(await idsAt(api, at(path))).not.toContain(id)
  if (!bin) return id
  expect(await idsAt(api, at(bin.path))).toContain(id)
  expect((await api.get(at(`${bin.path}/${id}`))).json).toMatchObject({ id })
  const restored = await api.patch(at(`${bin.path}/${id}/restore`), {})
  expect(restored, restored.text).toMatchObject({ status: bin.restored ?? 200 })
  expect((await api.get(at(one))).json).toMatchObject({ id })
  return id
}

async function idsAt(api: ApiRig, target: string): Promise<number[]> {
  const { status, json } = await api.get(target)
  expect(status).toBe(200)
  return json.map((each: { id: number }) => each.id)
}
