import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { STATUSES } from './observations.ts'

const BASE = '/rest/v1.0/observations'
const ITEMS = `${BASE}/items`
const P = '/rest/v1.0/projects/5001'
const Q = 'project_id=5001'
const TYPES = `${BASE}/types?${Q}&company_id=4001`

const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)
const make = async (api: ApiRig, more: object = {}) => {
  const type_id = (await api.get(TYPES)).json[0].id
  const observation = { name: 'Loose rail', type_id, ...more }
  return api.post(ITEMS, { project_id: 5001, observation })
}
const change = (api: ApiRig, id: number, observation: object, as = 'user-7001') =>
  api.patch(`${ITEMS}/${id}`, { project_id: 5001, observation }, { as })

it('an observation is made of a name and a type, numbered, and initiated', async () => {
  const api = apiRig()
  const made = await make(api)
  expect(made).toMatchObject({
    status: 201,
    json: { number: '1', status: 'initiated', type: { name: 'Deficiency', category: 'Quality' } },
  })
  const bare = await api.post(ITEMS, { project_id: 5001, observation: {} })
  expect([bare.status, bare.json.errors]).toEqual([
    400,
    { name: ['required'], type_id: ['required'] },
  ])
  const taken = await make(api, { number: '1' })
  expect([taken.status, taken.json.errors]).toEqual([422, { number: ['has already been taken'] }])
  expect((await api.get(`${ITEMS}/next_available_number?${Q}`)).json).toEqual({
    next_available_number: '2',
  })
})

describe('statuses', () => {
  const STEPS: Record<string, string[]> = {
    initiated: ['ready_for_review', 'closed'],
    ready_for_review: ['initiated', 'not_accepted', 'closed'],
    not_accepted: ['ready_for_review', 'closed'],
    closed: ['initiated'],
  }
  const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const))

  it.each(pairs)('%s to %s', async (from, to) => {
    const api = apiRig()
    const { id } = (await make(api, { status: from })).json
    const { status, json } = await change(api, id, { status: to })
    const isAllowed = from === to || STEPS[from]?.includes(to)
    expect(status).toBe(isAllowed ? 200 : 422)
    if (!isAllowed) expect(Object.keys(json.errors)).toEqual(['status'])
  })

  it('closing says when, and opening again forgets it', async () => {
    const api = apiRig()
    const { id } = (await make(api)).json
    expect((await change(api, id, { status: 'closed' })).json.closed_at).toBe(
      '2026-11-20T08:00:00Z',
    )
    expect((await change(api, id, { status: 'initiated' })).json.closed_at).toBe(null)
  })

  it('are filtered by their integers, and shown by their names', async () => {
    const api = apiRig()
    const ids: number[] = []
    for (const status of STATUSES) ids.push((await make(api, { status })).json.id)
    const found = async (query: string) => idsOf((await api.get(`${ITEMS}?${Q}&${query}`)).json)
    for (const at of STATUSES.keys()) {
      expect(await found(`filters[status][]=${at}`)).toEqual([ids[at]])
    }
    expect(await found('filters[status][]=0&filters[status][]=3')).toEqual([ids[0], ids[3]])
    expect(await found('filters[status]=4')).toEqual([])
    expect((await api.get(`${P}/observations/items/statuses`)).json[1]).toEqual({
      status: 'ready_for_review',
      label: 'Ready For Review',
    })
  })

  it('move with a response, which is refused together with its step', async () => {
    const api = apiRig()
    const { id } = (await make(api)).json
    const path = `${ITEMS}/${id}/response_logs`
    const respond = (status: string) =>
      api.post(path, { project_id: 5001, response_log: { comment: 'Fixed.' }, status })
    const made = await respond('ready_for_review')
    expect(made).toMatchObject({
      status: 201,
      json: { item_id: id, status: 'Ready For Review', created_by_name: 'Avery Admin' },
    })
    expect((await api.get(`${ITEMS}/${id}?${Q}`)).json.status).toBe('ready_for_review')
    expect((await respond('closed')).json.status).toBe('Closed')
    expect((await respond('not_accepted')).status).toBe(422)
    expect((await api.get(`${path}?${Q}`)).json).toHaveLength(2)
    expect((await api.get(`${P}/observations/response_logs`)).json).toHaveLength(2)
  })
})

