/** What holds for every form: its token, the session that ends in the middle, and bodies that are none. */
import { describe, expect, it, vi } from 'vitest'
import { formIn, mainText, PM, unescaped, VIEWER, webRig } from './web-rig.ts'

const NEW = '/5001/project/rfi/new'
const UPLOAD = '/5001/project/documents/upload'
const RFI = {
  'rfi[subject]': 'Beam "B4" <again>',
  'rfi[question][body]': 'Which one?',
  'rfi[assignee_ids][]': ['7012'],
}

const failureOf = async (rig: ReturnType<typeof webRig>) => (await rig.journal()).at(-1).failure

/** Every page with a form, each with somebody who may send it. */
const FORMS = [
  '/5001/project/rfi/new',
  '/5001/project/rfi/show/20001',
  '/5001/project/documents/upload',
  '/5001/project/documents/new',
  '/5001/project/settings',
  '/5001/project/directory',
  '/4001/company/directory/edit/7003',
  '/4001/company/apps/list',
  '/4001/company/apps/show/underpin-app',
]

describe('a form without the token of its session changes nothing', () => {
  it.each(FORMS)('%s', async (path) => {
    const rig = webRig()
    const admin = await rig.visitor('admin@northside.example')
    const foreign = formIn((await (await rig.visitor(PM)).go('/profile')).text, '/logout').hidden
    const { database } = rig.emulator.parts.platform
    const before = Buffer.from(database.snapshot())
    for (const token of [null, '', 'x', 'é', foreign[0]?.[1] ?? '']) {
      const fields = { do: 'deactivate', 'rfi[subject]': 'x', 'on[]': '204' }
      const body = new URLSearchParams(token === null ? fields : { ...fields, form_token: token })
      const { status, text } = await admin.go(path, { method: 'POST', body })
      expect([token, status]).toEqual([token, 422])
      expect(text).toContain('Bad Request')
      expect(await failureOf(rig)).toBe('bad-request-page')
    }
    expect(before.equals(database.snapshot())).toBe(true)
  })
})

it('a file is not taken before the token was seen', async () => {
  const rig = webRig()
  const pm = await rig.visitor(PM)
  const body = new FormData()
  body.append('file[data]', new File(['secret plans'], 'plan.txt'))
  const receive = vi.spyOn(rig.emulator.parts.platform.storage.blobs, 'receive')
  const { status } = await pm.go(UPLOAD, { method: 'POST', body })
  expect([status, await failureOf(rig)]).toEqual([422, 'bad-request-page'])
  expect(receive).not.toHaveBeenCalled()
})

describe('a body that is no form is a bad request', () => {
  it.each([
    ['a multipart body without its boundary', 'multipart/form-data', 'x'],
    ['a multipart body that is cut off', 'multipart/form-data; boundary=b', '--b\r\nContent-Disp'],
    ['text', 'text/plain', 'form_token=x'],
    ['broken JSON', 'application/json', '{"form_token":'],
    ['keys that contradict each other', 'application/x-www-form-urlencoded', 'a=1&a[b]=2'],
    ['nothing at all', 'application/x-www-form-urlencoded', ''],
  ])('%s', async (_what, type, body) => {
    const rig = webRig()
    const pm = await rig.visitor(PM)
    const seen = await pm.go(NEW, { method: 'POST', body, headers: { 'content-type': type } })
    expect([seen.status, await failureOf(rig)]).toEqual([422, 'bad-request-page'])
  })
})

it('a form of a session that has ended comes back filled after signing in again', async () => {
  const rig = webRig()
  const pm = await rig.visitor(PM)
  const page = await pm.go(`${NEW}?from=list`)
  pm.forget()
  const stale = await pm.send(page, RFI)
  const { status } = rig.emulator.parts.platform.answers.wire({ failure: 'stale-session' })
  expect([stale.status, await failureOf(rig)]).toEqual([status, 'stale-session'])
  const [, way = ''] = /href="(\/login[^"]*)"/.exec(stale.text) ?? []
  const signIn = await pm.go(unescaped(way))
  const back = await pm.send(signIn, { email: PM, password: 'Sandbox#2026' })
  expect(back.path).toMatch(/^\/5001\/project\/rfi\/new\?from=list&draft=[0-9a-f]{32}$/)
  expect(back.text).toContain('value="Beam &quot;B4&quot; &lt;again&gt;"')
  expect(back.text).toContain('Which one?</textarea>')
  expect(back.text).toMatch(/name="rfi\[assignee_ids\]\[\]" value="7012" checked/)
  expect(back.text).not.toMatch(/value="7011" checked/)
  const made = await pm.send(back, RFI)
  expect(mainText(made)).toContain('Beam "B4" <again>')
})

it('what was entered beside a file comes back too, and the file is not read', async () => {
  const rig = webRig()
  const pm = await rig.visitor(PM)
  const page = await pm.go(UPLOAD)
  pm.forget()
  const data = new File(['bytes'], 'plan.txt')
  const receive = vi.spyOn(rig.emulator.parts.platform.storage.blobs, 'receive')
  const stale = await pm.send(page, { 'file[description]': 'The plan', 'file[data]': data })
  expect(await failureOf(rig)).toBe('stale-session')
  const [, way = ''] = /href="(\/login[^"]*)"/.exec(stale.text) ?? []
  const back = await pm.send(await pm.go(unescaped(way)), { email: PM, password: 'Sandbox#2026' })
  expect(back.text).toContain('The plan</textarea>')
  expect(receive).not.toHaveBeenCalled()
})

it('a draft is there for an hour, for its own page alone, and without the token that it came with', async () => {
  const rig = webRig()
  const pm = await rig.visitor(PM)
  const page = await pm.go(NEW)
  pm.forget()
  const stale = await pm.send(page, RFI)
  const [, draft = ''] = /draft%3D([0-9a-f]{32})/.exec(stale.text) ?? []
  expect(draft).not.toBe('')
  expect(stale.text).not.toContain(formIn(page.text).hidden[0]?.[1])
  const again = await rig.visitor(PM)
  const shows = async (path: string) => (await again.go(path)).text.includes('Beam &quot;B4&quot;')
  expect(await shows(`${NEW}?draft=${draft}`)).toBe(true)
  expect(await shows(`${NEW}?draft=${draft.replace(/^./, 'x')}`)).toBe(false)
  expect(await shows(`/5002/project/documents/new?draft=${draft}`)).toBe(false)
  rig.clock.advance(3_600_001)
  expect(await shows(`${NEW}?draft=${draft}`)).toBe(false)
})

it('a page without a form takes none, and no page takes another method', async () => {
  const rig = webRig()
  const pm = await rig.visitor(PM)
  for (const [method, path] of [
    ['POST', '/5001/project/rfi/list'],
    ['DELETE', '/5001/project/rfi/show/20001'],
    ['PUT', NEW],
  ] as const) {
    expect([method, (await pm.go(path, { method })).status]).toEqual([method, 404])
  }
  const head = await pm.go('/5001/project/rfi/list', { method: 'HEAD' })
  expect([head.status, head.text]).toEqual([200, ''])
})

it('who was deactivated in the middle of a visit may go on with nothing', async () => {
  const rig = webRig()
  const viewer = await rig.visitor(VIEWER)
  const { directory } = rig.emulator.parts.platform
  const user = directory.user(7003)
  if (user) directory.putUser({ ...user, isActive: false })
  const seen = await viewer.go('/5001/project/rfi/list')
  expect(mainText(seen)).not.toContain('Anchor bolt')
})
