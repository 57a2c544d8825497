import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { WORKFLOW_STATUSES, WORKFLOW_STEPS } from './punch-workflow.ts'

const ITEMS = '/rest/v1.0/punch_items'
const P = '/rest/v1.0/projects/5001'
const V2 = '/rest/v2.0/companies/4001/projects/5001/punch_list'
const Q = 'project_id=5001'
const DAY_MS = 86_400_000

const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)
const make = (api: ApiRig, more: object = {}, path = ITEMS) =>
  api.post(path, {
    project_id: 5001,
    punch_item: { name: 'Scratch', punch_item_manager_id: 7002, final_approver_id: 7011, ...more },
  })
const change = (api: ApiRig, id: number, punch_item: object, path = ITEMS) =>
  api.patch(`${path}/${id}`, { project_id: 5001, punch_item })
const show = async (api: ApiRig, id: number) => (await api.get(`${ITEMS}/${id}?${Q}`)).json
const assign = { login_information_ids: [7003, 7012] }

describe('the workflow', () => {
  const pairs = WORKFLOW_STATUSES.flatMap((from) =>
    WORKFLOW_STATUSES.map((to) => [from, to] as const),
  )

  it('takes the steps that there are, and no others', async () => {
    const api = apiRig()
    for (const [from, to] of pairs) {
      const { json } = await make(api, { ...assign, workflow_status: from })
      expect(json.workflow_status).toBe(from)
      const step = await change(api, json.id, { workflow_status: to })
      const isAllowed = from === to || WORKFLOW_STEPS[from]?.includes(to)
      expect([from, to, step.status]).toEqual([from, to, isAllowed ? 200 : 422])
      if (!isAllowed) expect(Object.keys(step.json.errors)).toEqual(['workflow_status'])
    }
  })

  it.each([
    ['draft', 'Pending', [7001]],
    ['initiated', 'Open', [7002]],
    ['work_required', 'Open', [7003, 7012]],
    ['in_dispute', 'Open', [7002]],
    ['ready_for_review', 'Open', [7002]],
    ['work_not_accepted', 'Open', [7003, 7012]],
    ['ready_to_close', 'Open', [7011]],
    ['not_accepted_by_creator', 'Open', [7002]],
    ['closed', 'Closed', []],
  ])('%s is %s, and the turn of %o', async (workflow_status, status, court) => {
    const { json } = await make(apiRig(), { ...assign, workflow_status })
    expect([json.status, idsOf(json.ball_in_court)]).toEqual([status, court])
  })

  it('follows what the assignees say: done by all, or disputed by one', async () => {
    const api = apiRig()
    const { json } = await make(api, assign)
    expect(json.workflow_status).toBe('work_required')
    const [mine, other] = json.assignments
    const respond = (assignment: { id: number }, approved: boolean, as = 'user-7001') =>
      api.patch(
        `${P}/punch_item_assignments/${assignment.id}`,
        { punch_item_assignment: { approved, comment: 'So.' } },
        { as },
      )
    expect((await respond(mine, true, 'user-7002')).call.failure).toBe('permission-too-low')
    expect((await respond(mine, true)).json).toMatchObject({
      status: 'resolved',
      comment: 'So.',
      responded_at: '2026-11-20T08:00:00Z',
    })
    const half = await show(api, json.id)
    expect([half.workflow_status, idsOf(half.ball_in_court)]).toEqual(['work_required', [7012]])
    await respond(other, false)
    expect((await show(api, json.id)).workflow_status).toBe('in_dispute')
    await respond(other, true)
    const done = await show(api, json.id)
    expect([done.workflow_status, idsOf(done.ball_in_court)]).toEqual(['ready_for_review', [7002]])
    expect(done.has_resolved_responses).toBe(true)
    const rejected = (await change(api, json.id, { workflow_status: 'work_not_accepted' })).json
    expect(idsOf(rejected.ball_in_court)).toEqual([7003, 7012])
    await change(api, json.id, { workflow_status: 'closed' })
    expect((await respond(mine, true)).status).toBe(422)
  })

  it('closing says who and when, and opening again asks the assignees', async () => {
    const api = apiRig()
    const { id } = (await make(api, assign)).json
    const closed = (await change(api, id, { status: 'Closed' })).json
    expect(closed).toMatchObject({ workflow_status: 'closed', closed_by: { id: 7001 } })
    expect((await change(api, id, { name: 'Dent' })).json.closed_at).toBe(closed.closed_at)
    const opened = (await change(api, id, { status: 'open' }, '/rest/v1.1/punch_items')).json
    expect(opened).toMatchObject({
      status: 'Open',
      workflow_status: 'work_required',
      closed_at: null,
    })
  })

  it('an item that is given to somebody needs work, and who leaves is not asked any more', async () => {
    const api = apiRig()
    const { id, workflow_status } = (await make(api)).json
    expect(workflow_status).toBe('initiated')
    const given = (await change(api, id, assign)).json
    expect(given.workflow_status).toBe('work_required')
    const fewer = (await change(api, id, { login_information_ids: [7012] })).json
    expect(fewer.assignments).toEqual([given.assignments[1]])
    const more = (await change(api, id, { login_information_ids: [7012, 7013] })).json
    expect(new Set(idsOf([...given.assignments, ...more.assignments])).size).toBe(3)
  })
})

