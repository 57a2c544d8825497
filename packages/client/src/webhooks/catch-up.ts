/**
 * Reads what changed while no notice came: after events were discarded, and at intervals anyway, as
 * deliveries are not guaranteed. Each change is given once, also where one reading overlaps the last.
 *
 * What was deleted is in no list, unless the list takes `filters[include_deleted]`; and when a record goes
 * while its list is read, another can slip past the page that is being turned. So compare the whole
 * list now and then, where a miss would hurt.
 */
import { type Clock, systemClock } from '@underpin/ports'
import type { ListOptions } from '../list.ts'

/** Each reading begins this much before the last ended: clocks differ, and writes take time to show. A guess. */
const OVERLAP_MS = 900_000

/** Changes remembered from one reading to the next: those of the overlap. Beyond, one may be given twice. */
const REMEMBERED_MAX = 100_000

export interface Lister {
  list(path: string, options?: ListOptions): AsyncIterable<unknown>
}

export interface CatchUpOptions extends Omit<ListOptions, 'query'> {
  readonly query?: ListOptions['query']
  /** Wall time, milliseconds since the epoch: of the last good delivery, or where the last process stopped. */
  readonly sinceMs: number
  /** Default 15 minutes. */
  readonly overlapMs?: number
  readonly clock?: Clock
}

export class CatchUp<T = unknown> {
  readonly #procore: Lister
  readonly #path: string
  readonly #options: CatchUpOptions
  #sinceMs: number
  /** What was given lately: the id of each record, and when it had been changed. */
  readonly #given = new Map<string, string>()
  #isReading = false

  /** @param path of a list that knows `filters[updated_at]`, as nearly two hundred do. */
  constructor(procore: Lister, path: string, options: CatchUpOptions) {
    if (!Number.isFinite(options.sinceMs))
      throw new TypeError(`sinceMs is no time: ${options.sinceMs}`)
    this.#procore = procore
    this.#path = path
    this.#options = options
    this.#sinceMs = options.sinceMs
  }

  /** Up to here everything was given. Keep it, for the next process to begin from. */
  get sinceMs(): number {
    return this.#sinceMs
  }

  /**
   * What changed since the last reading that came to its end. One that is left early, or fails, is done
   * over by the next: what was given, and the loop went on after, is not given again.
   *
   * @param fromMs reaches further back: the time of the oldest event that was discarded.
   * @throws {Error} when another reading of this object is under way.
   */
  async *changes(fromMs: number = this.#sinceMs): AsyncGenerator<T, void, undefined> {
    if (this.#isReading) throw new Error('one reading at a time: the other one is still under way')
    this.#isReading = true
    try {
      yield* this.#read(Math.min(fromMs, this.#sinceMs))
    } finally {
      this.#isReading = false
    }
  }

  async *#read(fromMs: number): AsyncGenerator<T, void, undefined> {
    const {
      sinceMs: _,
      overlapMs = OVERLAP_MS,
      clock = systemClock,
      query,
      ...shared
    } = this.#options
    const startedMs = clock.nowMs()
    let latestMs = this.#sinceMs
    // To beyond now, as the server's clock may be ahead of ours.
    const range = `${isoSeconds(fromMs - overlapMs)}...${isoSeconds(startedMs + overlapMs)}`
    const filters = { ...(query?.['filters'] as object | undefined), updated_at: range }
    const listed = this.#procore.list(this.#path, { ...shared, query: { ...query, filters } })
    for await (const record of listed) {
      const { id, updatedAt } = identityOf(record)
      const updatedMs = Date.parse(updatedAt)
      if (updatedMs > latestMs) latestMs = updatedMs
      if (updatedAt !== '' && this.#given.get(id) === updatedAt) continue
      yield record as T
      // Not before: what the caller could not handle is given again.
      if (updatedAt !== '') this.#remember(id, updatedAt)
    }
    // What changed while we read may have come to a page that was behind us.
    this.#sinceMs = Math.max(this.#sinceMs, Math.min(latestMs, startedMs))
    this.#forgetBefore(this.#sinceMs - overlapMs)
  }

  #remember(id: string, updatedAt: string): void {
    this.#given.delete(id)
    this.#given.set(id, updatedAt)
    const [oldest] = this.#given.keys()
    if (this.#given.size > REMEMBERED_MAX && oldest !== undefined) this.#given.delete(oldest)
  }

  #forgetBefore(ms: number): void {
    for (const [id, updatedAt] of this.#given) {
      if (Date.parse(updatedAt) < ms) this.#given.delete(id)
    }
  }
}

function identityOf(record: unknown): { id: string; updatedAt: string } {
  const isRecord = typeof record === 'object' && record !== null
  const { id, updated_at: updatedAt } = isRecord
    ? (record as Readonly<Record<string, unknown>>)
    : {}
  return { id: String(id ?? ''), updatedAt: String(updatedAt ?? '') }
}

function isoSeconds(ms: number): string {
  return `${new Date(Math.floor(ms / 1_000) * 1_000).toISOString().slice(0, 19)}Z`
}
