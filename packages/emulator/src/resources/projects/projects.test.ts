import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'

const PROJECTS = '/rest/v1.0/projects'
const put = (project: object) => ({ company_id: 4001, project })

it('every usual route does what it says', async () => {
  await walkRoutes(apiRig(), 'projects', {
    sample: (n) => ({ name: `P${n}`, project_number: `${n}` }),
    change: { city: 'Vienna' },
    // The path names the project that is asked about, and nobody is in one that is not there.
    except: ({ operation }) => operation === 'show',
  })
})

it('a project is shown by its id, to those who are in it', async () => {
  const { get } = apiRig()
  const { json } = await get(`${PROJECTS}/5001?company_id=4001`)
  expect(json).toMatchObject({ id: 5001, display_name: '1234 - Sandbox Test Project' })
  expect((await get(`${PROJECTS}/5001?company_id=4001&view=minimal`)).json).toEqual({
    id: 5001,
    name: 'Sandbox Test Project',
    display_name: '1234 - Sandbox Test Project',
  })
})

it.each([
  { zone: 'Europe/Vienna', status: 201 },
  { zone: 'US/Pacific', status: 201 },
  { zone: 'UTC', status: 201 },
  { zone: 'Pacific Time (US & Canada)', status: 201 },
  { zone: 'europe/vienna', status: 422 },
  { zone: 'Pacific Time', status: 422 },
  { zone: '+01:00', status: 422 },
  { zone: 'Mars/Olympus', status: 422 },
])('the time zone $zone: $status', async ({ zone, status }) => {
  const { post } = apiRig()
  const made = await post(PROJECTS, put({ name: 'P', time_zone: zone }))
  expect(made.status).toBe(status)
  if (status === 422)
    expect(made.json).toEqual({ errors: { time_zone: ['is not included in the list'] } })
})

it.each([
  { query: 'filters[by_status]=Inactive', want: [5002] },
  { query: 'filters[by_status]=All', want: [5001, 5002, 5003] },
  { query: 'filters[project_number]=1234', want: [5001] },
  { query: 'filters[synced]=true', want: [5003] },
  { query: 'filters[origin_id]=erp-3', want: [5003] },
  { query: 'filters[name]=Private Tower', want: [5003] },
  { query: 'sort=-name', want: [5001, 5003, 5002] },
])('the list by $query', async ({ query, want }) => {
  const { get, patch } = apiRig()
  await patch(`${PROJECTS}/5002`, put({ active: false }))
  await patch(`${PROJECTS}/5003`, put({ origin_id: 'erp-3' }))
  for (const version of ['v1.0', 'v1.1']) {
    const { json } = await get(`/rest/${version}/projects?company_id=4001&${query}`)
    expect(json.map((each: { id: number }) => each.id)).toEqual(want)
  }
})

it('the views: ids alone, and names', async () => {
  const { get } = apiRig()
  const first = async (view: string) =>
    (await get(`/rest/v1.1/projects?company_id=4001&view=${view}`)).json[0]
  expect(await first('ids')).toEqual({ id: 5001 })
  expect(Object.keys(await first('compact'))).toEqual(['id', 'name', 'display_name'])
  expect(Object.keys(await first('normal')).length).toBeGreaterThan(20)
})

it('the portfolio has the address in a part of its own, and names for records', async () => {
  const { get, post, patch } = apiRig()
  const stage = { project_stage: { name: 'Bidding', category: 'pre_construction' } }
  const { json } = await post('/rest/v1.0/companies/4001/project_stages', stage)
  await patch(
    `${PROJECTS}/5001`,
    put({ address: '1 Quay', zip: '1010', project_stage_id: json.id }),
  )
  const [first] = (await get('/rest/v1.0/companies/4001/projects')).json
  expect(first).toMatchObject({
    id: 5001,
    address: { street: '1 Quay', zip: '1010', city: null },
    stage_name: 'Bidding',
    status_name: 'Active',
    open_items: [],
  })
  const shown = (await get(`${PROJECTS}/5001?company_id=4001`)).json
  expect([shown.stage, shown.project_stage]).toEqual(['Bidding', { id: json.id, name: 'Bidding' }])
})

it('a sync of projects keeps the good ones and names the bad one', async () => {
  const { patch } = apiRig()
  const { status, json } = await patch(`${PROJECTS}/sync`, {
    company_id: 4001,
    updates: [
      { name: 'A', origin_id: 'a', time_zone: 'Nowhere' },
      { name: 'B', origin_id: 'b' },
      { name: 'B2', origin_id: 'b' },
    ],
  })
  expect(status).toBe(200)
  expect(json.errors).toEqual([
    {
      name: 'A',
      origin_id: 'a',
      time_zone: 'Nowhere',
      errors: { time_zone: ['is not included in the list'] },
    },
  ])
  expect(json.entities.map((each: { name: string }) => each.name)).toEqual(['B', 'B2'])
  expect(json.entities[0].id).toBe(json.entities[1].id)
})

coversRoutesOf('projects')
