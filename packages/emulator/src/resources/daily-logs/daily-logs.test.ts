import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const P = '/rest/v1.0/projects/5001'
const TIME = { time_hour: 9, time_minute: 30 }
const SPAN = { start_hour: 8, start_minute: 0, end_hour: 9, end_minute: 30 }
/** The rig's clock starts on 2026-11-20. */
const TODAY = '2026-11-20'

/** A log of each kind: what has to be written, and what of it is changed below. */
const SAMPLES = [
  { name: 'accident_logs', key: 'accident_log', log: TIME, change: { comments: 'Cut hand' } },
  { name: 'call_logs', key: 'call_log', log: {}, change: { subject_to: 'Inspector' } },
  {
    name: 'daily_construction_report_logs',
    key: 'daily_construction_report_log',
    log: { vendor_id: 1, trade_id: 9_701 },
    change: { foreman_hours: '7.5' },
  },
  { name: 'delay_logs', key: 'delay_log', log: {}, change: { delay_type: 'Weather' } },
  { name: 'delivery_logs', key: 'delivery_log', log: TIME, change: { contents: 'Rebar' } },
  { name: 'dumpster_logs', key: 'dumpster_log', log: {}, change: { quantity_removed: 2 } },
  { name: 'equipment_logs', key: 'equipment_log', log: {}, change: { hours_idle: '1.5' } },
  { name: 'inspection_logs', key: 'inspection_log', log: SPAN, change: { area: 'North' } },
  { name: 'manpower_logs', key: 'manpower_log', log: {}, change: { num_workers: 4 } },
  { name: 'notes_logs', key: 'notes_log', log: {}, change: { comment: 'Pour went well' } },
  { name: 'plan_revision_logs', key: 'plan_revision_log', log: {}, change: { title: 'S-101' } },
  {
    name: 'productivity_logs',
    key: 'productivity_log',
    log: { line_item_id: 9 },
    change: { quantity_used: '12' },
  },
  { name: 'quantity_logs', key: 'quantity_log', log: {}, change: { quantity: 12.5 } },
  {
    name: 'safety_violation_logs',
    key: 'safety_violation_log',
    log: TIME,
    change: { compliance_due: '2026-11-27' },
  },
  {
    name: 'timecard_entries',
    key: 'timecard_entry',
    log: { hours: '8' },
    change: { billable: false },
  },
  {
    name: 'visitor_logs',
    key: 'visitor_log',
    log: { begin_hour: 8, begin_minute: 0, end_hour: 9, end_minute: 30 },
    change: { subject: 'Owner' },
  },
  { name: 'waste_logs', key: 'waste_log', log: TIME, change: { material: 'Gypsum' } },
  { name: 'weather_logs', key: 'weather_log', log: { date: TODAY }, change: { sky: 'Rain' } },
  { name: 'work_logs', key: 'work_log', log: {}, change: { workers: 3 } },
] as const

/** With the vendor and the trade that a construction report needs. */
async function rigWithVendor(options = {}): Promise<ApiRig> {
  const api = apiRig(options)
  const vendor = await api.post('/rest/v1.0/vendors', {
    company_id: 4001,
    vendor: { name: 'Harborline Concrete' },
  })
  await api.post('/rest/v1.0/companies/4001/trades', { trade: { name: 'Concrete' } })
  return Object.assign(api, { vendorId: vendor.json.id })
}

const logOf = ({ log }: { log: object }, api: ApiRig) =>
  'vendor_id' in log ? { ...log, vendor_id: (api as ApiRig & { vendorId: number }).vendorId } : log

it.each(SAMPLES)('$name: made, shown, listed, changed, deleted', async (sample) => {
  const { name, key, change } = sample
  const api = await rigWithVendor()
  const path = `${P}/${name}`
  const made = await api.post(path, { [key]: logOf(sample, api) })
  expect(made.status, made.text).toBe(name === 'weather_logs' ? 200 : 201)
  expect(made.json).toMatchObject({
    date: TODAY,
    datetime: `${TODAY}T12:00:00Z`,
    position: 1,
    created_by: { id: 7001 },
    permissions: { can_update: true, can_delete: true },
    deleted_at: null,
    location: null,
  })
  const one = `${path}/${made.json.id}`
  expect((await api.get(one)).json).toEqual(made.json)
  const changed = await api.patch(one, { [key]: { ...change, date: TODAY } })
  expect(changed).toMatchObject({ status: 200, json: { ...change, position: 1 } })
  expect((await api.get(path)).json).toEqual([changed.json])
  expect((await api.send('DELETE', one)).status).toBe(200)
  expect((await api.get(path)).json).toEqual([])
  expect((await api.get(one)).status).toBe(404)
})

