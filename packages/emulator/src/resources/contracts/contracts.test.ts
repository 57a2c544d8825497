import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { moneyRig } from '../../../test/money-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const KINDS = [
  { kind: 'purchase_order_contracts', wrapper: 'purchase_order_contract', end: 'Closed' },
  { kind: 'work_order_contracts', wrapper: 'work_order_contract', end: 'Void' },
  { kind: 'prime_contracts', wrapper: 'prime_contract', end: 'Terminated' },
]

/** Where one contract is: prime contracts have a path in the singular. */
const at = (kind: string, id: number) =>
  `/rest/v1.0/${kind === 'prime_contracts' ? 'prime_contract' : kind}/${id}`

it.each(KINDS)('$kind: every usual route does what it says', async ({ kind }) => {
  const sample = (n: number) => ({ number: `C-${n}`, title: `T${n}`, status: 'Draft' })
  await walkRoutes(apiRig(), kind, { sample, change: { title: 'Changed' } })
})

it.each(KINDS)(
  '$kind: nothing is required, numbers count up, and sums are texts',
  async ({ kind }) => {
    const { contract } = await moneyRig()
    expect([(await contract(kind)).number, (await contract(kind)).number]).toEqual(['1', '2'])
    expect(await contract(kind, { retainage_percent: '10' })).toMatchObject({
      status: 'Draft',
      accounting_method: 'amount',
      grand_total: '0.00',
      revised_contract_amount: '0.00',
      retainage_percent: '10.00',
    })
  },
)

it.each(KINDS)('$kind: an approved contract keeps its number, and is not deleted', async (row) => {
  const { kind, wrapper } = row
  const { contract, patch, send, vendorId } = await moneyRig()
  const { id } = await contract(kind, { status: 'Approved', vendor_id: vendorId })
  const put = (attributes: object) =>
    patch(at(kind, id), { project_id: 5001, [wrapper]: attributes })
  const locked = await put({ number: '77' })
  expect([locked.status, locked.call.failure, Object.keys(locked.json.errors)]).toEqual([
    422,
    'record-locked',
    ['number'],
  ])
  expect((await put({ executed: true })).json.executed).toBe(true)
  const kept = await send('DELETE', `${at(kind, id)}?project_id=5001`)
  expect(kept.call.failure).toBe('record-locked')
})

it.each(KINDS)('$kind: nothing follows $end', async ({ kind, wrapper, end }) => {
  const { contract, patch, vendorId } = await moneyRig()
  const { id } = await contract(kind, { status: end, vendor_id: vendorId })
  const body = { project_id: 5001, [wrapper]: { status: 'Draft' } }
  const refused = await patch(at(kind, id), body)
  expect([refused.status, refused.json]).toEqual([
    422,
    { errors: { status: ['Status cannot be changed in this way'] } },
  ])
})

it('a commitment is approved only with a vendor, and a prime contract without', async () => {
  const { contract } = await moneyRig()
  expect(await contract('work_order_contracts', { status: 'Approved' })).toEqual({
    errors: { vendor_id: ['required'] },
  })
  expect((await contract('prime_contracts', { status: 'Approved' })).status).toBe('Approved')
})

it('with approved-contract=open nothing of this is refused', async () => {
  const assumptions = { 'approved-contract': 'open' }
  const { contract, patch } = await moneyRig({ assumptions })
  const { id } = await contract('work_order_contracts', { status: 'Void' })
  const body = { project_id: 5001, work_order_contract: { status: 'Approved', number: '9' } }
  expect((await patch(at('work_order_contracts', id), body)).status).toBe(200)
})

it('what the ERP holds is locked: an origin_id in an ERP-integrated project', async () => {
  const api = await moneyRig()
  const { id } = await api.contract('purchase_order_contracts', { origin_id: 'erp-1' })
  const put = (attributes: object) =>
    api.patch(at('purchase_order_contracts', id), {
      project_id: 5001,
      purchase_order_contract: attributes,
    })
  expect((await put({ title: 'Before' })).status).toBe(200)
  const project = { company_id: 4001, project: { erp_integrated: true } }
  await api.patch('/rest/v1.0/projects/5001', project)
  const locked = await put({ title: 'After' })
  expect([locked.status, locked.call.failure]).toEqual([422, 'record-locked'])
  expect((await put({ origin_data: 'sent' })).json.origin_data).toBe('sent')
  const line_item = { description: 'L', amount: '1' }
  const path = `${at('purchase_order_contracts', id)}/line_items`
  expect((await api.post(path, { project_id: 5001, line_item })).call.failure).toBe('record-locked')
  const synced = await api.patch('/rest/v1.0/purchase_order_contracts/sync', {
    project_id: 5001,
    updates: [{ origin_id: 'erp-1', title: 'X' }, { title: 'New' }],
  })
  expect(synced.json).toMatchObject({
    entities: [{ title: 'New' }],
    errors: [{ errors: { title: ['This record is locked by the ERP integration'] } }],
  })
})

