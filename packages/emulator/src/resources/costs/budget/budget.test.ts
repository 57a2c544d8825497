import { expect, it } from 'vitest'
import { type MoneyRig, moneyRig } from '../../../../test/money-rig.ts'
import { coversRoutesOf } from '../../../../test/route-cover.ts'
import { walkRoutes } from '../../../../test/walk-routes.ts'
import { SNAPSHOT_EVERY_MS } from './budget-snapshots.ts'
import { DETAIL_ROWS_MAX, STANDARD_VIEW } from './budget-views.ts'

const V1_0 = '/rest/v1.0/budget_line_items'
const VIEW = `/rest/v1.0/budget_views/${STANDARD_VIEW.id}`
const SNAPSHOTS = '/rest/v1.0/budget_view_snapshots'
const P = '/rest/v1.0/projects/5001'

const line = ({ costCodeId, typeId }: MoneyRig, more: object = {}) => ({
  cost_code_id: costCodeId,
  line_item_type_id: typeId,
  original_budget_amount: 1_000,
  ...more,
})
const make = (api: MoneyRig, more: object = {}) =>
  api.post(V1_0, { project_id: 5001, budget_line_item: line(api, more) })

const makeCode = async ({ post }: MoneyRig, code: string) => {
  const body = { project_id: 5001, cost_code: { name: code, code } }
  return (await post('/rest/v1.0/cost_codes', body)).json.id as number
}

it('a budget line item is made by its code and type, shown, changed, and deleted at v2.0', async () => {
  const api = await moneyRig()
  const made = await make(api)
  expect(made).toMatchObject({
    status: 201,
    json: {
      original_budget_amount: 1_000,
      revised_budget: 1_000,
      cost_code: { full_code: '03' },
      line_item_type: { name: 'Labor' },
    },
  })
  const { id } = made.json
  const body = {
    project_id: 5001,
    budget_line_item: { calculation_strategy: 'automatic', quantity: 3, unit_cost: 1.5 },
  }
  expect((await api.patch(`${V1_0}/${id}`, body)).json.original_budget_amount).toBe(4.5)
  for (const version of ['v1.0', 'v1.1']) {
    const one = `/rest/${version}/budget_line_items/${id}`
    expect((await api.get(`${one}?project_id=5001`)).json.id).toBe(id)
    expect(
      (await api.patch(one, { project_id: 5001, budget_line_item: { uom: 'm' } })).status,
    ).toBe(200)
  }
  const V2 = `/rest/v2.0/companies/4001/projects/5001/budget_line_items/${id}`
  expect((await api.send('DELETE', V2)).status).toBe(204)
  expect((await api.get(`${V1_0}/${id}?project_id=5001`)).status).toBe(404)
})

it('v1.0 needs code and type, v1.1 a budget code', async () => {
  const api = await moneyRig()
  const body = { project_id: 5001, budget_line_item: { original_budget_amount: 1 } }
  expect((await api.post(V1_0, body)).json).toEqual({
    errors: { cost_code_id: ['required'], line_item_type_id: ['required'] },
  })
  const V1_1 = '/rest/v1.1/budget_line_items'
  expect((await api.post(V1_1, body)).json).toEqual({ errors: { wbs_code_id: ['required'] } })
  const C = '/rest/v1.0/companies/4001/work_breakdown_structure/segments'
  const segment = (await api.post(C, { segment: { name: 'S', structure: 'flat' } })).json.id
  const item = await api.post(`${C}/${segment}/segment_items`, { code: '1', name: 'One' })
  const segment_items = [{ segment_id: segment, segment_item_id: item.json.id }]
  const code = await api.post(`${P}/work_breakdown_structure/wbs_codes`, { segment_items })
  const budget_line_item = { wbs_code_id: code.json.id }
  expect(await api.post(V1_1, { project_id: 5001, budget_line_item })).toMatchObject({
    status: 201,
    json: { wbs_code: { flat_code: '1' } },
  })
})

it('a code and a type have one line', async () => {
  const api = await moneyRig()
  await make(api)
  const twin = await make(api)
  expect([twin.status, twin.call.failure]).toEqual([422, 'business-rule'])
})

it('the sync of the budget is a POST: a bare list, and all or none', async () => {
  const api = await moneyRig()
  const [a, b] = [await makeCode(api, 'A'), await makeCode(api, 'B')]
  const sync = (budget_line_items: unknown) =>
    api.post(`${V1_0}/sync`, { project_id: 5001, budget_line_items })
  const made = await sync([line(api, { cost_code_id: a }), line(api, { cost_code_id: b })])
  expect([made.status, made.json.length]).toEqual([200, 2])
  const [first] = made.json
  const changed = await sync([{ id: first.id, original_budget_amount: 7 }])
  expect(changed.json).toMatchObject([{ id: first.id, original_budget_amount: 7 }])
  const refused = await sync([{ id: first.id, original_budget_amount: 8 }, { id: 5 }])
  expect([refused.status, refused.json]).toEqual([422, { errors: { id: ['is invalid'] } }])
  const path = `${V1_0}/${first.id}?project_id=5001`
  expect((await api.get(path)).json.original_budget_amount).toBe(7)
  expect((await sync(undefined)).json).toEqual({ errors: { budget_line_items: ['required'] } })
  expect((await sync(Array.from({ length: 1_001 }, () => ({})))).status).toBe(413)
})

