/**
 * The journal: the last exchanges, with what was raised and which promises were broken. It keeps
 * references on the way in and works on the way out: an exchange costs a few microseconds until
 * somebody reads it. What is kept is raw; `journal-view.ts` redacts whatever leaves.
 */
import type { FailureId } from '@underpin/failures'
import { type Clock, type Random, randomHex } from '@underpin/ports'
import type { Call, Caller, SocketEnds } from '../call.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import { DateHeader } from '../date-header.ts'
import { bearerToken } from '../oauth/bearer-token.ts'
import { type Answer, isTextAnswer, type Reply, type ReplyHeaders } from '../reply.ts'
import type { BrokenPromise } from './promises.ts'
import { Promises } from './promises.ts'

/** Exchanges kept. Fact: an hour of one grant at the default limit is 3,600. */
export const EXCHANGES_MAX = 10_000

/** Of each body so much is kept, in characters. A guess: an error body is a tenth of it. */
export const BODY_CHARS_MAX = 4_096

/** Readers of the stream at once. A guess: a console, a drill and a terminal, each in a few tabs. */
export const LISTENERS_MAX = 64

/** The request id of an exchange is this much chance and its number. */
const ID_PREFIX_BYTES = 8

export interface JournalEntry {
  readonly n: number
  readonly requestId: string
  readonly atMs: number
  readonly elapsedMs: number
  readonly via: 'socket' | 'process'
  readonly method: string
  readonly url: string
  /** Alternating names and values, as they came. */
  readonly requestHeaders: RawHeaders
  readonly requestBody: string | null
  readonly route: string | null
  readonly clientId: string | null
  readonly caller: Caller | null
  readonly companyId: number | null
  readonly projectId: number | null
  readonly failure: FailureId | null
  readonly because: string | null
  readonly faultNumber: number | null
  readonly brokenPromises: readonly BrokenPromise[]
  /** How it ended; only an answer or a part of one has the next three. */
  readonly outcome: Reply['kind']
  readonly status: number | null
  readonly responseHeaders: readonly (ReplyHeaders | Headers)[]
  /** Null when there was none, or none that is text. */
  readonly responseBody: string | null
}

export type RawHeaders = readonly string[] | Headers

/** How a request came, and what of it needs not be built from the `Request`. */
export interface Arrival {
  readonly via: 'socket' | 'process'
  /** The headers as the socket gave them; null in process. */
  readonly rawHeaders: readonly string[] | null
  /** The socket that it came over; null in process. */
  readonly socket: SocketEnds | null
  /** Calls back a turn after the answer is written, or nobody takes it any more. Default: when it is made. */
  readonly whenOver?: (then: () => void) => void
}

export const IN_PROCESS: Arrival = { via: 'process', rawHeaders: null, socket: null }

export interface JournalParts {
  readonly clock: Clock
  readonly random: Random
  readonly tokens: TokenLookup
  /** Default EXCHANGES_MAX. */
  readonly exchangesMax?: number
  /** Told of every exchange as it ends, with its status; null when nothing was answered. */
  readonly closed?: (call: Call, status: number | null) => void
}

export class Journal {
  readonly #clock: Clock
  readonly #tokens: TokenLookup
  readonly #exchangesMax: number
  readonly #closed: JournalParts['closed']
  readonly #random: Random
  #idPrefix: string
  readonly #promises = new Promises()
  /** A ring in the order of ending: the one that ended as number c lies at c modulo its size. */
  #ring: JournalEntry[] = []
  #closedCount = 0
  #lastN = 0
  /** Begun and not ended, with their arrival. Bounded by the connections that are open. */
  readonly #open = new Map<number, Arrival>()
  readonly #listeners = new Set<() => void>()
  readonly #date = new DateHeader()

  constructor({ clock, random, tokens, exchangesMax = EXCHANGES_MAX, closed }: JournalParts) {
    this.#closed = closed
    this.#clock = clock
    this.#tokens = tokens
    this.#exchangesMax = exchangesMax
    this.#random = random
    this.#idPrefix = idPrefix(random)
  }

  /** The number of the newest exchange that has begun. */
  get lastN(): number {
    return this.#lastN
  }

