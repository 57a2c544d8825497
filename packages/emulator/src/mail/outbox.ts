/**
 * Mails and texts that the platform sends: kept here, where people and tests read them, and sent on when
 * there is somewhere to send them to. Whoever sends one is never failed by it: what goes wrong is written
 * on the message. It is kept in memory, so that the links and codes in it stand in no file.
 */
import type { Clock } from '@underpin/ports'
import {
  addressProblem,
  type Content,
  type Mail,
  mailContent,
  type SendState,
  type SentMessage,
  type Sms,
  smsContent,
} from './message.ts'
import type { Senders, SendResult } from './sender.ts'

/** Messages kept; the oldest goes first. A guess: a test reads its own, a person the last few. */
const MESSAGES_MAX = 1_000
/** Sent at once. A guess: a mail server on loopback takes more. */
const IN_FLIGHT_MAX = 5
/** Tries of one message. Guesses: with these waits, half an hour and more. */
const ATTEMPTS_MAX = 6
const FIRST_WAIT_MS = 60_000

const KEPT: SendState = { state: 'kept', attemptCount: 0, nextAttemptMs: null, error: null }

interface Entry {
  readonly message: SentMessage
  delivery: SendState
  /** It is on the way. */
  abort: AbortController | null
  cancelTimer: (() => void) | null
}

export class Outbox {
  readonly #clock: Clock
  readonly #senders: Senders
  #entries: Entry[] = []
  /** Those that wait for their turn, in order. */
  #queue: Entry[] = []
  #inFlightCount = 0
  #lastId = 0
  #waiters: (() => void)[] = []

  constructor(clock: Clock, senders: Senders = {}) {
    this.#clock = clock
    this.#senders = senders
  }

  send(mail: Mail): void {
    this.#put(mailContent(mail))
  }

  sms(text: Sms): void {
    this.#put(smsContent(text))
  }

  /** Oldest first. */
  messages(): readonly SentMessage[] {
    return this.#entries.map(({ message, delivery }) => ({ ...message, delivery }))
  }

  /** Nothing is being sent. What waits for its next try does not count. */
  get isSettled(): boolean {
    return this.#inFlightCount === 0
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve)
      this.#tellWaiters()
    })
  }

  /** Forgets every message; what is on the way is ended. */
  clear(): void {
    for (const entry of this.#entries) end(entry)
    this.#entries = []
    this.#queue = []
    this.#lastId = 0
  }

  /** Leaves no timer, and nothing on the way. */
  close(): void {
    this.clear()
  }

  #put(content: Content): void {
    const sentAtMs = this.#clock.nowMs()
    const message: SentMessage = { id: ++this.#lastId, ...content, sentAtMs, delivery: KEPT }
    const problem = addressProblem(content)
    const failed: SendState = { ...KEPT, state: 'failed', error: problem }
    const delivery = problem === null ? KEPT : failed
    const entry: Entry = { message, delivery, abort: null, cancelTimer: null }
    this.#entries.push(entry)
    while (this.#entries.length > MESSAGES_MAX) this.#forgetOldest()
    if (problem !== null || this.#senders[content.via] === undefined) return
    entry.delivery = { ...KEPT, state: 'waiting' }
    this.#queue.push(entry)
    this.#work()
  }

  #forgetOldest(): void {
    const oldest = this.#entries.shift()
    if (oldest === undefined) return
    end(oldest)
    this.#queue = this.#queue.filter((each) => each !== oldest)
  }

  #work(): void {
    while (this.#inFlightCount < IN_FLIGHT_MAX) {
      const entry = this.#queue.shift()
      if (entry === undefined) break
      this.#send(entry)
    }
    this.#tellWaiters()
  }

  #send(entry: Entry): void {
    const sender = this.#senders[entry.message.via]
    if (sender === undefined) return
    const abort = new AbortController()
    entry.abort = abort
    this.#inFlightCount += 1
    const land = (result: SendResult) => {
      this.#inFlightCount -= 1
      // Ended meanwhile: nobody keeps it any more.
      if (entry.abort === abort) this.#landed(entry, result)
      this.#work()
    }
    sender(entry.message, abort.signal).then(land, (error: unknown) => {
      const name = error instanceof Error ? error.name : 'an error'
      const text = `the sender broke off (${name}); it is tried again`
      land({ kind: 'failed', error: text, isFinal: false })
    })
  }

  #landed(entry: Entry, result: SendResult): void {
    entry.abort = null
    const attemptCount = entry.delivery.attemptCount + 1
    if (result.kind === 'sent') {
      entry.delivery = { state: 'sent', attemptCount, nextAttemptMs: null, error: null }
      return
    }
    const { error, isFinal } = result
    if (isFinal || attemptCount >= ATTEMPTS_MAX) {
      entry.delivery = { state: 'failed', attemptCount, nextAttemptMs: null, error }
      return
    }
    const waitMs = FIRST_WAIT_MS * 2 ** (attemptCount - 1)
    const nextAttemptMs = this.#clock.nowMs() + waitMs
    entry.delivery = { state: 'waiting', attemptCount, nextAttemptMs, error }
    entry.cancelTimer = this.#clock.schedule(waitMs, () => {
      entry.cancelTimer = null
      this.#queue.push(entry)
      this.#work()
    })
  }

  #tellWaiters(): void {
    if (!this.isSettled) return
    for (const resolve of this.#waiters.splice(0)) resolve()
  }
}

function end(entry: Entry): void {
  entry.cancelTimer?.()
  entry.cancelTimer = null
  entry.abort?.abort(new Error('the message is no longer kept'))
  entry.abort = null
}