it('an assignment is shown by its id, and is passed on to somebody else', async () => {
  const api = apiRig()
  const { json } = await make(api, assign)
  const path = `${P}/punch_item_assignments/${json.assignments[0].id}`
  expect((await api.get(path)).json).toMatchObject({ login_information_id: 7003, approved: false })
  const passed = await api.patch(path, { punch_item_assignment: { login_information_id: 7013 } })
  expect(passed.json.login_information).toMatchObject({ id: 7013 })
  expect(idsOf((await show(api, json.id)).assignees)).toEqual([7013, 7012])
  const nobody = await api.patch(path, { punch_item_assignment: { login_information_id: 5 } })
  expect(nobody.status).toBe(400)
  expect((await api.patch(path, {})).json.errors).toEqual({ punch_item_assignment: ['required'] })
  expect((await api.get(`${P}/punch_item_assignments/5`)).status).toBe(404)
})

it('an open item is overdue the day after it was due', async () => {
  const api = apiRig()
  const { id } = (await make(api, { due: '2026-11-20' })).json
  const status = async () => [
    (await show(api, id)).status,
    (await api.get(`${ITEMS}?${Q}&filters[status]=open`)).json[0].status,
  ]
  expect(await status()).toEqual(['Open', 'Open'])
  api.clock.advance(DAY_MS)
  expect(await status()).toEqual(['Overdue', 'Overdue'])
  expect((await change(api, id, { status: 'Closed' })).json.status).toBe('Closed')
})

it('a private item is its people’s and the Admins’', async () => {
  const api = apiRig()
  const { id } = (await make(api, { private: true, login_information_ids: [7012] })).json
  const sees = async (as: string) => [
    (await api.get(`${ITEMS}/${id}?${Q}`, { as })).status,
    (await api.get(`${V2}/assignees`, { as })).json.data.length,
  ]
  expect(await sees('user-7002')).toEqual([200, 1])
  expect(await sees('user-7003')).toEqual([404, 0])
})

it('lists are filtered by status, people, words and type', async () => {
  const api = apiRig()
  const type = await api.post('/rest/v1.0/punch_item_types', {
    project_id: 5001,
    punch_item_type: { name: 'Paint' },
  })
  const a = (await make(api, { ...assign, punch_item_type_id: type.json.id })).json.id
  const b = (await make(api, { workflow_status: 'draft', priority: 'high', name: 'Dent' })).json.id
  const found = async (query: string) => idsOf((await api.get(`${ITEMS}?${Q}&${query}`)).json)
  expect(await found('filters[status]=open')).toEqual([a])
  expect(await found('filters[status]=Pending')).toEqual([b])
  expect(await found('filters[priority]=high')).toEqual([b])
  expect(await found('filters[query]=dent')).toEqual([b])
  expect(await found('filters[approver_login_information_id]=7011')).toEqual([a, b])
  expect(await found(`filters[punch_item_type_id]=${type.json.id}`)).toEqual([a])
  expect(await found('sort=name')).toEqual([b, a])
})

