import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const P = '/rest/v1.0/projects/5001/rfis'
const P11 = '/rest/v1.1/projects/5001/rfis'
const RFI = {
  subject: 'Beam',
  question: { body: 'Which one?' },
  assignee_ids: [7002, 7003],
  rfi_manager_id: 7001,
}
const make = async (api: ApiRig, more: object = {}) =>
  (await api.post(P, { rfi: { ...RFI, ...more } })).json
const court = (rfi: { ball_in_courts: { id: number }[] }) => rfi.ball_in_courts.map(({ id }) => id)
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

describe('ball in court', () => {
  it('is the assignees’ until each whose response is required has answered, then the manager’s', async () => {
    const api = apiRig()
    const rfi = await make(api, { required_assignee_ids: [7002] })
    expect(court(rfi)).toEqual([7002, 7003])
    const reply = (as: string) =>
      api.post(`${P}/${rfi.id}/replies`, { reply: { body: 'So.' } }, { as })
    await reply('user-7003')
    // user-7003 is Read Only: nothing happened.
    expect(court((await api.get(`${P}/${rfi.id}`)).json)).toEqual([7002, 7003])
    expect((await reply('user-7002')).status).toBe(201)
    expect(court((await api.get(`${P}/${rfi.id}`)).json)).toEqual([7001])
    expect(idsOf((await api.get(`${P}?filters[ball_in_court_id]=7001`)).json)).toEqual([rfi.id])
  })

  it('waits for all when all have to answer', async () => {
    const api = apiRig()
    const rfi = await make(api)
    await api.post(`${P}/${rfi.id}/replies`, { reply: { body: 'So.' } }, { as: 'user-7002' })
    expect(court((await api.get(`${P}/${rfi.id}`)).json)).toEqual([7003])
  })

  it.each([P, P11])('is advanced to the manager, and back', async (path) => {
    const api = apiRig()
    const rfi = await make(api)
    const advance = async () =>
      court((await api.patch(`${path}/${rfi.id}/advance_ball_in_court`, {})).json)
    expect(await advance()).toEqual([7001])
    expect(await advance()).toEqual([7002, 7003])
  })

  it.each([P, P11])('is theirs to whom it is forwarded, who have to answer', async (path) => {
    const api = apiRig()
    const rfi = await make(api, { required_assignee_ids: [] })
    const forward = (forwardee_ids: unknown) =>
      api.patch(`${path}/${rfi.id}/forward_for_review`, { rfi: { forwardee_ids } })
    const forwarded = (await forward([7011])).json
    expect(court(forwarded)).toEqual([7011])
    expect(forwarded.assignees.at(-1)).toMatchObject({ id: 7011, response_required: true })
    expect((await forward([])).json).toEqual({ errors: { forwardee_ids: ['required'] } })
    expect((await forward([99])).json).toEqual({ errors: { forwardee_ids: ['is invalid'] } })
  })

  it('goes to new assignees, stays with those who had it, and is put where somebody says', async () => {
    const api = apiRig()
    const { id } = await make(api)
    const patch = async (rfi: object) => court((await api.patch(`${P}/${id}`, { rfi })).json)
    expect(await patch({ ball_in_court_id: 7003 })).toEqual([7003])
    expect(await patch({ assignee_ids: [7002, 7003, 7011] })).toEqual([7003, 7011])
    expect(await patch({ subject: 'Other' })).toEqual([7003, 7011])
  })
})

describe('statuses', () => {
  it('a draft is asked of nobody, is opened once, and is no draft again', async () => {
    const api = apiRig()
    const { assignee_ids: _none, ...unasked } = RFI
    const made = await api.post(P, { rfi: { ...unasked, draft: true } })
    expect([made.status, made.json.status, court(made.json)]).toEqual([201, 'draft', [7001]])
    const path = `${P}/${made.json.id}`
    const refused = async (rfi: object) => {
      const { status, json } = await api.patch(path, { rfi })
      return [status, json.errors]
    }
    expect(await refused({ accepted: true })).toEqual([400, { accepted: ['is invalid'] }])
    expect(await refused({ draft: false })).toEqual([400, { assignees: ['required'] }])
    expect((await api.post(`${path}/replies`, { reply: { body: 'x' } })).status).toBe(400)
    const opened = await api.patch(path, { rfi: { draft: false, assignee_ids: [7002] } })
    expect([opened.json.status, court(opened.json)]).toEqual(['open', [7002]])
    expect(await refused({ draft: true })).toEqual([400, { draft: ['is invalid'] }])
  })

  it('a closed RFI is nobody’s turn, and is answered only where that is assumed', async () => {
    for (const [answer, want] of [
      ['refused', 400],
      ['taken', 201],
    ] as const) {
      const api = apiRig({ assumptions: { 'reply-to-closed-rfi': answer } })
      const { id } = await make(api)
      const closed = (await api.patch(`${P}/${id}`, { rfi: { accepted: true } })).json
      expect([closed.status, court(closed)]).toEqual(['closed', []])
      const reply = await api.post(`${P}/${id}/replies`, { reply: { body: 'Late.' } })
      expect(reply.status).toBe(want)
      expect((await api.get(`${P}/${id}`)).json.status).toBe('closed')
    }
  })

  it('an impact has one of five statuses', async () => {
    const api = apiRig()
    const impact = (status: string) =>
      api.post(P, { rfi: { ...RFI, cost_impact: { status, value: 5 } } })
    expect((await impact('yes_known')).json.cost_impact).toEqual({ status: 'yes_known', value: 5 })
    expect((await impact('perhaps')).json).toEqual({ errors: { cost_impact: ['is invalid'] } })
  })
})

