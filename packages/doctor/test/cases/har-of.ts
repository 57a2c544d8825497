/** Writes a HAR as browsers save it, from exchanges. */

export interface HarExchange {
  readonly method?: string
  readonly url: string
  /** 0: no answer came. */
  readonly status: number
  readonly sent?: string
  readonly sentHeaders?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Chrome's name for why no answer came. */
  readonly error?: string
}

const STARTED_AT_MS = Date.parse('2026-11-20T15:00:00Z')

export function harOf(exchanges: readonly HarExchange[]): string {
  const entries = exchanges.map((each, at) => ({
    startedDateTime: new Date(STARTED_AT_MS + at * 1_000).toISOString(),
    time: 120,
    request: {
      method: each.method ?? 'GET',
      url: each.url,
      httpVersion: 'h2',
      headers: pairs(each.sentHeaders),
      ...(each.sent === undefined ? {} : { postData: { mimeType: '', text: each.sent } }),
    },
    response: {
      status: each.status,
      statusText: '',
      headers: pairs(each.headers),
      content: { size: each.body?.length ?? 0, mimeType: '', text: each.body ?? '' },
      ...(each.error === undefined ? {} : { _error: each.error }),
    },
  }))
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector' }, entries } })
}

function pairs(headers: Readonly<Record<string, string>> = {}) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}
