import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const P = '/rest/v1.0/projects/5001'
/** The rig's clock starts on 2026-11-20. */
const TODAY = '2026-11-20'

const note = (api: ApiRig, notes_log: object, ask = {}) =>
  api.post(`${P}/notes_logs`, { notes_log }, ask)
const comments = async ({ get }: ApiRig, query: string, ask = {}) =>
  (await get(`${P}/notes_logs?${query}`, ask)).json.map((each: { comment: string }) => each.comment)

it('entries may wait for an Admin: seen by their writer when asked for, approved in bulk', async () => {
  const api = apiRig({ assumptions: { 'daily-log-entry': 'pending' } })
  const pm = { as: 'user-7002' }
  const made = await note(api, { comment: 'Waits' }, pm)
  expect(made.json.status).toBe('pending')
  expect((await note(api, { comment: 'Holds' })).json.status).toBe('approved')
  expect(await comments(api, '', pm)).toEqual(['Holds'])
  expect(await comments(api, 'filters[status]=all', pm)).toEqual(['Waits', 'Holds'])
  expect(await comments(api, 'filters[status]=pending')).toEqual(['Waits'])
  expect(await comments(api, 'filters[status]=all', { as: 'user-7011' })).toEqual(['Holds'])
  const path = `${P}/daily_logs/bulk_updates/bulk_update`
  const { id } = made.json
  const updates = { notes_log: [{ id, status: 'approved' }] }
  expect((await api.patch(path, { updates }, pm)).call.failure).toBe('permission-too-low')
  const outcome = await api.patch(path, { updates })
  expect([outcome.status, outcome.json]).toEqual([
    200,
    [{ notes_log: [{ id, status: 'approved', success: true }] }],
  ])
  expect(await comments(api, '', pm)).toEqual(['Waits', 'Holds'])
})

it('each log of a bulk update stands for itself, and more than 300 are refused', async () => {
  const api = apiRig()
  const { json } = await note(api, {})
  const path = `${P}/daily_logs/bulk_updates/bulk_update`
  const updates = {
    notes_log: [
      { id: json.id, status: 'pending' },
      { id: 5, status: 'approved' },
      { id: json.id, status: 'lost' },
    ],
    weather_log: [{ id: 1, status: 'approved' }],
  }
  const outcome = await api.patch(path, { updates })
  expect(outcome.json[0].notes_log.map((each: { success: boolean }) => each.success)).toEqual([
    true,
    false,
    false,
  ])
  expect(outcome.json[1].weather_log[0]).toMatchObject({ success: false })
  const many = Array.from({ length: 301 }, () => ({ id: json.id, status: 'approved' }))
  const refused = await api.patch(path, { updates: { notes_log: many } })
  expect([refused.status, refused.call.failure]).toEqual([413, 'batch-too-large'])
  expect((await api.patch(path, {})).json).toEqual({ errors: { updates: ['required'] } })
})

