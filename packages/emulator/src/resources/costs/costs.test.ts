import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const CODES = '/rest/v1.0/cost_codes'
const STANDARD = '/rest/v1.0/standard_cost_codes'
const UOMS = '/rest/v1.0/companies/4001/uoms'

const makeList = async ({ post }: ApiRig, name = 'L') => {
  const standard_cost_code_list = { name }
  const path = '/rest/v1.0/standard_cost_code_lists'
  return (await post(path, { company_id: 4001, standard_cost_code_list })).json.id as number
}

const makeCode = ({ post }: ApiRig, code: string, parent_id: number | null = null, more = {}) =>
  post(CODES, { project_id: 5001, cost_code: { name: `N${code}`, code, parent_id }, ...more })

it.each([
  { name: 'cost_codes', sample: (n: number) => ({ name: `C${n}`, code: `${n}` }) },
  { name: 'sub_jobs', sample: (n: number) => ({ name: `S${n}`, code: `${n}` }) },
  { name: 'standard_cost_code_lists', sample: (n: number) => ({ name: `L${n}` }) },
  {
    name: 'line_item_types',
    sample: (n: number) => ({ name: `T${n}`, csv_import_code: `${n}`, base_type: 'labor' }),
    change: { base_type: 'other' },
  },
  {
    name: 'tax_types',
    sample: (n: number) => ({ name: `T${n}` }),
    change: { description: 'Changed' },
  },
])('$name: every usual route does what it says', async ({ name, sample, change }) => {
  await walkRoutes(apiRig(), name, { sample, change: change ?? { name: 'Changed' } })
})

it('tax codes: every usual route does what it says', async () => {
  const sample = (n: number) => ({ code: `T${n}`, rate1: 8.25 })
  await walkRoutes(apiRig(), 'tax_codes', { sample, change: { archived: true } })
})

it('uoms: every usual route does what it says', async () => {
  const sample = (n: number) => ({ name: `u${n}`, uom_category_id: 3 })
  await walkRoutes(apiRig(), 'uoms', { sample, change: { name: 'Changed' } })
})

it('standard cost codes: every usual route does what it says', async () => {
  const api = apiRig()
  const standard_cost_code_list_id = await makeList(api)
  await walkRoutes(api, 'standard_cost_codes', {
    sample: (n) => ({ name: `S${n}`, code: `${n}` }),
    change: { name: 'Changed' },
    scope: { standard_cost_code_list_id },
  })
})

it('a full code leads down from the top, and a code that changes changes those below it', async () => {
  const api = apiRig()
  const top = await makeCode(api, '01')
  const middle = await makeCode(api, '010', top.json.id)
  const low = await makeCode(api, '5', middle.json.id)
  expect(low.json).toMatchObject({
    full_code: '01-010-5',
    sortable_code: '01-010-5',
    parent: { id: middle.json.id },
    biller: 'Sandbox Test Project',
    biller_id: 5001,
    biller_type: 'Project',
  })
  const cost_code = { code: '02' }
  await api.patch(`${CODES}/${top.json.id}`, { project_id: 5001, cost_code })
  const listed = await api.get(`${CODES}?project_id=5001`)
  expect(listed.json.map((each: { full_code: string }) => each.full_code)).toEqual([
    '02',
    '02-010',
    '02-010-5',
  ])
  const refused = await api.patch(`${CODES}/${top.json.id}`, {
    project_id: 5001,
    cost_code: { parent_id: low.json.id },
  })
  expect([refused.status, refused.json]).toEqual([400, { errors: { parent_id: ['is invalid'] } }])
})

it('the same code may stand below another one, and not twice in one place', async () => {
  const api = apiRig()
  const top = await makeCode(api, '01')
  await makeCode(api, '1', top.json.id)
  expect((await makeCode(api, '1')).status).toBe(201)
  expect((await makeCode(api, '1', top.json.id)).json).toEqual({
    errors: { full_code: ['has already been taken'] },
  })
  expect((await makeCode(api, '2', 5)).json).toEqual({ errors: { parent_id: ['is invalid'] } })
})

it('cost codes are not below /projects, and are never deleted', async () => {
  const api = apiRig()
  const { id } = (await makeCode(api, '01')).json
  expect((await api.get('/rest/v1.0/projects/5001/cost_codes')).call.failure).toBe('route-unknown')
  const gone = await api.send('DELETE', `${CODES}/${id}?project_id=5001`)
  expect(gone.call.failure).toBe('route-unknown')
})

it('a sub job has codes of its own, and stays while it has', async () => {
  const api = apiRig()
  const sub_job = { name: 'North wing', code: 'N' }
  const { id } = (await api.post('/rest/v1.0/sub_jobs', { project_id: 5001, sub_job })).json
  await makeCode(api, '01')
  const code = await makeCode(api, '01', null, { sub_job_id: id })
  expect(code.json).toMatchObject({ biller: 'North wing', biller_type: 'SubJob', sub_job_id: id })
  const count = async (query: string) => (await api.get(`${CODES}?${query}`)).json.length
  expect(await count('project_id=5001')).toBe(1)
  expect(await count(`project_id=5001&sub_job_id=${id}`)).toBe(1)
  expect((await api.get(`${CODES}?project_id=5001&sub_job_id=5`)).status).toBe(404)
  const kept = await api.send('DELETE', `/rest/v1.0/sub_jobs/${id}?project_id=5001`)
  expect(kept.call.failure).toBe('business-rule')
})

