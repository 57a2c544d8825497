/** `/oauth/authorize`, as a browser without scripts goes through it: fact sheet section 2.1. */
import { expect, it } from 'vitest'
import { APP, PM, REDIRECT, setUp } from './emulator-rig.ts'
import { hidden, plainBrowser } from './plain-browser.ts'
import { coversPaths } from './route-cover.ts'

const OOB = 'urn:ietf:wg:oauth:2.0:oob'

const authorizePath = (changes: Record<string, string> = {}) =>
  `/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: APP.client_id,
    redirect_uri: REDIRECT,
    state: 'a state & more',
    ...changes,
  })}`

async function signedIn(changes: Record<string, string> = {}) {
  const bench = setUp()
  const { visit } = plainBrowser(bench.emulator.fetch)
  const page = await visit(authorizePath(changes))
  const fields = { ...hidden(page.text), email: PM, password: 'Sandbox#2026' }
  const { location } = await visit('/login', fields)
  return { ...bench, visit, consent: await visit(location), signInPage: page }
}

it.each(['http://localhost', REDIRECT])(
  'signing in and allowing sends a code to %s',
  async (uri) => {
    const { visit, consent, token } = await signedIn({ redirect_uri: uri })
    const { status, location } = await visit('/oauth/authorize', {
      ...hidden(consent.text),
      decision: 'allow',
    })
    const sent = new URL(location)
    expect(status).toBe(302)
    expect(location.startsWith(`${uri}?`)).toBe(true)
    expect(sent.searchParams.get('state')).toBe('a state & more')
    const code = sent.searchParams.get('code') ?? ''
    const bought = await token({
      ...APP,
      grant_type: 'authorization_code',
      code,
      redirect_uri: uri,
    })
    expect(bought.status).toBe(200)
  },
)

it('out of band, the code is shown on a page', async () => {
  const { visit, consent, token } = await signedIn({ redirect_uri: OOB })
  const { status, text } = await visit('/oauth/authorize', {
    ...hidden(consent.text),
    decision: 'allow',
  })
  const code = /<code id="authorization_code">([0-9a-f]+)</.exec(text)?.[1] ?? ''
  expect(status).toBe(200)
  const bought = await token({ ...APP, grant_type: 'authorization_code', code, redirect_uri: OOB })
  expect(bought.status).toBe(200)
})

it('denying tells the app, with its state and without a code', async () => {
  const { visit, consent } = await signedIn()
  const { status, location } = await visit('/oauth/authorize', {
    ...hidden(consent.text),
    decision: 'deny',
  })
  const { searchParams } = new URL(location)
  expect(status).toBe(302)
  expect(Object.fromEntries(searchParams)).toEqual({
    error: 'access_denied',
    error_description: 'The resource owner or authorization server denied the request.',
    state: 'a state & more',
  })
})

it.each([
  {
    name: 'an unknown client',
    changes: { client_id: 'x' },
    text: 'Client authentication failed due to unknown client',
  },
  {
    name: 'an unknown redirect',
    changes: { redirect_uri: 'http://localhost:3000/other' },
    text: 'The requested redirect uri is malformed or doesn&#39;t match client redirect URI.',
  },
  {
    name: 'a redirect with a slash more',
    changes: { redirect_uri: 'http://localhost/' },
    text: 'redirect uri is malformed',
  },
])('$name is shown to the person and redirects nobody', async ({ changes, text }) => {
  const { visit } = plainBrowser(setUp().emulator.fetch)
  const page = await visit(authorizePath(changes))
  expect(page.location).toBe('')
  expect(page.status).toBeGreaterThanOrEqual(400)
  expect(page.text).toContain(text)
})

it.each([
  { changes: { response_type: 'token' }, error: 'unsupported_response_type' },
  { changes: { response_type: '' }, error: 'invalid_request' },
  { changes: { client_id: 'underpin-service' }, error: null },
])('an app that asks wrongly ($changes) is told $error', async ({ changes, error }) => {
  const { visit } = plainBrowser(setUp().emulator.fetch)
  const { location } = await visit(authorizePath(changes))
  const told = location === '' ? null : new URL(location).searchParams.get('error')
  expect(told).toBe(error)
})

it('a wrong password is said so, keeps the email, and signs nobody in', async () => {
  const { visit } = plainBrowser(setUp().emulator.fetch)
  const page = await visit(authorizePath())
  const again = await visit('/login', { ...hidden(page.text), email: PM, password: 'no' })
  expect(again.status).toBe(401)
  expect(again.text).toContain('role="alert"')
  expect(again.text).toContain(`value="${PM}"`)
  expect((await visit(authorizePath())).text).toContain('type="password"')
})

it('the cookie is HttpOnly and SameSite, and signing in takes a new one', async () => {
  const bench = setUp()
  const { visit } = plainBrowser(bench.emulator.fetch)
  const page = await visit(authorizePath())
  const fields = { ...hidden(page.text), email: PM, password: 'Sandbox#2026' }
  const after = await visit('/login', fields)
  expect(page.cookie).toMatch(/^underpin_session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(after.cookie.split(';')[0]).not.toBe(page.cookie.split(';')[0])
})

it('a form of another page decides nothing', async () => {
  const { visit, consent, emulator } = await signedIn()
  const forged = { ...hidden(consent.text), form_token: '0'.repeat(64), decision: 'allow' }
  expect((await visit('/oauth/authorize', forged)).location).toMatch(/^\/oauth\/authorize\?/)
  const stranger = plainBrowser(emulator.fetch)
  const fields = { ...hidden(consent.text), decision: 'allow' }
  expect((await stranger.visit('/oauth/authorize', fields)).location).toMatch(
    /^\/oauth\/authorize\?/,
  )
})

it('the pages need no script, name their language, and cannot be framed', async () => {
  const { signInPage, consent } = await signedIn()
  for (const { text, headers } of [signInPage, consent]) {
    expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/)
    expect(text).not.toMatch(/<script|\son[a-z]+=/)
    expect(text.match(/<main/g)).toHaveLength(1)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
  expect(signInPage.text).toMatch(/<label for="email">[\s\S]*<input id="email"/)
})

it('what an app sends is shown as text, never as markup', async () => {
  const { signInPage, consent } = await signedIn({ state: '"><script>alert(1)</script>' })
  for (const page of [signInPage, consent]) expect(page.text).not.toContain('<script>')
  expect(consent.text).toContain('&quot;&gt;&lt;script&gt;')
})

coversPaths('GET /oauth/authorize', 'POST /oauth/authorize')