it('a day that is complete takes no logs until an Admin opens it again', async () => {
  const api = apiRig()
  const { json } = await note(api, { comment: 'Before' })
  const header = `${P}/daily_log_headers`
  const set = (completed: boolean, ask = {}) =>
    api.patch(header, { daily_log_header: { completed, distributed: false } }, ask)
  expect((await set(true, { as: 'user-7002' })).call.failure).toBe('permission-too-low')
  expect((await set(true)).json).toMatchObject({
    id: json.daily_log_header_id,
    completed: true,
    completed_by: { id: 7001 },
    completed_at: '2026-11-20T08:00:00Z',
  })
  const one = `${P}/notes_logs/${json.id}`
  const refusals = [
    await note(api, {}),
    await api.patch(one, { notes_log: { comment: 'After' } }),
    await api.patch(one, { notes_log: { date: '2026-11-19' } }),
    await api.send('DELETE', one),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([422, 422, 422, 422])
  expect((await note(api, { date: '2026-11-19' })).status).toBe(201)
  expect((await set(false)).json).toMatchObject({ completed_by: null, completed_at: null })
  expect((await note(api, {})).status).toBe(201)
})

it('the header of a day is found by its date or its id, and made when first asked for', async () => {
  const { get, patch } = apiRig()
  const path = `${P}/daily_log_headers`
  const header = await get(`${path}?log_date=2026-11-19`, { as: 'user-7003' })
  expect(header.json).toMatchObject({
    log_date: '2026-11-19',
    completed: false,
    completable: false,
  })
  const byId = await get(`${path}?id=${header.json.id}`)
  expect(byId.json).toMatchObject({ log_date: '2026-11-19', completable: true })
  expect((await get(`${path}?id=5`)).status).toBe(404)
  expect((await get(`${path}?log_date=x`)).status).toBe(400)
  await get(path)
  const days = async (query: string) =>
    (await get(`${path}/index?${query}`)).json.map((each: { log_date: string }) => each.log_date)
  expect(await days('')).toEqual(['2026-11-19', TODAY])
  expect(await days(`start_date=${TODAY}&end_date=${TODAY}`)).toEqual([TODAY])
  const half = await patch(path, { daily_log_header: { completed: true } })
  expect([half.status, half.json]).toEqual([400, { errors: { distributed: ['required'] } }])
})

it('counts are by kind, for the days and the writer that are asked for', async () => {
  const api = apiRig()
  await note(api, {})
  await note(api, {}, { as: 'user-7002' })
  await note(api, { date: '2026-11-19' })
  const count = async (query: string, path = '/rest/v1.0/projects/5001/daily_logs/count') => {
    const { json } = await api.get(`${path}?per_page=50&${query}`)
    return json.find((each: { module_name: string }) => each.module_name === 'notes_logs')
  }
  expect(await count('')).toEqual({ module_name: 'notes_logs', count: 2, position: 10 })
  expect(await count('start_date=2026-11-19&end_date=2026-11-20')).toMatchObject({ count: 3 })
  expect(await count('filters[created_by_id]=7002')).toMatchObject({ count: 1 })
  expect(
    await count('filters[status]=pending', '/rest/v1.1/projects/5001/daily_logs/counts'),
  ).toMatchObject({ count: 0 })
})

it.each([
  { query: '', want: 400 },
  { query: 'filters[start_date]=2026-11-01', want: 400 },
  { query: 'filters[start_date]=2026-11-20&filters[end_date]=2026-11-01', want: 400 },
  { query: 'filters[start_date]=2026-08-22&filters[end_date]=2026-11-20', want: 200 },
  { query: 'filters[start_date]=2026-08-21&filters[end_date]=2026-11-20', want: 400 },
])('the list of all kinds wants a range of at most 91 days: $query', async ({ query, want }) => {
  const api = apiRig()
  await note(api, { comment: 'One' })
  const { status, json } = await api.get(`${P}/daily_logs?${query}`)
  expect(status).toBe(want)
  if (want === 400) expect(json).toEqual({ errors: { date: ['must be a range'] } })
  else expect(json).toMatchObject({ notes_logs: [{ comment: 'One' }], accident_logs: [] })
})

it('a day is copied once per Idempotency-Token, all or nothing', async () => {
  const api = apiRig()
  await note(api, { comment: 'Crane up', mt_location: ['Yard'] })
  const body = { from_date: TODAY, to_date: '2026-11-21', log_types: ['notes_log', 'weather_log'] }
  const clone = (token: string) =>
    api.post(`${P}/daily_logs/clones`, body, { headers: { 'idempotency-token': token } })
  const first = await clone('a')
  expect(first).toMatchObject({
    status: 201,
    json: {
      notes_log: [{ comment: 'Crane up', date: '2026-11-21', location: { name: 'Yard' } }],
      weather_log: [],
    },
  })
  expect((await clone('a')).text).toBe(first.text)
  expect(await comments(api, 'log_date=2026-11-21')).toEqual(['Crane up'])
  await clone('b')
  expect(await comments(api, 'log_date=2026-11-21')).toHaveLength(2)
  const empty = await api.post(`${P}/daily_logs/clones`, { ...body, from_date: '2026-01-01' })
  expect([empty.status, empty.text]).toEqual([200, '{}'])
})

it('a weather log keeps its hour when it is copied', async () => {
  const { post } = apiRig()
  const weather_log = { date: TODAY, time: '7:15', is_weather_delay: 1 }
  const made = await post(`${P}/weather_logs`, { weather_log })
  expect(made.json).toMatchObject({ time: '2026-11-20T07:15:00Z', is_weather_delay: '1' })
  const body = { from_date: TODAY, to_date: '2026-11-21', log_types: ['weather_log'] }
  const copies = await post(`${P}/daily_logs/clones`, body)
  expect(copies.json.weather_log).toMatchObject([{ time: '2026-11-21T07:15:00Z' }])
})

it.each([
  { body: {}, want: ['from_date', 'to_date', 'log_types'] },
  { body: { from_date: TODAY, to_date: 'x', log_types: ['notes_log'] }, want: ['to_date'] },
  { body: { from_date: TODAY, to_date: TODAY, log_types: ['diary'] }, want: ['log_types'] },
  { body: { from_date: TODAY, to_date: TODAY, log_types: [] }, want: ['log_types'] },
])('what cannot be copied is refused: $body', async ({ body, want }) => {
  const { status, json } = await apiRig().post(`${P}/daily_logs/clones`, body)
  expect([status, Object.keys(json.errors)]).toEqual([400, want])
})

it('nothing is copied into a day that is complete', async () => {
  const api = apiRig()
  await note(api, {})
  const completed = { daily_log_header: { completed: true, distributed: false } }
  await api.patch(`${P}/daily_log_headers?log_date=2026-11-21`, completed)
  const body = { from_date: TODAY, to_date: '2026-11-21', log_types: ['notes_log'] }
  expect((await api.post(`${P}/daily_logs/clones`, body)).call.failure).toBe('business-rule')
  expect(await comments(api, 'log_date=2026-11-21')).toEqual([])
})

it('who can be named in a log: vendors of the company, people of the project', async () => {
  const { get, post } = apiRig()
  const vendor = { name: 'Harborline Concrete' }
  await post('/rest/v1.0/vendors', { company_id: 4001, vendor })
  const vendors = [`${P}/manpower_logs/vendor_options`]
  vendors.push(`${P}/daily_construction_report_logs/vendor_options`)
  for (const path of vendors) {
    const { json } = await get(path)
    expect(json.map((each: { name: string }) => each.name)).toContain('Harborline Concrete')
  }
  const { json } = await get('/rest/v1.0/projects/5002/manpower_logs/contact_options')
  expect(json.slice(0, 3).map((each: { id: number }) => each.id)).toEqual([7001, 7002, 7003])
  expect(json.map((each: { id: number }) => each.id)).not.toContain(7004)
})

it('reasons for delay are offered or not', async () => {
  const { post, get, patch } = apiRig()
  const path = `${P}/daily_logs/delay_log_types`
  const made = await post(path, { delay_log_type: { display_name: 'Late steel' } })
  expect(made).toMatchObject({
    status: 201,
    json: { translation_key: 'late_steel', visible: true },
  })
  await patch(`${path}/${made.json.id}`, { delay_log_type: { visible: false } })
  expect((await get(`${path}?filters[visible]=true`)).json).toEqual([])
  expect((await get(`${path}?filters[visible]=false...true`)).json).toHaveLength(1)
})

it('the conditions of the weather are fixed words', async () => {
  const { get } = apiRig()
  const words = (await get(`${P}/weather_logs/conditions`)).json
  expect(words.wind).toEqual(['Calm', 'Light Wind', 'High Wind'])
  const pairs = (await get(`${P}/daily_logs/weather_conditions`)).json
  expect(pairs.wind[0]).toEqual({ key: 'Calm', value: 'Calm' })
})

it('the totals of a day are its workers and their hours', async () => {
  const { post, get } = apiRig()
  for (const [num_workers, num_hours] of [
    [4, '7.5'],
    [1, '8'],
  ]) {
    await post(`${P}/manpower_logs`, { manpower_log: { num_workers, num_hours } })
  }
  const totals = { total_workers: 5, total_man_hours: 38 }
  expect((await get(`${P}/manpower_logs/daily_totals`)).json).toEqual(totals)
})

coversRoutesOf('daily_log_headers', 'delay_log_types', 'daily_logs')
