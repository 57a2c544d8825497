import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const V10 = '/rest/v1.0/meetings'
const V11 = '/rest/v1.1/projects/5001/meetings'
const TOPICS = '/rest/v1.0/meeting_topics'
const TOPICS11 = '/rest/v1.1/projects/5001/meeting_topics'
const ATTENDEES = '/rest/v1.0/meeting_attendee_records'
const CATEGORIES = '/rest/v1.0/meeting_categories'
const Q = 'project_id=5001'
const TIMES = { starts_at: '2026-12-01T09:00:00Z', ends_at: '2026-12-01T10:30:00Z' }

const make = async (api: ApiRig, more: object = {}) =>
  (await api.post(V11, { meeting: { position: 1, title: 'Site walk', ...TIMES, ...more } })).json
const show = async (api: ApiRig, id: number) => (await api.get(`${V11}/${id}`)).json
const topic = (api: ApiRig, meeting_id: number, meeting_topic: object, path = TOPICS) =>
  api.post(path, { project_id: 5001, meeting_id, meeting_topic })

it('lists come in groups of one title, in the order of the page', async () => {
  const api = apiRig()
  const ids: number[] = []
  for (const title of ['Site walk', 'Safety', 'Site walk']) {
    ids.push((await make(api, { title, position: ids.length + 1 })).id)
  }
  for (const path of [`${V10}?${Q}`, V11]) {
    const { json, headers } = await api.get(path)
    const groups = json.map((each: { group_title: string; meetings: { id: number }[] }) => [
      each.group_title,
      each.meetings.map(({ id }) => id),
    ])
    expect(groups).toEqual([
      ['Site walk', [ids[0], ids[2]]],
      ['Safety', [ids[1]]],
    ])
    expect(headers['total']).toBe('3')
  }
  const paged = (await api.get(`${V11}?per_page=1&page=2`)).json
  expect(paged).toMatchObject([{ group_title: 'Safety', meetings: [{ id: ids[1] }] }])
  expect((await show(api, Number(ids[2]))).parent_id).toBe(ids[0])
})

it('v1.0 has a day and times, v1.1 two instants, and v1.1 cannot do without them', async () => {
  const api = apiRig()
  const { id } = await make(api)
  const old = (await api.get(`${V10}/${id}?${Q}`)).json
  expect(old).toMatchObject({
    meeting_date: '2026-12-01',
    start_time: '09:00',
    finish_time: '10:30',
  })
  expect(old).not.toHaveProperty('starts_at')
  const now = await show(api, id)
  expect(now).toMatchObject({ ...TIMES, created_by_id: 7001, mode: 'agenda' })
  expect(now).not.toHaveProperty('start_time')
  const bare = await api.post(V11, { meeting: { position: 1 } })
  expect(bare.json.errors).toEqual({ starts_at: ['required'], ends_at: ['required'] })
  const body = { project_id: 5001, meeting: { position: 1, meeting_date: '2026-12-02' } }
  expect(await api.post(V10, body)).toMatchObject({ status: 201 })
  expect((await api.post(V10, { project_id: 5001, meeting: {} })).json.errors).toEqual({
    position: ['required'],
  })
})

it('a meeting is changed and deleted in both versions, and ends after it starts', async () => {
  const api = apiRig()
  const [a, b] = [await make(api), await make(api)]
  const held = await api.patch(`${V11}/${a.id}`, { meeting: { occurred: true } })
  expect(held.json.mode).toBe('minutes')
  const backwards = { meeting: { ends_at: '2026-12-01T08:00:00Z' } }
  expect((await api.patch(`${V11}/${a.id}`, backwards)).json.errors).toEqual({
    ends_at: ['is invalid'],
  })
  const renamed = { project_id: 5001, meeting: { title: 'Other' } }
  expect((await api.patch(`${V10}/${b.id}`, renamed)).json.title).toBe('Other')
  expect((await api.send('DELETE', `${V11}/${a.id}`)).status).toBe(200)
  expect((await api.send('DELETE', `${V10}/${b.id}?${Q}`)).status).toBe(200)
  expect((await api.get(V11)).json).toEqual([])
})

