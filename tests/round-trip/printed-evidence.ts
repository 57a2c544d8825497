/** Evidence of the wire as people hand it over: what curl prints, or a browser's recording. */
import type { Evidence } from '@underpin/failures'

/**
 * What `curl -v` prints: the request without its body, and the answer. Where none came, its last line, with
 * the platform's word for the cause.
 */
export function printedByCurl({ request, response, network }: Evidence): string {
  const { pathname = '', search = '', host = '' } = URL.parse(request?.url ?? '') ?? {}
  const asked = [
    `${request?.method ?? 'GET'} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...headerLines(request?.headers),
    '',
  ]
  const sent = asked.map((line) => `> ${line}`)
  if (network) return [...sent, `curl: (1) ${network.message} (${network.code})`].join('\n')
  const head = [`HTTP/1.1 ${response?.status}`, ...headerLines(response?.headers), '']
  const received = head.map((line) => `< ${line}`)
  const cut = response?.isTruncated
    ? ['curl: (18) transfer closed with 99 bytes remaining to read']
    : []
  return [...sent, ...received, response?.body ?? '', ...cut].join('\n')
}

/** A HAR with the exchange alone, bodies included. */
export function recordedAsHar({ request, response, network }: Evidence): string {
  const entry = {
    startedDateTime: startedAt(response?.headers?.['date']),
    request: {
      method: request?.method,
      url: request?.url,
      headers: pairs(request?.headers),
      postData: { text: request?.body ?? '' },
    },
    response: {
      status: response?.status ?? 0,
      headers: pairs(response?.headers),
      content: { text: response?.body ?? '' },
      ...(network ? { _error: `${network.message} ${network.code}` } : {}),
    },
  }
  return JSON.stringify({ log: { version: '1.2', entries: [entry] } })
}

/** By the clock of the server: the two are of one moment. */
function startedAt(date: string | undefined): string {
  return new Date(date === undefined ? 0 : Date.parse(date)).toISOString()
}

function headerLines(headers: Readonly<Record<string, string>> = {}): string[] {
  return pairs(headers).map(({ name, value }) => `${name}: ${value}`)
}

function pairs(headers: Readonly<Record<string, string>> = {}) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}
