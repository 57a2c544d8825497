import { expect, it } from 'vitest'
import { moneyRig } from '../../../test/money-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'
import { asMoney, centsOf, moneyText } from './money.ts'

const KINDS = [
  {
    kind: 'purchase_order_contracts',
    lines: 'commitment_line_items',
    of: 'purchase_order_contract_id',
  },
  { kind: 'work_order_contracts', lines: 'commitment_line_items', of: 'work_order_contract_id' },
  { kind: 'prime_contracts', lines: 'prime_contract_line_items', of: 'prime_contract_id' },
]

it.each(KINDS)(
  'lines of $kind: every usual route does what it says',
  async ({ kind, lines, of }) => {
    const api = await moneyRig()
    const { id } = await api.contract(kind)
    await walkRoutes(api, lines, {
      sample: (n) => ({ description: `L${n}`, amount: '10.50' }),
      change: { description: 'Changed' },
      scope: { [of]: id, commitment_contract_id: id },
      // Each kind of contract has a path of its own.
      except: ({ path }) => !path.includes(`{${of}}`) && !path.includes('{commitment_contract_id}'),
    })
  },
)

it('a line shows its code, its type, its holder and its sum', async () => {
  const { contract, post, costCodeId, typeId } = await moneyRig()
  const { id } = await contract('work_order_contracts')
  const path = `/rest/v1.0/work_order_contracts/${id}/line_items`
  const line_item = { cost_code_id: costCodeId, line_item_type_id: typeId }
  const sums = { extended_type: 'calculated', quantity: '3', unit_cost: '33.335', amount: '1' }
  const made = await post(path, { project_id: 5001, line_item: { ...line_item, ...sums } })
  expect(made).toMatchObject({
    status: 201,
    json: {
      position: 1,
      amount: '100.01',
      total_amount: '100.01',
      quantity: '3',
      unit_cost: '33.335',
      cost_code: { id: costCodeId, full_code: '03' },
      line_item_type: { id: typeId, base_type: 'labor' },
      holder: { id, holder_type: 'WorkOrderContract' },
      company: { id: 4001, name: 'Northside Builders' },
      project: { id: 5001 },
    },
  })
  const second = await post(path, { project_id: 5001, line_item: { amount: 2 } })
  expect(second.json).toMatchObject({ position: 2, amount: '2.00' })
  const wrong = await post(path, { project_id: 5001, line_item: { cost_code_id: 5 } })
  expect([wrong.status, wrong.json]).toEqual([400, { errors: { cost_code_id: ['is invalid'] } }])
})

it.each(KINDS)(
  '$kind: the total follows the lines as they come, change and go',
  async ({ kind }) => {
    const api = await moneyRig()
    const { id } = await api.contract(kind)
    const path = `/rest/v1.0/${kind}/${id}/line_items`
    const synced = await api.patch(`${path}/sync?project_id=5001`, {
      updates: [
        { amount: '0.10', origin_id: 'a' },
        { amount: '0.20', origin_id: 'b' },
        { amount: 'much', origin_id: 'c' },
      ],
    })
    expect(synced.json.errors).toEqual([
      { amount: 'much', origin_id: 'c', errors: { amount: ['is invalid'] } },
    ])
    const base = kind === 'prime_contracts' ? 'prime_contract' : kind
    const total = async () =>
      (await api.get(`/rest/v1.0/${base}/${id}?project_id=5001`)).json.grand_total
    expect(await total()).toBe('0.30')
    await api.patch(`${path}/sync?project_id=5001`, { updates: [{ amount: 5, origin_id: 'a' }] })
    expect(await total()).toBe('5.20')
    const [, second] = synced.json.entities
    await api.send('DELETE', `${path}/${second.id}?project_id=5001`)
    expect(await total()).toBe('5.00')
  },
)

it.each(KINDS)('$kind: more than 1,000 lines in one sync are 413', async ({ kind }) => {
  const api = await moneyRig()
  const { id } = await api.contract(kind)
  const send = (count: number) =>
    api.patch(`/rest/v1.0/${kind}/${id}/line_items/sync?project_id=5001`, {
      updates: Array.from({ length: count }, () => ({ amount: 1 })),
    })
  expect((await send(1_001)).call.failure).toBe('batch-too-large')
  expect((await send(20)).json.entities).toHaveLength(20)
})

it('the lines of an approved contract are locked: none is made, changed or deleted', async () => {
  const api = await moneyRig()
  const { id } = await api.contract('work_order_contracts', { vendor_id: api.vendorId })
  const one = `/rest/v1.0/work_order_contracts/${id}`
  const line_item = { amount: 1 }
  const line = await api.post(`${one}/line_items`, { project_id: 5001, line_item })
  const work_order_contract = { status: 'Approved' }
  await api.patch(one, { project_id: 5001, work_order_contract })
  const path = `${one}/line_items/${line.json.id}`
  const answers = [
    await api.post(`${one}/line_items`, { project_id: 5001, line_item }),
    await api.patch(path, { project_id: 5001, line_item }),
    await api.send('DELETE', `${path}?project_id=5001`),
  ]
  for (const { status, call } of answers) {
    expect([status, call.failure]).toEqual([422, 'record-locked'])
  }
})

it('a line of one contract is not there below another one, nor below another kind', async () => {
  const api = await moneyRig()
  const [a, b] = [
    await api.contract('work_order_contracts'),
    await api.contract('work_order_contracts'),
  ]
  const body = { project_id: 5001, line_item: { amount: 1 } }
  const line = await api.post(`/rest/v1.0/work_order_contracts/${a.id}/line_items`, body)
  const read = async (contract: string) =>
    (await api.get(`/rest/v1.0/${contract}/line_items/${line.json.id}?project_id=5001`)).status
  expect(await read(`work_order_contracts/${a.id}`)).toBe(200)
  expect(await read(`work_order_contracts/${b.id}`)).toBe(404)
  expect(await read(`purchase_order_contracts/${a.id}`)).toBe(404)
})

it.each([
  [0.1 + 0.2, '0.30'],
  ['12345678.905', '12345678.91'],
  [-1, '-1.00'],
  [null, null],
])('money: %s is shown as %s', (given, shown) => {
  expect(asMoney(given)).toBe(shown)
})

it('money that is no number counts for nothing', () => {
  expect([centsOf('much'), centsOf(undefined), moneyText(centsOf('1.1'))]).toEqual([0, 0, '1.10'])
})

coversRoutesOf('commitment_line_items', 'prime_contract_line_items')