it.each([
  { query: 'filters[status]=Approved', want: ['A'] },
  { query: 'filters[origin_id]=o-2', want: ['B'] },
  { query: 'filters[include_deleted]=with', want: ['A', 'B', 'D'] },
  { query: 'filters[include_deleted]=only', want: ['D'] },
])('commitments by $query', async ({ query, want }) => {
  const { contract, get, send, vendorId } = await moneyRig()
  for (const kind of ['purchase_order_contracts', 'work_order_contracts']) {
    await contract(kind, { title: 'A', status: 'Approved', vendor_id: vendorId })
    await contract(kind, { title: 'B', origin_id: 'o-2' })
    const { id } = await contract(kind, { title: 'D' })
    await send('DELETE', `/rest/v1.0/${kind}/${id}?project_id=5001`)
    const { json } = await get(`/rest/v1.0/${kind}?project_id=5001&${query}`)
    expect(json.map((each: { title: string }) => each.title)).toEqual(want)
  }
})

it('the compact view shows what a list of contracts needs', async () => {
  const { contract, get } = await moneyRig()
  await contract('purchase_order_contracts')
  const [first] = (await get('/rest/v1.0/purchase_order_contracts?project_id=5001&view=compact'))
    .json
  expect(Object.keys(first)).toEqual([
    'id',
    'number',
    'title',
    'status',
    'vendor',
    'executed',
    'grand_total',
  ])
})

it('commitments need Admin, even to be read', async () => {
  const { get } = apiRig()
  const path = '/rest/v1.0/work_order_contracts?project_id=5001'
  expect((await get(path, { as: 'user-7002' })).call.failure).toBe('permission-too-low')
  expect((await get(path)).status).toBe(200)
})

it('a prime contract of v2: strings for ids, an envelope, no wrapper, 204 for its end', async () => {
  const { get, send, post, patch } = apiRig()
  const V2 = '/rest/v2.0/companies/4001/projects/5001/prime_contracts'
  const made = await post(V2, { title: 'Prime', status: 'Draft' })
  expect(made).toMatchObject({ status: 201, json: { data: { id: '1300001', title: 'Prime' } } })
  const one = `${V2}/1300001`
  expect((await patch(one, { title: 'Changed' })).json.data.title).toBe('Changed')
  expect((await get('/rest/v1.0/prime_contracts?project_id=5001')).json[0].id).toBe(1_300_001)
  const gone = await send('DELETE', one)
  expect([gone.status, gone.text]).toEqual([204, ''])
  expect((await get(one)).status).toBe(404)
})

it('commitments are purchase orders and work orders in one, and v2 says which by type', async () => {
  const { contract, get, post, patch, send } = await moneyRig()
  const V2 = '/rest/v2.0/companies/4001/projects/5001/commitment_contracts'
  const order = await contract('purchase_order_contracts', { title: 'PO' })
  const made = await post(V2, { type: 'WorkOrderContract', title: 'WO' })
  expect(made).toMatchObject({ status: 201, json: { data: { id: '1200001', title: 'WO' } } })
  const listed = (await get(V2)).json.data as { id: string; type: string }[]
  expect(listed.map(({ id, type }) => [id, type])).toEqual([
    [String(order.id), 'PurchaseOrderContract'],
    ['1200001', 'WorkOrderContract'],
  ])
  expect((await get(`${V2}?filters[type]=WorkOrderContract`)).json.data).toHaveLength(1)
  expect((await get(`${V2}?filters[status]=Void`)).json.data).toEqual([])
  expect((await get('/rest/v1.0/commitments?project_id=5001')).json).toHaveLength(2)
  expect((await get('/rest/v1.0/commitments/1200001?project_id=5001')).json.title).toBe('WO')
  expect((await get(`${V2}/1200001`)).json.data.title).toBe('WO')
  expect((await patch(`${V2}/${order.id}`, { title: 'Changed' })).json.data.title).toBe('Changed')
  expect((await send('DELETE', `${V2}/1200001`)).status).toBe(204)
  expect((await get(`${V2}/1200001`)).status).toBe(404)
  expect((await post(V2, { title: 'X' })).json).toEqual({ errors: { type: ['required'] } })
  expect((await post(V2, { type: 'Gift' })).json).toEqual({ errors: { type: ['is invalid'] } })
})

coversRoutesOf(
  'purchase_order_contracts',
  'work_order_contracts',
  'prime_contracts',
  'commitment_contracts',
)
