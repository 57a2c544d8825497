import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const P = '/rest/v1.0/projects/5001/submittals'
const P11 = '/rest/v1.1/projects/5001/submittals'
const C = '/rest/v1.0/companies/4001'
const PM = 7002
const ARCHITECT = 7011
const SUB = 7012

const make = (api: ApiRig, more: object = {}) =>
  api.post(P11, { submittal: { number: '7', title: 'Mix', submittal_manager_id: PM, ...more } })
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)
const steps = (...ids: number[][]) => ids.map((step) => step.map((user_id) => ({ user_id })))

const statusId = async (api: ApiRig, name: string) =>
  (await api.get(`${C}/submittal_statuses`)).json.find(
    (each: { name: string }) => each.name === name,
  ).id
const responseId = async (api: ApiRig, name: string) =>
  (await api.get('/rest/v1.0/submittal_responses?project_id=5001')).json.find(
    (each: { name: string }) => each.name === name,
  ).id

describe('the review', () => {
  const reviewed = async (api: ApiRig, workflow_data: object = steps([ARCHITECT, SUB], [PM])) => {
    const { json } = await make(api, { workflow_data })
    const approverOf = (user: number) =>
      json.approvers.find((each: { user: { id: number } }) => each.user.id === user).id
    const respond = async (user: number, more: object = {}, as = 'user-7001') =>
      api.patch(
        `/rest/v1.0/submittal_approvers/${approverOf(user)}?project_id=5001&submittal_id=${json.id}`,
        {
          submittal_approver: { submittal_response_id: await responseId(api, 'Approved'), ...more },
        },
        { as },
      )
    const court = async () => idsOf((await api.get(`${P}/${json.id}`)).json.ball_in_court)
    return { id: json.id, json, respond, court }
  }

  it('goes step by step, and ends with the manager', async () => {
    const api = apiRig()
    const { id, json, respond, court } = await reviewed(api)
    expect(json.approvers[0]).toMatchObject({ sent_date: '2026-11-20', due_date: '2026-12-04' })
    expect(json.approvers[2]).toMatchObject({ sent_date: null, workflow_group_number: 2 })
    expect(await court()).toEqual([ARCHITECT, SUB])
    const response = await respond(ARCHITECT, { comment: 'Fine.' })
    expect(response.json).toMatchObject([{ comment: 'Fine.', returned_date: '2026-11-20' }])
    expect(await court()).toEqual([SUB])
    await respond(SUB)
    expect(await court()).toEqual([PM])
    expect((await respond(PM, {}, 'user-7002')).status).toBe(200)
    const done = (await api.get(`${P11}/${id}`)).json
    expect([idsOf(done.ball_in_court), done.status.name]).toEqual([[PM], 'Open'])
    expect(done.approvers[2].response).toMatchObject({ name: 'Approved', considered: 'approved' })
  })

  it('waits only for those whose response is required', async () => {
    const api = apiRig()
    const step = [{ user_id: ARCHITECT }, { user_id: SUB, response_required: false }]
    const { respond, court } = await reviewed(api, [step, [{ user_id: PM }]])
    await respond(ARCHITECT)
    expect(await court()).toEqual([PM])
  })

  it('goes on with somebody else when it is forwarded', async () => {
    const api = apiRig()
    const { id, respond, court } = await reviewed(api, steps([ARCHITECT], [PM]))
    const forward_to = { user_id: SUB, due_date: '2026-12-24' }
    const forwarded = await responseId(api, 'Forwarded for Review')
    await respond(ARCHITECT, { submittal_response_id: forwarded, forward_to })
    expect(await court()).toEqual([SUB])
    const { approvers } = (await api.get(`${P}/${id}`)).json
    await respond(PM)
    expect(await court()).toEqual([SUB])
    expect(approvers.at(-1)).toMatchObject({ due_date: '2026-12-24', workflow_group_number: 1 })
    expect(new Set(idsOf(approvers)).size).toBe(3)
  })

  it('refuses who is not asked, who is not asked yet, and what is no response', async () => {
    const api = apiRig()
    const { id, respond } = await reviewed(api)
    expect((await respond(ARCHITECT, {}, 'user-7002')).call.failure).toBe('permission-too-low')
    expect((await respond(PM)).call.failure).toBe('business-rule')
    expect((await respond(ARCHITECT, { submittal_response_id: 5 })).status).toBe(400)
    expect((await respond(ARCHITECT, { submittal_response_id: null })).json.errors).toEqual({
      submittal_response_id: ['required'],
    })
    const nobody = { forward_to: { user_id: 5 } }
    expect((await respond(ARCHITECT, nobody)).status).toBe(422)
    const path = (approver: number | string) =>
      `/rest/v1.0/submittal_approvers/${approver}?project_id=5001`
    expect((await api.patch(`${path(1)}&submittal_id=${id}`, {})).status).toBe(404)
    expect((await api.patch(path(1), {})).status).toBe(400)
    await api.patch(`${P}/${id}`, { submittal: { status_id: await statusId(api, 'Closed') } })
    expect((await respond(ARCHITECT)).status).toBe(422)
  })

  it('is shown as steps and approvers', async () => {
    const api = apiRig()
    const { id, json } = await reviewed(api)
    for (const path of [P, P11]) {
      const data = (await api.get(`${path}/${id}/workflow_data`)).json
      expect(
        data.steps.map(({ approver_ids }: { approver_ids: number[] }) => approver_ids),
      ).toEqual([idsOf(json.approvers.slice(0, 2)), [json.approvers[2].id]])
      expect(data.approvers[0]).toMatchObject({ name: 'Test Architect', response_required: true })
    }
  })

  it('has only approvers who are somebody', async () => {
    const { status, json } = await make(apiRig(), { workflow_data: steps([5]) })
    expect([status, Object.keys(json.errors)]).toEqual([422, ['workflow_data']])
  })
})

