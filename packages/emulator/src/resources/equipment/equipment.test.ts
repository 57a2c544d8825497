import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const C = '/rest/v2.0/companies/4001'
const REGISTER = `${C}/equipment_register`

const makeList = async ({ post }: ApiRig, path: string, body: object) =>
  (await post(`${C}/${path}`, { name: 'N', ...body })).json.data.id as string

const sampleOf = async (api: ApiRig) => {
  const category_id = await makeList(api, 'equipment_register_categories', {})
  const type_id = await makeList(api, 'equipment_register_types', { category_id })
  return (n: number) => ({
    equipment_name: `E${n}`,
    equipment_id: `EQ-${n}`,
    status: 'ACTIVE',
    ownership: 'OWNED',
    category_id,
    type_id,
  })
}

it.each([
  { name: 'equipment_categories', more: {} },
  { name: 'equipment_makes', more: {} },
  { name: 'equipment_statuses', more: { type: 'IN_USE' } },
])('$name: every usual route does what it says', async ({ name, more }) => {
  const sample = (n: number) => ({ name: `N${n}`, is_active: true, ...more })
  await walkRoutes(apiRig(), name, { sample, change: { name: 'Changed' } })
})

it('types and models, which hang on others: every usual route does what it says', async () => {
  const api = apiRig()
  const category_id = await makeList(api, 'equipment_register_categories', {})
  const make_id = await makeList(api, 'equipment_register_makes', {})
  const change = { name: 'Changed' }
  const named = (n: number) => ({ name: `N${n}` })
  await walkRoutes(api, 'equipment_types', {
    sample: (n) => ({ ...named(n), category_id }),
    change,
  })
  await walkRoutes(api, 'equipment_models', { sample: (n) => ({ ...named(n), make_id }), change })
  const kept = await api.send('DELETE', `${C}/equipment_register_makes/${make_id}`)
  expect([kept.status, kept.call.failure]).toEqual([400, 'invalid-value'])
  const of = async (id: string) =>
    (await api.get(`${C}/equipment_register_models?filters[make_id]=${id}`)).json.data.length
  expect([(await of(make_id)) > 0, await of('5')]).toEqual([true, 0])
})

it('equipment: every usual route does what it says', async () => {
  const api = apiRig()
  await walkRoutes(api, 'equipment_register', { sample: await sampleOf(api) })
})

it('equipment is made unwrapped, shown in an envelope, and its ids are strings', async () => {
  const api = apiRig()
  const sample = (await sampleOf(api))(1)
  const made = await api.post(REGISTER, sample)
  expect(made).toMatchObject({
    status: 200,
    json: { data: { id: '3250001', equipment_id: 'EQ-1', category: { id: sample.category_id } } },
  })
  const twin = await api.post(REGISTER, sample)
  expect([twin.status, twin.json]).toEqual([
    422,
    { errors: { equipment_id: ['has already been taken'] } },
  ])
  expect((await api.post(REGISTER, {})).status).toBe(400)
  expect((await api.get('/rest/v2.1/companies/4001/equipment_register/3250001')).json.data.id).toBe(
    '3250001',
  )
  expect((await api.get(REGISTER)).headers['per-page']).toBe('10')
  expect((await api.get(`${REGISTER}?view=ids`)).json.data).toEqual([{ id: '3250001' }])
})

it('many are changed by a body that is a list, and deleted by their ids: all or none', async () => {
  const api = apiRig()
  const sample = await sampleOf(api)
  const ids: string[] = []
  for (const n of [1, 2]) ids.push((await api.post(REGISTER, sample(n))).json.data.id)
  const changed = await api.patch(
    REGISTER,
    ids.map((id) => ({ id, year: 2020 })),
  )
  expect(changed.json.data.map((each: { year: number }) => each.year)).toEqual([2020, 2020])
  const count = async (query = '') => (await api.get(`${REGISTER}?${query}`)).json.data.length
  expect(await count('filters[year]=2020')).toBe(2)
  const some = [{ id: ids[0], year: 2021 }, { id: '5' }]
  expect((await api.patch(REGISTER, some)).status).toBe(404)
  expect(await count('filters[year]=2021')).toBe(0)
  const remove = (all: unknown) => api.send('DELETE', REGISTER, { body: { ids: all } })
  expect((await remove([ids[0], '5'])).status).toBe(404)
  expect(await count()).toBe(2)
  expect((await remove(ids)).json).toEqual({ data: { ids } })
  expect(await count()).toBe(0)
  expect((await remove('all')).json).toEqual({ errors: { ids: ['required'] } })
})

coversRoutesOf(
  'equipment_categories',
  'equipment_types',
  'equipment_makes',
  'equipment_models',
  'equipment_statuses',
  'equipment_register',
)
