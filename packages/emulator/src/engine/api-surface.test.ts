import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'

const rfi = {
  rfi: {
    subject: 'Door swing',
    question: { body: 'In or out?' },
    assignee_ids: [7002],
    rfi_manager_id: 7001,
  },
}

it('the road of a first call: projects are listed, an RFI is made, and it is there', async () => {
  const { get, post } = apiRig()
  const projects = await get('/rest/v1.0/projects?company_id=4001')
  expect(projects.json.map((each: { id: number }) => each.id)).toEqual([5001, 5002, 5003])
  expect(projects.json[0].display_name).toBe('1234 - Sandbox Test Project')
  const made = await post('/rest/v1.0/projects/5001/rfis', rfi)
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    number: '2',
    subject: 'Door swing',
    title: 'Door swing',
    status: 'open',
    assignees: [{ id: 7002, login: 'pm@northside.example', response_required: true }],
    questions: [{ body: 'In or out?' }],
    created_by: { id: 7001 },
  })
  const shown = await get(`/rest/v1.0/projects/5001/rfis/${made.json.id}`)
  expect(shown.text).toBe(made.text)
  const listed = await get('/rest/v1.0/rfis?project_id=5001')
  expect(listed.headers['total']).toBe('2')
  expect(listed.json[1]).toEqual(made.json)
})

it('every request with a live token counts, whatever it is answered, and one without shows no limits', async () => {
  const { get } = apiRig({ limits: { hourly: 100, spike: 10 } })
  const left = async (path: string, ask = {}) =>
    (await get(path, ask)).headers['x-rate-limit-remaining']
  expect(await left('/rest/v1.0/me')).toBe('9')
  expect(await left('/rest/v1.0/nothing')).toBe('8')
  expect(await left('/rest/v1.0/projects/5002/rfis')).toBe('7')
  expect(await left('/rest/v1.0/vendors?company_id=x')).toBe('6')
  expect(await left('/rest/v1.0/me', { as: null })).toBeUndefined()
  expect(await left('/rest/v1.0/me', { as: 'expired' })).toBeUndefined()
  expect(await left('/rest/v1.0/me')).toBe('5')
})

it('a spent limit is answered 429 with its headers, and with the wait', async () => {
  const { get, clock } = apiRig({ limits: { hourly: 0, spike: 1 } })
  await get('/rest/v1.0/me')
  const { status, headers, json, call } = await get('/rest/v1.0/me')
  expect([status, call.failure]).toEqual([429, 'rate-limit-spike'])
  expect(headers).toMatchObject({ 'retry-after': '10', 'x-rate-limit-remaining': '0' })
  expect(json).toHaveProperty('error')
  clock.advance(10_000)
  expect((await get('/rest/v1.0/me')).status).toBe(200)
})
