/** Tries that overlap: with the policy on, three are checked, however many come at once and whichever ends first. */
import { expect, it } from 'vitest'
import { apiRig, open } from '../../test/api-rig.ts'
import { type DeriveKey, deriveKey } from '../world/secrets.ts'
import { Passwords } from './passwords.ts'
import { SignIn } from './sign-in.ts'

const PM = 'pm@northside.example'
const PASSWORD = 'Sandbox#2026'

/** Checks that end when told to. */
async function setUp() {
  const { platform } = apiRig()
  await new Passwords(platform).set(7002, PASSWORD)
  const held: (() => void)[] = []
  const derive: DeriveKey = async (...given) => {
    await new Promise<void>((resolve) => held.push(resolve))
    return deriveKey(...given)
  }
  const { tries } = new SignIn(platform, derive)
  const attempt = (password: string) => tries.attempt(open('POST', '/login', {}), PM, password)
  const end = async (n: number, work: Promise<unknown>) => {
    held[n]?.()
    return work
  }
  return { ...platform, attempt, end }
}

it('the fourth of a crowd is not let in, though its password is right and its check ends first', async () => {
  const { attempt, end, lockouts } = await setUp()
  const crowd = ['a', 'b', 'c', PASSWORD].map(attempt)
  expect(await end(3, crowd[3] as Promise<unknown>)).toEqual({ kind: 'rejected' })
  expect(lockouts.state(7002).failedCount).toBe(0)
  expect(await end(0, crowd[0] as Promise<unknown>)).toEqual({ kind: 'rejected' })
  // One has ended and counts; two are under way: so no further one is checked.
  const fifth = attempt(PASSWORD)
  expect(await end(4, fifth)).toEqual({ kind: 'rejected' })
  expect(await end(1, crowd[1] as Promise<unknown>)).toEqual({ kind: 'rejected' })
  expect(await end(2, crowd[2] as Promise<unknown>)).toEqual({ kind: 'locked' })
})

it('the right one among the first three is let in, and what ends later counts from then', async () => {
  const { attempt, end, lockouts } = await setUp()
  const crowd = ['a', PASSWORD, 'b'].map(attempt)
  expect(await end(0, crowd[0] as Promise<unknown>)).toEqual({ kind: 'rejected' })
  expect(await end(1, crowd[1] as Promise<unknown>)).toMatchObject({ kind: 'signed-in' })
  expect(lockouts.state(7002).failedCount).toBe(0)
  await end(2, crowd[2] as Promise<unknown>)
  expect(lockouts.state(7002).failedCount).toBe(1)
})

it('many failures from one network address slow whatever is tried from there, and nobody elsewhere', async () => {
  const { platform, clock } = apiRig()
  const derive: DeriveKey = () => Promise.resolve(new Uint8Array(32))
  const { tries } = new SignIn(platform, derive)
  const from =
    (remoteAddress: string) =>
    (email: string, password = 'x') =>
      tries.attempt({ ...open('POST', '/login', {}), socket: { remoteAddress } }, email, password)
  const here = from('127.0.0.2')
  for (let n = 0; n < 50; n++) await here(`${n}@x.example`)
  const elapsedMs = async (work: Promise<unknown>) => {
    const before = clock.nowMs()
    await clock.run(work)
    return clock.nowMs() - before
  }
  expect(await elapsedMs(here('51@x.example'))).toBe(1_000)
  expect(await elapsedMs(here('52@x.example'))).toBe(2_000)
  expect(await elapsedMs(from('127.0.0.3')('53@x.example'))).toBe(0)
  // Who has an account cannot try in between to be let off.
  expect(await elapsedMs(here(PM, PASSWORD))).toBe(4_000)
  expect(await elapsedMs(here('54@x.example'))).toBeGreaterThanOrEqual(4_000)
})
