import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../test/api-rig.ts'

interface Vendor {
  id: number
  name: string
  is_active: boolean
  origin_id: string | null
  trade_ids: number[]
  created_at: string
}

async function withVendors(count: number, make = (at: number): object => ({ name: `V${at}` })) {
  const rig = apiRig()
  for (let from = 0; from < count; from += 1_000) {
    const updates = Array.from({ length: Math.min(1_000, count - from) }, (_, at) =>
      make(from + at),
    )
    await rig.patch('/rest/v1.0/vendors/sync', { company_id: 4001, updates })
  }
  return rig
}

const LIST = '/rest/v1.0/vendors?company_id=4001'

function linksOf(header: string | undefined): Map<string, string> {
  const parts = (header ?? '').split(', ').filter(Boolean)
  return new Map(
    parts.map((part) => {
      const match = /^<([^>]+)>; rel="(\w+)"$/.exec(part)
      return [match?.[2] ?? '', match?.[1]?.replace('http://127.0.0.1:4010', '') ?? '']
    }),
  )
}

async function walk(rig: ApiRig, first: string): Promise<{ all: Vendor[]; pages: number }> {
  const all: Vendor[] = []
  let pages = 0
  for (let next: string | undefined = first; next !== undefined; pages++) {
    const { json, headers } = await rig.get(next)
    all.push(...json)
    next = linksOf(headers['link']).get('next')
    if (pages > 300) throw new Error('the links never end')
  }
  return { all, pages }
}

it('following next gives the whole set, each record once, whatever per_page and sort', async () => {
  const rig = await withVendors(137, (at) => ({ name: `V${at % 10}` }))
  const sort = fc.constantFrom(
    '',
    '&sort=name',
    '&sort=-name',
    '&sort=-created_at,name',
    '&sort=-id',
    '&sort=nothing',
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), sort, async (perPage, order) => {
      const { all, pages } = await walk(rig, `${LIST}&per_page=${perPage}${order}`)
      expect(new Set(all.map(({ id }) => id)).size).toBe(137)
      expect(all).toHaveLength(137)
      expect(pages).toBe(Math.ceil(137 / perPage))
    }),
    { numRuns: 60 },
  )
})

it.each([
  { page: 1, rels: ['last', 'next'] },
  { page: 2, rels: ['first', 'last', 'next'] },
  { page: 3, rels: ['first', 'prev', 'last', 'next'] },
  { page: 5, rels: ['first', 'prev', 'last'] },
])('page $page of 5 links to $rels, in this order', async ({ page, rels }) => {
  const rig = await withVendors(50)
  const { headers } = await rig.get(`${LIST}&per_page=10&page=${page}`)
  expect([...linksOf(headers['link']).keys()]).toEqual(rels)
  expect(headers).toMatchObject({ total: '50', 'per-page': '10' })
})

it('a list of one page has no links, and keeps its other parameters in them when it has', async () => {
  const rig = await withVendors(30)
  expect((await rig.get(LIST)).headers['link']).toBeUndefined()
  const { headers } = await rig.get(
    `${LIST}&per_page=7&sort=-name&filters[id][]=10001&filters[id][]=10002&page=1&page=1`,
  )
  expect(headers['total']).toBe('2')
  const sorted = await rig.get(`${LIST}&per_page=7&sort=-name`)
  expect(linksOf(sorted.headers['link']).get('last')).toBe(`${LIST}&per_page=7&sort=-name&page=5`)
})

it.each([
  { query: 'page=9', count: 0 },
  { query: 'page=9e99', count: 30 },
  { query: `page=${'9'.repeat(400)}`, count: 0 },
  { query: 'page=0', count: 30 },
  { query: 'page=-1', count: 30 },
  { query: 'page=abc&per_page=xyz', count: 30 },
  { query: 'per_page=0', count: 30 },
  { query: 'per_page=-5', count: 30 },
  { query: 'per_page=999999999999', count: 30 },
  { query: 'per_page=5&per_page=3', count: 3 },
  { query: 'page=%00&per_page=%ff%', count: 30 },
])('$query gives $count records and no error', async ({ query, count }) => {
  const { status, json } = await (await withVendors(30)).get(`${LIST}&${query}`)
  expect([status, json.length]).toEqual([200, count])
})

it('more than the most a page may have is cut to it, or refused', async () => {
  const rig = await withVendors(2_100)
  const { json, headers } = await rig.get(`${LIST}&per_page=5000`)
  expect([json.length, headers['per-page']]).toEqual([2_000, '2000'])
  const strict = apiRig({ assumptions: { 'per-page-above-max': 'refuse' } })
  expect((await strict.get(`${LIST}&per_page=5000`)).call.failure).toBe('invalid-value')
})

it('a page shows a write at once', async () => {
  const rig = await withVendors(3)
  const before = await rig.get(LIST)
  await rig.patch(`/rest/v1.0/vendors/${before.json[0].id}`, {
    company_id: 4001,
    vendor: { name: 'Z' },
  })
  expect((await rig.get(LIST)).json[0].name).toBe('Z')
  await rig.post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'New' } })
  const after = await rig.get(LIST)
  expect([after.json.length, after.headers['total']]).toEqual([4, '4'])
})

