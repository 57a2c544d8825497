/** The pages of the web application: what each shows, to whom, and what it answers to who may not see it. */
import { describe, expect, it } from 'vitest'
import { ADMIN, mainText, PM, SUB, VIEWER, webRig } from './web-rig.ts'

const PAGES: readonly (readonly [path: string, heading: string])[] = [
  ['/companies', 'Choose a company'],
  ['/4001/company/home/list', 'Projects'],
  ['/4001/company/directory/list', 'Directory'],
  ['/4001/company/directory/list?show=inactive', 'Inactive people'],
  ['/4001/company/directory/edit/7002', 'Parker Mason'],
  ['/4001/company/apps/list', 'App Management'],
  ['/4001/company/apps/show/underpin-app', 'Underpin App'],
  ['/4001/company/apps/show/underpin-service', 'Underpin Service'],
  ['/5001/project/home', '1234 - Sandbox Test Project'],
  ['/5001/project/rfi/list', 'RFIs'],
  ['/5001/project/rfi/new', 'New RFI'],
  ['/5001/project/rfi/show/20001', '#1 Anchor bolt spacing at grid line C'],
  ['/5001/project/documents/list', 'Documents'],
  ['/5001/project/documents/upload', 'Upload a file'],
  ['/5001/project/documents/new', 'New folder'],
  ['/5001/project/settings', 'Tool settings'],
  ['/5001/project/directory', 'Permission levels'],
  ['/profile', 'Your profile'],
]

it('every page is HTML with one heading, a title, landmarks, a skip link, and no script', async () => {
  const admin = await webRig().visitor(ADMIN)
  for (const [path, heading] of PAGES) {
    const { status, text, headers } = await admin.go(path)
    expect([path, status, headers.get('content-type')]).toEqual([
      path,
      200,
      'text/html; charset=utf-8',
    ])
    expect(text.match(/<h1>([^<]*)<\/h1>/)?.[1]).toBe(heading)
    for (const part of ['<h1', '<main id="main"', '<header', '<footer', '<title>']) {
      expect([path, part, text.split(part).length]).toEqual([path, part, 2])
    }
    expect(text).toContain('<a class="skip" href="#main">')
    expect(text).not.toMatch(/<script|\son[a-z]+=|javascript:/)
    expect(headers.get('cache-control')).toBe('no-store')
  }
})

it('who is not signed in is asked to, and comes to the page afterwards', async () => {
  const rig = webRig()
  const stranger = await rig.visitor(null)
  const asked = await stranger.go('/5001/project/rfi/list?search=beam')
  expect(asked.path).toBe('/login?return_to=%2F5001%2Fproject%2Frfi%2Flist%3Fsearch%3Dbeam')
  const seen = await stranger.send(asked, { email: PM, password: 'Sandbox#2026' })
  expect([seen.status, seen.path]).toEqual([200, '/5001/project/rfi/list?search=beam'])
})

it('a person of one company comes to its home, and one of several chooses', async () => {
  const rig = webRig()
  expect((await (await rig.visitor(PM)).go('/')).path).toBe('/4001/company/home/list')
  expect(mainText(await (await rig.visitor(ADMIN)).go('/'))).toContain('Harbor Civil')
})

it.each([
  ['/companies/4001/projects', '/4001/company/home/list'],
  ['/webclients/host/companies/4001/projects/5001/tools/rfi', '/5001/project/rfi/list'],
  ['/webclients/host/companies/4001/projects/5001/tools/documents', '/5001/project/documents/list'],
])('the newer address %s leads to %s', async (path, to) => {
  expect((await (await webRig().visitor(PM)).go(path)).path).toBe(to)
})

describe('who may not see a page meets permission denied, as the API refuses them', () => {
  it.each([
    ['a level that is too low', VIEWER, '/5001/project/rfi/new'],
    ['a level of None on the tool', SUB, '/5001/project/rfi/list'],
    ['a project that they are not in', PM, '/5003/project/home'],
    ['a tool that is off', PM, '/5002/project/rfi/list'],
    ['a company that they are not in', PM, '/4002/company/home/list'],
    ['a newer address of such a company', PM, '/companies/4002/projects'],
    ['what is for company administrators', PM, '/4001/company/apps/list'],
    ['editing people', PM, '/4001/company/directory/edit/7003'],
  ])('%s', async (_why, email, path) => {
    const rig = webRig()
    const seen = await (await rig.visitor(email)).go(path)
    expect([seen.status, seen.path]).toEqual([403, path])
    expect(seen.text).toContain('Permission denied, sorry')
    expect((await rig.journal()).at(-1)).toMatchObject({ failure: 'permission-denied-page' })
  })
})

describe('what is not there meets the formatted 404', () => {
  it.each([
    ['an RFI', '/5001/project/rfi/show/99', 'page-not-found'],
    ['an RFI of another project', '/5003/project/rfi/show/20001', 'page-not-found'],
    ['a project', '/5999/project/home', 'page-not-found'],
    ['a company', '/4999/company/home/list', 'page-not-found'],
    [
      'a project of another company',
      '/webclients/host/companies/4002/projects/5001/tools/rfi',
      'page-not-found',
    ],
    ['an app', '/4001/company/apps/show/nobody', 'page-not-found'],
    ['a folder', '/5001/project/documents/folder/99', 'page-not-found'],
    ['a link that was cut off', '/5001/project/rfi/sho', 'malformed-link'],
    ['a link that is misspelt', '/5001/project/rfi/showww/123', 'malformed-link'],
    ['an address that is nothing', '/what/is/this/address', 'page-not-found'],
  ])('%s', async (_what, path, failure) => {
    const rig = webRig()
    const { status } = await (await rig.visitor(ADMIN)).go(path)
    expect(status).toBe(404)
    expect((await rig.journal()).at(-1)).toMatchObject({ failure })
  })
})
