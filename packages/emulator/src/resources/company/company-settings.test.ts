import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const C = '/rest/v1.0/companies/4001'
const P = '/rest/v1.0/projects/5001'
const named = (n: number) => ({ name: `Name ${n}` })
const change = { name: 'Changed' }

it.each([
  'project_stages',
  'project_types',
  'project_regions',
  'project_owner_types',
  'project_bid_types',
  'programs',
  'offices',
  'trades',
  'work_classifications',
  'roles',
  'distribution_groups',
])('%s: every usual route does what it says', async (name) => {
  await walkRoutes(apiRig(), name, { sample: named, change })
})

it.each(['company_insurances', 'project_insurances'])(
  '%s: of one vendor or of all, written and synced alike',
  async (name) => {
    const api = apiRig()
    const vendor = await api.post('/rest/v1.0/vendors', { company_id: 4001, vendor: change })
    const { id } = vendor.json
    await walkRoutes(api, name, {
      sample: (n) => ({ policy_number: `P${n}`, vendor_id: id, status: 'compliant' }),
      change: { policy_number: 'X' },
      scope: { vendor_id: id },
    })
  },
)

it('an insurance of a vendor is listed for the company, and for no other vendor', async () => {
  const { post, get, patch } = apiRig()
  const ids: number[] = []
  for (const name of ['A', 'B']) {
    ids.push((await post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name } })).json.id)
  }
  const [a, b] = ids
  const made = await post(`${C}/vendors/${a}/insurances`, { insurance: { name: 'Insurer' } })
  expect(made.json).toMatchObject({ vendor_id: a, insurance_provider: 'Insurer' })
  const count = async (path: string) => (await get(path)).json.length
  expect(await count(`${C}/insurances`)).toBe(1)
  expect(await count(`${C}/vendors/${a}/insurances`)).toBe(1)
  expect(await count(`${C}/vendors/${b}/insurances`)).toBe(0)
  expect((await get(`${C}/vendors/${b}/insurances/${made.json.id}`)).status).toBe(404)
  expect((await get(`${C}/vendors/5/insurances`)).status).toBe(404)
  const without = await post(`${C}/insurances`, { insurance: { name: 'X' } })
  expect([without.status, without.json]).toEqual([400, { errors: { vendor_id: ['required'] } }])
  const moved = await patch(`${C}/insurances/${made.json.id}`, { insurance: { vendor_id: b } })
  expect([moved.status, moved.json]).toEqual([400, { errors: { vendor_id: ['is invalid'] } }])
  const synced = await patch('/rest/v1.0/insurances/sync', {
    updates: [
      { company_id: 4001, vendor_id: a, origin_id: 'i', notes: 'N' },
      { company_id: 4001, vendor_id: 5 },
    ],
  })
  expect(synced.json).toMatchObject({
    entities: [{ vendor_id: a, notes: 'N' }],
    errors: [{ errors: { vendor_id: ['is invalid'] } }],
  })
})

it.each([
  { path: `${C}/project_regions`, wrapper: 'project_region', status: 422 },
  { path: `${C}/project_types`, wrapper: 'project_type', status: 400 },
  { path: `${C}/trades`, wrapper: 'trade', status: 422 },
])('$path: a name is taken once, and refused with $status', async ({ path, wrapper, status }) => {
  const { post } = apiRig()
  await post(path, { [wrapper]: { name: 'North' } })
  const twin = await post(path, { [wrapper]: { name: 'north' } })
  expect([twin.status, twin.json]).toEqual([
    status,
    { errors: { name: ['has already been taken'] } },
  ])
})

it('a region is shown by its projects, filters them, and cannot be deleted while one has it', async () => {
  const { post, get, patch, send } = apiRig()
  const { json } = await post(`${C}/project_regions`, { project_region: { name: 'North' } })
  const put = (project_region_id: number | null) =>
    patch('/rest/v1.0/projects/5001', { company_id: 4001, project: { project_region_id } })
  expect((await put(json.id)).json.project_region).toEqual({ id: json.id, name: 'North' })
  const filtered = await get(`/rest/v1.1/projects?company_id=4001&filters[by_region]=${json.id}`)
  expect(filtered.json.map((each: { id: number }) => each.id)).toEqual([5001])
  const kept = await send('DELETE', `${C}/project_regions/${json.id}`)
  expect([kept.status, kept.call.failure]).toEqual([422, 'business-rule'])
  await put(null)
  expect((await send('DELETE', `${C}/project_regions/${json.id}`)).status).toBe(200)
})

