/** Reads `smtp://user:password@host:port`: where mails are sent on to. */
import { isLoopbackName } from '../control/door-guard.ts'
import type { Destinations } from '../webhooks/destination.ts'
import { MailDestinationError } from './destination-error.ts'

/** The ports of RFC 5321 and of RFC 8314 (TLS from the start). */
const SMTP_PORT = 25
const SMTPS_PORT = 465

const EXAMPLE = 'smtp://127.0.0.1:1025'

export interface SmtpAddress {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; without it the server may offer STARTTLS. */
  readonly isSecure: boolean
  readonly isLoopback: boolean
  /** Null for a server that asks for no sign-in. */
  readonly signIn: { readonly user: string; readonly pass: string } | null
}

/** @throws {MailDestinationError} for another kind of address, or a host that is not allowed. */
export function smtpAddress(text: string, allowed: Destinations): SmtpAddress {
  const url = URL.parse(text)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new MailDestinationError(
      `mails are sent to an address such as ${EXAMPLE} or smtps://user:password@host:465; the one that was given is none.`,
    )
  }
  const isLoopback = isLoopbackName(url.hostname)
  if (allowed !== 'anywhere' && !isLoopback) {
    throw new MailDestinationError(
      `mails are sent to loopback addresses only, and ${url.hostname} is none: name a server on this machine, or allow any (--mail-anywhere, or mailDestinations: 'anywhere').`,
    )
  }
  const isSecure = url.protocol === 'smtps:'
  const [user, pass] = [decoded(url.username), decoded(url.password)]
  return {
    ...{ isSecure, isLoopback, host: url.hostname.replace(/^\[|\]$/g, '') },
    port: url.port === '' ? (isSecure ? SMTPS_PORT : SMTP_PORT) : Number(url.port),
    signIn: user === '' ? null : { user, pass },
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    const message =
      'the user name or password of the mail server holds a % that begins no escape: write it %25.'
    throw new MailDestinationError(message, { cause })
  }
}
