import { expect, it } from 'vitest'
import { type MoneyRig, moneyRig } from '../../../../test/money-rig.ts'
import { coversRoutesOf } from '../../../../test/route-cover.ts'
import { walkRoutes } from '../../../../test/walk-routes.ts'

const V1_0 = '/rest/v1.0/projects/5001/direct_costs'
const V1_1 = '/rest/v1.1/projects/5001/direct_costs'

const invoice = ({ vendorId }: MoneyRig, more: object = {}) => ({
  invoice_number: 'I-1',
  vendor_id: vendorId,
  direct_cost_type: 'invoice',
  ...more,
})

const make = async (api: MoneyRig, more: object = {}) =>
  (await api.post(V1_0, { item: invoice(api, more) })).json

it('every usual route does what it says', async () => {
  const api = await moneyRig()
  await walkRoutes(api, 'direct_costs', {
    sample: (n) => invoice(api, { invoice_number: `I-${n}` }),
    change: { description: 'Changed' },
  })
})

it('lines: every usual route does what it says', async () => {
  const api = await moneyRig()
  const { id } = await make(api)
  await walkRoutes(api, 'direct_cost_line_items', {
    sample: (n) => ({ description: `L${n}`, amount: '10.50', direct_cost_id: id }),
    change: { description: 'Changed' },
    scope: { direct_cost_id: id },
  })
})

it('the wrapper is item at v1.0 and direct_cost at v1.1, and what is required is the same', async () => {
  const api = await moneyRig()
  const required = {
    direct_cost_type: ['required'],
    invoice_number: ['required'],
    vendor_id: ['required'],
  }
  expect((await api.post(V1_0, { direct_cost: {} })).json).toEqual({
    errors: { item: ['required'] },
  })
  expect((await api.post(V1_0, { item: {} })).json).toEqual({ errors: required })
  expect((await api.post(V1_1, { item: {} })).json).toEqual({
    errors: { direct_cost: ['required'] },
  })
  expect((await api.post(V1_1, { direct_cost: {} })).json).toEqual({ errors: required })
  expect(await make(api)).toMatchObject({
    status: 'draft',
    grand_total: '0.00',
    vendor: { name: 'Acme' },
    vendor_name: 'Acme',
  })
})

it('at v1.1 lines come with the cost: all of them or nothing', async () => {
  const api = await moneyRig()
  const line_items = [{ manual_amount: 10, description: 'A' }, { manual_amount: '0.5' }]
  const made = await api.post(V1_1, { direct_cost: invoice(api, { line_items }) })
  expect(made).toMatchObject({
    status: 201,
    json: {
      grand_total: '10.50',
      line_items_count: 2,
      line_items: [{ description: 'A', amount: '10.00' }, { amount: '0.50' }],
    },
  })
  const { id, line_items: lines } = made.json
  const more = [{ id: lines[0].id, manual_amount: 1 }, { manual_amount: 2 }]
  const changed = await api.patch(`${V1_1}/${id}`, { direct_cost: { line_items: more } })
  expect(changed.json).toMatchObject({ grand_total: '3.50', line_items_count: 3 })
  expect((await api.get(`${V1_1}/${id}`)).json.line_items).toHaveLength(3)
  expect('line_items' in (await api.get(`${V1_0}/${id}`)).json).toBe(false)
  const bad = [{ manual_amount: 1 }, { manual_amount: 'much' }]
  const refused = await api.post(V1_1, { direct_cost: invoice(api, { line_items: bad }) })
  expect([refused.status, refused.json]).toEqual([400, { errors: { amount: ['is invalid'] } }])
  expect((await api.get(V1_0)).json).toHaveLength(1)
  const foreign = [{ id: 5, manual_amount: 1 }]
  const alien = await api.patch(`${V1_1}/${id}`, { direct_cost: { line_items: foreign } })
  expect(alien.json).toEqual({ errors: { line_items: ['is invalid'] } })
})

it('an approved direct cost is a conflict to change or delete, it and its lines', async () => {
  const api = await moneyRig()
  const { id } = await make(api)
  const line = await api.post(`${V1_0}/${id}/line_items`, { line_item: { amount: 1 } })
  const put = (item: object) => api.patch(`${V1_0}/${id}`, { item })
  await put({ status: 'approved' })
  const lines = `${V1_0}/${id}/line_items`
  const answers = [
    await put({ description: 'Other' }),
    await api.send('DELETE', `${V1_0}/${id}`),
    await api.post(lines, { line_item: { amount: 1 } }),
    await api.patch(`${lines}/${line.json.id}`, { line_item: { amount: 2 } }),
    await api.send('DELETE', `${lines}/${line.json.id}`),
  ]
  for (const { status, call } of answers)
    expect([status, call.failure]).toEqual([409, 'state-conflict'])
  expect((await put({ payment_date: '2026-12-01' })).status).toBe(200)
  expect((await put({ status: 'revise_and_resubmit' })).status).toBe(200)
  expect((await put({ description: 'Other' })).status).toBe(200)
  const gone = await api.send('DELETE', `${V1_0}/${id}`)
  expect([gone.status, gone.json]).toEqual([200, { id }])
})

it('the lines of a project are listed and synced in one go, each with its cost', async () => {
  const api = await moneyRig()
  const [a, b] = [await make(api), await make(api, { invoice_number: 'I-2', status: 'approved' })]
  const synced = await api.patch(`${V1_0}/line_items/sync`, {
    updates: [
      { direct_cost_id: a.id, amount: 3, origin_id: 'l-1' },
      { direct_cost_id: a.id, amount: 4, cost_code_id: api.costCodeId },
      { direct_cost_id: b.id, amount: 5 },
      { amount: 6 },
    ],
  })
  expect(synced.json.entities).toMatchObject([
    { direct_cost_id: a.id, position: 1, holder: { id: a.id, holder_type: 'DirectCost::Item' } },
    { direct_cost_id: a.id, position: 2, cost_code: { full_code: '03' } },
  ])
  expect(synced.json.errors.map((each: { errors: object }) => each.errors)).toEqual([
    { base: ['The record is in a state that does not allow this'] },
    { direct_cost_id: ['required'] },
  ])
  const count = async (query: string) => (await api.get(`${V1_0}/line_items?${query}`)).json.length
  expect(await count('')).toBe(2)
  expect(await count(`filters[direct_cost_id]=${b.id}`)).toBe(0)
  expect(await count(`filters[cost_code_id]=${api.costCodeId}`)).toBe(1)
  const sums = async () => {
    const { grand_total, line_items_count } = (await api.get(`${V1_0}/${a.id}`)).json
    return [grand_total, line_items_count]
  }
  expect(await sums()).toEqual(['7.00', 2])
  await api.send('DELETE', `${V1_0}/${a.id}/line_items/${synced.json.entities[0].id}`)
  expect(await sums()).toEqual(['4.00', 1])
})

it.each([
  { query: 'filters[invoice_number]=I-2', want: ['I-2'] },
  { query: 'filters[payment_date]=2026-11-01...2026-11-30', want: ['I-1'] },
  { query: 'filters[origin_id]=o', want: ['I-2'] },
])('the list by $query', async ({ query, want }) => {
  const api = await moneyRig()
  await make(api, { payment_date: '2026-11-05' })
  await make(api, { invoice_number: 'I-2', payment_date: '2026-12-05', origin_id: 'o' })
  for (const path of [V1_0, V1_1]) {
    const { json } = await api.get(`${path}?${query}`)
    expect(json.map((each: { invoice_number: string }) => each.invoice_number)).toEqual(want)
  }
})

coversRoutesOf('direct_costs', 'direct_cost_line_items')
