import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkResource } from '../../../test/walk-resource.ts'

const P = '/rest/v1.0/projects/5001'
const C = '/rest/v1.0/companies/4001'
const INCIDENTS = `${P}/incidents`
const BIN = `${P}/recycle_bin/incidents`
const BIN11 = '/rest/v1.1/projects/5001/recycle_bin/incidents'

const make = async (api: ApiRig, incident: object = { title: 'Fall' }) =>
  (await api.post(INCIDENTS, { incident })).json
const show = async (api: ApiRig, id: number) => (await api.get(`${INCIDENTS}/${id}`)).json
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

const RECORDS = [
  {
    name: 'injuries',
    wrapper: 'injury',
    count: 'records_count',
    more: { filing_type: 'first_aid' },
  },
  { name: 'near_misses', wrapper: 'near_miss', count: 'records_count', more: {} },
  {
    name: 'property_damages',
    wrapper: 'property_damage',
    count: 'records_count',
    more: { estimated_cost_impact: 5 },
  },
  {
    name: 'environmentals',
    wrapper: 'environmental',
    count: 'records_count',
    more: { quantity_value: 2.5 },
  },
  {
    name: 'actions',
    wrapper: 'incident_action',
    count: 'actions_count',
    more: { action_type_id: 0 },
  },
  {
    name: 'witness_statements',
    wrapper: 'witness_statement',
    count: 'witness_statements_count',
    more: { witness_id: 7002 },
  },
]
/** The types have their ids from the first call that needs them. */
const sampleOf = async (api: ApiRig, more: object) => {
  const { json } = await api.get(`${C}/incidents/action_types`)
  return 'action_type_id' in more ? { action_type_id: json[0].id } : more
}

it('an incident needs nothing, is numbered, and goes to the bin and back', async () => {
  const api = apiRig()
  const id = await walkResource(api, {
    ...{ path: INCIDENTS, wrapper: 'incident', bin: { path: BIN } },
    ...{ sample: {}, change: { title: 'Fall', recordable: true } },
  })
  expect(await show(api, id)).toMatchObject({ number: 1, status: 'open', private: false })
  expect((await make(api)).number).toBe(2)
})

it('a closed incident is opened before it is changed or deleted', async () => {
  const api = apiRig()
  const { id } = await make(api)
  const change = (incident: object) => api.patch(`${INCIDENTS}/${id}`, { incident })
  await change({ status: 'closed' })
  expect((await change({ title: 'Slip' })).status).toBe(422)
  expect((await api.send('DELETE', `${INCIDENTS}/${id}`)).status).toBe(422)
  expect((await change({ status: 'open', title: 'Slip' })).status).toBe(200)
  expect((await api.send('DELETE', `${INCIDENTS}/${id}`)).status).toBe(204)
})

it('nothing has happened in the future', async () => {
  const api = apiRig()
  const at = async (event_date: string) =>
    (await api.post(INCIDENTS, { incident: { event_date } })).status
  expect([await at('2026-11-20T08:00:00Z'), await at('2026-11-20T08:00:01Z')]).toEqual([201, 422])
})