it.each([
  { name: 'accident_logs', key: 'accident_log', want: ['time_hour', 'time_minute'] },
  { name: 'delivery_logs', key: 'delivery_log', want: ['time_hour', 'time_minute'] },
  {
    name: 'inspection_logs',
    key: 'inspection_log',
    want: ['start_hour', 'start_minute', 'end_hour', 'end_minute'],
  },
  { name: 'weather_logs', key: 'weather_log', want: ['date'] },
  { name: 'timecard_entries', key: 'timecard_entry', want: ['hours'] },
  {
    name: 'daily_construction_report_logs',
    key: 'daily_construction_report_log',
    want: ['vendor_id', 'trade_id'],
  },
])('$name cannot do without $want', async ({ name, key, want }) => {
  const { status, json } = await apiRig().post(`${P}/${name}`, { [key]: { comments: 'x' } })
  expect([status, Object.keys(json.errors)]).toEqual([400, want])
})

it.each([
  { name: 'accident_logs', key: 'accident_log', log: { time_hour: 24, time_minute: 0 } },
  { name: 'manpower_logs', key: 'manpower_log', log: { num_hours: 'eight' } },
  { name: 'weather_logs', key: 'weather_log', log: { date: TODAY, sky: 'Purple' } },
])('$name refuses $log', async ({ name, key, log }) => {
  const { status, call } = await apiRig().post(`${P}/${name}`, { [key]: log })
  expect([status, call.failure]).toEqual([400, 'invalid-value'])
})

const note = (api: ApiRig, notes_log: object, ask = {}) =>
  api.post(`${P}/notes_logs`, { notes_log }, ask)
const comments = async ({ get }: ApiRig, query: string, ask = {}) =>
  (await get(`${P}/notes_logs?${query}`, ask)).json.map((each: { comment: string }) => each.comment)

it('no date means today, log_date one day, start_date and end_date all from one to the other', async () => {
  const api = apiRig()
  for (const day of ['18', '19', '20', '21'])
    await note(api, { comment: day, date: `2026-11-${day}` })
  expect(await comments(api, '')).toEqual(['20'])
  expect(await comments(api, 'log_date=2026-11-18')).toEqual(['18'])
  expect(await comments(api, 'start_date=2026-11-18&end_date=2026-11-20')).toEqual([
    '18',
    '19',
    '20',
  ])
  expect(await comments(api, 'start_date=2026-11-20')).toEqual(['20', '21'])
  const bad = await api.get(`${P}/notes_logs?log_date=soon`)
  expect([bad.status, bad.json]).toEqual([400, { errors: { log_date: ['is invalid'] } }])
})

it.each(['Pacific/Auckland', 'Wellington'])(
  'today is the day where the project stands (%s), and moves on with the clock',
  async (zone) => {
    const api = apiRig()
    const project = { company_id: 4001, project: { time_zone: zone } }
    await api.patch('/rest/v1.0/projects/5001', project)
    // 08:00 UTC is 21:00 in Auckland; four hours later it is tomorrow there.
    expect((await note(api, { comment: 'Friday' })).json.date).toBe('2026-11-20')
    expect(await comments(api, '')).toEqual(['Friday'])
    await api.clock.advance(4 * 60 * 60 * 1_000)
    expect(await comments(api, '')).toEqual([])
    expect((await note(api, { comment: 'Saturday' })).json.date).toBe('2026-11-21')
    expect(await comments(api, '')).toEqual(['Saturday'])
  },
)