it('a personal observation is its maker’s, its assignee’s and the Admins’', async () => {
  const api = apiRig()
  const { id } = (await make(api, { personal: true, assignee_id: 7002 })).json
  const sees = async (as: string) => [
    (await api.get(`${ITEMS}/${id}?${Q}`, { as })).status,
    (await api.get(`${ITEMS}?${Q}`, { as })).json.length,
  ]
  expect(await sees('user-7001')).toEqual([200, 1])
  expect(await sees('user-7002')).toEqual([200, 1])
  expect(await sees('user-7003')).toEqual([404, 0])
})

it('a closed one is kept; another is recycled, shown in the bin, and brought back', async () => {
  const api = apiRig()
  const { id } = (await make(api, { status: 'closed' })).json
  const path = `${P}/observations/items/${id}`
  const bin = `${P}/recycle_bin/observations/items`
  expect((await api.send('DELETE', path)).status).toBe(422)
  await change(api, id, { status: 'initiated' })
  expect((await api.send('DELETE', path)).status).toBe(204)
  expect((await api.send('DELETE', path)).status).toBe(404)
  expect((await api.get(bin)).json).toMatchObject([{ id, deleted_at: '2026-11-20T08:00:00Z' }])
  expect((await api.get(`${bin}/${id}`)).json.id).toBe(id)
  await make(api, { number: '1' })
  // Its number was given to another meanwhile.
  expect((await api.patch(`${bin}/${id}/restore`, {})).status).toBe(422)
  const other = (await api.get(`${ITEMS}?${Q}`)).json[0]
  await api.send('DELETE', `${P}/observations/items/${other.id}`)
  expect((await api.patch(`${bin}/${id}/restore`, {})).json).toMatchObject({ id, deleted_at: null })
  expect((await api.get(`${bin}/${id}`)).status).toBe(404)
})

it('types are of one of six categories, and stay while an observation is of them', async () => {
  const api = apiRig()
  expect((await api.get(`${BASE}/types?${Q}`)).json.errors).toEqual({ company_id: ['required'] })
  expect((await api.get('/rest/v1.0/companies/4001/observation_types')).json).toHaveLength(6)
  const types = `${P}/observation_types`
  const made = await api.post(types, {
    observation_type: { name: 'Noise', observations_category_id: 6 },
  })
  expect(made.json).toMatchObject({ category: 'Environmental', category_key: 'environmental' })
  const one = `${types}/${made.json.id}`
  const moved = await api.patch(one, { observation_type: { category: 'Work to Complete' } })
  expect(moved.json).toMatchObject({ category_id: 5, category_key: 'work_to_complete' })
  const observation = (await make(api, { type_id: made.json.id })).json
  expect((await api.send('DELETE', one)).status).toBe(400)
  await api.send('DELETE', `${P}/observations/items/${observation.id}`)
  expect((await api.send('DELETE', one)).status).toBe(200)
  expect((await api.get(`${types}?filters[active]=true`)).json).toHaveLength(6)
  const orphan = { observation_type: { name: 'X', parent_id: 5 } }
  expect((await api.post(types, orphan)).json.errors).toEqual({ parent_id: ['is invalid'] })
})

it('unsent ones are sent to their assignees once', async () => {
  const api = apiRig()
  const { id } = (await make(api, { assignee_id: 7002 })).json
  await make(api)
  const send = async () => (await api.post(`${ITEMS}/send_unsent`, { project_id: 5001 })).json
  expect(await send()).toMatchObject([{ id, date_notified: '2026-11-20' }])
  expect(await send()).toEqual([])
  expect((await api.post(`${ITEMS}/${id}/send_email?${Q}`, { subject: 'S' })).status).toBe(200)
  const pdf = (await api.get(`${ITEMS}/${id}/pdf?${Q}`)).json
  expect(pdf).toMatchObject({ id, pdf_url: expect.stringMatching(/\.pdf$/) })
})

it('people to choose from', async () => {
  const api = apiRig()
  const ids = async (path: string) => idsOf((await api.get(`${BASE}/${path}?${Q}`)).json)
  expect(await ids('assignees')).not.toContain(7003)
  expect(await ids('potential_distribution_members')).toContain(7003)
  expect(await ids('default_distribution')).toEqual([])
})

coversRoutesOf('observations', 'observation_types', 'observation_response_logs')
