/** What is stored of passwords, and what checking one costs: one derivation, whatever it comes to. */
import { scryptSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { apiRig, open } from '../../test/api-rig.ts'
import { type DeriveKey, deriveKey, quickHash } from '../world/secrets.ts'
import { Passwords } from './passwords.ts'
import { SignIn } from './sign-in.ts'

const PM = { id: 7002, email: 'pm@northside.example', password: 'Sandbox#2026' }

function setUp() {
  const { platform } = apiRig()
  let count = 0
  const derive: DeriveKey = (...given) => {
    count += 1
    return deriveKey(...given)
  }
  const derived = async (work: () => Promise<unknown>) => {
    count = 0
    await work()
    return count
  }
  const { passwords, tries } = new SignIn(platform, derive)
  const stored = () => platform.directory.user(PM.id)?.passwordHash ?? ''
  const attempt = (email: string, password: string) =>
    tries.attempt(open('POST', '/login', {}), email, password)
  return { ...platform, passwords, derived, stored, attempt }
}

it('a password that came with the world becomes a scrypt key at the first try, right or wrong', async () => {
  for (const password of [PM.password, 'wrong']) {
    const { passwords, stored } = setUp()
    expect(stored()).toMatch(/^[0-9a-f]{64}$/)
    await passwords.verify(PM.email, password)
    const [name, cost, blockSize, parallelization, salt = '', key] = stored().split('$')
    expect([name, cost, blockSize, parallelization]).toEqual(['scrypt', '16384', '8', '1'])
    const again = scryptSync(quickHash(PM.id, PM.password), Buffer.from(salt, 'base64url'), 32)
    expect(again.toString('base64url')).toBe(key)
    expect((await passwords.verify(PM.email, PM.password))?.id).toBe(PM.id)
    expect(await passwords.verify(PM.email, 'wrong')).toBe(null)
  }
})

it('two with the same password are stored differently, and so is one password set twice', async () => {
  const { passwords, directory, stored } = setUp()
  await passwords.set(7001, 'Same#2026')
  await passwords.set(PM.id, 'Same#2026')
  const first = stored()
  expect(first).not.toBe(directory.user(7001)?.passwordHash)
  await passwords.set(PM.id, 'Same#2026')
  expect(stored()).not.toBe(first)
})

it('whoever asks, known or not, right or wrong, locked or not, one key is derived', async () => {
  const { derived, attempt, directory, lockouts } = setUp()
  const user = directory.user(7003)
  if (user) directory.putUser({ ...user, isActive: false })
  const nobody = directory.user(7004)
  if (nobody) directory.putUser({ ...nobody, passwordHash: null })
  lockouts.lock(7001)
  const rows = [
    { who: 'a first try', email: PM.email, password: 'wrong', kind: 'rejected' },
    { who: 'a wrong password', email: PM.email, password: 'wrong', kind: 'rejected' },
    { who: 'the right one', email: PM.email, password: PM.password, kind: 'signed-in' },
    { who: 'an unknown address', email: 'x@y.example', password: 'wrong', kind: 'rejected' },
    { who: 'no address', email: '', password: '', kind: 'rejected' },
    { who: 'inactive', email: user?.email ?? '', password: PM.password, kind: 'rejected' },
    { who: 'without a password', email: nobody?.email ?? '', password: '', kind: 'rejected' },
    { who: 'locked', email: 'admin@northside.example', password: PM.password, kind: 'locked' },
    { who: 'locked, wrong', email: 'admin@northside.example', password: 'x', kind: 'locked' },
  ]
  const seen: unknown[] = []
  for (const { who, email, password } of rows) {
    let kind = ''
    const count = await derived(async () => {
      kind = (await attempt(email, password)).kind
    })
    seen.push({ who, kind, count })
  }
  expect(seen).toEqual(rows.map(({ who, kind }) => ({ who, kind, count: 1 })))
})

it('a password that is changed while it is checked is the old one', async () => {
  const { platform } = apiRig()
  const once = new Passwords(platform)
  await once.set(PM.id, 'Before#2026')
  let change: () => Promise<void> = () => Promise.resolve()
  const derive: DeriveKey = async (...given) => {
    const key = await deriveKey(...given)
    await change()
    return key
  }
  const racing = new Passwords({ ...platform, derive })
  change = () => once.set(PM.id, 'After#2026')
  expect(await racing.verify(PM.email, 'Before#2026')).toBe(null)
  change = () => Promise.resolve()
  expect((await racing.verify(PM.email, 'After#2026'))?.id).toBe(PM.id)
})

it('of fifty that are being checked one more is turned away, and afterwards it is taken', async () => {
  const { platform } = apiRig()
  const waiting: (() => void)[] = []
  const derive: DeriveKey = async () => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return new Uint8Array(32)
  }
  const { tries } = new SignIn(platform, derive)
  const attempt = (n: number) =>
    tries.attempt(open('POST', '/login', {}), `${n}@nowhere.example`, 'x')
  const all = Array.from({ length: 50 }, (_, n) => attempt(n))
  expect(await attempt(50)).toEqual({ kind: 'busy' })
  for (const go of waiting.splice(0)) go()
  expect(new Set((await Promise.all(all)).map(({ kind }) => kind))).toEqual(new Set(['rejected']))
  const last = attempt(51)
  waiting.splice(0)[0]?.()
  expect(await last).toEqual({ kind: 'rejected' })
})

it('text that is no stored key opens nothing', async () => {
  const { passwords, directory } = setUp()
  const user = directory.user(PM.id)
  for (const passwordHash of ['', 'scrypt$1$8$1$AAAA$AAAA', 'scrypt$16384$8$1$$', 'plain']) {
    if (user) directory.putUser({ ...user, passwordHash })
    expect(await passwords.verify(PM.email, PM.password)).toBe(null)
    expect(await passwords.verify(PM.email, passwordHash)).toBe(null)
    expect(await passwords.verify(PM.email, '')).toBe(null)
  }
})
