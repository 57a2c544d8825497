/**
 * Remembers what this client creates: which creations are under way or unresolved, and which entities
 * were already given to a caller. Without it, two lost replies could both claim the same entity.
 */
import type { Call } from '../call.ts'

/** Remembered at most, each. Beyond, the oldest is forgotten: by then it is minutes old. A guess. */
const UNRESOLVED_MAX = 1_000
const RETURNED_MAX = 10_000

export class Writes {
  readonly #underWay = new Map<string, number>()
  readonly #unresolved = new Set<string>()
  readonly #returned = new Set<string>()

  /** Null for what creates nothing, or can be repeated anyway. */
  begin(call: Call): string | null {
    if (call.method !== 'POST' || call.isRepeatable || typeof call.body !== 'string') return null
    const key = `${call.company} ${call.url} ${call.body}`
    this.#underWay.set(key, (this.#underWay.get(key) ?? 0) + 1)
    return key
  }

  end(key: string, isResolved: boolean): void {
    const left = (this.#underWay.get(key) ?? 1) - 1
    if (left > 0) this.#underWay.set(key, left)
    else this.#underWay.delete(key)
    if (!isResolved) remember(this.#unresolved, key, UNRESOLVED_MAX)
  }

  /** The very same creation is under way, or ended unresolved, elsewhere in this client. */
  hasTwin(key: string): boolean {
    return (this.#underWay.get(key) ?? 0) > 1 || this.#unresolved.has(key)
  }

  /** Under the collection's URL without its query, as ids are unique in it only. */
  returned(url: string, data: unknown): void {
    const id = idOf(data)
    if (id !== null) remember(this.#returned, `${collectionOf(url)} ${id}`, RETURNED_MAX)
  }

  isReturned(url: string, entity: unknown): boolean {
    return this.#returned.has(`${collectionOf(url)} ${idOf(entity)}`)
  }
}

/** v1 answers the entity itself, v2 wraps it in `data`. */
export function entityOf(data: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null
  const record = data as Readonly<Record<string, unknown>>
  if ('id' in record) return record
  const inner = record['data']
  return typeof inner === 'object' && inner !== null ? entityOf({ id: null, ...inner }) : record
}

function idOf(data: unknown): string | null {
  const id = entityOf(data)?.['id']
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}

function collectionOf(url: string): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

function remember(set: Set<string>, value: string, max: number): void {
  set.delete(value)
  set.add(value)
  const [oldest] = set
  if (set.size > max && oldest !== undefined) set.delete(oldest)
}
