import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const C = '/rest/v1.0/companies/4001/work_breakdown_structure/segments'
const P = '/rest/v1.0/projects/5001/work_breakdown_structure/wbs_codes'
const V2 = '/rest/v2.0/companies/4001/projects/5001/wbs'

const makeSegment = async ({ post }: ApiRig, name: string) =>
  (await post(C, { segment: { name, structure: 'tiered' } })).json.id as number

const makeItem = async ({ post }: ApiRig, segment: number, code: string, parent_id?: number) =>
  (await post(`${C}/${segment}/segment_items`, { code, name: `N${code}`, parent_id })).json

it('segments: every usual route does what it says', async () => {
  const sample = (n: number) => ({ name: `S${n}`, structure: 'flat' })
  await walkRoutes(apiRig(), 'wbs_segments', { sample, change: { name: 'Changed' } })
})

it('items of a segment: every usual route does what it says', async () => {
  const api = apiRig()
  await walkRoutes(api, 'wbs_segment_items', {
    sample: (n) => ({ code: `${n}`, name: `I${n}` }),
    change: { name: 'Changed' },
    scope: { segment_id: await makeSegment(api, 'Phase') },
  })
})

it('attributes and their items: every usual route of v2 does what it says', async () => {
  const api = apiRig()
  const sample = (n: number) => ({ name: `A${n}`, position: n })
  await walkRoutes(api, 'wbs_attributes', { sample, change: { name: 'Changed' } })
  const made = await api.post(`${V2}/attributes`, { name: 'Trade', position: 1 })
  const attribute_id = made.json.data.id
  await walkRoutes(api, 'wbs_attribute_items', {
    sample: (n) => ({ name: `I${n}`, attribute_id }),
    change: { name: 'Changed' },
  })
  const listed = await api.get(`${V2}/attribute_items?filters[attribute_id]=${attribute_id}`)
  expect(listed.json.data[0].attribute_id).toBe(attribute_id)
  const gone = await api.send('DELETE', `${V2}/attributes/${attribute_id}`)
  expect(gone).toMatchObject({ status: 200, json: { data: { id: attribute_id, name: 'Trade' } } })
})

it('a budget code joins one item of each segment, and line items show it', async () => {
  const api = apiRig()
  const [phase, type] = [await makeSegment(api, 'Phase'), await makeSegment(api, 'Type')]
  const top = await makeItem(api, phase, '01')
  const low = await makeItem(api, phase, '10', top.id)
  expect(low.path_code).toBe('01-10')
  const labor = await makeItem(api, type, 'L')
  const segment_items = [
    { segment_id: phase, segment_item_id: low.id },
    { segment_id: type, segment_item_id: labor.id },
  ]
  const made = await api.post(P, { segment_items })
  expect(made).toMatchObject({
    status: 201,
    json: { flat_code: '01-10.L', description: 'N10.NL', status: 'active' },
  })
  const twin = await api.post(P, { segment_items })
  expect(twin.json).toEqual({ errors: { flat_code: ['has already been taken'] } })
  const crossed = [{ segment_id: type, segment_item_id: low.id }]
  expect((await api.post(P, { segment_items: crossed })).json).toEqual({
    errors: { segment_items: ['is invalid'] },
  })
  await api.patch(`${P}/${made.json.id}`, { description: 'Labor of the phase' })
  const silent = await api.patch(`${P}/update_all`, {
    ids: [made.json.id],
    attributes: { status: 'inactive' },
  })
  expect([silent.status, silent.text]).toEqual([204, ''])
  expect((await api.get(P)).json[0].status).toBe('inactive')
  expect((await api.get(`${V2}/codes?filters[search]=labor`)).json.data).toEqual([
    {
      id: String(made.json.id),
      code: '01-10.L',
      description: 'Labor of the phase',
      status: 'inactive',
    },
  ])
  const nobody = { ids: [5], attributes: { status: 'active' } }
  expect((await api.patch(`${P}/update_all`, nobody)).status).toBe(404)
  const order = { project_id: 5001, work_order_contract: {} }
  const { id } = (await api.post('/rest/v1.0/work_order_contracts', order)).json
  const lines = `/rest/v1.0/work_order_contracts/${id}/line_items`
  const line_item = { amount: 1, wbs_code_id: made.json.id }
  expect((await api.post(lines, { project_id: 5001, line_item })).json.wbs_code).toEqual({
    id: made.json.id,
    flat_code: '01-10.L',
    description: 'Labor of the phase',
  })
})

coversRoutesOf(
  'wbs_segments',
  'wbs_segment_items',
  'wbs_codes',
  'wbs_attributes',
  'wbs_attribute_items',
)