it('everybody of the company reads its settings, and only an Admin writes them', async () => {
  const { post, get } = apiRig()
  expect((await get(`${C}/project_types`, { as: 'user-7004' })).status).toBe(200)
  const refused = await post(`${C}/project_types`, { project_type: change }, { as: 'user-7002' })
  expect(refused.call.failure).toBe('permission-too-low')
})

it('roles stand in the order that they were put in', async () => {
  const { post, get } = apiRig()
  const ids: string[] = []
  for (const name of ['A', 'B', 'C']) {
    const made = await post('/rest/v2.0/companies/4001/roles', { project_role: { name } })
    ids.push(made.json.data.id)
  }
  expect(ids.every((id) => typeof id === 'string')).toBe(true)
  const order = [...ids].reverse()
  const reordered = await post('/rest/v2.0/companies/4001/roles/reorder', { order })
  expect([reordered.status, reordered.text]).toEqual([204, ''])
  const listed = await get('/rest/v2.0/companies/4001/roles')
  expect(listed.json.data.map((each: { id: string }) => each.id)).toEqual(order)
  expect((await get(`${C}/roles`)).json[0]).toEqual({ id: Number(order[0]), name: 'C' })
  const unknown = await post('/rest/v2.0/companies/4001/roles/reorder', { order: ['5'] })
  expect(unknown.status).toBe(400)
})

it('an idempotency token makes one distribution group of two calls, and one change of two', async () => {
  const { post, patch, get } = apiRig()
  const headers = { 'idempotency-token': 'a-token' }
  const body = { distribution_group: { name: 'Crew', user_ids: [7002] } }
  const [first, again] = [
    await post(`${P}/distribution_groups`, body, { headers }),
    await post(`${P}/distribution_groups`, body, { headers }),
  ]
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
  expect((await get(`${P}/distribution_groups`)).json).toHaveLength(1)
  // Without one, the name is taken.
  expect((await post(`${P}/distribution_groups`, body)).status).toBe(422)
  const path = `${P}/distribution_groups/${first.json.id}`
  const rename = (name: string) => patch(path, { distribution_group: { name } }, { headers })
  await rename('B')
  expect((await rename('C')).json.name).toBe('B')
})

it('the people of a distribution group are shown in the extended view only', async () => {
  const { post, get } = apiRig()
  await post(`${P}/distribution_groups`, { distribution_group: { name: 'Crew', user_ids: [7002] } })
  const [plain] = (await get(`${P}/distribution_groups`)).json
  expect('users' in plain).toBe(false)
  const [extended] = (await get(`${P}/distribution_groups?view=extended`)).json
  expect(extended.users).toMatchObject([{ id: 7002 }])
})

it('a person has a role in a project once', async () => {
  const api = apiRig()
  const { post } = api
  await walkRoutes(api, 'project_roles', { sample: (n) => ({ role: `R${n}`, user_id: 7002 }) })
  const body = { project_id: 5001, project_role: { role: 'Architect', user_id: 7002 } }
  expect(await post('/rest/v1.0/project_roles', body)).toMatchObject({
    status: 201,
    json: { name: 'Parker Mason', role: 'Architect', user_id: 7002 },
  })
  expect((await post('/rest/v1.0/project_roles', body)).status).toBe(409)
  const nobody = { project_id: 5001, project_role: { role: 'Architect', user_id: 5 } }
  expect((await post('/rest/v1.0/project_roles', nobody)).status).toBe(400)
})

coversRoutesOf(
  'project_roles',
  'project_stages',
  'project_types',
  'project_regions',
  'project_owner_types',
  'project_bid_types',
  'programs',
  'offices',
  'trades',
  'work_classifications',
  'roles',
  'distribution_groups',
  'company_insurances',
  'project_insurances',
)
