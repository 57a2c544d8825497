import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { ISSUE_STATUSES, STATUS_STEPS } from './issue-workflow.ts'

const PATH = '/rest/v1.0/coordination_issues'
const V2 = '/rest/v2.0/companies/4001/projects/5001/coordination_issues'
const Q = 'project_id=5001'

const make = async (api: ApiRig, more: object = {}) =>
  (await api.post(PATH, { project_id: 5001, coordination_issue: { title: 'Duct', ...more } })).json
const change = (api: ApiRig, id: number, coordination_issue: object) =>
  api.patch(`${PATH}/${id}`, { project_id: 5001, coordination_issue })
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

it('an issue has a title and a number, is open, and goes to the bin and back', async () => {
  const api = apiRig()
  const { id, ...issue } = await make(api)
  expect(issue).toMatchObject({ issue_number: 1, status: 'open', creation_source: 'api' })
  const untitled = await api.post(PATH, { project_id: 5001, coordination_issue: {} })
  expect(untitled.json.errors).toEqual({ title: ['required'] })
  expect((await api.send('DELETE', `${PATH}/${id}?${Q}`)).status).toBe(204)
  expect((await api.get(`${PATH}/${id}?${Q}`)).status).toBe(404)
  expect(idsOf((await api.get(`${PATH}/recycle_bin?${Q}`)).json)).toEqual([id])
  expect((await api.get(`${PATH}/recycle_bin/${id}?${Q}`)).json.id).toBe(id)
  const restored = await api.patch(`${PATH}/recycle_bin/${id}`, { project_id: 5001 })
  expect([restored.status, restored.text]).toEqual([204, ''])
  expect((await api.get(`${PATH}/${id}?${Q}`)).json.deleted_at).toBe(null)
})

it('statuses take the steps that there are, and no others', async () => {
  const api = apiRig()
  for (const from of ISSUE_STATUSES) {
    for (const to of ISSUE_STATUSES) {
      const { id } = await make(api, { status: from })
      const { status, json } = await change(api, id, { status: to })
      const isAllowed = from === to || STATUS_STEPS[from]?.includes(to)
      expect([from, to, status]).toEqual([from, to, isAllowed ? 200 : 422])
      if (isAllowed) expect(json.closed_date).toBe(to === 'closed' ? '2026-11-20' : null)
    }
  }
})

it('what became an observation is not deleted', async () => {
  const api = apiRig()
  const { id } = await make(api, { status: 'moved_to_observation' })
  expect((await api.send('DELETE', `${PATH}/${id}?${Q}`)).status).toBe(422)
})

it('each change is remembered, and those of the status in a shape of their own', async () => {
  const api = apiRig()
  const { id } = await make(api)
  await change(api, id, { status: 'in_progress', priority: 'high' })
  await change(api, id, { status: 'closed' })
  await change(api, id, { title: 'Duct' })
  const history = (await api.get(`${PATH}/${id}/change_history?${Q}`)).json
  expect(
    history.map(({ column, old_value, new_value }: Record<string, unknown>) => [
      column,
      old_value,
      new_value,
    ]),
  ).toEqual([
    ['status', 'open', 'in_progress'],
    ['priority', null, 'high'],
    ['status', 'in_progress', 'closed'],
  ])
  const statuses = (await api.get(`${PATH}/${id}/status_changes?${Q}`)).json
  expect(statuses).toMatchObject([
    {
      coordination_issue_id: id,
      old_status: 'open',
      new_status: 'in_progress',
      created_by_id: 7001,
    },
    { old_status: 'in_progress', new_status: 'closed' },
  ])
})

it('an assignment says who it was and who it is', async () => {
  const api = apiRig()
  const { id } = await make(api, { assignee_id: 7002 })
  const assign = (assignee_id?: number) =>
    api.post(`${PATH}/${id}/assignments`, {
      project_id: 5001,
      coordination_issue_assignment: { assignee_id },
    })
  expect(await assign(7011)).toMatchObject({
    status: 201,
    json: { coordination_issue_id: id, old_assignee_id: 7002, new_assignee_id: 7011 },
  })
  expect((await assign(5)).status).toBe(400)
  expect((await assign()).json.errors).toEqual({ assignee_id: ['required'] })
})

it('RFIs are tied to an issue, and untied', async () => {
  const api = apiRig()
  const { id } = await make(api)
  const path = `${PATH}/${id}/procore_item_associations`
  const tie = (item_id: number, item_type = 'rfi') =>
    api.post(path, { project_id: 5001, procore_item: { item_id, item_type } })
  const rfi = (await api.get('/rest/v1.0/projects/5001/rfis')).json[0]
  expect((await tie(rfi.id)).json.linked_procore_items).toMatchObject([{ item_id: rfi.id }])
  expect((await tie(rfi.id)).json.linked_procore_items).toHaveLength(1)
  expect((await tie(5)).status).toBe(404)
  expect((await tie(rfi.id, 'punch_item')).status).toBe(400)
  const untie = () => api.send('DELETE', `${path}/${rfi.id}?${Q}&item_type=rfi`)
  expect((await untie()).status).toBe(204)
  expect((await untie()).status).toBe(404)
})

