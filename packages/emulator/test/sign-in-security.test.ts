/**
 * What attackers do to a sign-in: forged forms, planted sessions, links that lead away, markup in every
 * field, guessing, and asking who is there. Each row is an attack; what happens must be nothing.
 */
import { expect, it } from 'vitest'
import { listen } from '../src/server/listen.ts'
import { APP, PM, REDIRECT, setUp, usualCalls } from './emulator-rig.ts'
import { hidden, PASSWORD, plainBrowser } from './plain-browser.ts'

const MARKUP = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`

const authorizePath = (changes: Record<string, string> = {}) =>
  `/oauth/authorize?${new URLSearchParams({
    ...{ response_type: 'code', client_id: APP.client_id, redirect_uri: REDIRECT, ...changes },
  })}`

function bench(options: Parameters<typeof setUp>[0] = {}) {
  const at = setUp(options)
  return { ...at, ...plainBrowser(at.emulator.fetch), other: () => plainBrowser(at.emulator.fetch) }
}

async function resetLink(at: ReturnType<typeof bench>, email = PM, headers = {}) {
  const page = await at.visit('/login/forgot')
  await at.visit('/login/forgot', { ...hidden(page.text), email }, headers)
  const { messages } = (await at.door('outbox')).json
  return { mail: messages.at(-1), url: /https?:\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '' }
}

it.each(['/login', '/logout', '/login/forgot', '/login/reset', '/oauth/authorize'])(
  'POST %s does nothing with no form token, a wrong one, or that of somebody else',
  async (path) => {
    const at = bench()
    const { url } = await resetLink(at)
    const token = new URL(url).searchParams.get('token') ?? ''
    if (path !== '/login' && path !== '/login/reset') await at.signIn()
    const before = at.cookie()
    const theirs = hidden((await at.other().visit('/login')).text)['form_token'] ?? ''
    const sent = (await at.door('outbox')).json.messages.length
    for (const formToken of [undefined, '', '0'.repeat(64), theirs]) {
      const fields: Record<string, string> = {
        ...{ email: PM, password: path === '/login' ? PASSWORD : 'New#Pass1', token },
        ...Object.fromEntries(new URL(authorizePath(), 'http://x').searchParams),
      }
      if (formToken !== undefined) fields['form_token'] = formToken
      at.setCookie(before)
      const answer = await at.visit(path, fields)
      expect(answer.location).not.toContain('code=')
      expect(answer.status === 401 || answer.location.startsWith('/oauth/authorize?')).toBe(true)
    }
    at.setCookie(before)
    const isIn = (await at.visit('/login')).status === 303
    expect(isIn).toBe(path !== '/login' && path !== '/login/reset')
    expect((await at.door('outbox')).json.messages).toHaveLength(sent)
    expect((await at.other().signIn()).status).toBe(303)
  },
)

it('a GET never signs out, and a HEAD neither', async () => {
  const at = bench()
  await at.signIn()
  await at.visit('/logout')
  await at.emulator.fetch('/logout', { method: 'HEAD', headers: { cookie: at.cookie() } })
  expect((await at.visit('/login')).status).toBe(303)
})

it('a session planted before signing in is worth nothing afterwards, and one of nobody’s making never is', async () => {
  const at = bench()
  const attacker = at.other()
  await attacker.visit('/login')
  at.setCookie(attacker.cookie())
  await at.signIn()
  expect(at.cookie()).not.toBe(attacker.cookie())
  expect((await attacker.visit('/login')).status).toBe(200)
  const made = `underpin_session=${'a'.repeat(64)}`
  at.setCookie(made)
  const page = await at.visit('/login')
  expect(page.cookie.startsWith(made)).toBe(false)
})

it('signing in again as somebody else ends the session before', async () => {
  const at = bench()
  await at.signIn()
  const first = at.cookie()
  const page = await at.visit('/logout')
  const fields = { ...hidden(page.text), email: 'admin@northside.example', password: PASSWORD }
  expect((await at.visit('/login', fields)).status).toBe(303)
  at.setCookie(first)
  expect((await at.visit('/login')).text).toContain('type="password"')
})

it.each([
  { origin: 'http://localhost:4010', secure: '' },
  { origin: 'https://localhost:4010', secure: '; Secure' },
])('at $origin the cookie has its flags$secure', async ({ origin, secure }) => {
  const { emulator } = bench()
  const at = plainBrowser(emulator.fetch, origin)
  const flags = `; Path=/; HttpOnly; SameSite=Lax${secure}`
  const signedIn = await at.signIn()
  for (const { cookie } of [await plainBrowser(emulator.fetch, origin).visit('/login'), signedIn]) {
    expect(cookie).toMatch(/^underpin_session=[0-9a-f]{64}; /)
    expect(cookie.slice(cookie.indexOf(';'))).toBe(flags)
  }
  const left = await at.visit('/logout', hidden((await at.visit('/logout')).text))
  expect(left.cookie).toBe(`underpin_session=${flags}; Max-Age=0`)
})

it('a thousand strangers at the sign-in page sign nobody out', async () => {
  const at = bench()
  await at.signIn()
  for (let n = 0; n < 1_100; n++) await at.emulator.fetch('/login')
  expect((await at.visit('/login')).status).toBe(303)
})

it.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/%09/evil.example',
  '/.//evil.example',
])(
  'return_to %s leads home: in the query, in the form, and for whoever is signed in',
  async (to) => {
    const at = bench()
    const decoded = decodeURIComponent(to)
    expect((await at.signIn(PM, PASSWORD, decoded)).location).toBe('/')
    expect((await at.visit(`/login?${new URLSearchParams({ return_to: decoded })}`)).location).toBe(
      '/',
    )
    const other = at.other()
    const page = await other.visit('/login')
    const fields = { ...hidden(page.text), return_to: decoded, email: PM, password: PASSWORD }
    expect((await other.visit('/login', fields)).location).toBe('/')
  },
)

it.each([
  'https://evil.example/callback',
  `${REDIRECT}/../../evil`,
  `${REDIRECT}?next=https://evil.example`,
  `${REDIRECT}#`,
  'http://localhost:3000@evil.example/callback',
  'http://localhost.evil.example',
  '//evil.example',
  'javascript:alert(1)',
  '',
])('redirect_uri %s redirects nobody, signed in or not, by any form', async (uri) => {
  const at = bench()
  const path = authorizePath({ redirect_uri: uri })
  const before = await at.visit(path)
  await at.signIn()
  const after = await at.visit(path)
  const consent = await at.visit(authorizePath())
  const forged = { ...hidden(consent.text), redirect_uri: uri }
  const answers = [before, after]
  for (const decision of ['allow', 'deny']) {
    answers.push(await at.visit('/oauth/authorize', { ...forged, decision }))
  }
  for (const { status, location } of answers) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(location).toBe('')
  }
})

