import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const PATH = '/rest/v1.0/change_events?project_id=5001'
const event = (more: object = {}) => ({
  change_event: { title: 'T', change_event_status_id: 1, event_scope: 'tbd', ...more },
})

it('change events: every usual route does what it says', async () => {
  const sample = (n: number) => event({ title: `T${n}` }).change_event
  await walkRoutes(apiRig(), 'change_events', { sample, change: { title: 'Changed' } })
})

it('reasons of changes: every usual route does what it says', async () => {
  await walkRoutes(apiRig(), 'change_order_change_reasons', {
    sample: (n) => ({ change_reason: `R${n}` }),
    change: { change_reason: 'Changed' },
  })
})

it('an event has a status of the list, and lines that come with it', async () => {
  const { get, post } = apiRig()
  const statuses = await get('/rest/v1.0/change_event/statuses?project_id=5001')
  expect(statuses.json.map(({ name }: { name: string }) => name)).toEqual([
    'Open',
    'Closed',
    'Pending',
  ])
  const lines = [{ description: 'L', estimated_cost_amount: 5 }]
  const made = await post(PATH, event({ change_event_line_items_attributes: lines }))
  expect(made).toMatchObject({
    status: 201,
    json: {
      number: '1',
      change_event_status: { name: 'Open' },
      change_event_line_items: [{ description: 'L', estimated_cost_amount: '5.00' }],
    },
  })
  const wrong = await post(PATH, event({ change_event_status_id: 9 }))
  expect([wrong.status, wrong.json]).toEqual([
    422,
    { errors: { change_event_status_id: ['is invalid'] } },
  ])
  const odd = event({ change_event_line_items_attributes: 'many' })
  expect((await post(PATH, odd)).status).toBe(400)
})

it('a reason that an event names cannot be deleted, and is taken once', async () => {
  const { post, send, get } = apiRig()
  const V2 = '/rest/v2.0/companies/4001/change_order_change_reasons'
  const body = { change_order_change_reason: { change_reason: 'Design' } }
  const { id } = (await post(V2, body)).json.data
  expect((await post(V2, body)).status).toBe(422)
  const made = await post(PATH, event({ change_order_change_reason_id: id }))
  expect(made.json.change_order_change_reason).toEqual({ id: Number(id), change_reason: 'Design' })
  expect((await send('DELETE', `${V2}/${id}`)).status).toBe(400)
  const listed = await get('/rest/v1.0/change_order_change_reasons?company_id=4001')
  expect(listed.json[0].change_reason).toBe('Design')
})

it('the statuses of change orders are listed', async () => {
  const { json } = await apiRig().get('/rest/v1.0/change_order/statuses?company_id=4001')
  expect(json).toContainEqual({
    id: 2,
    name: 'not pricing',
    mapped_to_status: 'not_pricing',
    show_in_select: true,
  })
})

coversRoutesOf('change_events', 'change_order_change_reasons')
