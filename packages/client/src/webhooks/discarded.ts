/** Finds out from when on events were thrown away: the failure `webhook-discarded`, and how far to look back. */
import type { Answer } from '../call.ts'
import type { CallOptions } from '../options.ts'

const PATH = '/rest/v1.0/webhooks/hooks/{hook_id}/deliveries'

/** Documented default. */
const PAGE_SIZE = 100

/** Of the queue of one hook. A guess: a hundred thousand discarded events are as good as all of them. */
const PAGES_MAX = 1_000

export interface Getter {
  get(path: string, options?: CallOptions): Promise<Answer>
}

/** A hook is the company's or a project's, and asked for by exactly one of them. */
export type HookScope =
  | {
      readonly hookId: number | string
      readonly companyId: number | string
      readonly projectId?: never
    }
  | {
      readonly hookId: number | string
      readonly projectId: number | string
      readonly companyId?: never
    }

/**
 * The time of the oldest event that was discarded, in milliseconds since the epoch; null when none was.
 *
 * @param afterMs events up to here have been caught up with.
 */
export async function oldestDiscarded(
  procore: Getter,
  { hookId, companyId, projectId }: HookScope,
  afterMs: number = Number.NEGATIVE_INFINITY,
): Promise<number | null> {
  const scope = projectId === undefined ? { company_id: companyId } : { project_id: projectId }
  let oldestMs: number | null = null
  let lastId: string | null = null
  for (let page = 0; page < PAGES_MAX; page++) {
    const { data }: Answer = await procore.get(PATH, {
      path: { hook_id: hookId },
      query: {
        ...scope,
        filters: { status: 'discarded' },
        page_size: PAGE_SIZE,
        page_start: lastId,
      },
    })
    if (!Array.isArray(data)) throw new TypeError(`the answer of ${PATH} is no list`)
    for (const delivery of data as readonly Delivery[]) {
      // A server that does not know the filter gives them all.
      if (delivery.outcome !== 'discarded') continue
      const atMs = Date.parse(String(delivery.event?.timestamp))
      if (atMs > afterMs && atMs < (oldestMs ?? Number.POSITIVE_INFINITY)) oldestMs = atMs
    }
    const next = String((data as readonly Delivery[]).at(-1)?.id ?? '')
    if (data.length < PAGE_SIZE || next === '' || next === lastId) return oldestMs
    lastId = next
  }
  return oldestMs
}

interface Delivery {
  readonly id?: unknown
  readonly outcome?: unknown
  readonly event?: { readonly timestamp?: unknown }
}