it('no header of an answer can be made by what is sent', async () => {
  const at = bench()
  const ended = 'x\r\nSet-Cookie: evil=1\r\n\r\n<b>'
  const answers = [
    await at.signIn(PM, PASSWORD, `/home?a=${ended}`),
    await at.visit(`/login?return_to=${encodeURIComponent(`/a${ended}`)}`),
    await at.visit(authorizePath({ state: ended })),
  ]
  for (const { headers } of answers) {
    for (const [, value] of headers) expect(value).not.toMatch(/[\r\n]|evil=1(?:;|$)/)
  }
})

it('markup in every field that a page shows is shown as text', async () => {
  const at = bench()
  const directory = at.emulator.parts.platform.directory
  const user = directory.user(7002)
  const app = directory.app(APP.client_id)
  if (!user || !app) throw new Error('the default world has both')
  directory.putUser({ ...user, firstName: MARKUP, lastName: MARKUP, email: `${MARKUP}@x.example` })
  directory.putApp({ ...app, name: MARKUP })
  const email = `${MARKUP}@x.example`
  const { url } = await resetLink(at, email)
  const pages = [
    await at.signIn(MARKUP, MARKUP, `/${MARKUP}`),
    await at.visit(`/login?${new URLSearchParams({ return_to: `/${MARKUP}` })}`),
    await at.visit(authorizePath({ state: MARKUP })),
    await at.visit(authorizePath({ client_id: MARKUP })),
    await at.visit(authorizePath({ redirect_uri: MARKUP })),
    await at.visit(`/login/reset?${new URLSearchParams({ token: MARKUP })}`),
    await at.visit('/login/reset', { token: MARKUP, password: MARKUP }),
    await at.visit(new URL(url).pathname + new URL(url).search),
    await at.signIn(email, 'wrong'),
    await at.signIn(email, 'wrong'),
    await at.signIn(email, 'wrong'),
    await at.visit(`/login/${MARKUP}`),
  ]
  const other = at.other()
  await at.door('users/7002/unlock', {})
  await other.signIn(email)
  pages.push(await other.visit('/logout'), await other.visit(authorizePath({ state: MARKUP })))
  expect(pages.filter(({ text }) => text.includes('&lt;script&gt;')).length).toBeGreaterThan(6)
  for (const { text, headers } of pages) {
    expect(text).not.toMatch(/<script|<img|onerror=alert\(1\)>[^&]*<\/script/)
    const policy = headers.get('content-security-policy') ?? ''
    if (policy !== '') expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  }
})