describe('statuses', () => {
  it.each([
    ['Open', 'Closed', 200],
    ['Open', 'Draft', 422],
    ['Draft', 'Open', 200],
    ['Draft', 'Closed', 200],
    ['Closed', 'Open', 200],
    ['Closed', 'Draft', 422],
  ])('%s to %s is answered %i', async (from, to, want) => {
    const api = apiRig()
    const { json } = await make(api, { status_id: await statusId(api, from) })
    const step = await api.patch(`${P}/${json.id}`, {
      submittal: { status_id: await statusId(api, to) },
    })
    expect(step.status).toBe(want)
    if (want === 422) expect(Object.keys(step.json.errors)).toEqual(['status_id'])
  })

  it('a closed submittal is nobody’s turn, and says since when', async () => {
    const api = apiRig()
    const { json } = await make(api, { status_id: await statusId(api, 'Draft') })
    expect(idsOf(json.ball_in_court)).toEqual([PM])
    const set = async (name: string) =>
      (await api.patch(`${P}/${json.id}`, { submittal: { status_id: await statusId(api, name) } }))
        .json
    expect(await set('Closed')).toMatchObject({
      closed_at: '2026-11-20T08:00:00Z',
      ball_in_court: [],
    })
    expect(await set('Open')).toMatchObject({ closed_at: null, ball_in_court: [{ id: PM }] })
  })

  it.each(['Open', 'Draft'])('the first one is assumed: %s', async (first) => {
    const api = apiRig({ assumptions: { 'submittal-first-status': first } })
    expect((await make(api)).json.status.name).toBe(first)
  })

  it('closing and distributing closes, and remembers who was told what', async () => {
    const api = apiRig()
    const { json } = await make(api, { workflow_data: steps([ARCHITECT]) })
    const path = `/rest/v1.0/projects/5001/submittal_logs/${json.id}/close_and_distribute`
    const open = await statusId(api, 'Open')
    expect((await api.patch(path, { submittal_log_status_id: open })).status).toBe(400)
    expect((await api.patch(path, { recipient_ids: [5] })).status).toBe(400)
    const told = await api.patch(path, { message: 'Done.', recipient_ids: [7003] })
    expect(told.json).toMatchObject({ message: 'Done.', distributed_to: [{ id: 7003 }] })
    const after = (await api.get(`${P}/${json.id}`)).json
    expect(after).toMatchObject({
      status: { name: 'Closed' },
      distributed_at: '2026-11-20T08:00:00Z',
      last_distributed_submittal: { distributed_by: { id: 7001 } },
    })
  })
})