  open(request: Request, path: string, arrival: Arrival): Call {
    const n = ++this.#lastN
    const { url, method } = request
    const queryAt = url.indexOf('?')
    const hashAt = url.indexOf('#')
    const search = queryAt < 0 ? '' : url.slice(queryAt + 1, hashAt < 0 ? undefined : hashAt)
    const tail = n.toString(16).padStart(15, '0')
    const requestId = `${this.#idPrefix}${tail.slice(0, 3)}-${tail.slice(3)}`
    const atMs = this.#clock.nowMs()
    this.#open.set(n, arrival)
    return {
      n,
      requestId,
      request,
      via: arrival.via,
      socket: arrival.socket,
      method,
      path,
      search,
      atMs,
      caller: null,
      clientId: null,
      companyId: null,
      projectId: null,
      route: null,
      failure: null,
      because: null,
      faultNumber: null,
      brokenPromises: [],
      bodyText: null,
      bodyTextAsSent: null,
      refreshToken: null,
      replyHeaders: { 'x-request-id': requestId, date: this.#date.at(atMs) },
    }
  }

  close(call: Call, reply: Reply): void {
    const arrival = this.#open.get(call.n)
    if (arrival === undefined) return // Begun before the journal was cleared.
    this.#open.delete(call.n)
    const nowMs = this.#clock.nowMs()
    const answer = 'answer' in reply ? reply.answer : null
    this.#settlePromises(call, answer, nowMs)
    this.#ring[this.#closedCount % this.#exchangesMax] = entryOf(call, arrival, reply, nowMs)
    this.#closedCount += 1
    this.#closed?.(call, answer?.status ?? null)
    for (const listener of this.#listeners) listener()
  }

  /** How many exchanges have ended since the start. */
  get closedCount(): number {
    return this.#closedCount
  }

  /** The exchange that ended as the `order`th, from 0; null when it is no longer kept, or not yet there. */
  endedAs(order: number): JournalEntry | null {
    const isKept = order < this.#closedCount && order >= this.#closedCount - this.#exchangesMax
    return isKept ? (this.#ring[order % this.#exchangesMax] ?? null) : null
  }

  /** The exchanges that are kept with a number above `since`, by number. */
  entriesSince(since: number, failure?: FailureId): JournalEntry[] {
    // So many can have ended at most: whoever asks often does not pay for the whole ring.
    let missing = this.#lastN - since
    for (const n of this.#open.keys()) if (n > since) missing -= 1
    const found: JournalEntry[] = []
    const oldest = Math.max(0, this.#closedCount - this.#exchangesMax)
    for (let order = this.#closedCount - 1; order >= oldest && missing > 0; order--) {
      const entry = this.#ring[order % this.#exchangesMax]
      if (entry === undefined || entry.n <= since) continue
      missing -= 1
      if (failure === undefined || entry.failure === failure) found.push(entry)
    }
    return found.sort((a, b) => a.n - b.n)
  }

  /**
   * What to ask for next (`since`) without missing an exchange: the newest number below which all have
   * ended. One that is still under way holds it back.
   */
  get settledN(): number {
    let settled = this.#lastN
    for (const n of this.#open.keys()) settled = Math.min(settled, n - 1)
    return settled
  }

  /**
   * Calls the listener whenever an exchange has ended, or the journal was cleared.
   *
   * @returns the cancel.
   * @throws {RangeError} when `LISTENERS_MAX` listen already.
   */
  listen(listener: () => void): () => void {
    if (this.#listeners.size >= LISTENERS_MAX) {
      throw new RangeError(`the journal has ${LISTENERS_MAX} listeners already: close one`)
    }
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** As at the start: nothing kept, nothing promised, numbers from 1. */
  clear(): void {
    this.#ring = []
    this.#closedCount = 0
    this.#lastN = 0
    this.#open.clear()
    this.#promises.clear()
    // Drawn anew, as at the start: chance that was started again then repeats itself to the byte.
    this.#idPrefix = idPrefix(this.#random)
    for (const listener of this.#listeners) listener()
  }

  #settlePromises(call: Call, answer: Answer | null, nowMs: number): void {
    const bearer = bearerToken(call.request.headers.get('authorization'))
    // A fault answers before the token check: whose call it was, the token itself says.
    const caller =
      call.caller ?? (bearer === null ? null : this.#tokens.find(bearer)?.caller) ?? null
    const told = {
      status: answer?.status ?? null,
      header: (name: string) => call.replyHeaders[name] ?? headerOf(answer, name),
    }
    this.#promises.settle(call, told, { ms: nowMs, lastCall: this.#lastN }, caller, bearer)
  }
}

/** With the number of the exchange behind it, a request id looks like a UUID. */
function idPrefix(random: Random): string {
  const hex = randomHex(random, ID_PREFIX_BYTES)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8`
}

function entryOf(call: Call, arrival: Arrival, reply: Reply, nowMs: number): JournalEntry {
  const answer = 'answer' in reply ? reply.answer : null
  return {
    n: call.n,
    requestId: call.requestId,
    atMs: call.atMs,
    elapsedMs: nowMs - call.atMs,
    via: call.via,
    method: call.method,
    url: call.request.url,
    // Not the light headers of the socket's request: they would keep its socket alive with them.
    requestHeaders: arrival.rawHeaders ?? call.request.headers,
    requestBody: bounded(call.bodyTextAsSent ?? call.bodyText),
    route: call.route,
    clientId: call.caller?.clientId ?? call.clientId,
    caller: call.caller,
    companyId: call.companyId,
    projectId: call.projectId,
    failure: call.failure,
    because: call.because,
    faultNumber: call.faultNumber,
    brokenPromises: call.brokenPromises,
    outcome: reply.kind,
    status: answer?.status ?? null,
    responseHeaders: answer === null ? [] : [answer.headers, call.replyHeaders],
    responseBody: answer !== null && isTextAnswer(answer) ? bounded(answer.text) : null,
  }
}

function headerOf(answer: Answer | null, name: string): string | null {
  if (answer === null) return null
  const { headers } = answer
  return headers instanceof Headers ? headers.get(name) : (headers[name] ?? null)
}

/** A cut string is copied: a slice would keep the whole one in memory. */
function bounded(text: string | null): string | null {
  if (text === null || text.length <= BODY_CHARS_MAX) return text
  return `${Buffer.from(text.slice(0, BODY_CHARS_MAX)).toString()}… (${text.length} characters)`
}
