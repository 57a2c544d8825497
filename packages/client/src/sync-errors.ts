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
 * By `id`, by `origin_id`, by everything that is echoed, and at last by order among those that no entity
 * answers for. Each item is taken once.
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
  const byId = new Places(items, 'id', taken)
  const byOrigin = new Places(items, 'origin_id', taken)
  const found = errors.map((error) => {
    const echo = error as SyncItem
    return byId.take(echo['id']) ?? byOrigin.take(echo['origin_id'])
  })
  // Items that an entity answers for are not the ones that failed.
  const answered = new Uint8Array(taken)
  const freeId = new Places(items, 'id', answered)
  const freeOrigin = new Places(items, 'origin_id', answered)
  for (const entity of entities) {
    const echo = entity as SyncItem
    if (freeOrigin.take(echo['origin_id']) === undefined) freeId.take(echo['id'])
  }
  return errors.map((error, at) => {
    const echo = error as SyncItem
    const place =
      found[at] ??
      firstFree(items, answered, (item) => isEchoed(item, echo)) ??
      firstFree(items, answered, () => true) ??
      0
    answered[place] = 1
    return {
      index: from + place,
      item: items[place] ?? {},
      errors: messagesOf(echo['errors']),
      failure: 'sync-items-rejected',
    }
  })
}

/** Where the items with a given value of one attribute stand. */
class Places {
  readonly #places = new Map<string, number[]>()
  readonly #taken: Uint8Array

  constructor(items: readonly SyncItem[], name: string, taken: Uint8Array) {
    this.#taken = taken
    items.forEach((item, place) => {
      const value = item[name]
      if (value === undefined || value === null) return
      const key = String(value)
      const places = this.#places.get(key)
      if (places) places.push(place)
      else this.#places.set(key, [place])
    })
  }

  take(value: unknown): number | undefined {
    if (value === undefined || value === null) return undefined
    const place = this.#places.get(String(value))?.find((at) => this.#taken[at] === 0)
    if (place !== undefined) this.#taken[place] = 1
    return place
  }
}

function firstFree(
  items: readonly SyncItem[],
  taken: Uint8Array,
  fits: (item: SyncItem) => boolean,
): number | undefined {
  const place = items.findIndex((item, at) => taken[at] === 0 && fits(item))
  return place === -1 ? undefined : place
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