it('who is invited attends, once, and sees a private meeting', async () => {
  const api = apiRig()
  const { id, attendees } = await make(api, { attendees: [7002], is_private: true })
  expect(attendees).toMatchObject([{ status: null, login_information: { id: 7002 } }])
  const of = `${Q}&meeting_id=${id}`
  const record = (more: object) => ({ meeting_attendee_record: more })
  const added = await api.post(`${ATTENDEES}?${of}`, record({ login_information_id: 7011 }))
  expect(added).toMatchObject({ status: 201, json: { meeting_id: id } })
  const again = await api.post(`${ATTENDEES}?${of}`, record({ login_information_id: 7011 }))
  expect(again.status).toBe(400)
  const there = await api.patch(
    `${ATTENDEES}/${added.json.id}?${of}`,
    record({ status: 'Present' }),
  )
  expect(there.json.status).toBe('Present')
  const unknown = await api.patch(
    `${ATTENDEES}/${added.json.id}?${of}`,
    record({ status: 'Asleep' }),
  )
  expect(unknown.json.errors).toEqual({ status: ['is invalid'] })
  const sees = async (as: string) => (await api.get(`${V11}/${id}`, { as })).status
  expect([await sees('user-7002'), await sees('user-7003')]).toEqual([200, 404])
  expect((await api.get(`${V11}?filters[assignee_id][]=7011`)).json).toHaveLength(1)
  expect((await api.send('DELETE', `${ATTENDEES}/${added.json.id}?${of}`)).status).toBe(200)
  expect((await api.get(`${V11}?filters[assignee_id][]=7011`)).json).toEqual([])
  expect((await show(api, id)).attendees).toHaveLength(1)
  const nobody = await api.post(V11, { meeting: { position: 1, ...TIMES, attendees: [5] } })
  expect(nobody.json.errors).toEqual({ attendees: ['is invalid'] })
})

it('topics stand in the categories of their meeting, numbered within it', async () => {
  const api = apiRig()
  const [a, b] = [await make(api, { position: 3 }), await make(api, { position: 4 })]
  const category = await api.post(CATEGORIES, {
    project_id: 5001,
    meeting_id: a.id,
    meeting_category: { title: 'Safety', position: 1 },
  })
  const changed = await api.patch(`${CATEGORIES}/${category.json.id}`, {
    ...{ project_id: 5001, meeting_id: a.id },
    meeting_category: { title: 'Health' },
  })
  expect(changed.json.title).toBe('Health')
  const meeting_category_id = category.json.id
  const first = await topic(api, a.id, { title: 'Ladders', meeting_category_id })
  const second = await topic(api, a.id, { title: 'Gloves' }, TOPICS11)
  expect([first.json.number, second.json.number]).toEqual(['3.1', '3.2'])
  expect((await topic(api, b.id, { title: 'X', meeting_category_id })).json.errors).toEqual({
    meeting_category_id: ['is invalid'],
  })
  const whole = await show(api, a.id)
  expect(whole.meeting_topics_count).toBe(2)
  expect(whole.meeting_categories).toMatchObject([
    { title: 'Uncategorized', meeting_topic: [{ title: 'Gloves' }] },
    { title: 'Health', meeting_topic: [{ title: 'Ladders' }] },
  ])
  expect((await api.get(`${CATEGORIES}?${Q}&meeting_id=${a.id}`)).json).toHaveLength(1)
  expect((await api.get(`${CATEGORIES}?${Q}&meeting_id=${b.id}`)).json).toEqual([])
  const gone = `/rest/v2.0/companies/4001/projects/5001/meetings/${a.id}/categories`
  expect((await api.send('DELETE', `${gone}/${meeting_category_id}`)).status).toBe(422)
  const empty = await api.post(CATEGORIES, {
    ...{ project_id: 5001, meeting_id: a.id },
    meeting_category: { title: 'Empty' },
  })
  expect((await api.send('DELETE', `${gone}/${empty.json.id}`)).status).toBe(204)
  expect((await api.send('DELETE', `${gone}/${empty.json.id}`)).status).toBe(404)
})

it('a topic is closed with a date, and keeps what was said of it before', async () => {
  const api = apiRig()
  const [a, b] = [await make(api), await make(api, { position: 2 })]
  const old = (await topic(api, a.id, { title: 'Ladders', minutes: 'Bought.' })).json
  const now = (await topic(api, b.id, { title: 'Ladders' })).json
  const change = async (path: string, id: number, meeting_topic: object) =>
    (await api.patch(`${path}/${id}`, { project_id: 5001, meeting_id: b.id, meeting_topic })).json
  expect((await change(TOPICS, now.id, { status: 'Closed' })).closed_at).toBe(
    '2026-11-20T08:00:00Z',
  )
  expect((await change(TOPICS11, now.id, { status: 'On Hold' })).closed_at).toBe(null)
  const path = `${TOPICS11}/${now.id}/parent_minutes`
  expect((await api.get(`${path}?meeting_id=${b.id}`)).json).toMatchObject([
    { id: old.id, meeting_id: a.id, minutes: 'Bought.', no_minutes: false, meeting_position: 1 },
  ])
  expect((await api.get(`${path}?meeting_id=${a.id}`)).status).toBe(404)
})

coversRoutesOf('meetings', 'meeting_categories', 'meeting_topics', 'meeting_attendee_records')
