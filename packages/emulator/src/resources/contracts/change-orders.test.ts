import { expect, it } from 'vitest'
import { type MoneyRig, moneyRig } from '../../../test/money-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const PCOS = '/rest/v1.0/potential_change_orders'
const P = '/rest/v1.0/projects/5001'

const approved = async (api: MoneyRig, kind = 'work_order_contracts') =>
  (await api.contract(kind, { status: 'Approved', vendor_id: api.vendorId })).id

const makePco = (api: MoneyRig, contract_id: number, change_order: object = {}) =>
  api.post(PCOS, { project_id: 5001, contract_id, change_order: { title: 'T', ...change_order } })

it.each([
  { name: 'potential_change_orders', kind: 'work_order_contracts' },
  { name: 'change_order_requests', kind: 'prime_contracts' },
  { name: 'change_order_packages', kind: 'purchase_order_contracts' },
  { name: 'commitment_change_orders', kind: 'work_order_contracts' },
  { name: 'prime_change_orders', kind: 'prime_contracts' },
  { name: 'commitment_change_order_batches', kind: 'purchase_order_contracts' },
  { name: 'prime_change_order_batches', kind: 'prime_contracts' },
])('$name: every usual route does what it says', async ({ name, kind }) => {
  const api = await moneyRig()
  const contract_id = await approved(api, kind)
  await walkRoutes(api, name, {
    sample: (n) => ({ title: `T${n}`, status: 'pending', contract_id }),
    change: { title: 'Changed' },
    scope: { contract_id },
  })
})

it.each([
  { above: 'potential_change_orders', kind: 'work_order_contracts' },
  { above: 'commitment_change_orders', kind: 'work_order_contracts' },
  { above: 'prime_change_orders', kind: 'prime_contracts' },
])('lines of $above: every usual route does what it says', async ({ above, kind }) => {
  const api = await moneyRig()
  const contract_id = await approved(api, kind)
  const path = above === 'potential_change_orders' ? PCOS : `${P}/${above}`
  const change_order = { title: 'T', contract_id }
  const { json } = await api.post(path, { project_id: 5001, contract_id, change_order })
  const singular = above.slice(0, -1)
  await walkRoutes(api, `${singular}_line_items`, {
    sample: (n) => ({ description: `L${n}`, amount: '10.50' }),
    change: { description: 'Changed' },
    scope: { [`${singular}_id`]: json.id },
  })
})

it('the wrapper is change_order, and contract_id stands beside it', async () => {
  const api = await moneyRig()
  const contract_id = await approved(api)
  const wrong = { project_id: 5001, contract_id, potential_change_order: {} }
  expect((await api.post(PCOS, wrong)).json).toEqual({ errors: { change_order: ['required'] } })
  const without = await api.post(PCOS, { project_id: 5001, change_order: {} })
  expect([without.status, without.json]).toEqual([400, { errors: { contract_id: ['required'] } }])
  const unknown = { project_id: 5001, contract_id: 5, change_order: {} }
  expect((await api.post(PCOS, unknown)).status).toBe(404)
  expect(await makePco(api, contract_id)).toMatchObject({
    status: 201,
    json: { contract_id, number: '1', status: 'draft', grand_total: '0.00', creator: { id: 7001 } },
  })
})

it('the list is of the project, of one contract by its filter or its parameter', async () => {
  const api = await moneyRig()
  const [a, b] = [await approved(api), await approved(api, 'prime_contracts')]
  await makePco(api, a)
  await makePco(api, b)
  const count = async (query: string) =>
    (await api.get(`${PCOS}?project_id=5001${query}`)).json.length
  expect(await count('')).toBe(2)
  expect(await count(`&filters[contract_id]=${a}`)).toBe(1)
  expect(await count(`&contract_id=${b}`)).toBe(1)
  const listed = await api.get('/rest/v1.0/change_order_requests?project_id=5001')
  expect([listed.status, listed.json]).toEqual([400, { errors: { contract_id: ['required'] } }])
})

