/**
 * The least that a client can talk to, in a process of its own: a token, one record, and a list of a
 * hundred thousand, with the rate headers that Procore sends (fact sheet section 5). It limits nobody.
 */
import { createServer } from 'node:http'
import { systemClock } from '@underpin/ports'

const RECORDS = 100_000
const HOUR_S = 3_600

const TOKEN = { access_token: 'access-token', token_type: 'bearer', expires_in: 5_400 }

const vendor = (id: number) => ({
  id,
  name: `Northside Concrete ${id}`,
  address: '100 Harbor Way',
  city: 'Oakland',
  state_code: 'CA',
  country_code: 'US',
  zip: '94607',
  business_phone: '510-555-0100',
  origin_id: `erp-${id}`,
  is_active: true,
  created_at: '2026-01-05T08:00:00Z',
  updated_at: '2026-11-20T08:00:00Z',
})
const ITEM = JSON.stringify(vendor(1))

const server = createServer((request, response) => {
  request.resume()
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const body = bodyOf(url)
  const resetS = Math.floor(systemClock.nowMs() / 1_000) + HOUR_S
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-rate-limit-limit': '100000000',
    'x-rate-limit-remaining': '99999999',
    'x-rate-limit-reset': String(resetS),
    ...pagingOf(url),
  })
  response.end(body)
})
server.listen(Number(process.argv[2]), '127.0.0.1')

function bodyOf(url: URL): string {
  if (url.pathname === '/oauth/token') return JSON.stringify(TOKEN)
  const { page, perPage } = placeOf(url)
  if (perPage === 0) return ITEM
  const from = (page - 1) * perPage
  const count = Math.max(0, Math.min(perPage, RECORDS - from))
  return JSON.stringify(Array.from({ length: count }, (_, i) => vendor(from + i + 1)))
}

function pagingOf(url: URL): Record<string, string> {
  const { page, perPage } = placeOf(url)
  if (perPage === 0) return {}
  const paging: Record<string, string> = { total: String(RECORDS), 'per-page': String(perPage) }
  if (page * perPage >= RECORDS) return paging
  const next = new URL(url)
  next.searchParams.set('page', String(page + 1))
  next.port = process.argv[2] ?? ''
  return { ...paging, link: `<${next}>; rel="next"` }
}

/** `perPage` 0: not a list. */
function placeOf({ searchParams }: URL): { page: number; perPage: number } {
  return {
    page: Number(searchParams.get('page') ?? 1),
    perPage: Number(searchParams.get('per_page') ?? 0),
  }
}
