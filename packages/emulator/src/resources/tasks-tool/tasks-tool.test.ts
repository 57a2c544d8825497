import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkResource } from '../../../test/walk-resource.ts'
import { TASK_STATUSES } from './task-items.ts'

const ITEMS = '/rest/v1.0/task_items'
const V1 = '/rest/v1.0/companies/4001/projects/5001'
const V2 = '/rest/v2.0/companies/4001/projects/5001/task_items_project_distribution_members'
const Q = 'project_id=5001'

const make = async (api: ApiRig, more: object = {}) =>
  (await api.post(`${ITEMS}?${Q}`, { task_item: { title: 'Order doors', ...more } })).json
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

it('a task item is made, listed, changed and deleted', async () => {
  await walkResource(apiRig(), {
    ...{ path: ITEMS, wrapper: 'task_item', scope: Q },
    ...{ sample: { title: 'Order doors' }, change: { description: 'Oak' } },
  })
})

describe('statuses', () => {
  const STEPS: Record<string, string[]> = {
    initiated: ['in_progress', 'ready_for_review', 'closed', 'void'],
    in_progress: ['initiated', 'ready_for_review', 'closed', 'void'],
    ready_for_review: ['initiated', 'in_progress', 'closed', 'void'],
    closed: ['initiated', 'in_progress'],
    void: ['initiated'],
  }
  const pairs = TASK_STATUSES.flatMap((from) => TASK_STATUSES.map((to) => [from, to] as const))

  it.each(pairs)('%s to %s', async (from, to) => {
    const api = apiRig()
    const { id } = await make(api, { status: from })
    const { status, json } = await api.patch(`${ITEMS}/${id}?${Q}`, { task_item: { status: to } })
    expect(status).toBe(from === to || STEPS[from]?.includes(to) ? 200 : 422)
    if (status === 200) expect(json.closed_at !== null).toBe(to === 'closed')
  })

  it('move with a comment, which is refused together with its step', async () => {
    const api = apiRig()
    const { id } = await make(api, { status: 'void' })
    const path = `${V1}/task_item_comments`
    const comment = (status: string | undefined, task_item_id: number = id) =>
      api.post(path, { task_item_comment: { comment: 'So.', status, task_item_id } })
    expect((await comment('closed')).status).toBe(422)
    expect((await comment(undefined, 5)).status).toBe(422)
    expect((await comment(undefined)).json.status).toBe('void')
    const made = await comment('initiated')
    expect([made.status, made.json.status, made.json.created_by.id]).toEqual([
      201,
      'initiated',
      7001,
    ])
    const item = async () => (await api.get(`${ITEMS}/${id}?${Q}`)).json
    expect(await item()).toMatchObject({ status: 'initiated', comments_count: 2 })
    const one = `${path}/${made.json.id}`
    const edited = await api.patch(one, { task_item_comment: { comment: 'Well.' } })
    expect(edited.json).toMatchObject({ comment: 'Well.', task_item_id: id })
    expect((await api.get(`${path}?filters[task_item_id]=${id}`)).json).toHaveLength(2)
    expect((await api.send('DELETE', one)).json).toMatchObject({ id: made.json.id })
    expect((await item()).comments_count).toBe(1)
    expect((await api.send('DELETE', one)).status).toBe(404)
  })
})

it('one assignee is a list of one', async () => {
  const api = apiRig()
  const { id, assignees } = await make(api, { assigned_id: 7002 })
  expect(idsOf(assignees)).toEqual([7002])
  const change = async (task_item: object) =>
    (await api.patch(`${ITEMS}/${id}?${Q}`, { task_item })).json
  expect((await change({ assignee_ids: [7011, 7002] })).assigned).toMatchObject({ id: 7011 })
  expect((await change({ assigned_id: null })).assignees).toEqual([])
})

it('lists are filtered and sorted; current assignees are those of what the caller may see', async () => {
  const api = apiRig()
  const category = (await api.get(`${V1}/task_item_categories`)).json[3]
  const a = await make(api, { assignee_ids: [7002], task_item_category_id: category.id })
  const b = await make(api, { assignee_ids: [7011], private: true, title: 'Bolts' })
  const found = async (query: string) => idsOf((await api.get(`${ITEMS}?${Q}&${query}`)).json)
  expect(await found('filters[assigned_id]=7011')).toEqual([b.id])
  expect(await found(`filters[task_item_category_id]=${category.id}`)).toEqual([a.id])
  expect(await found('filters[status][]=initiated&sort=title')).toEqual([b.id, a.id])
  const current = async (as: string) =>
    idsOf((await api.get(`${ITEMS}/assignees/current?${Q}`, { as })).json)
  expect(await current('user-7001')).toEqual([7002, 7011])
  expect(await current('user-7003')).toEqual([7002])
  expect((await api.get(`${ITEMS}/${b.id}?${Q}`, { as: 'user-7003' })).status).toBe(404)
})

it('unsent items are sent once, to those who are asked', async () => {
  const api = apiRig()
  const { id } = await make(api, { assigned_id: 7002 })
  await make(api)
  const send = async () => (await api.post(`${ITEMS}/send_unsent?${Q}`, {})).json
  expect(await send()).toEqual([{ id }])
  expect(await send()).toEqual([])
})

it('categories, and people to choose from', async () => {
  const api = apiRig()
  expect((await api.get(`${V1}/task_item_categories`)).json).toHaveLength(7)
  const ids = (await api.get(`${V1}/task_item_categories?view=ids_only`)).json
  expect(Object.keys(ids[0])).toEqual(['id'])
  expect(idsOf((await api.get(`${ITEMS}/assignees?${Q}`)).json)).not.toContain(7003)
  expect((await api.get(`${V2}/options`)).json.data).toContainEqual({
    ...{ id: '7003', login: 'viewer@northside.example', name: 'Vivian Ewer' },
  })
  expect((await api.get(`${V2}/default`)).json).toEqual({ data: [] })
})

coversRoutesOf('task_items', 'task_item_comments', 'task_item_categories')
