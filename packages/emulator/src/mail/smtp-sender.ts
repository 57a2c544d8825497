/**
 * Sends mails to an SMTP server, by nodemailer, which is loaded with the first one. A connection for each
 * mail: they are few, and a server that was restarted is met afresh. Sockets live in real time, so these
 * timeouts do.
 */
import type { SentMessage } from './message.ts'
import type { Sender, SendResult } from './sender.ts'
import type { SmtpAddress } from './smtp-address.ts'

/** Who the mails are from: an address that nobody has (RFC 2606). */
export const FROM = { name: 'Underpin, emulated Procore', address: 'no-reply@underpin.example' }

/** Guesses: a server on this machine answers in milliseconds, a far one in a second or two. */
const TIMEOUTS_MS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 }
/** Of what a server says that much is shown. A guess: a line. */
const REASON_CHARS_MAX = 300

export function smtpSender(address: SmtpAddress): Sender {
  const { host, port, isSecure, isLoopback, signIn } = address
  return async (message, signal): Promise<SendResult> => {
    const { createTransport } = await import('nodemailer')
    const transport = createTransport({
      ...{ host, port, secure: isSecure, ...TIMEOUTS_MS },
      ...(signIn === null ? {} : { auth: { ...signIn } }),
      // Servers for trying things have certificates of their own, and on this machine nobody is between.
      tls: { rejectUnauthorized: !isLoopback },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const end = () => transport.close()
    signal.addEventListener('abort', end, { once: true })
    try {
      await transport.sendMail(letter(message))
      return { kind: 'sent' }
    } catch (thrown) {
      return failure(thrown, address)
    } finally {
      signal.removeEventListener('abort', end)
      transport.close()
    }
  }
}

/** Addresses as objects: as text they would be read as a list. */
function letter({ to, subject, text, html, headers, sentAtMs }: SentMessage) {
  return {
    ...{ from: FROM, to: { name: '', address: to }, subject, text },
    ...(html === undefined ? {} : { html }),
    date: new Date(sentAtMs),
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
  }
}

/** @returns what went wrong and what to do, without the sign-in. */
function failure(thrown: unknown, { host, port, signIn }: SmtpAddress): SendResult {
  const { code = '', responseCode = 0, message = '' } = thrown as Partial<SmtpFailure>
  const where = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const reason = withoutSignIn(message, signIn).slice(0, REASON_CHARS_MAX)
  if (code === 'EAUTH') {
    const error = `the mail server at ${where} refused the sign-in; check the user name and the password in --smtp`
    return { kind: 'failed', error, isFinal: true }
  }
  // RFC 5321, section 4.2.1: 5yz will end the same if it is tried again.
  if (responseCode >= 500) {
    const error = `the mail server at ${where} refused this mail (${reason}); correct the address, or the server's rules`
    return { kind: 'failed', error, isFinal: true }
  }
  const error = `the mail server at ${where} did not take it (${reason}); start it there, or name another with --smtp`
  return { kind: 'failed', error, isFinal: false }
}

interface SmtpFailure {
  readonly code: string
  readonly responseCode: number
  readonly message: string
}

/** A server may repeat what it was told, also in base64 as it was sent. */
function withoutSignIn(text: string, signIn: SmtpAddress['signIn']): string {
  let shown = text
  for (const secret of signIn === null ? [] : [signIn.pass, signIn.user]) {
    if (secret === '') continue
    for (const form of [secret, Buffer.from(secret).toString('base64')]) {
      shown = shown.replaceAll(form, '(hidden)')
    }
  }
  return shown
}
