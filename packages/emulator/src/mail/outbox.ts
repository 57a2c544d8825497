/**
 * Mails and texts that the platform sends: kept here, where people and tests read them. Whoever sends
 * one is never failed by it.
 */
import type { Clock } from '@underpin/ports'

/** Messages kept; the oldest goes first. A guess: a test reads its own, a person the last few. */
const MESSAGES_MAX = 1_000
/** Of a subject or an address. RFC 5322 asks for lines of 998 characters at most. */
const HEADER_CHARS_MAX = 900

export interface Mail {
  /** What the mail is for: `password-reset`. */
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Further headers of the mail, by name. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A message as it is kept. */
export interface SentMessage extends Mail {
  readonly id: number
  readonly via: 'mail'
  readonly sentAtMs: number
}

export class Outbox {
  readonly #clock: Clock
  #messages: SentMessage[] = []
  #lastId = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What ends a line ends a header, so none is left in one: a mail says only what it was meant to say. */
  send({ kind, to, subject, text, html, headers = {} }: Mail): void {
    const lines = Object.entries(headers).map(([name, value]) => [oneLine(name), oneLine(value)])
    const message: SentMessage = {
      id: ++this.#lastId,
      via: 'mail',
      sentAtMs: this.#clock.nowMs(),
      ...{ kind, to: oneLine(to), subject: oneLine(subject), text },
      ...(html === undefined ? {} : { html }),
      headers: Object.fromEntries(lines),
    }
    this.#messages = [...this.#messages.slice(1 - MESSAGES_MAX), message]
  }

  /** Oldest first. */
  messages(): readonly SentMessage[] {
    return this.#messages
  }

  clear(): void {
    this.#messages = []
  }
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').slice(0, HEADER_CHARS_MAX)
}