describe.each(RECORDS)('$name', ({ name, wrapper, count, more }) => {
  const path = `${INCIDENTS}/${name}`

  it('go to the bin and back, and are counted', async () => {
    const api = apiRig()
    const incident = await make(api)
    const sample = { incident_id: incident.id, ...(await sampleOf(api, more)) }
    await walkResource(api, {
      ...{ path, wrapper, sample, bin: { path: `${BIN}/${name}` } },
      change: name === 'witness_statements' ? { statement: 'I saw' } : { description: 'So' },
    })
    expect((await show(api, incident.id))[count]).toBe(1)
    const second = await api.post(path, { [wrapper]: sample })
    expect(second.json.full_number).toBe('1-2')
    expect((await show(api, incident.id))[count]).toBe(2)
    await api.send('DELETE', `${path}/${second.json.id}`)
    expect((await show(api, incident.id))[count]).toBe(1)
  })

  it('hang below an incident of the project, and are listed by it', async () => {
    const api = apiRig()
    const sample = await sampleOf(api, more)
    const [a, b] = [await make(api), await make(api)]
    const post = (input: object) => api.post(path, { [wrapper]: input })
    const first = (await post({ incident_id: a.id, ...sample })).json
    const second = (await post({ incident_id: b.id, ...sample })).json
    expect((await post(sample)).json.errors).toEqual({ incident_id: ['required'] })
    expect((await post({ ...sample, incident_id: 5 })).json.errors).toEqual({
      incident_id: ['is invalid'],
    })
    expect(idsOf((await api.get(path)).json)).toEqual([first.id, second.id])
    expect(idsOf((await api.get(`${path}?incident_id=${b.id}`)).json)).toEqual([second.id])
    expect((await api.get(`${path}/${first.id}?incident_id=${b.id}`)).status).toBe(404)
  })

  it('are closed with their incident, and stay in the bin while it is there', async () => {
    const api = apiRig()
    const { id } = await make(api)
    const sample = { incident_id: id, ...(await sampleOf(api, more)) }
    const one = (await api.post(path, { [wrapper]: sample })).json
    await api.send('DELETE', `${path}/${one.id}`)
    const restore = `${BIN}/${name}/${one.id}/restore`
    await api.send('DELETE', `${INCIDENTS}/${id}`)
    expect((await api.patch(restore, {})).call.failure).toBe('business-rule')
    await api.patch(`${BIN}/${id}/restore`, {})
    expect((await api.patch(restore, {})).status).toBe(200)
    await api.patch(`${INCIDENTS}/${id}`, { incident: { status: 'closed' } })
    expect((await api.post(path, { [wrapper]: sample })).status).toBe(422)
    expect((await api.patch(`${path}/${one.id}`, { [wrapper]: {} })).status).toBe(422)
    expect((await api.send('DELETE', `${path}/${one.id}`)).status).toBe(422)
  })
})

it('what hangs below a private incident is as private, until somebody is told of it', async () => {
  const api = apiRig()
  const { id: incident_id } = await make(api, { private: true })
  const path = `${INCIDENTS}/near_misses`
  const { id } = (await api.post(path, { near_miss: { incident_id } })).json
  const seen = async (as: string) => [
    idsOf((await api.get(path, { as })).json),
    (await api.get(`${path}/${id}`, { as })).status,
    (await api.get(`${path}?incident_id=${incident_id}`, { as })).status,
  ]
  expect(await seen('user-7001')).toEqual([[id], 200, 200])
  expect(await seen('user-7003')).toEqual([[], 404, 404])
  const total = async () => (await api.get(path, { as: 'user-7003' })).headers['total']
  expect(await total()).toBe('0')
  const incident = { distribution_member_ids: [7003] }
  await api.patch(`${INCIDENTS}/${incident_id}`, { incident })
  expect(await seen('user-7003')).toEqual([[id], 200, 200])
  expect(await total()).toBe('1')
})

it.each(['actions', 'witness_statements'])('the bin of %s has a version 1.1', async (name) => {
  const api = apiRig()
  const { wrapper = '', more = {} } = RECORDS.find((each) => each.name === name) ?? {}
  const { id: incident_id } = await make(api)
  const input = { incident_id, ...(await sampleOf(api, more)) }
  const { id } = (await api.post(`${INCIDENTS}/${name}`, { [wrapper]: input })).json
  await api.send('DELETE', `${INCIDENTS}/${name}/${id}`)
  expect(idsOf((await api.get(`${BIN11}/${name}?incident_id=${incident_id}`)).json)).toEqual([id])
  expect((await api.get(`${BIN11}/${name}/${id}`)).json.id).toBe(id)
  expect((await api.patch(`${BIN11}/${name}/${id}/restore`, {})).status).toBe(200)
  expect((await api.patch(`${BIN11}/${name}/${id}/restore`, {})).status).toBe(404)
})

