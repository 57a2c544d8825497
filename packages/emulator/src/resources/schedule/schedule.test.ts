import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkResource } from '../../../test/walk-resource.ts'

const TASKS = '/rest/v1.0/tasks'
const TODOS = '/rest/v1.0/todos'
const ITEMS = '/rest/v1.0/projects/5001/schedule/calendar_items'
const Q = 'project_id=5001'
const TASK = { name: 'Pour', start: '2026-12-01T00:00:00Z', finish: '2026-12-03T00:00:00Z' }
const OLD_ITEM = {
  name: 'Call',
  start_datetime: '2026-12-01T08:00:00Z',
  finish_datetime: '2026-12-01T09:00:00Z',
}

const task = async (api: ApiRig, more: object = {}) =>
  (await api.post(TASKS, { project_id: 5001, task: { ...TASK, ...more } })).json
const show = async (api: ApiRig, id: number) => (await api.get(`${TASKS}/${id}?${Q}`)).json
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

it.each([
  {
    path: TASKS,
    ...{ wrapper: 'task', scope: Q, deleted: 200 },
    ...{ sample: TASK, change: { percentage: 40, milestone: true } },
  },
  {
    path: TODOS,
    ...{ wrapper: 'todo', scope: Q, deleted: 200, isListless: true },
    ...{ sample: OLD_ITEM, change: { percentage: 100 } },
  },
  {
    path: ITEMS,
    ...{ wrapper: 'calendar_item', deleted: 200 },
    ...{ sample: { name: 'Visit', start: '2026-12-01' }, change: { color: 'red' } },
  },
])('$path: from the first day to the last', async (walk) => {
  await walkResource(apiRig(), walk)
})

it.each([
  {
    path: TASKS,
    good: TASK,
    bad: { ...TASK, percentage: 101 },
    errors: { percentage: ['is invalid'] },
  },
  { path: TODOS, good: OLD_ITEM, bad: { ...OLD_ITEM, name: '' }, errors: { name: ['required'] } },
  {
    path: ITEMS,
    good: { name: 'Visit' },
    bad: { start: '2026-12-02', finish: '2026-12-01' },
    errors: { finish: ['is invalid'] },
  },
])(
  '$path/sync takes the good items, and says what is wrong with the bad one',
  async ({ path, good, bad, errors }) => {
    const api = apiRig()
    const sync = (updates: object[]) =>
      api.patch(`${path}/sync?${Q}`, { project_id: 5001, updates })
    const first = await sync([good, bad])
    expect([first.status, first.json.entities.length]).toEqual([200, 1])
    expect(first.json.errors).toEqual([{ ...bad, errors }])
    const { id } = first.json.entities[0]
    const again = await sync([{ id, name: 'Moved' }, { id: 1 }])
    expect(again.json.entities).toMatchObject([{ id, name: 'Moved' }])
    expect(again.json.errors).toEqual([
      { id: 1, errors: { id: ['Entity with this ID not found'] } },
    ])
  },
)

it('a task is synced by its origin_id', async () => {
  const api = apiRig()
  const sync = async (name: string) =>
    (
      await api.patch(`${TASKS}/sync`, {
        project_id: 5001,
        updates: [{ ...TASK, name, origin_id: 'p6-1' }],
      })
    ).json.entities[0]
  const made = await sync('Pour')
  expect(await sync('Pour again')).toMatchObject({ id: made.id, name: 'Pour again' })
})

