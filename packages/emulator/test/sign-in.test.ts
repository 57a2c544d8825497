/** Signing in and out, and lockouts: fact sheet section 12, as a browser without scripts meets them. */
import { classify } from '@underpin/failures'
import { expect, it } from 'vitest'
import { defaultWorld } from '../src/world/default-world.ts'
import type { World } from '../src/world/world.ts'
import { PM, setUp } from './emulator-rig.ts'
import { hidden, PASSWORD, plainBrowser } from './plain-browser.ts'

const ADMIN = 'admin@northside.example'
const DAY_MS = 86_400_000

/** The same people, and no company that locks anybody out; or `also` that has them all, with its policy. */
function worldWith({ policy, also }: { policy: boolean; also?: boolean }): World {
  const [first, second, ...rest] = defaultWorld.companies
  if (!first || !second) throw new Error('the default world has companies')
  const members = also === undefined ? second.members : first.members
  const other = { ...second, members, lockoutPolicy: also ?? false }
  return { ...defaultWorld, companies: [{ ...first, lockoutPolicy: policy }, other, ...rest] }
}

function bench(options: Parameters<typeof setUp>[0] = {}) {
  const at = setUp(options)
  return { ...at, appSignIn: at.signIn, ...plainBrowser(at.emulator.fetch) }
}

async function failTimes(count: number, { signIn }: ReturnType<typeof bench>, email = PM) {
  const answers = []
  for (let n = 0; n < count; n++) answers.push(await signIn(email, `wrong ${n}`))
  return answers
}

it('signing in leads to where the person was going, and whoever is signed in goes on at once', async () => {
  const { signIn, visit } = bench()
  const to = '/4001/company/home?tab=a%20b'
  expect(await signIn(PM, PASSWORD, to)).toMatchObject({ status: 303, location: to })
  const again = await visit(`/login?${new URLSearchParams({ return_to: to })}`)
  expect(again).toMatchObject({ status: 303, location: to })
})

it('the address may have blanks around it, and capitals', async () => {
  expect((await bench().signIn(' PM@Northside.Example ')).status).toBe(303)
})

it('signing out asks first, ends the session, and takes the cookie away', async () => {
  const { signIn, visit, cookie, setCookie } = bench()
  await signIn()
  const before = cookie()
  const asked = await visit('/logout')
  expect(asked.text).toContain('Sign out?')
  const left = await visit('/logout', hidden(asked.text))
  expect(left).toMatchObject({ status: 303, location: '/login' })
  expect(left.cookie).toContain('Max-Age=0')
  setCookie(before)
  expect((await visit('/login')).text).toContain('type="password"')
  expect((await visit('/logout')).location).toBe('/login')
})

it('a session ends after a day: the form that is sent then is answered stale-session, and keeps the address', async () => {
  const at = bench()
  const page = await at.visit('/login?return_to=/here')
  at.clock.advance(DAY_MS)
  const late = await at.visit('/login', { ...hidden(page.text), email: PM, password: PASSWORD })
  expect(late.status).toBe(401)
  expect(late.text).toContain('Your session has ended.')
  expect(late.text).toContain(`value="${PM}"`)
  expect(hidden(late.text)['return_to']).toBe('/here')
  expect((await at.journal()).at(-1).failure).toBe('stale-session')
  expect(seen(late)).toBe('stale-session')
  // What is sent from the page that was answered goes through.
  const again = await at.visit('/login', { ...hidden(late.text), email: PM, password: PASSWORD })
  expect(again).toMatchObject({ status: 303, location: '/here' })
})

it('a wrong password and an unknown address are answered in the same words, with the same status', async () => {
  const answers = []
  for (const email of [PM, 'nobody@northside.example', '']) {
    const at = bench()
    const answer = await at.signIn(email, 'wrong')
    expect((await at.journal()).at(-1).failure).toBe('login-rejected')
    expect(seen(answer)).toBe('login-rejected')
    const { text, status } = answer
    answers.push({ status, text: text.replace(`value="${email}"`, 'value=""').replace(TOKENS, '') })
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]?.status).toBe(401)
})

it('with the policy on the third failed try locks, the page says what to do, and no password opens', async () => {
  const at = bench()
  const answers = [...(await failTimes(3, at)), await at.signIn(PM, PASSWORD)]
  expect(answers.map(seen)).toEqual([
    'login-rejected',
    'login-rejected',
    'account-locked',
    'account-locked',
  ])
  const { text } = answers[3] ?? { text: '' }
  expect(text).toContain('This account is locked')
  expect(text).toContain('ask the Procore administrator of your company')
  expect(text).toContain('href="/login/forgot"')
  const { requestId, at: atIso } = (await at.journal()).at(-1)
  expect(text).toContain(requestId)
  expect(text).toContain(`datetime="${atIso}"`)
  expect((await at.journal()).at(-1).failure).toBe('account-locked')
})