it('the options of every filter are the values in use', async () => {
  const api = apiRig()
  const first = async (path: string) => (await api.get(`${C}/${path}`)).json[0].id
  const vendor = (
    await api.post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'Bolts' } })
  ).json.id
  const { id: incident_id } = await make(api, {
    assignee_ids: [7002],
    hazard_id: await first('hazards'),
    contributing_behavior_id: await first('contributing_behaviors'),
    contributing_condition_id: await first('contributing_conditions'),
  })
  const place = {
    incident_id,
    affected_company_id: vendor,
    work_activity_id: await first('incidents/work_activities'),
  }
  const person = {
    ...place,
    affected_person_id: 7003,
    affected_party_id: 7002,
    harm_source_id: await first('incidents/harm_sources'),
  }
  const inputs = {
    injuries: [
      'injury',
      {
        ...person,
        filing_type: 'fatality',
        affliction_type_id: await first('incidents/affliction_types'),
        body_part_ids: [await first('incidents/body_parts')],
      },
    ],
    near_misses: ['near_miss', person],
    property_damages: ['property_damage', { ...place, responsible_company_id: vendor }],
    environmentals: [
      'environmental',
      { ...place, environmental_type_id: await first('incidents/environmental_types') },
    ],
  } as const
  for (const [name, [wrapper, input]] of Object.entries(inputs)) {
    const made = await api.post(`${INCIDENTS}/${name}`, { [wrapper]: input })
    expect(made.status, made.text).toBe(201)
  }
  const values = async (path: string) =>
    (await api.get(`${INCIDENTS}/${path}`)).json.map(({ value }: { value: unknown }) => value)
  const want: Record<string, unknown[]> = {
    'filter_options/assignees': ['Parker Mason'],
    'filter_options/hazards': ['Falls'],
    'filter_options/contributing_behaviors': ['Inattention'],
    'filter_options/contributing_conditions': ['Housekeeping'],
    'filter_options/locations': [],
    'filter_options/statuses': ['open'],
    'injuries/filter_options/affected_body_parts': ['Head'],
    'injuries/filter_options/affliction_types': ['Abrasion'],
    'injuries/filter_options/filing_types': ['fatality'],
    'property_damages/filter_options/responsible_companies': ['Bolts'],
    'environmentals/filter_options/environmental_types': ['Air Emission'],
  }
  for (const name of Object.keys(inputs)) {
    want[`${name}/filter_options/affected_companies`] = ['Bolts']
    want[`${name}/filter_options/work_activities`] = ['Excavation']
    want[`${name}/filter_options/managed_equipment`] = []
  }
  for (const name of ['injuries', 'near_misses']) {
    want[`${name}/filter_options/affected_parties`] = ['Parker Mason']
    want[`${name}/filter_options/affected_persons`] = ['Vivian Ewer']
    want[`${name}/filter_options/harm_sources`] = ['Chemical']
  }
  for (const [path, all] of Object.entries(want))
    expect([path, await values(path)]).toEqual([path, all])
})

it('a project may begin its incidents as private, and tell the same people of each', async () => {
  const api = apiRig()
  const path = `${INCIDENTS}/configuration`
  expect((await api.get(path)).json).toEqual({
    project_id: 5001,
    private_by_default: false,
    default_distribution: [],
  })
  const configuration = { private_by_default: true, default_distribution_ids: [7003] }
  expect((await api.patch(path, { configuration }, { as: 'user-7002' })).status).toBe(403)
  expect((await api.patch(path, { configuration })).json).toMatchObject({
    private_by_default: true,
    default_distribution: [{ id: 7003 }],
  })
  expect((await api.patch(path, {})).json.errors).toEqual({ configuration: ['required'] })
  const made = await make(api)
  expect(made).toMatchObject({ private: true, distribution_members: [{ id: 7003 }] })
  const status = async (as: string) => (await api.get(`${INCIDENTS}/${made.id}`, { as })).status
  expect([await status('user-7003'), await status('user-7002')]).toEqual([200, 404])
  expect((await make(api, { private: false })).private).toBe(false)
})

