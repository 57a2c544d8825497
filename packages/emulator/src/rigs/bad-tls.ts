/** `tls-failure`: a certificate that nobody vouches for, one that has expired, or no TLS where it should be. */
import { createServer as createPlainServer } from 'node:net'
import { createServer } from 'node:tls'
import { type Clock, systemClock } from '@underpin/ports'
import { makeCertificate } from '../tls/certificate.ts'
import { closeAll, listenAnywhere, socketsOf } from './loopback.ts'
import type { Rig } from './rig.ts'

const DAY_MS = 86_400_000

export type BadTlsKind = 'self-signed' | 'expired' | 'not-tls'

export interface BadTls extends Rig {
  /** Trust it, and only its other fault is left; null where there is none. */
  readonly certificatePem: string | null
}

/** @param kind an expired certificate is known as such to whoever trusts `certificatePem`. */
export async function badTls(
  kind: BadTlsKind = 'self-signed',
  clock: Clock = systemClock,
): Promise<BadTls> {
  if (kind === 'not-tls') {
    // What a plain HTTP server says to a greeting that it does not understand.
    const server = createPlainServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    return started(server, null)
  }
  const nowMs = clock.nowMs()
  const { keyPem, certificatePem } = await makeCertificate({
    names: ['localhost', '127.0.0.1'],
    notBeforeMs: nowMs - 30 * DAY_MS,
    notAfterMs: kind === 'expired' ? nowMs - DAY_MS : nowMs + DAY_MS,
  })
  const server = createServer({ key: keyPem, cert: certificatePem }, (socket) => socket.end())
  server.on('tlsClientError', () => undefined) // The failure is what the rig is for.
  return started(server, certificatePem)
}

async function started(
  server: ReturnType<typeof createPlainServer>,
  certificatePem: string | null,
): Promise<BadTls> {
  const sockets = socketsOf(server)
  const port = await listenAnywhere(server)
  const close = () => closeAll(server, sockets)
  return { url: `https://localhost:${port}`, certificatePem, close }
}
