/** `page` and `per_page`, and the headers that tell how far a list goes. Source: fact sheet section 4. */
import type { Assumptions } from '../assumptions.ts'
import type { Refusal } from '../reply.ts'
import type { Query } from './query.ts'

/** v1: the most that the documents advise. */
const V1_PER_PAGE_MAX = 2_000
const V2_PER_PAGE_DEFAULT = 10
const V2_PER_PAGE_MAX = 100

export interface Paging {
  /** From 1. */
  readonly page: number
  readonly perPage: number
}

/** Anything that is no positive whole number counts as not given [assumed]. */
export function readPaging(
  query: Query,
  isV2: boolean,
  assumptions: Assumptions,
): Paging | Refusal {
  const max = isV2 ? V2_PER_PAGE_MAX : V1_PER_PAGE_MAX
  const byDefault = isV2 ? V2_PER_PAGE_DEFAULT : Number(assumptions.get('default-per-page'))
  const perPage = positive(query.get('per_page')) ?? byDefault
  if (perPage > max && assumptions.get('per-page-above-max') === 'refuse') {
    return { failure: 'invalid-value', because: `per_page is ${perPage}, and the most is ${max}` }
  }
  return { page: positive(query.get('page')) ?? 1, perPage: Math.min(perPage, max) }
}

/** `Total`, `Per-Page`, and `Link` when there is more than one page. */
export function pagingHeaders(
  { page, perPage }: Paging,
  total: number,
  url: string,
  query: Query,
): Record<string, string> {
  const headers: Record<string, string> = { total: String(total), 'per-page': String(perPage) }
  const last = Math.max(1, Math.ceil(total / perPage))
  if (last === 1 && page === 1) return headers
  const [address = ''] = url.split('?', 1)
  const links: string[] = []
  const link = (rel: string, to: number) =>
    links.push(`<${address}?${query.with('page', String(to))}>; rel="${rel}"`)
  if (page > 1) link('first', 1)
  // The documents' sample of page 2 has no prev; that of page 3 has.
  if (page > 2) link('prev', Math.min(page - 1, last))
  link('last', last)
  if (page < last) link('next', page + 1)
  headers['link'] = links.join(', ')
  return headers
}

/** Larger pages than this are past every end, and 9e99 would be no offset that SQLite takes. */
const PAGE_MAX = 1_000_000_000

function positive(given: string | null): number | null {
  if (given === null || !/^\+?\d{1,400}$/.test(given)) return null
  const number = Number(given)
  return number >= 1 ? Math.min(number, PAGE_MAX) : null
}