it('a lock holds for one person, and time does not open it', async () => {
  const at = bench()
  await failTimes(3, at)
  at.clock.advance(30 * DAY_MS)
  expect(seen(await at.signIn())).toBe('account-locked')
  expect((await at.signIn(ADMIN)).status).toBe(303)
})

it('a success in between begins the count anew, unless told otherwise', async () => {
  for (const kept of [false, true]) {
    const assumptions: Record<string, string> = kept ? { 'failed-tries-after-success': 'kept' } : {}
    const at = bench({ assumptions })
    await failTimes(2, at)
    await at.signIn()
    const other = { ...at, ...plainBrowser(at.emulator.fetch) }
    const [third, fourth] = await failTimes(2, other)
    expect([third, fourth].map((each) => each && seen(each))).toEqual(
      kept ? ['account-locked', 'account-locked'] : ['login-rejected', 'login-rejected'],
    )
  }
})

it.each([
  { policy: false, also: undefined, choice: 'any-company', locks: false },
  { policy: false, also: true, choice: 'any-company', locks: true },
  { policy: true, also: false, choice: 'any-company', locks: true },
  { policy: true, also: false, choice: 'every-company', locks: false },
  { policy: true, also: true, choice: 'every-company', locks: true },
])(
  'policy $policy here and $also there, $choice: locked $locks',
  async ({ policy, also, choice, locks }) => {
    const world = worldWith(also === undefined ? { policy } : { policy, also })
    const at = bench({ world, assumptions: { 'lockout-policy-of-many': choice } })
    await failTimes(3, at)
    const answer = await at.signIn()
    expect(answer.status === 303).toBe(!locks)
  },
)

it('without the policy tries are unlimited and slowed, known or not, and a success ends that', async () => {
  const at = bench({ world: worldWith({ policy: false }) })
  const startedMs = () => at.clock.nowMs()
  for (const email of [PM, 'nobody@northside.example']) {
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      const before = startedMs()
      await at.clock.run(at.signIn(email, 'wrong'))
      waits.push(startedMs() - before)
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30].map((seconds) => seconds * 1_000))
  }
  expect((await at.clock.run(at.signIn())).status).toBe(303)
  const before = startedMs()
  await failTimes(4, { ...at, ...plainBrowser(at.emulator.fetch) })
  expect(startedMs()).toBe(before)
  expect(at.clock.pendingCount).toBe(0)
})

it('a crowd of tries waits in turn; who would wait too long is told how long, and is not checked', async () => {
  const at = bench({ world: worldWith({ policy: false }) })
  const page = await at.visit('/login')
  const send = (password: string) =>
    at.visit('/login', { ...hidden(page.text), email: PM, password })
  const crowd = Array.from({ length: 20 }, (_, n) => send(`wrong ${n}`))
  const late = await send(PASSWORD)
  expect(late.status).toBe(401)
  const waitS = Number(late.headers.get('retry-after'))
  expect(waitS).toBeGreaterThan(30)
  expect(waitS).toBeLessThanOrEqual(91)
  expect(late.text).toContain(`Wait ${waitS} s`)
  expect(seen(late)).toBe('login-rejected')
  await at.clock.run(Promise.all(crowd))
  at.clock.advance(60_000)
  expect((await at.clock.run(send(PASSWORD))).status).toBe(303)
  expect(at.clock.pendingCount).toBe(0)
})

it('whoever goes away while waiting is not waited for', async () => {
  const at = bench({ world: worldWith({ policy: false }) })
  await failTimes(5, at)
  const page = await at.visit('/login')
  const gone = new AbortController()
  const body = new URLSearchParams({ ...hidden(page.text), email: PM, password: 'wrong' })
  const headers = { cookie: at.cookie() }
  const waiting = at.emulator.fetch('/login', {
    method: 'POST',
    body,
    headers,
    signal: gone.signal,
  })
  await at.clock.pass(500)
  expect(at.clock.pendingCount).toBe(1)
  gone.abort()
  await expect(waiting).rejects.toThrow()
  expect(at.clock.pendingCount).toBe(0)
})