it('two people at one address are each shown their own projects', async () => {
  const { get } = apiRig()
  const path = '/rest/v1.0/projects?company_id=4001'
  const idsOf = async (as: string) => (await get(path, { as })).json.map((each: Vendor) => each.id)
  expect(await idsOf('user-7001')).toEqual([5001, 5002, 5003])
  expect(await idsOf('user-7004')).toEqual([5001])
  expect(await idsOf('service')).toEqual([5001, 5002])
})

it('filters agree with an oracle that looks at every record', async () => {
  const rig = await withVendors(700, (at) => ({
    name: ['Ace', 'acme', 'Bolt_', 'Bo%lt', "O'Neil", 'Zed'][at % 6],
    is_active: at % 3 !== 0,
    trade_ids: [1 + (at % 4), 10],
    ...(at % 5 === 0 ? { origin_id: `o-${at}` } : {}),
  }))
  const { all } = await walk(rig, `${LIST}&per_page=700`)
  const ids = fc.array(fc.integer({ min: 9_990, max: 10_720 }), { minLength: 1, maxLength: 5 })
  const search = fc.constantFrom('ac', 'AC', '_', '%', "'", 'zed', 'nothing', 'Bo%')
  const filter = fc.record(
    {
      id: ids,
      active: fc.boolean(),
      trade_id: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
      search,
      origin_id: fc.integer({ min: 0, max: 20 }).map((n) => `o-${n}`),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(filter, async (wanted) => {
      const query = new URLSearchParams({ company_id: '4001', per_page: '1000' })
      for (const [name, value] of Object.entries(wanted)) {
        const values = Array.isArray(value) ? value : [value]
        const key = Array.isArray(value) ? `filters[${name}][]` : `filters[${name}]`
        for (const each of values) query.append(key, String(each))
      }
      const { json, headers } = await rig.get(`/rest/v1.0/vendors?${query}`)
      const want = all.filter(
        (each) =>
          (!wanted.id || wanted.id.includes(each.id)) &&
          (wanted.active === undefined || each.is_active === wanted.active) &&
          (!wanted.trade_id || each.trade_ids.some((id) => wanted.trade_id?.includes(id))) &&
          (!wanted.search || each.name.toLowerCase().includes(wanted.search.toLowerCase())) &&
          (!wanted.origin_id || each.origin_id === wanted.origin_id),
      )
      expect(json.map((each: Vendor) => each.id)).toEqual(want.map(({ id }) => id))
      expect(headers['total']).toBe(String(want.length))
    }),
    { numRuns: 150 },
  )
})

it.each([
  { filter: 'filters[created_at]=2026-11-20', count: 3 },
  { filter: 'filters[created_at]=2026-11-19', count: 0 },
  { filter: 'filters[created_at]="2026-11-20T08:00:00Z...2026-11-20T08:59:59Z"', count: 1 },
  { filter: 'filters[created_at]=2026-11-20T09:00:00Z...2026-11-21', count: 2 },
  { filter: 'filters[updated_at]=2026-11-20T10:00:00Z', count: 1 },
  { filter: 'filters[created_at]=yesterday', count: 0 },
  { filter: 'filters[created_at]=2026-02-31', count: 0 },
  { filter: 'filters[nothing]=1', count: 3 },
  { filter: 'filters[name]=', count: 3 },
  { filter: 'filters[__proto__]=1', count: 3 },
  { filter: 'filters[constructor]=1', count: 3 },
  { filter: 'filters[id]=1;drop table vendors', count: 0 },
  { filter: 'filters[id][]=10001&filters[id][]=10003', count: 2 },
])('$filter finds $count of three made an hour apart', async ({ filter, count }) => {
  const rig = apiRig()
  for (const name of ['A', 'B', 'C']) {
    await rig.post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name } })
    rig.clock.advance(3_600_000)
  }
  const { status, json } = await rig.get(encodeURI(`${LIST}&${filter}`))
  expect([status, json.length]).toEqual([200, count])
})

it('a filter with absurdly many values is refused', async () => {
  const many = Array.from({ length: 501 }, (_, at) => `filters[id][]=${at + 1}`).join('&')
  const { status, call } = await apiRig().get(`${LIST}&${many}`)
  expect([status, call.failure]).toEqual([400, 'invalid-value'])
})

it('deleted records are left out, added or alone', async () => {
  const rig = apiRig()
  const replies = '/rest/v1.0/projects/5001/rfis/20001/replies'
  const made = await rig.post(replies, { reply: { body: 'One' } })
  await rig.post(replies, { reply: { body: 'Two' } })
  expect((await rig.send('DELETE', `${replies}/${made.json.id}`)).status).toBe(200)
  expect((await rig.get(`${replies}/${made.json.id}`)).status).toBe(404)
  const count = async (query: string) => (await rig.get(`${replies}${query}`)).headers['total']
  expect(await count('')).toBe('1')
  expect(await count('?filters[include_deleted]=with')).toBe('2')
  expect(await count('?filters[include_deleted]=only')).toBe('1')
})

it('views show some attributes, and an unknown view shows all', async () => {
  const rig = await withVendors(2)
  expect((await rig.get(`${LIST}&view=compact`)).json[0]).toEqual({ id: 10001, name: 'V0' })
  expect((await rig.get('/rest/v1.0/vendors/10001?company_id=4001&view=compact')).json).toEqual({
    id: 10001,
    name: 'V0',
  })
  expect(Object.keys((await rig.get(`${LIST}&view=__proto__`)).json[0]).length).toBeGreaterThan(10)
})