it('a contract that is not approved has no change orders', async () => {
  const api = await moneyRig()
  const { id } = await api.contract('work_order_contracts')
  const refused = await makePco(api, id)
  expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, ['contract_id']])
  const change_order = { contract_id: id, title: 'T' }
  const side = await api.post(`${P}/commitment_change_orders`, { change_order })
  expect(side.call.failure).toBe('business-rule')
})

it('a change order of one side is refused for a contract of the other', async () => {
  const api = await moneyRig()
  const contract_id = await approved(api, 'prime_contracts')
  const made = await api.post(`${P}/commitment_change_orders`, { change_order: { contract_id } })
  expect([made.status, made.json]).toEqual([400, { errors: { contract_id: ['is invalid'] } }])
})

it.each([
  { from: 'draft', to: 'approved', status: 200 },
  { from: 'rejected', to: 'pending', status: 200 },
  { from: 'approved', to: 'void', status: 200 },
  { from: 'approved', to: 'draft', status: 422 },
  { from: 'void', to: 'approved', status: 422 },
])('from $from to $to: $status', async ({ from, to, status }) => {
  const api = await moneyRig()
  const contract_id = await approved(api)
  const { json } = await makePco(api, contract_id, { status: from })
  const body = { project_id: 5001, contract_id, change_order: { status: to } }
  expect((await api.patch(`${PCOS}/${json.id}`, body)).status).toBe(status)
})

it('an approved change order is told that it is paid, and nothing else', async () => {
  const api = await moneyRig()
  const contract_id = await approved(api)
  const { json } = await makePco(api, contract_id, { status: 'approved' })
  const put = (change_order: object) =>
    api.patch(`${PCOS}/${json.id}`, { project_id: 5001, contract_id, change_order })
  expect((await put({ paid_date: '2026-12-01' })).json.paid_date).toBe('2026-12-01')
  expect((await put({ title: 'Other' })).json).toEqual({
    errors: { title: ['This record is locked by the ERP integration'] },
  })
  const line_item = { amount: 1 }
  const line = await api.post(`${PCOS}/${json.id}/line_items`, { project_id: 5001, line_item })
  expect(line.call.failure).toBe('record-locked')
})

it('lines make the sum of a change order, and its status says where the contract counts it', async () => {
  const api = await moneyRig()
  const contract_id = await approved(api)
  const { json } = await makePco(api, contract_id, { status: 'pending' })
  const lines = `${PCOS}/${json.id}/line_items`
  await api.post(lines, { project_id: 5001, line_item: { amount: '100.25' } })
  const sums = async () => {
    const path = `/rest/v1.0/work_order_contracts/${contract_id}?project_id=5001`
    const { approved_change_orders, pending_change_orders_amount, ...rest } = (await api.get(path))
      .json
    return [approved_change_orders, pending_change_orders_amount, rest.revised_contract_amount]
  }
  expect(await sums()).toEqual(['0.00', '100.25', '0.00'])
  const body = { project_id: 5001, contract_id, change_order: { status: 'approved' } }
  const changed = await api.patch(`${PCOS}/${json.id}`, body)
  expect(changed.json.grand_total).toBe('100.25')
  expect(await sums()).toEqual(['100.25', '0.00', '100.25'])
})

it('a sync of change orders is of one contract, and its bad items are named', async () => {
  const api = await moneyRig()
  const contract_id = await approved(api)
  const query = `project_id=5001&contract_id=${contract_id}`
  const { json } = await api.patch(`${PCOS}/sync?${query}`, {
    updates: [
      { title: 'A', origin_id: 'a' },
      { title: 'B', origin_id: 'b', status: 'done' },
    ],
  })
  expect(json).toMatchObject({
    entities: [{ title: 'A', contract_id }],
    errors: [{ origin_id: 'b', errors: { status: ['is invalid'] } }],
  })
  const without = await api.patch(`${PCOS}/sync?project_id=5001`, { updates: [] })
  expect(without.json).toEqual({ errors: { contract_id: ['required'] } })
})

coversRoutesOf(
  'potential_change_orders',
  'change_order_requests',
  'change_order_packages',
  'commitment_change_orders',
  'prime_change_orders',
  'commitment_change_order_batches',
  'prime_change_order_batches',
  'potential_change_order_line_items',
  'commitment_change_order_line_items',
  'prime_change_order_line_items',
)
