/** Walks through a list page by page, with one page in memory and the next one on its way. */
import type { Answer, Call } from './call.ts'
import { makeCall } from './call.ts'
import { isProcoreError } from './errors.ts'
import type { SharedCallOptions } from './options.ts'
import { type PathParameters, type Query, targetUrl } from './request-target.ts'
import type { Road } from './road.ts'
import { send } from './send.ts'

/** v2 takes 100 at most; v1 is advised to stay below 2,000, and slow lists time out (fact sheet 4, 6.2). A guess. */
const PER_PAGE_V1 = 500
const PER_PAGE_V2 = 100

/** Pages of one list. Beyond, the server sends us in circles. */
const PAGES_MAX = 100_000

export interface ListOptions extends SharedCallOptions {
  readonly path?: PathParameters
  readonly query?: Query
  /**
   * Items a page, from 1; `per_page` in the query says the same. Default 500, and 100 for `/rest/v2`.
   * Halved when the server finds it too much.
   */
  readonly perPage?: number
  /** Fetch the next page while this one is worked on. Default true; costs one call when the loop is left early. */
  readonly prefetch?: boolean
}

interface Page {
  readonly url: string
  /** From 1. */
  readonly number: number
  readonly perPage: number
}

interface Fetched {
  readonly page: Page
  readonly items: readonly unknown[]
  readonly response: Response
}

/**
 * @throws {ProcoreError} when a page cannot be had.
 * @throws {TypeError} when the answer is no list.
 */
export async function* list(
  road: Road,
  path: string,
  options: ListOptions = {},
): AsyncGenerator<unknown, void, undefined> {
  const { query = {}, prefetch = true } = options
  const perPage = options.perPage ?? Number(query['per_page'] ?? usualPerPage(path))
  if (!Number.isInteger(perPage) || perPage < 1) {
    throw new RangeError(`perPage must be a whole number from 1: ${perPage}`)
  }
  const stop = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
  const own = { ...options, signal }
  const number = Number(query['page'] ?? 1)
  const url = targetUrl(road.apiUrl, path, options.path, {
    ...query,
    page: number,
    per_page: perPage,
  })
  let coming: Promise<Fetched> | null = fetchPage(road, own, { url, number, perPage })
  let previous: Fetched | null = null
  try {
    for (let pages = 1; coming; pages++) {
      if (pages > PAGES_MAX) throw new RangeError(`${path} has more than ${PAGES_MAX} pages`)
      const fetched: Fetched = await coming
      if (previous && isSamePage(previous, fetched)) return
      const next = nextPage(road, fetched)
      coming = next && prefetch ? quietly(fetchPage(road, own, next)) : null
      yield* fetched.items
      if (next && !prefetch) coming = fetchPage(road, own, next)
      previous = fetched
    }
  } finally {
    stop.abort(new DOMException('the list was left', 'AbortError'))
  }
}

/** Halves the page as often as the server asks; the items stay the same ones. */
async function fetchPage(road: Road, options: ListOptions, page: Page): Promise<Fetched> {
  const { path: _, query: __, ...shared } = options
  for (let asked = page; ; ) {
    const call: Call = makeCall(road, 'GET', asked.url, shared)
    try {
      const answer = await send(road, call)
      return { page: asked, items: itemsOf(answer, asked.url), response: answer.response }
    } catch (thrown) {
      const smaller = halved(asked)
      if (!isProcoreError(thrown) || thrown.recovery !== 'shrink' || !smaller) throw thrown
      asked = smaller
    }
  }
}

/** Its failure is told when somebody asks for it; until then it is nobody's unhandled rejection. */
function quietly<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

/** The largest page of at most half the size that begins at the same item. */
function halved({ url, number, perPage }: Page): Page | null {
  const offset = (number - 1) * perPage
  for (let size = Math.floor(perPage / 2); size >= 1; size--) {
    if (offset % size === 0) return pageAt(url, offset / size + 1, size)
  }
  return null
}

function pageAt(address: string, number: number, perPage: number): Page {
  const url = new URL(address)
  url.searchParams.set('page', String(number))
  url.searchParams.set('per_page', String(perPage))
  return { url: url.href, number, perPage }
}

function nextPage(road: Road, { page, items, response }: Fetched): Page | null {
  if (items.length === 0) return null
  const { headers } = response
  const link = headers.get('link')
  if (link !== null) {
    const next = nextLink(link)
    if (next === null) return null
    const url = URL.canParse(next, page.url) ? new URL(next, page.url) : null
    // Anywhere else it would carry our bearer to a stranger: then we count for ourselves.
    if (url?.origin === road.apiOrigin) return followed(url, page)
  }
  // The server may give fewer a page than it was asked for, and says so.
  const perPage = Number(headers.get('per-page') ?? page.perPage) || page.perPage
  const total = headers.get('total')
  const seen = (page.number - 1) * perPage + items.length
  const isMore = total === null ? items.length === perPage : seen < Number(total)
  return isMore ? pageAt(page.url, page.number + 1, perPage) : null
}

function followed(url: URL, page: Page): Page {
  const number = Number(url.searchParams.get('page') ?? page.number + 1)
  const perPage = Number(url.searchParams.get('per_page') ?? page.perPage)
  return { url: url.href, number, perPage }
}

/** The target of `rel="next"`, or null. Commas stand inside of targets too, so it is not split at them. */
export function nextLink(header: string): string | null {
  for (const [, target, parameters] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*"?[^";]*\bnext\b/i.test(parameters ?? '')) return target ?? null
  }
  return null
}

/** A list that does not paginate gives the same again, whatever page is asked for. */
function isSamePage(one: Fetched, other: Fetched): boolean {
  if (one.response.headers.has('total') || one.response.headers.has('link')) return false
  return JSON.stringify(one.items) === JSON.stringify(other.items)
}

function itemsOf({ data }: Answer, url: string): readonly unknown[] {
  if (Array.isArray(data)) return data
  const inner = (data as { readonly data?: unknown } | null)?.data
  if (Array.isArray(inner)) return inner
  throw new TypeError(`the answer of ${url} is no list: use get for it`)
}

function usualPerPage(path: string): number {
  return path.startsWith('/rest/v2') ? PER_PAGE_V2 : PER_PAGE_V1
}
