/** Fetches a status page: its summary, or else the documents that tell the same. How a request is made is handed in. */
import type { Exchange } from '@underpin/exchange'
import { readStatusPage } from './read-status-page.ts'
import type { StatusPage } from './status-page.ts'

/** Of one document: ten thousand components are about 4 MB. */
export const STATUS_BYTES_MAX = 8 * 1024 * 1024

/** `http` to `https`, then to the host where the page is kept; and one to spare. */
const REDIRECTS_MAX = 3

const SUMMARY = 'summary'

/** What together tells what the summary tells; the lists hold what is over too, and reading drops it. */
const PARTS = ['status', 'components', 'incidents', 'scheduled-maintenances'] as const

/** Makes one GET, follows no redirect, never rejects. */
export type StatusGet = (url: string) => Promise<Exchange>

export type StatusReading =
  | { readonly kind: 'read'; readonly page: StatusPage; readonly exchanges: readonly Exchange[] }
  | {
      /** `unreadable`: nobody answers, or not now. `not-a-statuspage`: somebody answers, and it is none. */
      readonly kind: 'unreadable' | 'not-a-statuspage'
      /** A whole sentence, with the address. */
      readonly says: string
      readonly exchanges: readonly Exchange[]
    }

/**
 * At most 5 documents, and so many requests more as there are redirects to follow.
 *
 * @param statusUrl any address of the page: of its start, its history or its API.
 */
export async function fetchStatusPage(statusUrl: string, get: StatusGet): Promise<StatusReading> {
  const exchanges: Exchange[] = []
  const ask = async (name: string) => {
    const exchange = await following(documentUrl(statusUrl, name), get, exchanges)
    return { exchange, json: jsonOf(exchange) }
  }
  const summary = await ask(SUMMARY)
  const documents = [summary.json]
  const fault = faultOf(summary.exchange)
  if (fault !== null) return { kind: 'unreadable', says: `${statusUrl} ${fault}`, exchanges }
  if (!hasComponents(summary.json)) {
    const parts = await Promise.all(PARTS.map(ask))
    documents.push(...parts.map(({ json }) => json))
  }
  const readAtMs = exchanges[0]?.startedAtMs ?? 0
  const page = readStatusPage(documents, readAtMs)
  if (page !== null) return { kind: 'read', page, exchanges }
  const answered = answerWords(summary.exchange)
  const says = `${statusUrl} is no Atlassian Statuspage: its /api/v2/summary.json ${answered}.`
  return { kind: 'not-a-statuspage', says, exchanges }
}

/** `https://status.example.com/history?page=2` and the like lead to the page's own `/api/v2`. */
function documentUrl(statusUrl: string, name: string): string {
  const base = statusUrl
    .replace(/[?#].*$/, '')
    .replace(/\/(api\/v2(\/.*)?|history(\..*)?|uptime|incidents(\/.*)?)?$/, '')
    .replace(/(?<!\/)\/+$/, '')
  return `${base}/api/v2/${name}.json`
}

/** No secret goes along, so a page may send us to another host; only never from https to http. */
async function following(first: string, get: StatusGet, kept: Exchange[]): Promise<Exchange> {
  let url = first
  for (let hop = 0; ; hop++) {
    const exchange = await get(url)
    kept.push(exchange)
    const next = hop < REDIRECTS_MAX ? redirectOf(exchange, url) : null
    if (next === null) return exchange
    url = next
  }
}

function redirectOf({ outcome }: Exchange, url: string): string | null {
  if (outcome.kind !== 'answered' || ![301, 302, 303, 307, 308].includes(outcome.response.status)) {
    return null
  }
  const location = outcome.response.headers['location'] ?? ''
  if (location === '' || !URL.canParse(location, url)) return null
  const next = new URL(location, url)
  const isWeb = next.protocol === 'https:' || next.protocol === 'http:'
  const isDowngrade = url.startsWith('https:') && next.protocol === 'http:'
  return isWeb && !isDowngrade ? next.href : null
}

/** Null when somebody answered for good; what the answer is worth is another question. */
function faultOf({ outcome }: Exchange): string | null {
  if (outcome.kind === 'unanswered') {
    const { code, message } = outcome.error
    return `does not answer (${code || message}).`
  }
  const { status } = outcome.response
  return status === 429 || status >= 500 ? `answers ${status}: it cannot be read now.` : null
}

function answerWords({ outcome }: Exchange): string {
  if (outcome.kind === 'unanswered') return 'was not answered'
  const { status, headers, body, isTruncated } = outcome.response
  if (isTruncated || body.length >= STATUS_BYTES_MAX)
    return `is longer than ${STATUS_BYTES_MAX / 1024 / 1024} MB`
  if (status >= 300 && status < 400) return `answers ${status} and leads nowhere that we follow`
  const type = headers['content-type']?.split(';')[0]?.trim().slice(0, 60)
  return `answers ${status}${type ? ` with ${type}` : ''}`
}

function jsonOf({ outcome }: Exchange): unknown {
  if (outcome.kind !== 'answered') return undefined
  const { status, body, isTruncated } = outcome.response
  if (status !== 200 || isTruncated) return undefined
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function hasComponents(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'components' in json
}
