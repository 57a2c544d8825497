import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const VENDORS = '/rest/v1.0/vendors'
const make = async ({ post }: ApiRig, vendor: object) =>
  (await post(VENDORS, { company_id: 4001, vendor })).json

it('every usual route does what it says', async () => {
  await walkRoutes(apiRig(), 'vendors', {
    sample: (n) => ({ name: `V${n}`, city: 'Vienna' }),
    change: { city: 'Graz' },
    except: ({ path }) => path.endsWith('/inactive'),
  })
})

it.each(['v1.0', 'v1.1'])('%s: a vendor joins a project and leaves it', async (version) => {
  const api = apiRig()
  const path = `/rest/${version}/projects/5001/vendors`
  const { id } = await make(api, { name: 'A' })
  expect((await api.get(`${path}/${id}`)).status).toBe(404)
  expect((await api.post(`${path}/${id}/actions/add`, {})).status).toBe(201)
  expect((await api.get(`${path}/${id}`)).status).toBe(200)
  const left = await api.send('DELETE', `${path}/${id}/actions/remove`)
  expect([left.status, left.text]).toEqual([204, ''])
  expect((await api.get(path)).json).toEqual([])
})

it('inactive vendors have a list of their own, at the company and the project, and come back', async () => {
  const api = apiRig()
  const C = '/rest/v1.0/companies/4001/vendors/inactive'
  const P = '/rest/v1.0/projects/5001/vendors'
  await make(api, { name: 'Active' })
  for (const [path, isIn] of [
    [C, false],
    [`${P}/inactive`, true],
  ] as const) {
    const { id } = await make(api, { name: 'Gone', is_active: false })
    if (isIn) await api.post(`${P}/${id}/actions/add`, {})
    expect((await api.get(path)).json.map((each: { id: number }) => each.id)).toEqual([id])
    const back = await api.patch(`${path}/${id}`, {})
    expect(back).toMatchObject({ status: 200, json: { id, is_active: true } })
    expect((await api.get(path)).json).toEqual([])
  }
})

it.each([
  { query: 'filters[search]=acme', want: ['Acme Steel'] },
  { query: 'filters[trade_id][]=9', want: ['Brick Co'] },
  { query: 'filters[standard_cost_code_id][]=4', want: ['Acme Steel'] },
  { query: 'filters[active]=false', want: ['Brick Co'] },
  { query: 'filters[origin_id]=v-2', want: ['Brick Co'] },
  { query: 'sort=-name', want: ['Brick Co', 'Acme Steel'] },
])('the list by $query', async ({ query, want }) => {
  const api = apiRig()
  await make(api, { name: 'Acme Steel', standard_cost_code_ids: [4] })
  await make(api, { name: 'Brick Co', trade_ids: [9], is_active: false, origin_id: 'v-2' })
  const { json } = await api.get(`${VENDORS}?company_id=4001&${query}`)
  expect(json.map((each: { name: string }) => each.name)).toEqual(want)
})

it('the view of an ERP shows names and origins alone', async () => {
  const api = apiRig()
  await make(api, { name: 'A', origin_id: 'o', city: 'Vienna' })
  const [first] = (await api.get(`${VENDORS}?company_id=4001&view=erp`)).json
  expect(Object.keys(first)).toEqual([
    'id',
    'name',
    'abbreviated_name',
    'origin_id',
    'origin_data',
    'origin_code',
  ])
})

it('a vendor has one entry in a business register: a second is a conflict, none cannot be changed', async () => {
  const api = apiRig()
  const { id } = await make(api, { name: 'A' })
  const path = `${VENDORS}/${id}/business_register?company_id=4001`
  const ein = (identifier: string) => ({ business_register: { type: 'ein', identifier } })
  expect((await api.patch(path, ein('123456789'))).status).toBe(404)
  const wrong = await api.post(path, ein('12'))
  expect([wrong.status, wrong.json]).toEqual([422, { errors: { identifier: ['is invalid'] } }])
  const odd = { business_register: { type: 'vat', identifier: '1' } }
  expect((await api.post(path, odd)).json).toEqual({ errors: { type: ['is invalid'] } })
  expect(await api.post(path, ein('12-3456789'))).toMatchObject({
    status: 201,
    json: { type: 'ein', identifier: '12-3456789', verification_status: null },
  })
  expect((await api.post(path, ein('123456789'))).call.failure).toBe('state-conflict')
  expect((await api.patch(path, ein('987654321'))).json.identifier).toBe('987654321')
  const shown = await api.get(`${VENDORS}/${id}?company_id=4001`)
  expect(shown.json.business_register.identifier).toBe('987654321')
})

it('the attributes are wrapped in vendor, and not in company', async () => {
  const refused = await apiRig().post(VENDORS, { company_id: 4001, company: { name: 'A' } })
  expect([refused.status, refused.json]).toEqual([400, { errors: { vendor: ['required'] } }])
})

coversRoutesOf('vendors')