describe('tasks', () => {
  it('eight of them are in the sandbox, in their order', async () => {
    const { json } = await apiRig().get(`${TASKS}?${Q}&sort=row_number`)
    expect(json).toHaveLength(8)
    expect(json[0]).toMatchObject({
      name: 'Mobilize',
      start_datetime: '2026-11-02T00:00:00Z',
      schedule_duration: 5,
    })
    const compact = (await apiRig().get(`${TASKS}?${Q}&view=compact`)).json[0]
    expect(Object.keys(compact)).toHaveLength(7)
  })

  it('end after they start', async () => {
    const backwards = { ...TASK, finish: '2026-11-01T00:00:00Z' }
    const { status, json } = await apiRig().post(TASKS, { project_id: 5001, task: backwards })
    expect([status, json.errors]).toEqual([400, { finish: ['is invalid'] }])
  })

  it('a date without a time is stored as null, and nobody is told', async () => {
    const { json, call } = await apiRig().post(TASKS, {
      project_id: 5001,
      task: { name: 'A', start: '2026-12-01' },
    })
    expect([json.start_datetime, call.failure]).toEqual([null, 'date-silently-dropped'])
  })

  it('stand below others, which know it, and never below themselves', async () => {
    const api = apiRig()
    const summary = await task(api)
    const child = await task(api, { parent_id: summary.id })
    const grandchild = await task(api, { parent_id: child.id })
    expect((await show(api, summary.id)).has_children).toBe(true)
    const put = (id: number, parent_id: number) =>
      api.patch(`${TASKS}/${id}`, { project_id: 5001, task: { parent_id } })
    expect((await put(summary.id, grandchild.id)).status).toBe(400)
    expect((await put(summary.id, summary.id)).status).toBe(400)
    expect((await put(summary.id, 5)).status).toBe(400)
    expect((await put(child.id, grandchild.id)).status).toBe(400)
    expect((await put(grandchild.id, summary.id)).status).toBe(200)
    expect((await show(api, child.id)).has_children).toBe(false)
    await api.send('DELETE', `${TASKS}/${child.id}?${Q}`)
    expect((await show(api, summary.id)).has_children).toBe(true)
    await api.send('DELETE', `${TASKS}/${grandchild.id}?${Q}`)
    expect((await show(api, summary.id)).has_children).toBe(false)
  })

  it('last as many days as lie between their ends, unless it is said', async () => {
    const api = apiRig()
    const { id, schedule_duration } = await task(api)
    expect(schedule_duration).toBe(3)
    const patch = async (more: object) =>
      (await api.patch(`${TASKS}/${id}`, { project_id: 5001, task: more })).json.schedule_duration
    expect(await patch({ finish: '2026-12-05T00:00:00Z' })).toBe(5)
    expect(await patch({ schedule_duration: 2.5 })).toBe(2.5)
    expect(await patch({ name: 'Pour more' })).toBe(2.5)
  })
})

it('calendar items are listed by the days that they touch, and by whom they are for', async () => {
  const api = apiRig()
  const make = async (start: string, finish: string, more: object = {}) =>
    (await api.post(ITEMS, { calendar_item: { name: start, start, finish, ...more } })).json.id
  const early = await make('2026-12-01', '2026-12-03', { assigned_id: 7002 })
  const late = await make('2026-12-10', '2026-12-12')
  const found = async (query: string) => idsOf((await api.get(`${ITEMS}?${query}`)).json)
  expect(await found('start_date=2026-12-03&finish_date=2026-12-09')).toEqual([early])
  expect(await found('start_date=2026-12-04')).toEqual([late])
  expect(await found('finish_date=2026-12-09')).toEqual([early])
  expect(await found('filters[assigned_id][]=7002')).toEqual([early])
  expect(await found('sort=-start_date')).toEqual([late, early])
  expect((await api.get(`${ITEMS}?view=ids_only`)).json).toEqual([{ id: early }, { id: late }])
})

it('a private calendar item is its maker’s and theirs to whom it is assigned', async () => {
  const api = apiRig()
  const item = { name: 'Talk', private: true, assigned_id: 7002 }
  const { id } = (await api.post(ITEMS, { calendar_item: item })).json
  const status = async (as: string) => (await api.get(`${ITEMS}/${id}`, { as })).status
  expect([await status('user-7002'), await status('user-7003')]).toEqual([200, 404])
})

it('a calendar item that ends before it starts is refused', async () => {
  const calendar_item = { name: 'A', start: '2026-12-02', finish: '2026-12-01' }
  expect((await apiRig().post(ITEMS, { calendar_item })).status).toBe(422)
})

coversRoutesOf('tasks', 'todos', 'calendar_items')
