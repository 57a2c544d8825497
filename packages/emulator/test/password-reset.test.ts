/** Resetting a password by a mailed link: what it opens, what it ends, and how often it works. */
import { expect, it } from 'vitest'
import { PM, setUp } from './emulator-rig.ts'
import { hidden, PASSWORD, plainBrowser } from './plain-browser.ts'

const HOUR_MS = 3_600_000
const NEW = 'Another#2027'

type Bench = ReturnType<typeof bench>

function bench(options: Parameters<typeof setUp>[0] = {}) {
  const at = setUp(options)
  const browser = plainBrowser(at.emulator.fetch)
  const ask = async (email = PM) => {
    const page = await browser.visit('/login/forgot')
    return browser.visit('/login/forgot', { ...hidden(page.text), email })
  }
  const mails = async () => (await at.door('outbox')).json.messages
  /** The path of the link in the newest mail. */
  const link = async (): Promise<string> => {
    const text: string = (await mails()).at(-1)?.text ?? ''
    return /http:\/\/localhost:4010(\/login\/reset\?token=[0-9a-f]{64})/.exec(text)?.[1] ?? ''
  }
  const set = async (path: string, password: string, again = password) => {
    const page = await browser.visit(path)
    if (page.status !== 200) return page
    return browser.visit('/login/reset', { ...hidden(page.text), password, password_again: again })
  }
  return {
    ...at,
    appSignIn: at.signIn,
    ...browser,
    ask,
    mails,
    link,
    set,
    other: () => plainBrowser(at.emulator.fetch),
  }
}

async function resetTo(at: Bench, password: string) {
  await at.ask()
  return at.set(await at.link(), password)
}

it('a mail brings a link, the link sets the password, and the password signs in', async () => {
  const at = bench()
  expect((await at.ask()).text).toContain('Look into your mail')
  expect(await at.mails()).toMatchObject([
    { kind: 'password-reset', to: PM, subject: 'Reset your password' },
  ])
  const path = await at.link()
  expect((await at.set(path, NEW)).text).toContain('Your password is set')
  expect((await at.signIn(PM, PASSWORD)).status).toBe(401)
  expect((await at.signIn(PM, NEW)).status).toBe(303)
})