it('a view has columns and rows, and another view there is not', async () => {
  const api = await moneyRig()
  await make(api)
  const views = await api.get('/rest/v1.0/budget_views?project_id=5001')
  expect(views.json).toMatchObject([{ id: STANDARD_VIEW.id }])
  expect((await api.get(`${VIEW}/detail_rows?project_id=5001`)).json).toMatchObject([
    { cost_code: '03 - Concrete', category: 'Labor', original_budget_amount: '1000' },
  ])
  const [column] = (await api.get(`${VIEW}/budget_detail_columns?project_id=5001`)).json
  expect(column).toMatchObject({ id: 'original_budget_amount', position: 1 })
  for (const name of ['detail_rows', 'budget_detail_columns']) {
    expect((await api.get(`/rest/v1.0/budget_views/5/${name}?project_id=5001`)).status).toBe(404)
  }
})

it('the details are the lines of commitments and direct costs, by code when asked; too many are 408', async () => {
  const api = await moneyRig()
  const order = await api.contract('work_order_contracts')
  const lines = `/rest/v1.0/work_order_contracts/${order.id}/line_items`
  const sync = (updates: object[]) => api.patch(`${lines}/sync?project_id=5001`, { updates })
  await sync([{ amount: 1, cost_code_id: api.costCodeId }, { amount: 2 }])
  const details = (filters: object = {}) =>
    api.post(`${VIEW}/budget_details?project_id=5001`, { filters })
  expect((await details()).json).toHaveLength(2)
  expect((await details({ cost_code: [api.costCodeId] })).json).toMatchObject([
    { cost_code: { id: api.costCodeId }, amount: '1.00', detail_type: { id: 'commitment' } },
  ])
  for (let at = 0; at < DETAIL_ROWS_MAX; at += 1_000) {
    await sync(Array.from({ length: 1_000 }, () => ({ amount: 1 })))
  }
  const slow = await details()
  expect([slow.status, slow.call.failure]).toEqual([408, 'request-timeout-batch'])
  expect((await details({ cost_code: [api.costCodeId] })).status).toBe(200)
})

it('a snapshot right after another is refused with the 429 of its own, and later it is taken', async () => {
  const api = await moneyRig()
  const take = (name: string) =>
    api.post(SNAPSHOTS, { project_id: 5001, budget_template_id: 1, name })
  expect(await take('A')).toMatchObject({
    status: 201,
    json: { data: { name: 'A', snapshot_type: 'ad_hoc', created_by: { id: 7001 } } },
  })
  const refused = await take('B')
  expect([refused.status, Object.keys(refused.json.error)]).toEqual([429, ['error']])
  expect(refused.call.failure).toBe('rate-limit-spike')
  await api.clock.advance(SNAPSHOT_EVERY_MS)
  expect((await take('B')).status).toBe(201)
  expect((await api.get(`${SNAPSHOTS}?project_id=5001`)).json).toHaveLength(2)
  const without = await api.post(SNAPSHOTS, { project_id: 5001 })
  expect(without.json).toEqual({
    errors: { budget_template_id: ['required'], name: ['required'] },
  })
})

it('modifications move money between lines that are there', async () => {
  const api = await moneyRig()
  const to = (await make(api)).json.id
  await walkRoutes(api, 'budget_modifications', {
    sample: () => ({ to_budget_line_item_id: to, transfer_amount: '5.00' }),
    change: { notes: 'Changed' },
  })
  const budget_modification = { to_budget_line_item_id: 5, transfer_amount: '5' }
  const refused = await api.post(`${P}/budget_modifications`, { budget_modification })
  expect(refused.json).toEqual({ errors: { to_budget_line_item_id: ['is invalid'] } })
})

it('budget changes stand in an envelope, and an approved one stands', async () => {
  const api = await moneyRig()
  const path = `${P}/budget_changes`
  const made = await api.post(path, { status: 'draft', title: 'T' })
  expect(made).toMatchObject({ status: 201, json: { data: { number: '1', status: 'draft' } } })
  const one = `${path}/${made.json.data.id}`
  expect((await api.get(path)).json.data).toHaveLength(1)
  expect((await api.get(one)).json.data.title).toBe('T')
  expect((await api.patch(one, { status: 'approved' })).json.data.status).toBe('approved')
  const locked = await api.patch(one, { title: 'Other' })
  expect([locked.status, locked.call.failure]).toEqual([422, 'business-rule'])
  expect((await api.patch(one, { status: 'void' })).status).toBe(200)
  expect((await api.send('DELETE', one)).status).toBe(204)
})

coversRoutesOf(
  'budget_line_items',
  'budget_views',
  'budget_view_snapshots',
  'budget_modifications',
  'budget_changes',
)
