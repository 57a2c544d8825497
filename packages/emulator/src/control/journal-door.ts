/** `GET /_underpin/journal`: the exchanges as JSON, or as a stream of events while they happen. */
import { type FailureId, isFailureId } from '@underpin/failures'
import type { Journal, JournalEntry } from '../journal/journal.ts'
import type { JournalView } from '../journal/journal-view.ts'
import type { Answer } from '../reply.ts'
import { DoorError, jsonAnswer, unusable } from './door-answer.ts'
import { nearFailures } from './near-failures.ts'

/** Exchanges of one answer; ask on with `next`. A guess: 1,000 take a megabyte or two. */
const PAGE_MAX = 1_000

/** Events that a slow reader may leave waiting before its stream is ended. A guess: a burst of a second or two. */
const WAITING_MAX = 5_000

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
    const encoder = new TextEncoder()
    const journal = this.#journal
    const event = (entry: JournalEntry) =>
      encoder.encode(
        `id: ${entry.n}\nevent: exchange\ndata: ${JSON.stringify(this.#view.show(entry))}\n\n`,
      )
    let stop = () => undefined as unknown
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const end = () => {
            stop()
            controller.close()
          }
          const tell = (entry: JournalEntry) => {
            if (failure !== undefined && entry.failure !== failure) return
            // A reader that does not read is let go: what it misses is in the journal by `since`.
            if ((controller.desiredSize ?? 0) <= -WAITING_MAX) end()
            else controller.enqueue(event(entry))
          }
          controller.enqueue(encoder.encode(': the journal of the emulator\n\n'))
          if (since >= 0) for (const entry of journal.entriesSince(since, failure)) tell(entry)
          const cancel = listen(journal, tell)
          stop = () => {
            cancel()
            this.#ends.delete(end)
          }
          this.#ends.add(end)
        },
        cancel: () => stop(),
      },
      { highWaterMark: 0 },
    )
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
    return new Response(body, { headers })
  }
}

function listen(journal: Journal, tell: (entry: JournalEntry) => void): () => void {
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
