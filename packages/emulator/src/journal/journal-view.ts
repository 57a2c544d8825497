/** What leaves the journal: an exchange as plain data, redacted by value and by key. */
import type { Redactor } from '@underpin/exchange'
import type { ReplyHeaders } from '../reply.ts'
import type { JournalEntry, RawHeaders } from './journal.ts'
import type { BrokenPromise } from './promises.ts'

export class JournalView {
  readonly #redactor: Redactor

  /** @param redactor knows the secrets of the apps; what goes over the wire it learns as it shows it. */
  constructor(redactor: Redactor) {
    this.#redactor = redactor
  }

  show(entry: JournalEntry) {
    const requestHeaders = requestHeaderMap(entry.requestHeaders)
    const exchange = this.#redactor.exchange({
      startedAtMs: entry.atMs,
      request: {
        method: entry.method,
        url: entry.url,
        headers: requestHeaders,
        body: entry.requestBody,
      },
      outcome: {
        kind: 'answered',
        elapsedMs: entry.elapsedMs,
        response: {
          status: entry.status ?? 0,
          headers: responseHeaderMap(entry.responseHeaders),
          body: entry.responseBody ?? '',
          isTruncated: entry.outcome === 'truncate',
        },
      },
    })
    const response = exchange.outcome.kind === 'answered' ? exchange.outcome.response : null
    return {
      n: entry.n,
      requestId: entry.requestId,
      at: new Date(entry.atMs).toISOString(),
      elapsedMs: entry.elapsedMs,
      via: entry.via,
      method: exchange.request.method,
      url: exchange.request.url,
      route: entry.route,
      clientId: entry.clientId,
      userId: entry.caller?.userId ?? null,
      companyId: entry.companyId,
      projectId: entry.projectId,
      /** `answer`, or what the network did instead. */
      outcome: entry.outcome,
      status: entry.status,
      failure: entry.failure,
      because: entry.because === null ? null : this.#redactor.text(entry.because),
      fault: entry.faultNumber,
      brokenPromises: entry.brokenPromises.map(promiseView),
      request: { headers: exchange.request.headers, body: exchange.request.body },
      response: entry.status === null ? null : { headers: response?.headers, body: response?.body },
    }
  }
}

function promiseView({ kind, toldAtMs, told, untilMs, exchange }: BrokenPromise) {
  const until = untilMs === null ? null : new Date(untilMs).toISOString()
  return { kind, told, toldAt: new Date(toldAtMs).toISOString(), until, exchange }
}

function requestHeaderMap(raw: RawHeaders): Record<string, string> {
  if (raw instanceof Headers) return Object.fromEntries(raw)
  const map: Record<string, string> = Object.create(null)
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase()
    const value = raw[at + 1] ?? ''
    map[name] = name in map ? `${map[name]}, ${value}` : value
  }
  return map
}

/** Later ones win, as they do on the wire. */
function responseHeaderMap(all: readonly (ReplyHeaders | Headers)[]): Record<string, string> {
  const map: Record<string, string> = {}
  for (const headers of all) {
    Object.assign(map, headers instanceof Headers ? Object.fromEntries(headers) : headers)
  }
  return map
}
