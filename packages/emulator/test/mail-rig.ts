/** A real SMTP server on loopback that keeps what it takes, and mails taken apart. */
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Letter {
  /** The recipients of the envelope. */
  readonly to: readonly string[]
  readonly raw: string
  /** By name in lower case, in the order of the mail. */
  readonly headers: readonly (readonly [string, string])[]
  readonly text: string
}

export async function startMailServer(options: SMTPServerOptions = {}) {
  const letters: Letter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, { envelope }, callback) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        letters.push({ to, ...takenApart(Buffer.concat(pieces).toString('utf8')) })
        callback()
      })
    },
    ...options,
  })
  server.on('error', () => undefined) // A client that goes away is none of a test's business.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { letters, port, url: `smtp://127.0.0.1:${port}`, close }
}

export function header({ headers }: Letter, name: string): string | undefined {
  return headers.find(([each]) => each === name)?.[1]
}

function takenApart(raw: string): Omit<Letter, 'to'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = lines.map((line): readonly [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())]
  })
  const encoding = headers.find(([name]) => name === 'content-transfer-encoding')?.[1]
  return { raw, headers, text: body(rest.join('\r\n\r\n'), encoding) }
}

function body(text: string, encoding = '7bit'): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? unquoted(text.replace(/=\r\n/g, '')) : text
}

/** RFC 2047, as far as it is used here. */
function words(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?')
  return joined.replace(/=\?utf-8\?(q|b)\?(.*?)\?=/gi, (_all, way: string, text: string) =>
    way.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('utf8')
      : unquoted(text.replaceAll('_', ' ')),
  )
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
