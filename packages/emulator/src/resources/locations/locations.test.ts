import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const PATH = '/rest/v1.0/projects/5001/locations'
const BY_PATH = `${PATH}/find_or_create_by_path`
const names = async ({ get }: ApiRig, query = '') =>
  (await get(`${PATH}?${query}`)).json.map((each: { name: string }) => each.name)

/** Tower>Level 1>Room 101, Tower>Level 2 and Yard: ids 62001 to 62005. */
async function withTree() {
  const api = apiRig()
  await api.post(BY_PATH, { location: { path: ['Tower', 'Level 1', 'Room 101'] } })
  await api.post(BY_PATH, { location: { path: ['Tower', 'Level 2'] } })
  await api.post(BY_PATH, { location: { path: ['Yard'] } })
  return api
}

it('a path is made tier by tier, 201, and found again, 200, whatever its upper and lower case', async () => {
  const api = apiRig()
  const path = ['Tower', 'Level 2', 'Room 204']
  const made = await api.post(BY_PATH, { location: { path } })
  expect(made).toMatchObject({
    status: 201,
    json: { name: 'Tower>Level 2>Room 204', node_name: 'Room 204', parent_id: 62_002 },
  })
  const found = await api.post(BY_PATH, { location: { path: ['tower', 'LEVEL 2', 'room 204'] } })
  expect([found.status, found.json.id]).toEqual([200, made.json.id])
  const partly = await api.post(BY_PATH, { location: { path: ['Tower', 'Level 3'] } })
  expect([partly.status, partly.json.parent_id]).toEqual([201, 62_001])
  expect(await names(api)).toEqual([
    'Tower',
    'Tower>Level 2',
    'Tower>Level 2>Room 204',
    'Tower>Level 3',
  ])
})

it.each([
  { path: undefined, says: 'required' },
  { path: [], says: 'is invalid' },
  { path: ['Tower', ''], says: 'is invalid' },
  { path: [5], says: 'is invalid' },
  { path: Array.from({ length: 21 }, (_, at) => `T${at}`), says: 'is invalid' },
])('the path $path is refused, and nothing is made', async ({ path, says }) => {
  const api = apiRig()
  const { status, json } = await api.post(BY_PATH, { location: { path } })
  expect([status, json]).toEqual([400, { errors: { path: [says] } }])
  expect(await names(api)).toEqual([])
})

it('a location is made below another, and both addresses show it', async () => {
  const api = await withTree()
  const made = await api.post(PATH, {
    location: { node_name: 'Room 201', parent_id: 62_004, code: 'R201' },
  })
  expect(made).toMatchObject({
    status: 201,
    json: { id: 62_006, name: 'Tower>Level 2>Room 201', code: 'R201' },
  })
  expect((await api.get(`${PATH}/62006`)).json).toEqual(made.json)
  expect((await api.get('/rest/v1.0/locations/62006?project_id=5001')).json).toEqual(made.json)
  expect((await api.get('/rest/v1.0/locations?project_id=5001')).json).toHaveLength(6)
})

it('the old address takes a whole path', async () => {
  const api = await withTree()
  const location = { path: ['Tower', 'Level 3', 'Room 301'] }
  const made = await api.post('/rest/v1.0/locations', { project_id: 5001, location })
  expect([made.status, made.json.name]).toEqual([201, 'Tower>Level 3>Room 301'])
  const twin = await api.post('/rest/v1.0/locations', { project_id: 5001, location })
  expect([twin.status, twin.call.failure]).toEqual([409, 'duplicate-record'])
})

it('a new name, or another place, renames all that lies below', async () => {
  const api = await withTree()
  await api.patch(`${PATH}/62001`, { location: { node_name: 'Tower A' } })
  expect((await api.get(`${PATH}/62003`)).json.name).toBe('Tower A>Level 1>Room 101')
  const moved = { project_id: 5001, location: { parent_id: 62_005 } }
  await api.patch('/rest/v1.0/locations/62002', moved)
  expect((await api.get(`${PATH}/62003`)).json.name).toBe('Yard>Level 1>Room 101')
  await api.patch(`${PATH}/62002`, { location: { parent_id: null } })
  expect((await api.get(`${PATH}/62003`)).json.name).toBe('Level 1>Room 101')
})

it.each([
  { rule: 'below itself', parent_id: 62_001 },
  { rule: 'below what lies below it', parent_id: 62_003 },
  { rule: 'below a location that there is not', parent_id: 9 },
])('a location cannot be put $rule', async ({ parent_id }) => {
  const api = await withTree()
  const { status, call, json } = await api.patch(`${PATH}/62001`, { location: { parent_id } })
  expect([status, call.failure, Object.keys(json.errors)]).toEqual([
    422,
    'business-rule',
    ['parent_id'],
  ])
  expect((await api.get(`${PATH}/62001`)).json.parent_id).toBe(null)
})

it('a location of another project is no parent', async () => {
  const api = await withTree()
  const location = { node_name: 'Pier', parent_id: 62_001 }
  const { status } = await api.post('/rest/v1.0/projects/5002/locations', { location })
  expect(status).toBe(422)
})

it('deleting a location takes what lies below it: 200 at v1.0, 204 at v1.1', async () => {
  const api = await withTree()
  expect((await api.send('DELETE', `${PATH}/62001`)).status).toBe(200)
  expect(await names(api)).toEqual(['Yard'])
  const v11 = await api.send('DELETE', '/rest/v1.1/projects/5001/locations/62005')
  expect([v11.status, v11.text]).toEqual([204, ''])
  const { json } = await api.post(PATH, { location: { node_name: 'Shed' } })
  const old = `/rest/v1.0/locations/${json.id}?project_id=5001`
  expect((await api.send('DELETE', old)).status).toBe(200)
  expect(await names(api)).toEqual([])
})

it.each([
  { query: 'filters[superlocations_for]=62003', want: ['Tower', 'Tower>Level 1'] },
  { query: 'filters[superlocations_for]=nobody', want: [] },
  {
    query: 'filters[sublocations_for]=62001',
    want: ['Tower>Level 1', 'Tower>Level 1>Room 101', 'Tower>Level 2'],
  },
  { query: 'filters[depth_range]=0', want: ['Tower', 'Yard'] },
  { query: 'filters[depth_range]=1...2&filters[search]=room', want: ['Tower>Level 1>Room 101'] },
  { query: 'filters[parent_id]=62001', want: ['Tower>Level 1', 'Tower>Level 2'] },
  {
    query: 'sort=-name&filters[depth_range]=0...1',
    want: ['Yard', 'Tower>Level 2', 'Tower>Level 1', 'Tower'],
  },
])('$query', async ({ query, want }) => {
  expect(await names(await withTree(), query)).toEqual(want)
})

it('only an Admin makes locations one by one; a path may come from a Standard user', async () => {
  const api = apiRig()
  const as = 'user-7002'
  const alone = await api.post(PATH, { location: { node_name: 'A' } }, { as })
  expect(alone.call.failure).toBe('permission-too-low')
  expect((await api.post(BY_PATH, { location: { path: ['A'] } }, { as })).status).toBe(201)
  expect(
    (await api.post(BY_PATH, { location: { path: ['B'] } }, { as: 'user-7003' })).call.failure,
  ).toBe('permission-too-low')
})

coversRoutesOf('locations')