it('a malformed date is stored as null, and the log is in no list of days', async () => {
  const api = apiRig()
  const { json, call } = await note(api, { comment: 'Lost', date: '20.11.2026' })
  expect([json.date, json.datetime, call.failure]).toEqual([null, null, 'date-silently-dropped'])
  expect(await comments(api, '')).toEqual([])
  expect((await api.get(`${P}/notes_logs/${json.id}`)).status).toBe(200)
})

it('a datetime without a date gives the date', async () => {
  const { json } = await note(apiRig(), { datetime: '2026-11-17T15:30:00Z' })
  expect([json.date, json.datetime]).toEqual(['2026-11-17', '2026-11-17T15:30:00Z'])
})

it('positions count up within a day, and deleted logs keep theirs', async () => {
  const api = apiRig()
  const first = await note(api, {})
  await api.send('DELETE', `${P}/notes_logs/${first.json.id}`)
  expect((await note(api, {})).json.position).toBe(2)
  expect((await note(api, { date: '2026-11-19' })).json.position).toBe(1)
})

it.each([
  { name: 'manpower_logs', key: 'manpower_log', log: {} },
  { name: 'equipment_logs', key: 'equipment_log', log: {} },
  { name: 'quantity_logs', key: 'quantity_log', log: {} },
  { name: 'notes_logs', key: 'notes_log', log: {} },
  { name: 'inspection_logs', key: 'inspection_log', log: SPAN },
])('$name take mt_location, and make the tiers that are missing', async ({ name, key, log }) => {
  const api = apiRig()
  const write = (mt_location: unknown) =>
    api.post(`${P}/${name}`, { [key]: { ...log, mt_location } })
  const made = await write(['Tower', 'Level 2'])
  expect(made.json.location).toMatchObject({ name: 'Tower>Level 2', node_name: 'Level 2' })
  expect((await write('Tower>Level 2')).json.location.id).toBe(made.json.location.id)
  expect((await write('Yard')).json.location.name).toBe('Yard')
  expect((await write([''])).json).toEqual({ errors: { mt_location: ['is invalid'] } })
  expect((await api.get(`${P}/locations`)).headers['total']).toBe('3')
})

it('other kinds take no mt_location, and a log that is refused makes no tiers', async () => {
  const api = apiRig()
  const mt_location = ['Tower']
  const delay = await api.post(`${P}/delay_logs`, { delay_log: { mt_location } })
  expect([delay.status, delay.json.location]).toEqual([201, null])
  const refused = { mt_location, num_hours: 'eight' }
  await api.post(`${P}/manpower_logs`, { manpower_log: refused })
  expect((await api.get(`${P}/locations`)).json).toEqual([])
})

it('a location of no or another project breaks a rule; a renamed one is shown by its new name', async () => {
  const api = apiRig()
  const path = '/rest/v1.0/projects/5002/locations'
  const far = await api.post(path, { location: { node_name: 'Pier' } })
  for (const location_id of [far.json.id, 9]) {
    const { status, json } = await note(api, { location_id })
    expect([status, json]).toEqual([422, { errors: { location_id: ['is invalid'] } }])
  }
  const near = await api.post(`${P}/locations`, { location: { node_name: 'Yard' } })
  const made = await note(api, { location_id: near.json.id })
  await api.patch(`${P}/locations/${near.json.id}`, { location: { node_name: 'North yard' } })
  const shown = await api.get(`${P}/notes_logs/${made.json.id}`)
  expect(shown.json.location).toMatchObject({ id: near.json.id, name: 'North yard' })
  expect(await comments(api, `filters[location_id]=${near.json.id}`)).toHaveLength(1)
  const kept = await api.send('DELETE', `${P}/locations/${near.json.id}`)
  expect([kept.status, kept.call.failure]).toEqual([422, 'business-rule'])
})

it('man hours are workers times hours, and a delay lasts from start to end', async () => {
  const { post } = apiRig()
  const manpower_log = { num_workers: 4, num_hours: '7.5' }
  expect((await post(`${P}/manpower_logs`, { manpower_log })).json.man_hours).toBe('30')
  const delay_log = { start_time_hour: 9, start_time_minute: 30, end_time_hour: 11 }
  expect((await post(`${P}/delay_logs`, { delay_log })).json.duration).toBe(90)
})

