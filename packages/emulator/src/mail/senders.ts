/** Makes what the options ask for: a sender of mails, one of texts, both or none. */
import type { Clock } from '@underpin/ports'
import type { Destinations } from '../webhooks/destination.ts'
import type { Senders } from './sender.ts'
import { smtpAddress } from './smtp-address.ts'
import { smtpSender } from './smtp-sender.ts'
import { textHook } from './text-hook.ts'

export interface MailOptions {
  /** Where mails are sent on to: `smtp://user:password@127.0.0.1:1025`. Default: they are only kept. */
  readonly smtp?: string
  /** Where texts are posted to. Default: they are only kept. */
  readonly smsHook?: string
  /** Where the two may be. Default: loopback. */
  readonly mailDestinations?: Destinations
}

/** @throws {MailDestinationError} for an address that cannot be used. */
export function sendersFor(
  { smtp, smsHook, mailDestinations: destinations = 'loopback' }: MailOptions,
  parts: { readonly clock: Clock; readonly deliver: typeof fetch },
): Senders {
  return {
    mail: smtp === undefined ? undefined : smtpSender(smtpAddress(smtp, destinations)),
    sms: smsHook === undefined ? undefined : textHook(smsHook, { ...parts, destinations }),
  }
}
