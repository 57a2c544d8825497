/** What takes a message further than the outbox: an SMTP server, or a hook for texts. */
import type { SentMessage } from './message.ts'

/** `isFinal`: trying again would end the same. */
export type SendResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly error: string; readonly isFinal: boolean }

/** May reject: that counts as a failure that may pass. */
export type Sender = (message: SentMessage, signal: AbortSignal) => Promise<SendResult>

export interface Senders {
  readonly mail?: Sender | undefined
  readonly sms?: Sender | undefined
}
