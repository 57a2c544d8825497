/** Finds out which item of the caller's each error of a sync action is about: the answer only echoes attributes. */

export type SyncItem = Readonly<Record<string, unknown>>

export interface SyncItemError {
  /** The place of the item in what the caller gave. */
  readonly index: number
  readonly item: SyncItem
  /** As the server says it, by field. */
  readonly errors: Readonly<Record<string, readonly string[]>>
  readonly failure: 'sync-items-rejected'
}

/**
 * By the whole of what was sent, by `id`, by `origin_id`, by whatever is echoed, and at last by order
 * among those that no entity answers for. Each item is taken once.
 *
 * @param from the caller's index of the first item.
 */
export function matchErrors(
  items: readonly SyncItem[],
  from: number,
  entities: readonly unknown[],
  errors: readonly unknown[],
): SyncItemError[] {
  if (errors.length === 0) return []
  const taken = new Uint8Array(items.length)
  const wholes = new Places(items.map(wholeOf), taken)
  const ids = new Places(items.map(idOf), taken)
  const origins = new Places(items.map(originOf), taken)
  const echoes = errors.map((error) => (isRecord(error) ? error : {}))
  const places: (number | undefined)[] = echoes.map((echo) => wholes.take(wholeOf(echo)))
  const settle = (find: (echo: SyncItem) => number | undefined) => {
    for (const [at, echo] of echoes.entries()) places[at] ??= find(echo)
  }
  settle((echo) => ids.take(idOf(echo)) ?? origins.take(originOf(echo)))
  // Items that an entity answers for are not the ones that failed.
  for (const entity of entities) {
    if (isRecord(entity) && origins.take(originOf(entity)) === undefined) ids.take(idOf(entity))
  }
  settle((echo) => firstFree(items, taken, (item) => isEchoed(item, echo)))
  settle(() => firstFree(items, taken, () => true))
  return echoes.map((echo, at) => {
    const place = places[at] ?? 0
    return {
      index: from + place,
      item: items[place] ?? {},
      errors: messagesOf(echo['errors']),
      failure: 'sync-items-rejected',
    }
  })
}

const idOf = ({ id }: SyncItem) => textOf(id)
const originOf = ({ origin_id }: SyncItem) => textOf(origin_id)

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}

/** The attributes in one order, without the verdict on them. */
function wholeOf(item: SyncItem): string {
  const names = Object.keys(item).filter((name) => name !== 'errors')
  return JSON.stringify(names.sort().map((name) => [name, item[name]]))
}

function isRecord(value: unknown): value is SyncItem {
  return typeof value === 'object' && value !== null
}

/** Where the items with a given key stand. */
class Places {
  readonly #places = new Map<string, number[]>()
  readonly #taken: Uint8Array

  constructor(keys: readonly (string | undefined)[], taken: Uint8Array) {
    this.#taken = taken
    for (const [place, key] of keys.entries()) {
      if (key === undefined) continue
      const places = this.#places.get(key)
      if (places) places.push(place)
      else this.#places.set(key, [place])
    }
  }

  take(key: string | undefined): number | undefined {
    if (key === undefined) return undefined
    return takeIn(
      this.#taken,
      this.#places.get(key)?.find((at) => this.#taken[at] === 0),
    )
  }
}

function takeIn(taken: Uint8Array, place: number | undefined): number | undefined {
  if (place !== undefined) taken[place] = 1
  return place
}

function firstFree(
  items: readonly SyncItem[],
  taken: Uint8Array,
  fits: (item: SyncItem) => boolean,
): number | undefined {
  const place = items.findIndex((item, at) => taken[at] === 0 && fits(item))
  return takeIn(taken, place === -1 ? undefined : place)
}

/** Every attribute that we sent and that comes back, comes back as it was, and one does at least. */
function isEchoed(item: SyncItem, echo: SyncItem): boolean {
  let count = 0
  for (const name in item) {
    if (!(name in echo)) continue
    if (JSON.stringify(item[name]) !== JSON.stringify(echo[name])) return false
    count += 1
  }
  return count > 0
}

function messagesOf(errors: unknown): SyncItemError['errors'] {
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) {
    return { base: [errors].flat().map(String) }
  }
  const entries = Object.entries(errors).map(([field, said]) => [field, [said].flat().map(String)])
  return Object.fromEntries(entries)
}
