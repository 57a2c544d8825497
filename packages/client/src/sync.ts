/** Sends any number of items through a sync action, in batches, and puts the outcome together again. */
import { makeCall } from './call.ts'
import { isProcoreError, type PartialSync, type ProcoreError } from './errors.ts'
import type { SharedCallOptions } from './options.ts'
import { type PathParameters, type Query, targetUrl } from './request-target.ts'
import type { Road } from './road.ts'
import { send } from './send.ts'
import { matchErrors, type SyncItem, type SyncItemError } from './sync-errors.ts'

/** Fact sheet section 8. */
const BATCH_MAX = 1_000
/** Batches under way at once at most: each is a heavy request. A guess. */
const CONCURRENCY_MAX = 16

export interface SyncOptions extends SharedCallOptions {
  readonly path?: PathParameters
  readonly query?: Query
  /** What goes beside the items: `{ company_id: 4001 }` where the action wants it. */
  readonly body?: Readonly<Record<string, unknown>>
  /** The key that holds the items. Default `updates`. */
  readonly key?: string
  /** Default `PATCH`; budget line items take `POST`. */
  readonly method?: 'PATCH' | 'POST'
  /** Items a call: 1 to 1,000, the default. Halved when the server finds it too much. */
  readonly batchSize?: number
  /** Batches under way at once: 1 to 16. Default 1. */
  readonly concurrency?: number
  /** The caller knows that a repeat does no harm. Default: when every item has an `id` or `origin_id`. */
  readonly repeatable?: boolean
}

export interface SyncOutcome<Entity = unknown> {
  /** In the order of the batches; within one, as the server answered. */
  readonly entities: readonly Entity[]
  /** By the caller's index, in its order. */
  readonly errors: readonly SyncItemError[]
}

interface Batch {
  readonly from: number
  readonly items: readonly SyncItem[]
}

interface Done {
  readonly batch: Batch
  readonly entities: readonly unknown[]
  readonly errors: readonly SyncItemError[]
}

/**
 * Bad items are no exception: they are in `errors`.
 *
 * @throws {ProcoreError} when a batch fails as a whole; its `partial` holds what the others achieved.
 */
export async function sync(
  road: Road,
  path: string,
  items: Iterable<object>,
  options: SyncOptions = {},
): Promise<SyncOutcome> {
  const all = [...items] as SyncItem[]
  const { batchSize = BATCH_MAX, concurrency = 1 } = options
  assertRange('batchSize', batchSize, BATCH_MAX)
  assertRange('concurrency', concurrency, CONCURRENCY_MAX)
  const url = targetUrl(road.apiUrl, path, options.path, options.query)
  const done: Done[] = []
  const failed: unknown[] = []
  let from = 0
  let size = batchSize
  const worker = async () => {
    while (from < all.length && failed.length === 0) {
      const batch: Batch = { from, items: all.slice(from, from + size) }
      from += batch.items.length
      try {
        await sendBatch(road, url, options, batch, done, (smaller) => {
          size = Math.min(size, smaller)
        })
      } catch (thrown) {
        failed.push(thrown)
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  const outcome = together(done)
  if (failed.length > 0) throw withPartial(failed[0], outcome, done, all.length)
  return outcome
}

/** One batch, halved as often as the server asks. What is finished goes to `done` at once. */
async function sendBatch(
  road: Road,
  url: string,
  options: SyncOptions,
  batch: Batch,
  done: Done[],
  shrunkTo: (size: number) => void,
): Promise<void> {
  try {
    done.push(await sendOnce(road, url, options, batch))
  } catch (thrown) {
    const { from, items } = batch
    const isTooMuch = isProcoreError(thrown) && thrown.recovery === 'shrink' && items.length > 1
    if (!isTooMuch) throw thrown
    const half = Math.ceil(items.length / 2)
    shrunkTo(half)
    const first = { from, items: items.slice(0, half) }
    const second = { from: from + half, items: items.slice(half) }
    await sendBatch(road, url, options, first, done, shrunkTo)
    await sendBatch(road, url, options, second, done, shrunkTo)
  }
}

async function sendOnce(
  road: Road,
  url: string,
  options: SyncOptions,
  batch: Batch,
): Promise<Done> {
  const { method = 'PATCH', key = 'updates', body, path: _, query: __, ...shared } = options
  const isRepeatable = options.repeatable ?? batch.items.every(hasIdentity)
  // Without an id the server makes a new entity each time, and a look could not tell whose they are.
  const call = makeCall(road, method, url, {
    ...shared,
    repeatable: isRepeatable,
    reconcile: false,
    body: { ...body, [key]: batch.items },
  })
  const { data } = await send(road, call)
  const answer = data as { readonly entities?: unknown; readonly errors?: unknown } | null
  const entities = answer?.entities ?? []
  const errors = answer?.errors ?? []
  if (!Array.isArray(entities) || !Array.isArray(errors) || !answer) {
    throw new TypeError(`the answer of ${url} is not that of a sync action: { entities, errors }`)
  }
  return { batch, entities, errors: matchErrors(batch.items, batch.from, entities, errors) }
}

function hasIdentity({ id, origin_id }: SyncItem): boolean {
  return (id ?? origin_id ?? null) !== null
}

function together(done: readonly Done[]): SyncOutcome {
  const ordered = done.toSorted((one, other) => one.batch.from - other.batch.from)
  return {
    entities: ordered.flatMap(({ entities }) => entities),
    errors: ordered.flatMap(({ errors }) => errors).sort((one, other) => one.index - other.index),
  }
}

function withPartial(
  thrown: unknown,
  outcome: SyncOutcome,
  done: readonly Done[],
  count: number,
): unknown {
  if (!isProcoreError(thrown)) return thrown
  const isDone = new Uint8Array(count)
  for (const { batch } of done) isDone.fill(1, batch.from, batch.from + batch.items.length)
  const pending: number[] = []
  for (let index = 0; index < count; index++) if (isDone[index] === 0) pending.push(index)
  const partial: PartialSync = { ...outcome, pending }
  return (thrown as ProcoreError).withPartial(partial)
}

function assertRange(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return
  throw new RangeError(`${name} must be a whole number from 1 to ${max}: ${value}`)
}
