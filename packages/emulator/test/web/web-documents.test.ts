/** Documents in the browser: folders, uploads, versions, downloads, and who may see which. */
import { expect, it } from 'vitest'
import { ADMIN, mainText, PM, unescaped, VIEWER, type Visitor, webRig } from './web-rig.ts'

const LIST = '/5001/project/documents/list'
const UPLOAD = '/5001/project/documents/upload'

const plan = (text = 'the plan', name = 'plan.txt') =>
  new File([text], name, { type: 'text/plain' })

async function upload(visitor: Visitor, fields: Record<string, string | Blob>, path = UPLOAD) {
  return visitor.send(await visitor.go(path), fields)
}

const linkTo = (text: string, words: string) => {
  const found = [...text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)]
  return unescaped(found.find(([, , name = '']) => unescaped(name) === words)?.[1] ?? '')
}

it('a file goes up into a folder, is listed there and in the API, and comes down as it was', async () => {
  const rig = webRig()
  const pm = await rig.visitor(PM)
  const folder = await pm.go(linkTo((await pm.go(LIST)).text, 'Drawings'))
  const form = linkTo(folder.text, 'Upload a file')
  const seen = await upload(pm, { 'file[data]': plan(), 'file[description]': 'Level 2' }, form)
  expect(seen.path).toBe(`${folder.path}?notice=uploaded`)
  expect(mainText(seen)).toMatch(/The file was uploaded\. .* plan\.txt File 8 bytes/)
  const file = await pm.go(linkTo(seen.text, 'plan.txt'))
  expect(mainText(file)).toContain('Description Level 2 Uploaded by Parker Mason')
  const down = await pm.go(linkTo(file.text, 'Download'))
  expect([down.status, down.text]).toEqual([200, 'the plan'])
  expect(down.headers.get('content-type')).toBe('text/plain')
  const { access_token: token } = await rig.signIn(PM)
  const id = file.path.split('/').at(-1)
  const shown = await (await rig.api(`/rest/v1.0/files/${id}?project_id=5001`, token)).json()
  expect(shown).toMatchObject({ name: 'plan.txt', size: 8, created_by: { id: 7002 } })
})

it('a new version is added, and the one before stays to be had', async () => {
  const pm = await webRig().visitor(PM)
  const list = await upload(pm, { 'file[data]': plan('first') })
  const path = linkTo(list.text, 'plan.txt')
  const file = await pm.send(await pm.go(path), { 'file[data]': plan('second') })
  expect(mainText(file)).toMatch(/Version 2 .* Version 1 /)
  expect((await pm.go(linkTo(file.text, 'Download'))).text).toBe('second')
  expect((await pm.go(linkTo(file.text, 'Version 1'))).text).toBe('first')
  const none = await pm.go(`${linkTo(file.text, 'Download')}?version=9`)
  expect(none.status).toBe(404)
})

it('a file that only administrators may see is permission denied to others, and in no list of theirs', async () => {
  const rig = webRig()
  const admin = await rig.visitor(ADMIN)
  const list = await upload(admin, { 'file[data]': plan(), 'file[explicit_permissions]': 'true' })
  expect(mainText(list)).toContain('plan.txt Admins only')
  const path = linkTo(list.text, 'plan.txt')
  const viewer = await rig.visitor(VIEWER)
  expect(mainText(await viewer.go(LIST))).not.toContain('plan.txt')
  for (const each of [path, path.replace('show', 'download')]) {
    const denied = await viewer.go(each)
    expect([denied.status, denied.text.includes('Permission denied, sorry')]).toEqual([403, true])
    expect((await rig.journal()).at(-1)).toMatchObject({ failure: 'permission-denied-page' })
  }
  expect((await admin.go(path.replace('show', 'download'))).text).toBe('the plan')
})

