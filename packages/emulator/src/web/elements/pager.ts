/** Lists in pages of fifty: which one this is, how many there are, and the ways to its neighbours. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Answered } from '../browser-road.ts'
import type { Visit } from '../visit.ts'

/** Records on one page. A guess: what can be looked through. */
export const PAGE_SIZE = 50

/** Pages are counted so far; beyond it nobody turns them. */
const PAGE_MAX = 1_000_000

/** The page that the address asks for, from 1. */
export function pageNumber({ query }: Visit): number {
  const given = query.get('page') ?? ''
  return /^[1-9]\d{0,6}$/.test(given) ? Math.min(Number(given), PAGE_MAX) : 1
}

/** For the target of an asking: `page=2&per_page=50`. */
export function paging(visit: Visit): string {
  return `page=${pageNumber(visit)}&per_page=${PAGE_SIZE}`
}

/** Under a list of the API. */
export function pager(visit: Visit, { headers }: Answered): Html {
  return pagerOf(visit, Number(headers['total'] ?? 0))
}

/** The page that is asked for, of a list that is there as a whole. */
export function pageOf<Row>(visit: Visit, rows: readonly Row[]): readonly Row[] {
  const from = (pageNumber(visit) - 1) * PAGE_SIZE
  return rows.slice(from, from + PAGE_SIZE)
}

export function pagerOf(visit: Visit, total: number): Html {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const page = pageNumber(visit)
  if (last === 1 && page === 1) return html``
  const to = (number: number, text: string, relation: string) =>
    html`<a rel="${relation}" href="?${withPage(visit, number)}">${text}</a>`
  return html`<nav class="pager" aria-label="Pages">
${page > 1 ? to(Math.min(page - 1, last), 'Previous page', 'prev') : ''}
<span>Page ${page} of ${last}, ${total} in all</span>
${page < last ? to(page + 1, 'Next page', 'next') : ''}
</nav>`
}

function withPage({ call }: Visit, page: number): string {
  const query = new URLSearchParams(call.search)
  query.delete('notice')
  query.set('page', String(page))
  return String(query)
}