describe('numbers and revisions', () => {
  it('a number is taken once for each revision', async () => {
    const api = apiRig()
    await make(api)
    const twin = await make(api)
    expect([twin.status, twin.json.errors]).toEqual([422, { number: ['has already been taken'] }])
    expect((await make(api, { revision: '1' })).status).toBe(201)
  })

  it('a new revision of a submittal takes its place', async () => {
    const api = apiRig()
    const first = (await make(api)).json
    const second = (await make(api, { source_submittal_log_id: first.id })).json
    expect(second).toMatchObject({ revision: '1', current_revision: true, formatted_number: '7' })
    expect((await api.get(`${P}/${first.id}`)).json.current_revision).toBe(false)
    for (const path of [P, P11]) {
      expect(idsOf((await api.get(`${path}/${second.id}/revisions`)).json)).toEqual([
        first.id,
        second.id,
      ])
    }
    const current = await api.get(`${P}?filters[current_revision]=true&filters[number][]=7`)
    expect(idsOf(current.json)).toEqual([second.id])
    expect((await make(api, { source_submittal_log_id: 5 })).status).toBe(422)
  })

  it('the next number is free, and a number can be asked for', async () => {
    const api = apiRig()
    await make(api)
    for (const path of [P, P11]) {
      expect((await api.get(`${path}/next_available_number`)).json).toEqual({ next_number: '8' })
      expect((await api.get(`${path}/next_available_number/3`)).json).toEqual({ next_number: '1' })
    }
    const check = async (query: string) => (await api.get(`${P11}/check_number?${query}`)).json
    expect(await check('number=7')).toMatchObject({ number_available: false, next_number: '8' })
    expect(await check('number=7&revision=1')).toMatchObject({ number_available: true })
  })

  it('a submittal without a number is refused', async () => {
    const { status, json } = await apiRig().post(P, { submittal: { title: 'Mix' } })
    expect([status, json.errors]).toEqual([400, { number: ['required'] }])
  })
})

it('lists are filtered by people, responses, words and dates; filters[status] is ignored', async () => {
  const api = apiRig()
  const { json } = await make(api, {
    workflow_data: steps([ARCHITECT]),
    type: 'Sample',
    required_on_site_date: '2027-01-02',
  })
  const found = async (query: string) =>
    idsOf((await api.get(`${P}?${query}`)).json).includes(json.id)
  const total = async (query: string) => (await api.get(`${P}?${query}`)).json.length
  for (const query of [
    `filters[approver_id][]=${ARCHITECT}`,
    `filters[ball_in_court_id]=${ARCHITECT}`,
    `filters[status_id][]=${json.status.id}`,
    'filters[type][]=Sample',
    'filters[query]=mix',
    'filters[required_on_site_date]=2027-01-01...2027-01-31',
    `filters[submittal_manager_id][]=${PM}`,
  ]) {
    expect(await found(query), query).toBe(true)
  }
  expect(await total(`filters[approver_id][]=${SUB}`)).toBe(0)
  expect(await total('filters[status]=Closed')).toBe(2)
  expect(json.type).toMatchObject({ name: 'Sample', translated_name: 'Sample' })
})