it('an administrator’s door tells of a lock, locks and unlocks, and then there are three tries again', async () => {
  const at = bench()
  await failTimes(3, at)
  const lockedAt = new Date(at.clock.nowMs()).toISOString()
  expect((await at.door('users/7002/lock')).json).toEqual({
    ...{ user: 7002, locked: true, lockedAt, failedTries: 3, lockoutPolicy: true },
  })
  const opened = await at.door('users/7002/unlock', {})
  expect(opened.json).toMatchObject({ locked: false, lockedAt: null, failedTries: 0 })
  at.clock.advance(60_000)
  const tries = await at.clock.run(failTimes(2, at))
  expect(tries.map(seen)).toEqual(['login-rejected', 'login-rejected'])
  expect((await at.clock.run(at.signIn())).status).toBe(303)
  expect((await at.door('users/7002/lock', {})).json.locked).toBe(true)
  expect((await at.door('users/99/unlock', {})).status).toBe(404)
  expect((await at.door('users/7002/unlock')).status).toBe(405)
})

it.each(['lives', 'ends'] as const)('locked out, tokens and sessions: %s', async (choice) => {
  const at = bench({ assumptions: { 'locked-user-access': choice } })
  await at.signIn()
  const { access_token: token } = await at.appSignIn()
  await at.door('users/7002/lock', {})
  const isOpen = choice === 'lives'
  const answer = await at.api('/rest/v1.0/companies/4001/projects', token)
  expect(answer.status).toBe(isOpen ? 200 : 401)
  expect((await at.visit('/login')).status).toBe(isOpen ? 303 : 200)
  const why = await at.door('why?user=pm@northside.example&path=/rest/v1.0/companies/4001/projects')
  expect(why.json.allowed).toBe(isOpen)
  if (isOpen) return
  expect(why.json.because).toBe('the account of user 7002 is locked')
  for (const { method, path } of why.json.calls) {
    await at.emulator.fetch(path, { method })
  }
  expect((await at.api('/rest/v1.0/companies/4001/projects', token)).status).toBe(200)
})

it('failures and locks are in a snapshot, and a reset of the world forgets them', async () => {
  const at = bench()
  await failTimes(2, at)
  const { json: snapshot } = await at.door('snapshot')
  await at.signIn(PM, 'wrong')
  expect((await at.door('users/7002/lock')).json.locked).toBe(true)
  await at.door('snapshot', snapshot, 'PUT')
  expect((await at.door('users/7002/lock')).json).toMatchObject({ locked: false, failedTries: 2 })
  await at.door('reset', {})
  expect((await at.door('users/7002/lock')).json).toMatchObject({ locked: false, failedTries: 0 })
})

it('a write that is undone signs nobody out, and lets nobody off', async () => {
  const at = bench({ world: worldWith({ policy: false }) })
  const { database } = at.emulator.parts.platform
  const other = { ...at, ...plainBrowser(at.emulator.fetch) }
  await failTimes(5, other, 'x@y.example')
  await at.signIn()
  const undone = () => {
    database.run('DELETE FROM oauth_codes')
    throw new Error('undone')
  }
  expect(() => database.transaction(undone)).toThrow('undone')
  expect((await at.visit('/login')).status).toBe(303)
  const before = at.clock.nowMs()
  await at.clock.run(failTimes(1, other, 'x@y.example'))
  expect(at.clock.nowMs() - before).toBe(1_000)
})

it('a restored world knows nobody who was signed in, or who failed', async () => {
  const at = bench({ world: worldWith({ policy: false }) })
  await failTimes(5, at)
  await at.door('reset', {})
  await failTimes(5, at)
  await at.door('reset', {})
  await at.signIn()
  await at.door('reset', {})
  expect((await at.visit('/login')).text).toContain('type="password"')
})

it('what is nobody’s page is not found', async () => {
  const { visit } = bench()
  for (const path of ['/login/x', '/logout/x', '/login/reset/x']) {
    expect((await visit(path)).status).toBe(404)
  }
  expect((await visit('/login/')).status).toBe(200)
})

/** What differs by request: form tokens, request ids and times. */
const TOKENS = /[0-9a-f]{64}|[0-9a-f]{8,}(?:-[0-9a-f]+)+/g

/** What an answer is known for by somebody who has nothing else. */
function seen({ status, text, headers }: { status: number; text: string; headers: Headers }) {
  return classify({
    surface: 'web',
    request: { method: 'POST', url: 'http://localhost:4010/login' },
    response: { status, headers: Object.fromEntries(headers), body: text },
  })?.failure
}