it('an upload over the limit meets the 408 page, and nothing of it is kept', async () => {
  const rig = webRig({ uploads: { fileBytesMax: 1_000 } })
  const pm = await rig.visitor(PM)
  const page = await pm.go(UPLOAD)
  expect(mainText(page)).toContain('Up to 1.0 kB.')
  // What the form has beside the file is allowed for: so it has to be a good deal larger.
  const large = new File([new Uint8Array(11_000_000)], 'film.mp4')
  const seen = await pm.send(page, { 'file[data]': large })
  expect([seen.status, (await rig.journal()).at(-1).failure]).toEqual([408, 'upload-timeout-page'])
  expect(rig.emulator.parts.platform.storage.blobs.list()).toEqual([])
  expect(mainText(await pm.go(LIST))).not.toContain('film.mp4')
})

it('a form without a file says so at the field, and keeps what was entered', async () => {
  const pm = await webRig().visitor(PM)
  // As a browser sends a field that nobody filled: a file without name and bytes.
  const again = await upload(pm, {
    'file[description]': 'Level 2',
    'file[data]': new File([], '', { type: 'application/octet-stream' }),
  })
  expect(again.status).toBe(422)
  expect(again.text).toContain('id="file-data-error">File: required</p>')
  expect(again.text).toContain('Level 2</textarea>')
  const version = await pm.send(
    await pm.go(linkTo((await upload(pm, { 'file[data]': plan() })).text, 'plan.txt')),
    { 'file[data]': new File([], '') },
  )
  expect([version.status, version.text.includes('File: required')]).toEqual([422, true])
})

it('a name that is there already is said at the field', async () => {
  const pm = await webRig().visitor(PM)
  await upload(pm, { 'file[data]': plan() })
  const again = await upload(pm, { 'file[data]': plan() })
  expect([again.status, mainText(again).includes('Name: has already been taken')]).toEqual([
    422,
    true,
  ])
  const page = await pm.go('/5001/project/documents/new')
  const folder = await pm.send(page, { 'folder[name]': 'Drawings' })
  expect([folder.status, mainText(folder).includes('Name: has already been taken')]).toEqual([
    422,
    true,
  ])
})

it('a folder is made inside another, and its page leads back up', async () => {
  const pm = await webRig().visitor(PM)
  const drawings = await pm.go(linkTo((await pm.go(LIST)).text, 'Drawings'))
  const form = await pm.go(linkTo(drawings.text, 'New folder'))
  const made = await pm.send(form, { 'folder[name]': 'Level 2' })
  expect(mainText(made)).toContain('Documents / Drawings Level 2')
  expect(linkTo(made.text, 'Drawings')).toBe(drawings.path)
  const inside = await pm.send(await pm.go(linkTo(made.text, 'New folder')), {
    'folder[name]': 'A',
  })
  expect(mainText(inside)).toContain('Documents / Level 2 A')
})

it('an uploaded page or drawing with scripts is no page of ours when it is opened', async () => {
  const pm = await webRig().visitor(PM)
  for (const [name, type] of [
    ['evil.html', 'text/html'],
    ['evil.svg', 'image/svg+xml'],
    ['evil.xhtml', 'application/xhtml+xml'],
  ] as const) {
    const file = new File(['<script>alert(1)</script>'], name, { type })
    const list = await upload(pm, { 'file[data]': file })
    const down = await pm.go(linkTo(list.text, name).replace('show', 'download'))
    expect([
      down.headers.get('content-security-policy'),
      down.headers.get('x-content-type-options'),
    ]).toEqual([expect.stringMatching(/^sandbox;/), 'nosniff'])
    // The storage is another host, and the session is not sent there.
    expect(new URL(down.path).hostname).not.toBe('localhost')
  }
})

it('who reads only is offered no upload', async () => {
  const viewer = await webRig().visitor(VIEWER)
  expect((await viewer.go(LIST)).text).not.toContain('Upload')
  expect((await viewer.go(UPLOAD)).status).toBe(403)
})
