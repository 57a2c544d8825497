/**
 * Walks every usual route of a resource, as an integration would: makes a record, lists it, reads it,
 * changes it, syncs it, deletes it, finds it in the bin and brings it back. What is peculiar to a
 * resource, and its actions, its own test looks at.
 */
import { expect } from 'vitest'
import type { Shown } from '../src/engine/resource.ts'
import { type Route, RouteTable } from '../src/engine/route-table.ts'
import { RESOURCES } from '../src/resources/index.ts'
import type { Answered, ApiRig, Ask } from './api-rig.ts'

export interface Walk {
  /** Attributes of a new record; `n` is another one each time, for what has to be unique. */
  readonly sample: (n: number) => Readonly<Record<string, unknown>>
  /** Attributes that an update writes, and that are shown as they were written. */
  readonly change?: Readonly<Record<string, unknown>>
  /** What paths and bodies name besides the record: `contract_id: 1_000_001`. */
  readonly scope?: Readonly<Record<string, number | string>>
  /** Routes to leave out: those that the walk cannot know how to use. */
  readonly except?: (route: Route) => boolean
  readonly as?: string
}

const SCOPE = { company_id: 4001, project_id: 5001 }
const HERE = ['list', 'show', 'update', 'sync', 'delete', 'bin', 'bin-show', 'restore'] as const
const UNKNOWN_ID = 999_999_999

export async function walkRoutes(api: ApiRig, name: string, walk: Walk): Promise<void> {
  const resource = RESOURCES.find((each) => each.name === name)
  if (!resource) throw new Error(`there is no resource ${name}`)
  const routes = new RouteTable([resource]).routes.filter((route) => !walk.except?.(route))
  const walker = new Walker(api, walk)
  const creates = routes.filter(({ operation }) => operation === 'create')
  for (const create of creates) await walker.create(create)
  for (const operation of HERE) {
    for (const route of routes.filter((each) => each.operation === operation)) {
      const create = creates.find(({ group }) => group.scope === route.group.scope) ?? creates[0]
      if (create) await walker[operation](route, create, routes)
    }
  }
}

class Walker {
  readonly #api: ApiRig
  readonly #walk: Walk
  #n = 0

  constructor(api: ApiRig, walk: Walk) {
    this.#api = api
    this.#walk = walk
  }

  /** @returns the id of the record that was made. */
  async create(route: Route): Promise<number> {
    this.#n += 1
    const sample = this.#walk.sample(this.#n)
    const made = await this.#send(route, this.#wrapped(route, sample))
    expect(made, `${route.method} ${route.path} ${made.text}`).toMatchObject({
      status: route.success,
    })
    const record = shownIn(made)
    for (const [key, value] of Object.entries(sample)) {
      const isPlain = typeof value !== 'object' && !/_ids?$/.test(key)
      if (isPlain && Object.hasOwn(record, key)) expect([key, record[key]]).toEqual([key, value])
    }
    return Number(record['id'])
  }

  async list(route: Route, create: Route): Promise<void> {
    const id = await this.create(create)
    const listed = await this.#send(route, null, null, { per_page: 100, 'filters[id]': id })
    expect([route.path, listed.status, JSON.stringify(listed.json).includes(`${id}`)]).toEqual([
      route.path,
      200,
      true,
    ])
  }