it.each([
  ['hazards', 'hazard'],
  ['contributing_behaviors', 'contributing_behavior'],
  ['contributing_conditions', 'contributing_condition'],
  ['incidents/action_types', 'action_type'],
  ['incidents/affliction_types', 'affliction_type'],
  ['incidents/harm_sources', 'harm_source'],
  ['incidents/work_activities', 'work_activity'],
])(
  '%s: a company has some from the start, adds its own, and switches many at once',
  async (name, wrapper) => {
    const api = apiRig()
    const path = `${C}/${name}`
    const given = (await api.get(path)).json
    expect(given[0]).toMatchObject({ active: true, global: true })
    const { json } = await api.post(path, { [wrapper]: { name: 'Other' } })
    expect(json).toMatchObject({ global: false, active: true })
    expect((await api.post(path, { [wrapper]: { name: 'other' } })).status).toBe(422)
    expect((await api.post(path, { [wrapper]: { name: 'B' } }, { as: 'user-7002' })).status).toBe(
      403,
    )
    const change = await api.patch(`${path}/${json.id}`, { [wrapper]: { name: 'Another' } })
    expect(change.json.name).toBe('Another')
    expect((await api.get(`${path}/${json.id}`)).json.name).toBe('Another')
    const bulk = (ids: unknown) =>
      api.patch(`${path}/bulk_update`, { [wrapper]: { ids, active: false } })
    expect((await bulk([given[0].id, 5])).status).toBe(422)
    expect((await api.get(`${path}?filters[active]=true`)).json).toHaveLength(given.length + 1)
    expect(idsOf((await bulk([given[0].id, json.id])).json)).toEqual([given[0].id, json.id])
    expect((await api.get(`${path}?filters[active]=true`)).json).toHaveLength(given.length - 1)
    expect((await bulk(undefined)).json.errors).toEqual({ ids: ['required'] })
    expect((await api.send('DELETE', `${path}/${json.id}`)).status).toBe(204)
  },
)

it('a hazard that an incident names is kept', async () => {
  const api = apiRig()
  const [hazard] = (await api.get(`${C}/hazards`)).json
  await make(api, { hazard_id: hazard.id })
  expect((await api.send('DELETE', `${C}/hazards/${hazard.id}`)).status).toBe(422)
})

it('severities and filing types are there, and are bound to each other', async () => {
  const api = apiRig()
  const levels = `${C}/incidents/severity_levels`
  const types = `${C}/incidents/injury_filing_types`
  const [first, second] = (await api.get(levels)).json
  expect(first).toMatchObject({
    name: 'Insignificant',
    procore_default_name: 'insignificant',
    order: 0,
  })
  const renamed = await api.patch(`${levels}/${first.id}`, { severity_level: { name: 'Slight' } })
  expect(renamed.json.name).toBe('Slight')
  const twin = { severity_level: { name: 'Slight' } }
  expect((await api.patch(`${levels}/${second.id}`, twin)).status).toBe(422)
  const [type] = (await api.get(types)).json
  const bind = (severity_level_id: number) =>
    api.patch(`${types}/${type.id}`, { filing_type: { severity_level_id } })
  expect((await bind(5)).status).toBe(400)
  expect((await bind(first.id)).json.severity_level).toMatchObject({ name: 'Slight' })
  expect((await api.get(`${types}/${type.id}`)).json.severity_level.id).toBe(first.id)
  expect((await api.get(`${levels}/${first.id}`)).status).toBe(200)
})

it.each([
  ['statuses', { label: 'Open', value: 'open' }],
  ['filing_types', { label: 'First Aid', value: 'first_aid' }],
  ['affected_body_parts', { label: 'Head', value: 'head' }],
  ['units_of_measure', { label: 'Liter', value: 'liter' }],
])('%s are words with labels', async (name, word) => {
  expect((await apiRig().get(`${C}/incidents/${name}`)).json).toContainEqual(word)
})

coversRoutesOf(
  'incidents',
  'incident_injuries',
  'incident_near_misses',
  'incident_property_damages',
  'incident_environmentals',
  'incident_actions',
  'incident_witness_statements',
  'incident_configurations',
  'incident_words',
  'hazards',
  'contributing_behaviors',
  'contributing_conditions',
  'action_types',
  'affliction_types',
  'harm_sources',
  'work_activities',
  'environmental_types',
  'body_parts',
  'severity_levels',
  'injury_filing_types',
)
