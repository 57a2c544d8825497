/** Goal: every item once, in order, whatever way the server paginates in. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clientFor } from '../test/client-for.ts'
import { json, type Seen, scriptedServer, withTokens } from '../test/scripted-server.ts'
import { nextLink } from './list.ts'

interface Paging {
  readonly count: number
  readonly style?: 'link' | 'total' | 'bare' | 'unpaginated' | 'foreign-link'
  readonly isWrapped?: boolean
  readonly perPageMax?: number
  /** A page larger than this times out. */
  readonly tooLarge?: number
}

async function listServer(paging: Paging) {
  const { count, style = 'link', isWrapped, perPageMax = 2_000, tooLarge = Infinity } = paging
  const all = Array.from({ length: count }, (_, at) => ({ id: at + 1 }))
  const server = await scriptedServer(
    withTokens((seen, response) => {
      const query = new URL(seen.url, 'http://x').searchParams
      const perPage = Math.min(perPageMax, Number(query.get('per_page')))
      if (perPage > tooLarge) return json(response, 408, { errors: 'Request Timeout' })
      const page = Number(query.get('page'))
      const isWhole = style === 'unpaginated'
      const items = isWhole ? all : all.slice((page - 1) * perPage, page * perPage)
      const isLast = page * perPage >= count
      const base = style === 'foreign-link' ? 'http://127.0.0.1:9' : `http://${seen.headers.host}`
      const next = `<${base}/rest/v1.0/things?page=${page + 1}&per_page=${perPage}>; rel="next"`
      const hasLink = style === 'link' || style === 'foreign-link'
      const headers: Record<string, string> = {
        ...(hasLink && !isLast ? { link: next } : {}),
        ...(hasLink || style === 'total'
          ? { total: String(count), 'per-page': String(perPage) }
          : {}),
      }
      return json(response, 200, isWrapped ? { data: items } : items, headers)
    }),
  )
  return { server, pages: () => server.seen.filter(isPage).length }
}

const isPage = ({ url }: Seen) => url.startsWith('/rest/')

async function idsOf(url: string, options = {}) {
  const ids: number[] = []
  const procore = clientFor(url)
  for await (const { id } of procore.list<{ id: number }>('/rest/v1.0/things', options))
    ids.push(id)
  return ids
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

it.each<Paging & { name: string; perPage?: number; pages: number }>([
  { name: 'Link headers', count: 25, perPage: 10, pages: 3 },
  { name: 'Link headers, an exact multiple', count: 20, perPage: 10, pages: 2 },
  { name: 'v2, wrapped in data', count: 25, isWrapped: true, perPage: 10, pages: 3 },
  { name: 'a total and no Link', count: 25, style: 'total', perPage: 10, pages: 3 },
  {
    name: 'a server that gives fewer a page than asked',
    count: 25,
    style: 'total',
    perPageMax: 10,
    perPage: 100,
    pages: 3,
  },
  { name: 'neither, the last page short', count: 25, style: 'bare', perPage: 10, pages: 3 },
  { name: 'no pagination at all', count: 25, style: 'unpaginated', perPage: 10, pages: 1 },
  {
    name: 'no pagination, and just one page long',
    count: 10,
    style: 'unpaginated',
    perPage: 10,
    pages: 2,
  },
  { name: 'Links that lead elsewhere', count: 25, style: 'foreign-link', perPage: 10, pages: 3 },
  { name: 'an empty list', count: 0, pages: 1 },
  {
    name: 'pages that are too much for the server',
    count: 25,
    tooLarge: 3,
    perPage: 10,
    pages: 15,
  },
])('$name', async ({ perPage, pages, ...paging }) => {
  const { server, pages: asked } = await listServer(paging)
  expect(await idsOf(server.url, perPage ? { perPage } : {})).toEqual(upTo(paging.count))
  expect(asked()).toBeLessThanOrEqual(pages)
})

it('per_page in the query is the page that is asked for', async () => {
  const { server, pages } = await listServer({ count: 25 })
  expect(await idsOf(server.url, { query: { per_page: 10 } })).toEqual(upTo(25))
  expect(pages()).toBe(3)
})

it('a page that becomes too much in the middle loses and repeats nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 25 }),
      fc.nat(4),
      async (count, perPage, after) => {
        let pages = 0
        const all = upTo(count).map((id) => ({ id }))
        const server = await scriptedServer(
          withTokens((seen, response) => {
            const query = new URL(seen.url, 'http://x').searchParams
            const size = Number(query.get('per_page'))
            if (pages++ >= after && size > 2) return json(response, 408, {})
            const from = (Number(query.get('page')) - 1) * size
            return json(response, 200, all.slice(from, from + size), { total: String(count) })
          }),
        )
        expect(await idsOf(server.url, { perPage })).toEqual(upTo(count))
      },
    ),
    { numRuns: 15 },
  )
})

it('leaving the loop early asks for one page more at most', async () => {
  const { server, pages } = await listServer({ count: 1_000 })
  for await (const _ of clientFor(server.url).list('/rest/v1.0/things', { perPage: 10 })) break
  expect(pages()).toBeLessThanOrEqual(2)
})

it('an answer that is no list says so', async () => {
  const server = await scriptedServer(withTokens((_, response) => json(response, 200, { id: 1 })))
  await expect(idsOf(server.url)).rejects.toThrow('is no list')
})

it.each([
  { header: '<http://x/a?b=1,2>; rel="next", <http://x/l>; rel="last"', want: 'http://x/a?b=1,2' },
  { header: '<http://x/f>; rel="first", <http://x/n>; rel=next', want: 'http://x/n' },
  { header: '<http://x/p>; rel="prev"', want: null },
  { header: 'nonsense', want: null },
])('reads $header', ({ header, want }) => {
  expect(nextLink(header)).toBe(want)
})