it('a private RFI is there for its people and for Admins, in lists, options and by its id', async () => {
  const api = apiRig()
  const { id } = await make(api, { private: true, assignee_ids: [7011] })
  const seen = async (as: string) => [
    (await api.get(`${P}/${id}`, { as })).status,
    idsOf((await api.get(P, { as })).json).includes(id),
    (await api.get(`${P}/filter_options/rfi_manager_id`, { as })).json.length,
  ]
  expect(await seen('user-7001')).toEqual([200, true, 2])
  expect(await seen('user-7003')).toEqual([404, false, 1])
  await api.patch(`${P}/${id}`, { rfi: { distribution_ids: [7003] } })
  expect(await seen('user-7003')).toEqual([200, true, 2])
})

it('what hangs below a private RFI is as private, and a deleted one stays so', async () => {
  const api = apiRig()
  const { id } = await make(api, { private: true, assignee_ids: [7011] })
  const replies = async (as: string) => (await api.get(`${P}/${id}/replies`, { as })).call.failure
  expect([await replies('user-7001'), await replies('user-7003')]).toEqual([
    null,
    'resource-hidden',
  ])
  await api.patch(`${P}/${id}/recycle`, {})
  const deleted = async (as: string) =>
    idsOf((await api.get(`${P}?filters[include_deleted]=only`, { as })).json)
  expect([await deleted('user-7001'), await deleted('user-7003')]).toEqual([[id], []])
})

it('a batch changes many, adds and removes people, and changes none when one is refused', async () => {
  const api = apiRig()
  const [a, b] = [await make(api), await make(api)]
  const item = { add_required_assignee_ids: [7011], remove_assignee_ids: [7003] }
  const changed = await api.patch(P, {
    data: [
      { id: String(a.id), ...item },
      { id: b.id, subject: 'Slab', add_distribution_ids: [7003] },
    ],
  })
  expect(changed.json[0].assignees.map((each: object) => Object.values(each))).toEqual([
    [7002, 'pm@northside.example', 'Parker Mason', true],
    [7011, 'architect@northside.example', 'Test Architect', true],
  ])
  expect(changed.json[1]).toMatchObject({ subject: 'Slab', distribution_list: [{ id: 7003 }] })
  const bad = await api.patch(P, {
    data: [
      { id: a.id, subject: 'Lost' },
      { id: b.id, add_assignee_ids: [1] },
    ],
  })
  expect([bad.status, bad.json.errors]).toEqual([400, { add_assignee_ids: ['is invalid'] }])
  expect((await api.get(`${P}/${a.id}`)).json.subject).toBe('Beam')
  const unknown = await api.patch(P, { data: [{ id: a.id, subject: 'Lost' }, { id: 1 }] })
  expect(unknown.status).toBe(404)
  expect((await api.get(`${P}/${a.id}`)).json.subject).toBe('Beam')
})

it('a recycled RFI is in the bin, and is retrieved from it', async () => {
  const api = apiRig()
  const { id } = await make(api)
  const bin = async () => idsOf((await api.get(`${P}/recycle_bin`)).json)
  expect((await api.patch(`${P}/${id}/recycle`, {}, { as: 'user-7002' })).status).toBe(403)
  expect((await api.patch(`${P}/${id}/recycle`, {})).status).toBe(200)
  expect([await bin(), (await api.get(`${P}/${id}`)).status]).toEqual([[id], 404])
  expect((await api.patch(`${P}/${id}/retrieve`, {})).status).toBe(200)
  expect([await bin(), (await api.get(`${P}/${id}`)).status]).toEqual([[], 200])
})