it.each(['/rest/v1.0/punch_items', '/rest/v1.1/punch_items'])(
  '%s: from the first mail to the bin',
  async (path) => {
    const api = apiRig()
    const { id } = (await make(api, assign, path)).json
    expect(idsOf((await api.get(`${path}?${Q}`)).json)).toEqual([id])
    expect((await api.get(`${path}/${id}?${Q}`)).json.position).toBe('1')
    expect((await change(api, id, { reference: 'A-1' }, path)).json.reference).toBe('A-1')
    for (const mail of ['send_unsent', 'send_all_unsent']) {
      expect((await api.post(`${path}/${mail}?${Q}`, { project_id: 5001 })).status).toBe(200)
    }
    expect((await show(api, id)).assignments[0].notified_at).toBe('2026-11-20T08:00:00Z')
    expect((await api.post(`${path}/${id}/send_email?${Q}`, { subject: 'S' })).status).toBe(200)
    expect((await api.post(`${path}/add_punch_item_attachments?${Q}&id=${id}`, {})).json).toEqual(
      [],
    )
    expect((await api.send('DELETE', `${path}/${id}?${Q}`)).status).toBe(200)
    expect(idsOf((await api.get(`${path}/recycle_bin?${Q}`)).json)).toEqual([id])
    expect((await api.get(`${path}/${id}?${Q}`)).status).toBe(404)
  },
)

it('comments are kept with the item', async () => {
  const api = apiRig()
  const { id } = (await make(api)).json
  const path = `${ITEMS}/${id}/comments?${Q}`
  expect((await api.post(path, { comment: { body: 'Soon.' } })).status).toBe(201)
  expect((await api.post(path, { comment: {} })).status).toBe(400)
  expect((await show(api, id)).comments).toMatchObject([{ body: 'Soon.', creator: { id: 7001 } }])
})

it('types are a project’s own', async () => {
  const api = apiRig()
  const path = '/rest/v1.0/punch_item_types'
  const body = (name: string) => ({ project_id: 5001, punch_item_type: { name } })
  const { json } = await api.post(path, body('Paint'))
  expect((await api.patch(`${path}/${json.id}`, body('Door'))).status).toBe(201)
  expect((await api.get(`${path}/${json.id}?${Q}`)).json.name).toBe('Door')
  expect((await api.get(`${path}?${Q}&filters[name][]=Door`)).json).toHaveLength(1)
  expect((await api.get(`${path}?project_id=5003`)).json).toEqual([])
  expect((await api.post(path, body(''))).json.errors).toEqual({ name: ['required'] })
  expect((await api.send('DELETE', `${path}/${json.id}?${Q}`)).status).toBe(200)
})

it('the values in use, and people to choose from', async () => {
  const api = apiRig()
  await make(api, { ...assign, status: 'Closed' })
  const names = async (path: string) => {
    const { json } = await api.get(path)
    return (json.data ?? json).map(
      (each: { name?: string; value?: string }) => each.name ?? each.value,
    )
  }
  expect(await names(`${V2}/assignees`)).toEqual(['Test Subcontractor', 'Vivian Ewer'])
  expect(await names(`${V2}/assignees?query=viv`)).toEqual(['Vivian Ewer'])
  expect(await names(`${V2}/closed_by_contacts`)).toEqual(['Avery Admin'])
  expect(await names(`${V2}/creators`)).toEqual(['Avery Admin'])
  expect(await names(`${V2}/final_approvers`)).toEqual(['Test Architect'])
  expect(await names(`${V2}/punch_item_managers`)).toEqual(['Parker Mason'])
  for (const list of ['ball_in_court', 'locations', 'trades', 'types', 'assignee_companies']) {
    expect(await names(`${V2}/${list}`)).toEqual([])
  }
  expect(await names(`${P}/punch_list/assignees`)).toHaveLength(2)
  expect(await names(`${P}/punch_list/vendors`)).toEqual([])
  expect(await names(`${P}/punch_list_read_user_options`)).toContain('Vivian Ewer')
  for (const list of [
    'punch_list_assignee_options',
    'available_punch_item_managers',
    'punch_list/available_final_approvers',
  ]) {
    expect(await names(`${P}/${list}`)).not.toContain('Vivian Ewer')
  }
  expect(await names(`/rest/v1.0/punch_list/default_distribution?${Q}`)).toEqual([])
})

coversRoutesOf('punch_items', 'punch_item_types')
