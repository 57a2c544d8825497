/** Sends texts on: a POST of JSON for each, to whatever can send it to a telephone. */
import type { Clock } from '@underpin/ports'
import { isDelivered, post } from '../webhooks/delivery.ts'
import { type Destinations, whyNotSentTo } from '../webhooks/destination.ts'
import { MailDestinationError } from './destination-error.ts'
import type { Sender, SendResult } from './sender.ts'

/** Answers that ask to be tried again, beside 5xx. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429])

export interface TextHookParts {
  readonly clock: Clock
  readonly deliver: typeof fetch
  readonly destinations: Destinations
}

/** The body is `{ "id": n, "to": "+14155550123", "text": "…" }`. @throws {MailDestinationError} */
export function textHook(hookUrl: string, parts: TextHookParts): Sender {
  const { clock, deliver, destinations } = parts
  if (whyNotSentTo(hookUrl, destinations) !== null) {
    throw new MailDestinationError(
      "texts are posted to an http or https address of this machine, without a sign-in in it: name such a one, or allow any (--mail-anywhere, or mailDestinations: 'anywhere').",
    )
  }
  return async ({ id, to, text }, signal): Promise<SendResult> => {
    const body = JSON.stringify({ id, to, text })
    const delivery = await post({ url: hookUrl, headers: {}, body }, { clock, deliver, signal })
    if (isDelivered(delivery)) return { kind: 'sent' }
    const { status, error } = delivery
    if (status === null) {
      const reason = `the hook for texts did not answer (${error}); start it, or name another with --sms-hook`
      return { kind: 'failed', error: reason, isFinal: false }
    }
    const isFinal = status < 500 && !PASSING.has(status)
    const reason = `the hook for texts answered ${status}, and 2xx is wanted; its own log says more`
    return { kind: 'failed', error: reason, isFinal }
  }
}