it('a list of standard cost codes is copied into a project, tiers and all, and once only', async () => {
  const api = apiRig()
  const standard_cost_code_list_id = await makeList(api)
  const scope = { company_id: 4001, standard_cost_code_list_id }
  const put = async (code: string, parent_id: number | null) => {
    const standard_cost_code = { name: `S${code}`, code, parent_id }
    return (await api.post(STANDARD, { ...scope, standard_cost_code })).json
  }
  const top = await put('03', null)
  const low = await put('300', top.id)
  expect(low.full_code).toBe('03-300')
  const body = { project_id: 5001, standard_cost_code_list_id }
  const copied = await api.post(`${CODES}/copy_from_standard_list`, body)
  expect(copied).toMatchObject({
    status: 201,
    json: [
      { full_code: '03', standard_cost_code_id: top.id },
      { full_code: '03-300', standard_cost_code_id: low.id },
    ],
  })
  const some = { ...body, standard_cost_code_ids: [top.id, low.id] }
  const again = await api.post(`${CODES}/copy_subset_from_standard_list`, some)
  expect([again.status, again.json.failures]).toEqual([207, ['03', '03-300']])
  const elsewhere = { ...some, project_id: 5002 }
  const fresh = await api.post(`${CODES}/copy_subset_from_standard_list`, elsewhere)
  expect([fresh.status, fresh.json.successes.length]).toEqual([201, 2])
  const none = { project_id: 5001, standard_cost_code_list_id: 5 }
  expect((await api.post(`${CODES}/copy_from_standard_list`, none)).status).toBe(400)
})

it('standard cost codes are refused without their list, but for a delete, which answers the code', async () => {
  const api = apiRig()
  const standard_cost_code_list_id = await makeList(api)
  const refused = await api.get(`${STANDARD}?company_id=4001`)
  expect([refused.status, refused.json]).toEqual([
    400,
    { errors: { standard_cost_code_list_id: ['required'] } },
  ])
  const standard_cost_code = { name: 'S', code: '1' }
  const scope = { company_id: 4001, standard_cost_code_list_id }
  const made = await api.post(STANDARD, { ...scope, standard_cost_code })
  const twin = await api.post(STANDARD, { ...scope, standard_cost_code })
  expect([twin.status, twin.call.failure]).toEqual([422, 'business-rule'])
  const gone = await api.send('DELETE', `${STANDARD}/${made.json.id}?company_id=4001`)
  expect(gone).toMatchObject({ status: 200, json: { id: made.json.id, full_code: '1' } })
  const other = await makeList(api, 'Other')
  const query = `company_id=4001&standard_cost_code_list_id=${other}`
  expect((await api.get(`${STANDARD}?${query}`)).json).toEqual([])
})

it('more than 1,000 standard cost codes in one sync are 413, and 1,000 are taken', async () => {
  const api = apiRig()
  const standard_cost_code_list_id = await makeList(api)
  const send = (count: number) => {
    const updates = Array.from({ length: count }, (_, n) => ({ name: 'N', code: `${n}` }))
    const body = { company_id: 4001, standard_cost_code_list_id, updates }
    return api.patch(`${STANDARD}/sync`, body)
  }
  expect((await send(1_001)).status).toBe(413)
  expect((await send(1_000)).json.entities).toHaveLength(1_000)
})

it('the sync of uoms deletes too, and says which ids are nobody’s', async () => {
  const api = apiRig()
  const make = async (name: string) =>
    (await api.post(UOMS, { uom: { name, uom_category_id: 1 } })).json
  const [kept, gone] = [await make('sf'), await make('sy')]
  expect(kept.uom_category).toEqual({ id: 1, name: 'Area' })
  const synced = await api.patch(`${UOMS}/sync`, {
    updates: [{ id: kept.id, name: 'ft2' }],
    deletes: [gone.id, 5],
  })
  expect(synced.json).toMatchObject({
    entities: [{ id: kept.id, name: 'ft2' }],
    errors: [{ id: 5, errors: { id: ['Entity with this ID not found'] } }],
  })
  expect((await api.get(UOMS)).json).toHaveLength(1)
  expect((await api.patch(`${UOMS}/sync`, { updates: [], deletes: 'x' })).status).toBe(422)
  const [category] = (await api.get('/rest/v1.0/companies/4001/uom_categories')).json
  expect(category).toEqual({ id: 1, name: 'Area' })
})

it('a unit of no category is refused: 400 when it is made, 422 when it is changed', async () => {
  const api = apiRig()
  const made = await api.post(UOMS, { uom: { name: 'm', uom_category_id: 99 } })
  expect([made.status, made.json]).toEqual([400, { errors: { uom_category_id: ['is invalid'] } }])
  const { id } = (await api.post(UOMS, { uom: { name: 'm', uom_category_id: 3 } })).json
  expect((await api.patch(`${UOMS}/${id}`, { uom: { uom_category_id: 99 } })).status).toBe(422)
})

coversRoutesOf(
  'cost_codes',
  'sub_jobs',
  'standard_cost_code_lists',
  'standard_cost_codes',
  'line_item_types',
  'tax_codes',
  'tax_types',
  'uoms',
)