it('every address is answered the same, and only who is a person gets a mail', async () => {
  const at = bench()
  const inactive = at.emulator.parts.platform.directory.user(7003)
  if (inactive) at.emulator.parts.platform.directory.putUser({ ...inactive, isActive: false })
  const service = at.emulator.parts.platform.directory.users().find((each) => each.serviceOf)
  const addresses = [PM, 'nobody@x.example', inactive?.email, service?.email, '', 'not an address']
  const answers = []
  for (const email of addresses) {
    const { status, text } = await at.ask(email ?? '')
    answers.push({ status, text })
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect((await at.mails()).map(({ to }: { to: string }) => to)).toEqual([PM])
})

it('a reset opens a locked account, ends every session, and gives three tries again', async () => {
  const at = bench()
  const elsewhere = at.other()
  await elsewhere.signIn()
  for (const wrong of ['a', 'b', 'c']) await at.signIn(PM, wrong)
  expect((await at.door('users/7002/lock')).json.locked).toBe(true)
  await resetTo(at, NEW)
  expect((await at.door('users/7002/lock')).json).toMatchObject({ locked: false, failedTries: 0 })
  expect((await elsewhere.visit('/login')).text).toContain('type="password"')
  for (const wrong of ['a', 'b']) expect((await at.signIn(PM, wrong)).status).toBe(401)
  expect((await at.signIn(PM, NEW)).status).toBe(303)
})

it.each(['live', 'revoked'] as const)(
  'the tokens of that person, and nobody’s else: %s',
  async (choice) => {
    const at = bench({ assumptions: { 'password-reset-tokens': choice } })
    const { access_token: mine } = await at.appSignIn(PM)
    const { access_token: theirs } = await at.appSignIn('admin@northside.example')
    await resetTo(at, NEW)
    const status = async (token: string) =>
      (await at.api('/rest/v1.0/companies/4001/projects', token)).status
    expect(await status(mine)).toBe(choice === 'live' ? 200 : 401)
    expect(await status(theirs)).toBe(200)
  },
)

it('a link works once, and so does each of several', async () => {
  const at = bench()
  await at.ask()
  const first = await at.link()
  await at.ask()
  const second = await at.link()
  expect(second).not.toBe(first)
  expect((await at.visit(first)).status).toBe(200)
  expect((await at.set(first, NEW)).status).toBe(200)
  for (const path of [first, second]) expect((await at.visit(path)).status).toBe(422)
})

it('a link works for an hour', async () => {
  const at = bench()
  await at.ask()
  const path = await at.link()
  at.clock.advance(HOUR_MS - 1)
  expect((await at.visit(path)).status).toBe(200)
  const page = await at.visit(path)
  at.clock.advance(1)
  expect((await at.visit(path)).text).toContain('This link does not work')
  const late = await at.visit('/login/reset', {
    ...{ ...hidden(page.text), password: NEW, password_again: NEW },
  })
  expect(late.status).toBe(422)
  expect((await at.signIn(PM, NEW)).status).toBe(401)
})

it('five mails an hour are sent to one person, and the answer does not tell', async () => {
  const at = bench()
  const texts = new Set<string>()
  for (let n = 0; n < 8; n++) texts.add((await at.ask()).text)
  expect(await at.mails()).toHaveLength(5)
  expect(texts.size).toBe(1)
  at.clock.advance(HOUR_MS)
  await at.ask()
  expect(await at.mails()).toHaveLength(6)
})

it.each([
  {
    password: 'short1!',
    again: undefined,
    lacks: ['8 to 200 characters', 'an upper-case letter'],
  },
  { password: 'nouppercase1!', again: undefined, lacks: ['an upper-case letter'] },
  { password: 'NoSpecial123', again: undefined, lacks: ['one of ! @ # $ % ^ &amp; *'] },
  { password: NEW, again: 'Another#2028', lacks: ['the same twice'] },
  { password: PASSWORD, again: undefined, lacks: ['another than the last 4'] },
])(
  '$password is refused, in words, and the link stays good',
  async ({ password, again, lacks }) => {
    const at = bench()
    await at.ask()
    const path = await at.link()
    const refused = await at.set(path, password, again)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('The new password was not accepted.')
    for (const each of lacks) expect(refused.text).toContain(`<li>${each}</li>`)
    expect((await at.journal()).at(-1).failure).toBe('login-rejected')
    expect((await at.signIn(PM, PASSWORD)).status).toBe(303)
    expect((await at.set(path, NEW)).status).toBe(200)
  },
)

it('none of the last four passwords may come back, and the fifth may', async () => {
  const at = bench()
  const words = ['One#One#1', 'Two#Two#2', 'Three#3#3', 'Four#Four#4']
  const again = async (password: string) => {
    at.clock.advance(HOUR_MS)
    return (await resetTo(at, password)).status
  }
  for (const word of words) expect(await again(word)).toBe(200)
  for (const word of words) expect(await again(word)).toBe(422)
  expect(await again(PASSWORD)).toBe(200)
  // Of the five that were there, the oldest is now forgotten.
  expect(await again('One#One#1')).toBe(200)
})

it('somebody who never had a password gets one by the same way', async () => {
  const at = bench()
  const { directory } = at.emulator.parts.platform
  const user = directory.user(7002)
  if (user) directory.putUser({ ...user, passwordHash: null })
  expect((await at.signIn()).status).toBe(401)
  await resetTo(at, NEW)
  expect((await at.signIn(PM, NEW)).status).toBe(303)
})

it('a form that waited too long keeps its link, and asks again', async () => {
  const at = bench()
  await at.ask()
  const path = await at.link()
  const page = await at.visit(path)
  at.setCookie('')
  const fields = { ...hidden(page.text), password: NEW, password_again: NEW }
  const late = await at.visit('/login/reset', fields)
  expect(late.status).toBe(401)
  expect(late.text).toContain('Your session has ended.')
  const again = { ...hidden(late.text), password: NEW, password_again: NEW }
  expect((await at.visit('/login/reset', again)).status).toBe(200)
})

it('resets under way and old passwords outlive a restart, hashed', async () => {
  const at = bench()
  await resetTo(at, NEW)
  at.clock.advance(HOUR_MS)
  await at.ask()
  const path = await at.link()
  const { json: snapshot } = await at.door('snapshot')
  const text = Buffer.from(snapshot.database ?? JSON.stringify(snapshot), 'base64').toString(
    'latin1',
  )
  expect(text).not.toContain(path.split('=')[1])
  expect(text).not.toContain(NEW)
  const second = bench()
  second.clock.advance(2 * HOUR_MS - HOUR_MS / 2)
  await second.door('snapshot', snapshot, 'PUT')
  expect((await second.set(path, PASSWORD)).status).toBe(422)
  expect((await second.set(path, 'Third#2028')).status).toBe(200)
  expect((await second.signIn(PM, 'Third#2028')).status).toBe(303)
})