it('a reset mail says what it was meant to say, whatever the name and the address are', async () => {
  const at = bench()
  const directory = at.emulator.parts.platform.directory
  const user = directory.user(7002)
  const email = 'pm@x.example\r\nBcc: evil@x.example\r\n\r\nBody'
  if (user) directory.putUser({ ...user, email, firstName: 'A\r\nBcc: evil@x.example' })
  const { mail } = await resetLink(at, email)
  expect(mail.to).not.toMatch(/[\r\n]/)
  expect(mail.subject).toBe('Reset your password')
  expect(Object.values(mail.headers ?? {}).join('')).not.toMatch(/[\r\n]/)
})

it('the link of a mail leads to where the platform is, whatever Host the request names', async () => {
  const { emulator } = setUp()
  const platform = await listen(emulator, { port: 0 })
  try {
    const { door } = usualCalls(emulator, platform.url)
    const link = async () => {
      const { messages } = (await door('outbox')).json
      return new URL(/http:\S+/.exec(messages.at(-1).text)?.[0] ?? '').host
    }
    const ask = async (host: string) => {
      const page = await rawRequest(platform.port, host, 'GET', '/login/forgot')
      const fields = new URLSearchParams({ ...hidden(page), email: PM })
      const cookie = /set-cookie: (\S+);/i.exec(page)?.[1] ?? ''
      await rawRequest(platform.port, host, 'POST', '/login/forgot', String(fields), cookie)
    }
    await ask('evil.example')
    expect(await link()).toBe(`127.0.0.1:${platform.port}`)
    await ask('evil.example:80')
    expect(await link()).toBe(`127.0.0.1:${platform.port}`)
    await ask(`localhost:${platform.port}`)
    expect(await link()).toBe(`localhost:${platform.port}`)
  } finally {
    await platform.close()
    emulator.close()
  }
})

