/** What a connection that came to nothing is a sign of. */
import type { NetworkError } from '@underpin/exchange'
import type { Sign } from '../../report/sign.ts'
import { TUNNEL_REFUSED } from '../wire/tunnel.ts'

const OF_CODE: Readonly<Record<string, Sign>> = {
  [TUNNEL_REFUSED]: 'proxy-refuses',
  ECONNREFUSED: 'connect-refused',
  ECONNRESET: 'connect-reset',
  EPIPE: 'connect-reset',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
}

/** For somebody who does not read codes of sockets, with the code for who does. */
const IN_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
}

export function socketWords({ code, message }: NetworkError): string {
  const words = IN_WORDS[code]
  return words === undefined ? message || code : `${words} (${code})`
}

export function socketSigns({ code, phase }: NetworkError): readonly Sign[] {
  if (phase === 'resolve') return ['dns-fails']
  const sign = OF_CODE[code]
  if (phase === 'tls') return sign?.startsWith('tls-') ? ['tls-fails', sign] : ['tls-fails']
  if (sign !== undefined) return [sign]
  // The server took the request and said nothing: it stands, and is slow beyond use.
  return phase === 'exchange' ? ['answers-slow'] : ['connect-times-out']
}