it('a sync makes and changes many, and says what is wrong with the bad one', async () => {
  const api = apiRig()
  const { id } = await make(api, { status: 'blocked' })
  const updates = [{ title: 'Pipe' }, { id, status: 'open' }, { id, title: 'Beam' }, { title: '' }]
  const { status, json } = await api.patch(`${PATH}/sync`, { project_id: 5001, updates })
  expect([status, json.entities.map(({ title }: { title: string }) => title)]).toEqual([
    200,
    ['Pipe', 'Beam'],
  ])
  expect(json.errors).toMatchObject([
    { id, errors: { status: ['Status cannot be changed in this way'] } },
    { errors: { title: ['required'] } },
  ])
})

it('many are deleted in one call, each for itself', async () => {
  const api = apiRig()
  const [a, b] = [await make(api), await make(api, { status: 'moved_to_observation' })]
  const remove = (deletes?: object[]) =>
    api.post(`${PATH}/bulk_delete`, { project_id: 5001, deletes })
  const { status, json, call } = await remove([{ id: a.id }, { id: b.id }, { id: 5 }])
  expect([status, json.entities, call.failure]).toEqual([
    200,
    [{ id: a.id }],
    'sync-items-rejected',
  ])
  expect(json.errors).toMatchObject([
    { id: b.id, errors: { base: ['Status cannot be changed in this way'] } },
    { id: 5, errors: { id: ['Entity with this ID not found'] } },
  ])
  expect((await remove()).json.errors).toEqual({ deletes: ['required'] })
  expect((await remove(Array.from({ length: 1_001 }, () => ({ id: 1 })))).status).toBe(413)
})

it('are counted by status, in all and by place', async () => {
  const api = apiRig()
  const deck = await api.post('/rest/v1.0/projects/5001/locations', {
    location: { node_name: 'Deck' },
  })
  await make(api, { location_id: deck.json.id })
  await make(api, { status: 'closed' })
  expect((await api.get(`${PATH}/status_total?${Q}`)).json).toMatchObject({
    open_count: 1,
    closed_count: 1,
    blocked_count: 0,
  })
  const groups = (await api.get(`${PATH}/status_count?${Q}&filters[group_by]=location`)).json
  expect(groups).toMatchObject([
    { group_id: deck.json.id, group_label: 'Deck', open_count: 1, closed_count: 0 },
    { group_id: null, closed_count: 1 },
  ])
})

it('lists are filtered, and the options of each filter are the values in use', async () => {
  const api = apiRig()
  const a = await make(api, { assignee_id: 7002, priority: 'high' })
  const b = await make(api, { status: 'blocked', due_date: '2026-12-01', creation_source: 'bim' })
  const found = async (query: string) => idsOf((await api.get(`${PATH}?${Q}&${query}`)).json)
  expect(await found('filters[assignee_id][]=7002')).toEqual([a.id])
  expect(await found(`filters[ids][]=${b.id}`)).toEqual([b.id])
  expect(await found('filters[status][]=blocked&filters[status][]=open')).toEqual([a.id, b.id])
  expect(await found('filters[due_date]=2026-12-01...2026-12-31')).toEqual([b.id])
  expect(await found('sort=-issue_number')).toEqual([b.id, a.id])
  const compact = (await api.get(`${PATH}?${Q}&view=compact`)).json
  expect(Object.keys(compact[0])).toHaveLength(7)
  const index = (await api.get(`${PATH}/filter_options?${Q}`)).json
  expect(index).toHaveLength(8)
  const options: Record<string, unknown[]> = {}
  for (const { key, endpoint } of index) options[key] = (await api.get(`${endpoint}?${Q}`)).json
  expect(options).toMatchObject({
    assignee_id: [{ key: 7002, value: 'Parker Mason' }],
    created_from: [{ value: 'api' }, { value: 'bim' }],
    status: [{ value: 'blocked' }, { value: 'open' }],
    watcher_id: [],
  })
  expect(idsOf((await api.get(`${PATH}/assignees?${Q}`)).json)).not.toContain(7003)
})

it('an origin is told whole', async () => {
  const api = apiRig()
  const origin = { title: 'Clash 1', origin_id: '1', origin_type: 'clash', deep_link_url: 'u' }
  expect((await make(api, { origin })).origin).toEqual(origin)
  const { title: _title, ...partly } = origin
  expect((await make(api, { origin: partly })).errors).toEqual({ origin: ['is invalid'] })
})

it('v2.0 serves the same issues: no wrapper to make one, a wrapper to change it', async () => {
  const api = apiRig()
  const made = await api.post(V2, { title: 'Duct', assignee_id: '7002' })
  expect(made).toMatchObject({ status: 201, json: { data: { assignee: { id: '7002' } } } })
  const one = `${V2}/${made.json.data.id}`
  const changed = await api.patch(one, { coordination_issue: { title: 'Pipe' } })
  expect(changed.json.data.title).toBe('Pipe')
  expect((await api.get(one)).json.data.issue_number).toBe(1)
  expect((await api.get(`${V2}?view=ids_only`)).json.data).toEqual([{ id: made.json.data.id }])
  expect((await api.send('DELETE', one)).status).toBe(200)
  expect((await api.get(one)).status).toBe(404)
})

coversRoutesOf('coordination_issues', 'coordination_issue_changes')
