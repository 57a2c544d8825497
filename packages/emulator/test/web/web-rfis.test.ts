/** RFIs in the browser: what is written there the API shows, and the other way round. */
import { expect, it } from 'vitest'
import { ADMIN, formIn, mainText, PM, unescaped, VIEWER, type Visitor, webRig } from './web-rig.ts'

const NEW = '/5001/project/rfi/new'
const RFI = {
  'rfi[subject]': 'Beam at B4',
  'rfi[question][body]': 'Which profile?\nAnd which grade?',
  'rfi[assignee_ids][]': ['7011', '7012'],
  'rfi[rfi_manager_id]': '7002',
  'rfi[due_date]': '2026-12-01',
}

async function setUp() {
  const rig = webRig({ limits: { hourly: 0, spike: 0 } })
  const pm = await rig.visitor(PM)
  const { access_token: token } = await rig.signIn(PM)
  const api = async (path: string, init?: RequestInit) => (await rig.api(path, token, init)).json()
  return { ...rig, pm, api }
}

it('an RFI that is created on the page is there in the API, with the same rules applied', async () => {
  const { pm, api } = await setUp()
  const made = await pm.send(await pm.go(NEW), RFI)
  expect([made.status, made.path]).toEqual([200, '/5001/project/rfi/show/20002?notice=created'])
  expect(mainText(made)).toContain('It was created.')
  expect(mainText(made)).toContain('#2 Beam at B4')
  expect(await api('/rest/v1.0/projects/5001/rfis/20002')).toMatchObject({
    subject: 'Beam at B4',
    status: 'open',
    private: false,
    due_date: '2026-12-01',
    rfi_manager: { id: 7002 },
    assignees: [{ id: 7011 }, { id: 7012 }],
    ball_in_courts: [{ id: 7011 }, { id: 7012 }],
    questions: [{ body: 'Which profile?\nAnd which grade?' }],
    created_by: { id: 7002 },
  })
})

it('an RFI that is created through the API is on the page, and is found there', async () => {
  const { pm, api } = await setUp()
  const rfi = { subject: 'Anchor plate', question: { body: 'Where?' }, assignee_ids: [7011] }
  await api('/rest/v1.0/projects/5001/rfis', { method: 'POST', body: JSON.stringify({ rfi }) })
  expect(mainText(await pm.go('/5001/project/rfi/list'))).toContain('#2 Anchor plate')
  const found = mainText(await pm.go('/5001/project/rfi/list?search=plate'))
  expect([found.includes('#2 Anchor plate'), found.includes('#1 Anchor bolt')]).toEqual([
    true,
    false,
  ])
  expect(mainText(await pm.go('/5001/project/rfi/list?search=nothing'))).toContain(
    'No RFI has “nothing”',
  )
})

it('a reply on the page moves the ball as a reply of the API does', async () => {
  const { pm, api } = await setUp()
  const page = await pm.go('/5001/project/rfi/show/20001')
  const seen = await pm.send(page, { 'reply[body]': 'S-301 holds.' })
  expect(mainText(seen)).toContain('Your reply was added.')
  expect(mainText(seen)).toMatch(/Parker Mason , 20 Nov 2026, 08:00 UTC S-301 holds\./)
  const replies = await api('/rest/v1.0/projects/5001/rfis/20001/replies')
  expect(replies).toMatchObject([{ plain_text_body: 'S-301 holds.', created_by_id: 7002 }])
})

it('a form that lacks fields is shown again, with what was entered and the message at each field', async () => {
  const { pm, journal, api } = await setUp()
  const { 'rfi[subject]': _subject, 'rfi[assignee_ids][]': _none, ...others } = RFI
  const again = await pm.send(await pm.go(NEW), {
    ...others,
    'rfi[subject]': '',
    'rfi[private]': 'true',
  })
  expect([again.status, again.path]).toEqual([422, NEW])
  expect(again.text).toMatch(/<title>Not saved: New RFI/)
  expect(again.text).toMatch(/<a href="#rfi-subject">Subject: required<\/a>/)
  expect(again.text).toMatch(
    /<p class="error" id="rfi-subject-error">Subject: required<\/p><input id="rfi-subject"[^>]* aria-invalid="true" aria-describedby="rfi-subject-error">/,
  )
  expect(again.text).toContain('Which profile?\nAnd which grade?</textarea>')
  expect(again.text).toContain('value="2026-12-01"')
  expect(again.text).toMatch(/<option value="7002" selected>/)
  expect(again.text).toMatch(/name="rfi\[private\]" value="true" checked/)
  expect((await journal()).at(-1)).toMatchObject({ status: 422, failure: 'missing-field' })
  const mended = await pm.send(again, { ...RFI, 'rfi[private]': 'true' })
  expect(mended.path).toContain('/project/rfi/show/')
  expect(await api('/rest/v1.0/projects/5001/rfis')).toHaveLength(2)
})

