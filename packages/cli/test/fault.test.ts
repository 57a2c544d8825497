import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { underpin } from './underpin.ts'

let emulator: RunningEmulator
beforeAll(async () => {
  emulator = await runEmulator()
})
afterAll(async () => {
  emulator.signal('SIGINT')
  await emulator.ended
})

const fault = (...args: string[]) => underpin(['fault', ...args, '--url', emulator.url])

it('a fault is switched on, seen, meets the calls that it is for, and is switched off', async () => {
  expect((await fault('list')).stdout).toBe('No fault is on.\n')

  const on = await fault(
    'on',
    'heavy-load',
    '--match',
    'GET /rest/v1.0/me*',
    '--retry-after',
    '7',
    '--for',
    '2m',
  )
  expect(on).toMatchObject({ code: 0 })
  expect(on.stdout).toMatch(
    /^ +1 {2}heavy-load {2}on {2}GET \/rest\/v1\.0\/me\*, for 2 minutes, Retry-After 7 s\n$/,
  )

  const hit = await fetch(`${emulator.url}/rest/v1.0/me`)
  expect([hit.status, hit.headers.get('retry-after')]).toEqual([503, '7'])
  expect((await fetch(`${emulator.url}/rest/v1.0/companies`)).status).toBe(401)

  expect((await fault('list')).stdout).toContain('raised 1 time')
  expect((await fault('off', 'heavy-load')).stdout).toBe('heavy-load is off.\n')
  expect((await fetch(`${emulator.url}/rest/v1.0/me`)).status).toBe(401)
})

it('every flag reaches the door', async () => {
  const flags = [
    '--probability',
    '0.25',
    '--times',
    '3',
    '--after',
    '10s',
    '--company',
    '4001',
    '--client',
    'underpin-app',
  ]
  const on = await fault('on', 'server-error', ...flags, '--json')
  expect(JSON.parse(on.stdout)).toMatchObject({
    failure: 'server-error',
    match: { companyId: 4001, clientId: 'underpin-app' },
    probability: 0.25,
    times: 3,
    afterMs: 10_000,
    state: 'waiting',
  })
})

it('one is switched off by its number, all without one', async () => {
  const { number } = JSON.parse((await fault('on', 'bad-gateway', '--json')).stdout)
  expect((await fault('off', String(number))).stdout).toBe(`Fault ${number} is off.\n`)
  await fault('on', 'maintenance')
  expect((await fault('off')).stdout).toBe('Every fault is off.\n')
  expect(JSON.parse((await fault('list', '--json')).stdout)).toEqual({ faults: [] })
  expect((await fault('off', 'maintenance')).stdout).toBe('maintenance was not on.\n')
})

describe('what cannot be done says why, and what to do', () => {
  it.each([
    { args: ['on', 'hevy-load'], code: 2, says: /Did you mean heavy-load/ },
    { args: ['off', 'hevy-load'], code: 2, says: /Did you mean heavy-load/ },
    { args: ['off', '999'], code: 2, says: /no fault 999/ },
    { args: ['on', 'dns-failure'], code: 2, says: /before any server is reached/ },
    { args: ['on', 'heavy-load', '--match', 'POST rfis'], code: 2, says: /a method and a path/ },
    { args: ['on', 'heavy-load', '--probability', '2'], code: 2, says: /above 0 and up to 1/ },
    { args: ['on', 'heavy-load', '--for', '2'], code: 2, says: /a time with its unit/i },
    { args: ['on', 'heavy-load', '--tims', '2'], code: 2, says: /Did you mean --times\?/ },
    { args: ['lst'], code: 2, says: /Did you mean list\?/ },
  ])('$args', async ({ args, code, says }) => {
    const ran = await fault(...args)
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr, 'no stack').not.toMatch(/\n\s+at /)
    expect(ran).toMatchObject({ code, stdout: '' })
  })

  it('nobody is there', async () => {
    const ran = await underpin(['fault', 'list', '--url', 'http://127.0.0.1:9'])
    expect(ran).toMatchObject({ code: 3, stdout: '' })
    expect(ran.stderr).toContain('Start one with: underpin up')
  })

  it('somebody else is there', async () => {
    const ran = await underpin(['fault', 'list', '--url', emulator.statusUrl])
    expect(ran).toMatchObject({ code: 3, stdout: '' })
    expect(ran.stderr).toContain('not an Underpin emulator')
  })
})
