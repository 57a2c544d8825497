/** `GET /_underpin/journal`: the exchanges as JSON, or as a stream of events while they happen. */
import { type FailureId, isFailureId } from '@underpin/failures'
import { EXCHANGES_MAX, type Journal, type JournalEntry } from '../journal/journal.ts'
import type { JournalView } from '../journal/journal-view.ts'
import type { Answer } from '../reply.ts'
import { DoorError, jsonAnswer, unusable } from './door-answer.ts'
import { nearFailures } from './near-failures.ts'

/** Exchanges of one answer; ask on with `next`. A guess: 1,000 take a megabyte or two. */
const PAGE_MAX = 1_000

export interface JournalQuery {
  readonly since: number
  readonly failure?: FailureId
}

/** Open streams, so that closing the emulator ends them. */
export class JournalDoor {
  readonly #journal: Journal
  readonly #view: JournalView
  readonly #ends = new Set<() => void>()

  constructor(journal: Journal, view: JournalView) {
    this.#journal = journal
    this.#view = view
  }

  handle(request: Request): Answer {
    const query = readQuery(new URL(request.url).searchParams)
    const wantsStream = request.headers.get('accept')?.includes('text/event-stream') ?? false
    return wantsStream ? this.#stream(query) : this.#page(query)
  }

  /** Ends every stream. */
  close(): void {
    for (const end of [...this.#ends]) end()
  }

  #page({ since, failure }: JournalQuery): Answer {
    const found = this.#journal.entriesSince(since, failure)
    const entries = found.slice(0, PAGE_MAX)
    const isWhole = entries.length === found.length
    const next = isWhole ? Math.max(since, this.#journal.settledN) : (entries.at(-1)?.n ?? since)
    return jsonAnswer({ exchanges: entries.map((entry) => this.#view.show(entry)), next })
  }

  #stream({ since, failure }: JournalQuery): Answer {
    const journal = this.#journal
    const encoder = new TextEncoder()
    let order = Math.max(0, journal.closedCount - EXCHANGES_MAX)
    let wake: () => void = () => undefined
    let isOver = false
    const cancel = listen(journal, () => wake())
    const end = () => {
      isOver = true
      cancel()
      this.#ends.delete(end)
      wake()
    }
    this.#ends.add(end)
    /** The next exchange that was asked for, when there is one by now. */
    const next = (): JournalEntry | null => {
      if (order > journal.closedCount) order = 0 // The journal was cleared.
      for (; order < journal.closedCount; order++) {
        const entry = journal.endedAs(order)
        if (entry === null || entry.n <= since) continue
        if (failure !== undefined && entry.failure !== failure) continue
        order += 1
        return entry
      }
      return null
    }
    // Pulled: a slow reader holds nothing in memory, and misses what the journal has forgotten by then.
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(encoder.encode(': the journal of the emulator\n\n')),
      pull: async (controller) => {
        for (let entry = next(); !isOver; entry = next()) {
          if (entry !== null) {
            const data = JSON.stringify(this.#view.show(entry))
            return controller.enqueue(
              encoder.encode(`id: ${entry.n}\nevent: exchange\ndata: ${data}\n\n`),
            )
          }
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        controller.close()
      },
      cancel: end,
    })
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
    return new Response(body, { headers })
  }
}

function listen(journal: Journal, tell: () => void): () => void {
  try {
    return journal.listen(tell)
  } catch (error) {
    throw new DoorError(503, error instanceof Error ? error.message : String(error))
  }
}

function readQuery(params: URLSearchParams): JournalQuery {
  const since = params.get('since') ?? '0'
  if (!/^\d{1,15}$/.test(since)) {
    throw unusable(
      `since must be a number of the journal, from 0; it is "${since.slice(0, 40)}".`,
      {
        field: 'since',
      },
    )
  }
  const failure = params.get('failure')
  if (failure === null) return { since: Number(since) }
  if (isFailureId(failure)) return { since: Number(since), failure }
  const near = nearFailures(failure)
  throw unusable(`there is no failure "${failure.slice(0, 80)}".`, { field: 'failure', near })
}