it('each other rule that the API has is said at the form too', async () => {
  const { pm } = await setUp()
  const send = async (fields: Record<string, string | string[]>) =>
    mainText(await pm.send(await pm.go(NEW), { ...RFI, ...fields }))
  expect(await send({ 'rfi[assignee_ids][]': [] })).toContain('Assignees: required')
  expect(await send({ 'rfi[assignee_ids][]': ['99'] })).toContain('Assignees: is invalid')
  expect(await send({ 'rfi[subject]': 'x'.repeat(256) })).toContain('Subject: is invalid')
  expect(await send({ 'rfi[rfi_manager_id]': '99' })).toContain('RFI manager: is invalid')
  expect(await send({ 'rfi[draft]': 'true', 'rfi[assignee_ids][]': [] })).toContain('Draft')
})

it('who reads only sees no form, and a form that they send all the same is refused', async () => {
  const { visitor, journal, api } = await setUp()
  const viewer = await visitor(VIEWER)
  const page = await viewer.go('/5001/project/rfi/show/20001')
  expect([page.status, page.text.includes('Add reply')]).toEqual([200, false])
  expect((await viewer.go('/5001/project/rfi/list')).text).not.toContain('New RFI')
  const token = formIn(page.text, '/logout').hidden[0]?.[1] ?? ''
  const sent = await post(viewer, page.path, { form_token: token, 'reply[body]': 'So.' })
  expect([sent.status, sent.text.includes('Permission denied, sorry')]).toEqual([403, true])
  expect((await journal()).at(-1)).toMatchObject({ failure: 'permission-denied-page' })
  expect(await api('/rest/v1.0/projects/5001/rfis/20001/replies')).toEqual([])
})

it('a private RFI is permission denied to who is none of its people', async () => {
  const { visitor, pm } = await setUp()
  await pm.send(await pm.go(NEW), { ...RFI, 'rfi[private]': 'true' })
  const viewer = await visitor(VIEWER)
  expect((await viewer.go('/5001/project/rfi/show/20002')).status).toBe(403)
  expect(mainText(await viewer.go('/5001/project/rfi/list'))).not.toContain('Beam at B4')
})

it('a write on the page is told to webhooks, as done by the person and by no app', async () => {
  const got: unknown[] = []
  const deliver = async (_url: unknown, init?: RequestInit) => {
    got.push(JSON.parse(String(init?.body)))
    return new Response(null, { status: 200 })
  }
  const rig = webRig({ deliver: deliver as typeof fetch })
  const { access_token: token } = await rig.signIn(ADMIN)
  const call = async (path: string, body: object) =>
    (await rig.api(path, token, { method: 'POST', body: JSON.stringify(body) })).json()
  const hook = { api_version: 'v2', namespace: 'my-app', destination_url: 'http://127.0.0.1:9/in' }
  const { id } = await call('/rest/v1.0/webhooks/hooks', { project_id: 5001, hook })
  const trigger = { resource_name: 'RFIs', event_type: 'create' }
  await call(`/rest/v1.0/webhooks/hooks/${id}/triggers`, {
    project_id: 5001,
    trigger,
    api_version: 'v2',
  })
  const pm = await rig.visitor(PM)
  await pm.send(await pm.go(NEW), RFI)
  rig.clock.advance(60_000)
  await rig.emulator.parts.courier.settled()
  expect(got).toMatchObject([
    {
      event_type: 'create',
      resource_name: 'RFIs',
      resource_id: 20_002,
      user_id: 7002,
      project_id: 5001,
    },
  ])
})

it('fifty are on a page, with ways to the next and back', async () => {
  const { pm, api } = await setUp()
  for (let n = 1; n <= 60; n++) {
    const rfi = { subject: `Question ${n}`, question: { body: '?' }, assignee_ids: [7011] }
    await api('/rest/v1.0/projects/5001/rfis', { method: 'POST', body: JSON.stringify({ rfi }) })
  }
  const first = await pm.go('/5001/project/rfi/list?search=Question')
  expect(first.text.split('/project/rfi/show/')).toHaveLength(51)
  expect(mainText(first)).toContain('Page 1 of 2, 60 in all')
  const [, next = ''] = /rel="next" href="([^"]*)"/.exec(first.text) ?? []
  expect(unescaped(next)).toBe('?search=Question&page=2')
  const second = await pm.go(`/5001/project/rfi/list${unescaped(next)}`)
  expect(second.text.split('/project/rfi/show/')).toHaveLength(11)
  expect(second.text).toMatch(/rel="prev" href="\?search=Question&amp;page=1"/)
})

function post(visitor: Visitor, path: string, fields: Record<string, string>) {
  return visitor.go(path, { method: 'POST', body: new URLSearchParams(fields) })
}