it('guessing at reset links finds nothing, and says the same to every guess', async () => {
  const at = bench()
  const { url } = await resetLink(at)
  const real = new URL(url).searchParams.get('token') ?? ''
  const near = Array.from({ length: 64 }, (_, n) => {
    const digit = real[n] === '0' ? '1' : '0'
    return real.slice(0, n) + digit + real.slice(n + 1)
  })
  const guesses = [
    ...near,
    real.slice(0, -1),
    `${real}0`,
    real.toUpperCase(),
    ` ${real}`,
    '',
    '%',
    '*',
  ]
  const texts = new Set<string>()
  for (const guess of guesses) {
    if (guess === real) continue
    const page = await at.visit(`/login/reset?${new URLSearchParams({ token: guess })}`)
    expect(page.status).toBe(422)
    texts.add(page.text)
    const set = await at.visit('/login/reset', {
      ...{ token: guess, password: 'New#Pass1', password_again: 'New#Pass1' },
    })
    texts.add(set.text)
  }
  expect(texts.size).toBe(1)
  expect(real).toMatch(/^[0-9a-f]{64}$/)
  expect((await at.visit(new URL(url).pathname + new URL(url).search)).status).toBe(200)
})

it('a crowd that tries at once has three tries, not as many as fit into a moment', async () => {
  const { emulator } = setUp()
  const platform = await listen(emulator, { port: 0 })
  try {
    const at = plainBrowser(fetch, platform.url)
    const page = await at.visit('/login')
    const send = (password: string) =>
      at.visit('/login', { ...hidden(page.text), email: PM, password })
    const answers = await Promise.all(['a', 'b', 'c', 'd', PASSWORD].map(send))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    expect(emulator.parts.platform.lockouts.isLocked(7002)).toBe(true)
  } finally {
    await platform.close()
    emulator.close()
  }
})

it('a link that is used twice at once sets one password', async () => {
  const { emulator } = setUp()
  const platform = await listen(emulator, { port: 0 })
  try {
    const at = plainBrowser(fetch, platform.url)
    // The password that is in force is a key from here on, and comparing with it takes its time.
    await plainBrowser(fetch, platform.url).signIn()
    const form = await at.visit('/login/forgot')
    await at.visit('/login/forgot', { ...hidden(form.text), email: PM })
    const { door } = usualCalls(emulator, platform.url)
    const { messages } = (await door('outbox')).json
    const { pathname, search } = new URL(/http:\S+/.exec(messages[0].text)?.[0] ?? '')
    const page = await at.visit(pathname + search)
    const words = ['First#2027', 'Second#2027', 'Third#2027']
    const answers = await Promise.all(
      words.map((password) =>
        at.visit('/login/reset', { ...hidden(page.text), password, password_again: password }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    const opened = []
    for (const word of words) {
      opened.push((await plainBrowser(fetch, platform.url).signIn(PM, word)).status)
    }
    expect(opened.filter((status) => status === 303)).toHaveLength(1)
  } finally {
    await platform.close()
    emulator.close()
  }
})

it('neither passwords nor links nor cookies are in the journal or in a log', async () => {
  const lines: string[] = []
  const keep = (...said: unknown[]) => lines.push(JSON.stringify(said))
  const log = { debug: keep, info: keep, warn: keep, error: keep }
  const at = bench({ log })
  await at.signIn(PM, 'a-wrong-Password#1')
  const { url } = await resetLink(at)
  const token = new URL(url).searchParams.get('token') ?? ''
  const page = await at.visit(`/login/reset?token=${token}`)
  const fields = { password: 'The-new-0ne!', password_again: 'The-new-0ne!' }
  await at.visit('/login/reset', { ...hidden(page.text), ...fields })
  await at.signIn(PM, 'The-new-0ne!')
  const told = JSON.stringify(await at.journal()) + lines.join('')
  expect(told).toContain('/login/reset')
  for (const secret of [
    'a-wrong-Password#1',
    token,
    'The-new-0ne!',
    at.cookie().split('=')[1] ?? '',
  ]) {
    expect(told).not.toContain(secret)
    expect(told).not.toContain(encodeURIComponent(secret))
  }
})

/** `fetch` names no `Host` but the real one. */
async function rawRequest(
  port: number,
  host: string,
  method: string,
  path: string,
  body = '',
  cookie = '',
): Promise<string> {
  const { connect } = await import('node:net')
  const socket = connect(port, '127.0.0.1')
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}