it('the options of every filter are listed, with where they are', async () => {
  const api = apiRig()
  await make(api, { workflow_data: steps([ARCHITECT]), lead_time: 3 })
  const index = (await api.get(`${P}/filter_options`)).json
  expect(index).toHaveLength(33)
  const options: Record<string, unknown[]> = {}
  for (const { key, endpoint } of index) options[key] = (await api.get(endpoint)).json
  expect(options).toMatchObject({
    approver_id: [{ key: ARCHITECT, value: 'Test Architect' }],
    number: [{ value: '1' }, { value: '7' }],
    status_id: [{ value: 'Open' }],
    lead_time: [{ key: 3 }],
    unpackaged: [],
  })
})

it('the older shape shows the same submittals', async () => {
  const api = apiRig()
  const { json } = await make(api, { workflow_data: steps([ARCHITECT]), received_from_id: SUB })
  const logs = '/rest/v1.0/submittal_logs'
  const rows = (await api.get(`${logs}?project_id=5001`)).json
  expect(rows.find(({ id }: { id: number }) => id === json.id)).toMatchObject({
    status: 'Open',
    closed: false,
    responses: [{ response: null }],
    ball_in_court: [{ id: ARCHITECT }],
  })
  expect((await api.get(`${logs}/${json.id}?project_id=5001`)).json).toMatchObject({
    received_from: { login_id: SUB },
    approvers: [{ login_information: { id: ARCHITECT } }],
  })
})

it('a deleted submittal is in both bins, and v2.0 lists what is there', async () => {
  const api = apiRig()
  const { json } = await make(api)
  expect((await api.get(`${P11}/${json.id}`)).status).toBe(200)
  const v2 = '/rest/v2.0/companies/4001/projects/5001/submittals'
  expect((await api.get(v2)).json.data).toHaveLength(2)
  expect((await api.send('DELETE', `${P11}/${json.id}`)).status).toBe(200)
  expect((await api.send('DELETE', `${P11}/${json.id}`)).status).toBe(404)
  for (const path of [P, P11]) {
    expect(idsOf((await api.get(`${path}/recycle_bin`)).json)).toEqual([json.id])
    expect(idsOf((await api.get(path)).json)).not.toContain(json.id)
  }
})

it('v1.0 and v1.1 write alike', async () => {
  const api = apiRig()
  const made = await api.post(P, { submittal: { number: '9' } })
  expect(made.status).toBe(201)
  for (const path of [P, P11]) {
    const { json } = await api.patch(`${path}/${made.json.id}`, { submittal: { title: path } })
    expect(json.title).toBe(path)
  }
})

it('responses are the company’s: nine to begin with, and one name once', async () => {
  const api = apiRig()
  const path = '/rest/v1.0/projects/5001/submittal_responses'
  expect((await api.get(path)).json).toHaveLength(9)
  const submittal_response = { name: 'With Comments', considered: 'approved as noted' }
  const made = await api.post(path, { submittal_response })
  expect(made).toMatchObject({ status: 201, json: submittal_response })
  expect((await api.post(path, { submittal_response })).status).toBe(422)
  const maybe = { submittal_response: { name: 'Maybe', considered: 'maybe' } }
  expect((await api.post(path, maybe)).json.errors).toEqual({ considered: ['is invalid'] })
  expect((await api.get('/rest/v1.0/projects/5003/submittal_responses')).json).toHaveLength(10)
})

it('statuses and types are there from the start, for each company its own', async () => {
  const api = apiRig()
  const names = async (path: string, company = 4001) =>
    (await api.get(`/rest/v1.0/companies/${company}/${path}`, { company })).json.map(
      (each: { name: string }) => each.name,
    )
  expect(await names('submittal_statuses')).toEqual(['Draft', 'Open', 'Closed'])
  expect(await names('submittal_types')).toContain('Shop Drawing')
  expect(await names('submittal_types', 598_134_325_779_301)).toHaveLength(10)
  expect(await names('submittal_types')).toHaveLength(10)
  expect((await api.get('/rest/v1.0/projects/5001/submittal_packages')).json).toEqual([])
})

coversRoutesOf(
  'submittals',
  'submittal_statuses',
  'submittal_types',
  'submittal_responses',
  'submittal_packages',
)