  async show(route: Route, create: Route): Promise<void> {
    const id = await this.create(create)
    const shown = await this.#send(route, null, id)
    expect([route.path, shown.status, Number(shownIn(shown)['id'])]).toEqual([route.path, 200, id])
    expect((await this.#send(route, null, UNKNOWN_ID)).status).toBe(404)
  }

  async update(route: Route, create: Route): Promise<void> {
    const id = await this.create(create)
    const change = this.#walk.change ?? {}
    const changed = await this.#send(route, this.#wrapped(route, change), id)
    expect(changed, `${route.method} ${route.path} ${changed.text}`).toMatchObject({
      status: route.success,
    })
    if (changed.text !== '') expect(shownIn(changed)).toMatchObject(change)
  }

  async sync(route: Route, create: Route): Promise<void> {
    const id = await this.create(create)
    this.#n += 1
    const key = route.row.itemsKey ?? 'updates'
    const items = [
      { ...this.#walk.change, id },
      { ...this.#walk.sample(this.#n), origin_id: `walk-${this.#n}` },
      { id: UNKNOWN_ID },
    ]
    const synced = await this.#send(route, { [key]: items })
    expect([route.path, synced.status, synced.json.errors]).toEqual([
      route.path,
      200,
      [{ id: UNKNOWN_ID, errors: { id: ['Entity with this ID not found'] } }],
    ])
    expect(synced.json.entities).toMatchObject([
      { id, ...this.#walk.change },
      { origin_id: `walk-${this.#n}` },
    ])
  }

  async delete(route: Route, create: Route, routes: readonly Route[]): Promise<void> {
    const id = await this.#deleted(route, create)
    const show = routes.find(({ operation }) => operation === 'show')
    if (show) expect((await this.#send(show, null, id)).call.failure).toBe('resource-not-found')
  }

  async bin(route: Route, create: Route, routes: readonly Route[]): Promise<void> {
    const id = await this.#deleted(deleteOf(routes), create)
    const binned = await this.#send(route, null, null, { 'filters[id]': id })
    expect([binned.status, JSON.stringify(binned.json).includes(`${id}`)]).toEqual([200, true])
  }

  async 'bin-show'(route: Route, create: Route, routes: readonly Route[]): Promise<void> {
    const id = await this.#deleted(deleteOf(routes), create)
    const shown = await this.#send(route, null, id)
    expect([shown.status, Number(shownIn(shown)['id'])]).toEqual([200, id])
  }

  async restore(route: Route, create: Route, routes: readonly Route[]): Promise<void> {
    const id = await this.#deleted(deleteOf(routes), create)
    expect((await this.#send(route, {}, id)).status).toBe(route.success)
    expect((await this.#send(deleteOf(routes), null, id)).status).toBe(deleteOf(routes).success)
  }

  async #deleted(route: Route, create: Route): Promise<number> {
    const id = await this.create(create)
    const gone = await this.#send(route, null, id)
    expect([route.path, gone.status, gone.text]).toEqual([route.path, route.success, gone.text])
    return id
  }

  #wrapped(route: Route, attributes: Readonly<Record<string, unknown>>): object {
    const { row, resource, isV2 } = route
    const wrapper = row.wrapper === undefined ? (isV2 ? null : resource.wrapper) : row.wrapper
    return wrapper === null ? attributes : { [wrapper]: attributes }
  }

  /** What the path does not name goes into the body of a write, and into the query of the others. */
  #send(
    route: Route,
    body: object | null,
    id: number | null = null,
    query: Readonly<Record<string, string | number>> = {},
  ): Promise<Answered> {
    const left = new Map<string, string | number>(Object.entries({ ...SCOPE, ...this.#walk.scope }))
    const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
      const isOwn = name === (route.row.idParameter ?? 'id')
      const value = isOwn ? id : left.get(name)
      if (!isOwn) left.delete(name)
      return String(value)
    })
    if (route.group.scope === 'company') left.delete('project_id')
    const scope = Object.fromEntries(left)
    const ask: Ask = { as: this.#walk.as ?? 'user-7001' }
    if (body !== null)
      return this.#api.send(route.method, path, { ...ask, body: { ...scope, ...body } })
    const asked = new URLSearchParams(
      Object.entries({ ...scope, ...query }).map(([k, v]) => [k, String(v)]),
    )
    return this.#api.send(route.method, `${path}?${asked}`, ask)
  }
}

function deleteOf(routes: readonly Route[]): Route {
  const route = routes.find(({ operation }) => operation === 'delete')
  if (!route) throw new Error('a resource with a bin has a delete')
  return route
}

/** Out of the envelope of v2. */
function shownIn({ json }: Answered): Shown {
  return (json?.data ?? json ?? {}) as Shown
}
