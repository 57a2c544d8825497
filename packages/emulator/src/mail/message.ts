/**
 * What a message may hold. This is the one place where what others wrote becomes a header or an address,
 * so it is here that nothing in it can end a line and begin another.
 */
import { mailAddress, phoneNumber } from './address.ts'

/** Of a subject or a header. RFC 5322 asks for lines of 998 characters at most. */
const HEADER_CHARS_MAX = 900
/** Headers that a mail brings. A guess: a notice has three. */
const HEADERS_MAX = 20
/** Of a text. A guess: an incident's words are bounded by 10,000 characters. */
const TEXT_CHARS_MAX = 100_000
/** Of a text message: ten parts of 160 characters. A guess. */
const SMS_CHARS_MAX = 1_600

/** What a mail may say of itself: a header that could change who gets it is never one of them. */
const HEADER_NAME = /^(?:List-[A-Za-z-]{1,40}|X-[A-Za-z0-9-]{1,60}|Auto-Submitted|Precedence)$/i

export interface Mail {
  /** What the mail is for: `password-reset`. */
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Further headers of the mail, by name: `List-…`, `X-…` and `Auto-Submitted`. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Sms {
  readonly kind?: string
  /** `+14155550123`. */
  readonly to: string
  readonly text: string
}

/** Where a message stands. */
export interface SendState {
  /** `kept`: it is read here, as nothing sends it on. */
  readonly state: 'kept' | 'waiting' | 'sent' | 'failed'
  readonly attemptCount: number
  /** When it is tried again, while it waits. */
  readonly nextAttemptMs: number | null
  /** What went wrong last, and what to do; null when nothing did. */
  readonly error: string | null
}

/** A message as it is kept. */
export interface SentMessage {
  readonly id: number
  readonly via: 'mail' | 'sms'
  readonly kind: string
  readonly to: string
  /** `''` for a text message. */
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly headers: Readonly<Record<string, string>>
  readonly sentAtMs: number
  readonly delivery: SendState
}

export type Content = Omit<SentMessage, 'id' | 'sentAtMs' | 'delivery'>

export function mailContent({ kind, to, subject, text, html, headers = {} }: Mail): Content {
  const kept = Object.entries(headers)
    .filter(([name]) => HEADER_NAME.test(name))
    .slice(0, HEADERS_MAX)
    .map(([name, value]) => [name, oneLine(value)])
  return {
    ...{ via: 'mail', kind: oneLine(kind), to: oneLine(to), subject: oneLine(subject) },
    text: bounded(text, TEXT_CHARS_MAX),
    ...(html === undefined ? {} : { html: bounded(html, TEXT_CHARS_MAX) }),
    headers: Object.fromEntries(kept),
  }
}

export function smsContent({ kind = 'text', to, text }: Sms): Content {
  return {
    ...{ via: 'sms', kind: oneLine(kind), to: oneLine(to), subject: '', headers: {} },
    text: bounded(text, SMS_CHARS_MAX),
  }
}

/** Null when it can go where it is addressed to; else why not, and what to do. */
export function addressProblem({ via, to }: Content): string | null {
  if (via === 'mail' && mailAddress(to) === null) {
    return 'not sent: the address is not one e-mail address, name@host; correct it where it is kept'
  }
  if (via === 'sms' && phoneNumber(to) === null) {
    return 'not sent: the number is none in the form +14155550123; correct it where it is kept'
  }
  return null
}

/** Whatever ends a line somewhere becomes a space, and half of a character pair is replaced. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return bounded(line, HEADER_CHARS_MAX)
}

function bounded(text: string, charsMax: number): string {
  return text.slice(0, charsMax).toWellFormed()
}