it('whoever wrote a log changes it, and so do Admins; a Read Only user writes none', async () => {
  const api = apiRig()
  const [pm, other] = ['user-7002', 'user-7011']
  const made = await note(api, { comment: 'Mine' }, { as: pm })
  const one = `${P}/notes_logs/${made.json.id}`
  const change = (as: string) => api.patch(one, { notes_log: { comment: as } }, { as })
  expect((await change(pm)).status).toBe(200)
  const refused = await change(other)
  expect([refused.status, refused.call.failure]).toEqual([403, 'permission-too-low'])
  expect((await api.send('DELETE', one, { as: other })).status).toBe(403)
  expect((await api.get(one, { as: other })).json.permissions).toEqual({
    can_update: false,
    can_delete: false,
  })
  // A list shows each caller their own permissions, at one and the same address.
  const lists = [pm, other].map((as) => api.get(`${P}/notes_logs`, { as }))
  const shown = (await Promise.all(lists)).map(({ json }) => json[0].permissions.can_update)
  expect(shown).toEqual([true, false])
  expect((await change('user-7001')).status).toBe(200)
  expect((await api.send('DELETE', one, { as: pm })).status).toBe(200)
  expect((await note(api, {}, { as: 'user-7003' })).call.failure).toBe('permission-too-low')
})

it('weather logs at v1.1 are the same', async () => {
  const { post, get, patch, send } = apiRig()
  const path = '/rest/v1.1/projects/5001/daily_logs/weather_logs'
  const made = await post(path, { weather_log: { date: TODAY, sky: 'Clear' } })
  expect([made.status, made.json.sky]).toEqual([200, 'Clear'])
  await patch(`${path}/${made.json.id}`, { weather_log: { wind: 'Calm' } })
  expect((await get(`${path}/${made.json.id}`)).json.wind).toBe('Calm')
  expect((await get(`${P}/weather_logs`)).json).toEqual((await get(path)).json)
  expect((await send('DELETE', `${path}/${made.json.id}`)).status).toBe(200)
})

it('timecard entries are reached through the company and at the old address too', async () => {
  const { post, get, patch, send } = apiRig()
  const company = '/rest/v1.0/companies/4001/timecard_entries'
  const old = '/rest/v1.0/timecard_entries'
  const timecard_entry = { hours: '8', date: TODAY, party_id: 7002, origin_id: 't-1' }
  const made = await post(company, { project_id: 5001, timecard_entry })
  expect(made).toMatchObject({ status: 201, json: { party: { id: 7002 }, billable: true } })
  const homeless = await post(company, { timecard_entry })
  expect([homeless.status, homeless.json]).toEqual([400, { errors: { project_id: ['required'] } }])
  const one = `/${made.json.id}`
  expect((await get(`${company}${one}`)).json.hours).toBe('8')
  expect((await get(company)).json).toHaveLength(1)
  await patch(`${company}${one}`, { timecard_entry: { hours: '7.5' } })
  expect((await get(`${old}${one}?project_id=5001`)).json.hours).toBe('7.5')
  await patch(`${old}${one}`, { project_id: 5001, timecard_entry: { approval_status: 'reviewed' } })
  const listed = await get(`${old}?project_id=5001&start_date=${TODAY}`)
  expect(listed.json).toMatchObject([{ approval_status: 'reviewed' }])
  expect((await send('DELETE', `${company}${one}`)).status).toBe(200)
  const again = await post(old, { project_id: 5001, timecard_entry })
  expect((await send('DELETE', `${old}/${again.json.id}?project_id=5001`)).status).toBe(200)
})

coversRoutesOf(
  'accident_logs',
  'call_logs',
  'daily_construction_report_logs',
  'delay_logs',
  'delivery_logs',
  'dumpster_logs',
  'equipment_logs',
  'inspection_logs',
  'manpower_logs',
  'notes_logs',
  'plan_revision_logs',
  'productivity_logs',
  'quantity_logs',
  'safety_violation_logs',
  'timecard_entries',
  'visitor_logs',
  'waste_logs',
  'weather_logs',
  'work_logs',
)