it.each([
  [
    'assigned_id',
    [
      [7011, 'Test Architect'],
      [7002, 'Parker Mason'],
      [7003, 'Vivian Ewer'],
    ],
  ],
  [
    'ball_in_court_id',
    [
      [7001, 'Avery Admin'],
      [7011, 'Test Architect'],
      [7002, 'Parker Mason'],
      [7003, 'Vivian Ewer'],
    ],
  ],
  [
    'rfi_manager_id',
    [
      [7001, 'Avery Admin'],
      [7002, 'Parker Mason'],
    ],
  ],
  ['received_from_login_information_id', [[7003, 'Vivian Ewer']]],
  ['responsible_contractor_id', [[10_001, 'Bolts']]],
  ['location_id', [[1, 'Deck']]],
  [
    'status',
    [
      ['draft', 'draft'],
      ['open', 'open'],
    ],
  ],
  ['cost_code_id', [[5, 5]]],
  ['sub_job_id', [[6, 6]]],
  ['prefix_stage_id', [[7, 7]]],
  ['priority', []],
])('filter_options/%s are the values in use', async (field, want) => {
  const api = apiRig()
  await api.post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'Bolts' } })
  const location = await api.post('/rest/v1.0/projects/5001/locations', {
    location: { node_name: 'Deck' },
  })
  await make(api, {
    received_from_login_information_id: 7003,
    responsible_contractor_id: 10_001,
    location_id: location.json.id,
    cost_code_id: 5,
    sub_job_id: 6,
    project_stage_id: 7,
  })
  await make(api, { draft: true })
  const { json } = await api.get(`${P}/filter_options/${field}`)
  const got = json.map(({ key, value }: { key: unknown; value: unknown }) => [key, value])
  const byId = want.map(([key, value]) => [field === 'location_id' ? location.json.id : key, value])
  expect(new Set(got.map(String))).toEqual(new Set(byId.map(String)))
})

it('the options of all filters are listed by where they are', async () => {
  const { json } = await apiRig().get(`${P}/filter_options`)
  expect(json).toMatchObject({ status: `${P}/filter_options/status` })
  expect(Object.keys(json)).toHaveLength(11)
})

it('whoever is Standard on RFIs can be asked; nobody is asked by default', async () => {
  const api = apiRig()
  for (const path of ['potential_assignees', 'potential_rfi_managers']) {
    const ids = idsOf((await api.get(`${P}/${path}`)).json)
    expect(ids).toContain(7002)
    expect(ids).not.toContain(7003)
    expect(ids).not.toContain(7004)
  }
  const { json } = await api.get(`${P}/potential_assignees?filters[search]=mason`)
  expect(json).toEqual([{ id: 7002, login: 'pm@northside.example', name: 'Parker Mason' }])
  expect((await api.get(`${P}/default_distribution`)).json).toEqual([])
})

it('v1.1 and the legacy form read and write the same RFIs', async () => {
  const api = apiRig()
  const { id } = await make(api)
  const query = 'project_id=5001'
  for (const path of [P11, `/rest/v1.0/rfis`]) {
    const at = (target: string) => (path === P11 ? target : `${target}?${query}`)
    expect(idsOf((await api.get(at(path))).json)).toContain(id)
    expect((await api.get(at(`${path}/${id}`))).json.id).toBe(id)
  }
  const legacy = await api.post('/rest/v1.0/rfis', { project_id: 5001, rfi: RFI })
  expect(legacy.status).toBe(201)
  const change = { project_id: 5001, rfi: { subject: 'Old' } }
  const changed = await api.patch(`/rest/v1.0/rfis/${legacy.json.id}`, change)
  expect(changed.json.title).toBe('Old')
})

it('replies are listed, made official and deleted', async () => {
  const api = apiRig()
  const { id } = await make(api)
  const replies = `${P}/${id}/replies`
  const made = await api.post(replies, { reply: { body: '<b>So</b>' } })
  const one = `${replies}/${made.json.id}`
  expect((await api.get(one)).json).toMatchObject({ plain_text_body: 'So', official: false })
  expect((await api.patch(one, { reply: { official: true } })).json.official).toBe(true)
  expect(idsOf((await api.get(replies)).json)).toEqual([made.json.id])
  expect((await api.get(`${P}/20001/replies/${made.json.id}`)).status).toBe(404)
  expect((await api.send('DELETE', one)).status).toBe(200)
  expect((await api.get(replies)).json).toEqual([])
})

coversRoutesOf('rfis', 'rfi_replies')
