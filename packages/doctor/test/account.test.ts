import { systemClock } from '@underpin/ports'
import { afterEach, describe, expect, it } from 'vitest'
import {
  ADMIN,
  at,
  callsOf,
  closeAll,
  everything,
  examine,
  PM,
  SUB,
  start,
  VIEWER,
} from './account-rig.ts'

afterEach(closeAll)

describe('a healthy account', () => {
  it.each([
    ['a person', ADMIN],
    ['a service account', null],
  ])('%s: everything passes, with few calls', async (_, user) => {
    const { url, signIn, service } = await start()
    const token = user === null ? await service() : await signIn(user)
    const { verdicts, signs, calls } = await examine(token, everything(url))
    expect(verdicts).toEqual({
      ...{ 'token-info': 'pass', me: 'pass', companies: 'pass', company: 'pass' },
      ...{ project: 'pass', tool: 'pass', webhooks: 'pass', limits: 'pass' },
    })
    expect(signs).toEqual([
      ...['token-valid', 'token-valid', 'company-visible', 'company-answers', 'app-connected'],
      ...['project-reachable', 'tool-reachable', 'limits-fine'],
    ])
    expect(calls).toBeLessThanOrEqual(9)
  })
})

/** Well-formed, of nobody, with its end in seconds since the epoch. */
function tokenUntil(exp: number): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
  return `${part({ typ: 'JWT', alg: 'ES512' })}.${part({ aid: 'a', exp })}.c2ln`
}

describe('the token', () => {
  it('that ends soon is said to', async () => {
    const { url, signIn, door } = await start()
    const token = await signIn()
    await door('clock', { advance: '85m' })
    const { of } = await examine(token, at(url))
    expect(of('token-info')).toMatchObject({
      ...{ verdict: 'warn', signs: ['token-valid', 'token-expires-soon'] },
      says: expect.stringMatching(/it ends in [45] minutes/),
      facts: { clientId: 'underpin-app' },
    })
  })

  it('that says itself that it has ended, has expired', async () => {
    const { url } = await start()
    const past = Math.floor(systemClock.nowMs() / 1_000) - 60
    const { of, calls } = await examine(tokenUntil(past), everything(url))
    expect(of('token-info')).toMatchObject({ verdict: 'fail', signs: ['token-expired'] })
    expect(of('me')).toMatchObject({ signs: ['token-expired'], failure: 'access-token-expired' })
    expect(of('companies')).toMatchObject({
      ...{ verdict: 'unknown', signs: [] },
      says: 'Not tried, as the token has expired (me).',
    })
    expect(calls).toBe(2)
  })

  it('is not called expired because the clock of this machine is wrong', async () => {
    const { url } = await start()
    const later = Math.floor(systemClock.nowMs() / 1_000) + 3_600
    const { of } = await examine(tokenUntil(later), at(url), 86_400_000)
    expect(of('me').signs).toEqual(['token-rejected'])
  })

  it('that is merely not accepted is not called expired', async () => {
    const { url } = await start()
    const { signs } = await examine('0123456789abcdef', at(url))
    expect(signs).toEqual(['token-rejected', 'token-rejected'])
  })

  it('that the sign-in service knows and the API does not is of another environment', async () => {
    const sandbox = await start()
    const production = await start({ seed: 2 })
    const token = await sandbox.signIn()
    const given = { ...at(production.url), loginUrl: sandbox.url }
    const { of } = await examine(token, given)
    expect(of('me')).toMatchObject({ verdict: 'fail', signs: ['token-other-environment'] })
  })

  it('of a service account without a company asks for one', async () => {
    const { url, service } = await start()
    const { of } = await examine(await service(), at(url))
    expect(of('me')).toMatchObject({
      verdict: 'unknown',
      says: expect.stringContaining('--company'),
    })
  })
})

describe('the company', () => {
  it('that the app is not connected to: that is said, and no more is asked of it', async () => {
    const { url, signIn } = await start()
    const { of, signs } = await examine(await signIn(), { ...everything(url), companyId: '4002' })
    expect(of('company')).toMatchObject({
      signs: ['app-not-connected'],
      failure: 'app-not-connected',
    })
    expect(of('project')).toMatchObject({
      says: 'Not tried, as the app is not connected to the company (company).',
    })
    expect(signs).toContain('company-not-visible')
    expect(signs).not.toContain('app-connected')
  })

  const down = { failure: 'regional-outage', match: { companyId: 4001 } }

  it('that alone fails is told from the platform', async () => {
    const { url, service, door } = await start()
    const token = await service()
    await door('faults', {
      failure: 'heavy-load',
      match: { path: '/rest/v1.0/projects', companyId: 4001 },
    })
    const { of } = await examine(token, everything(url))
    expect(of('company')).toMatchObject({
      ...{ verdict: 'fail', signs: ['company-unavailable', 'other-company-answers'] },
      facts: { otherCompany: '598134325779301' },
      failure: 'heavy-load',
    })
    expect(of('tool').says).toBe('Not tried, as calls for the company fail (company).')
  })

  it('that fails with the others', async () => {
    const { url, service, door } = await start()
    const token = await service()
    await door('faults', { failure: 'heavy-load', match: { path: '/rest/v1.0/projects' } })
    const { of } = await examine(token, everything(url))
    expect(of('company').signs).toEqual(['company-unavailable', 'other-company-unavailable'])
  })

  it('that fails for a service account, which has to name it in every call: the API is not blamed', async () => {
    const { url, service, door } = await start()
    const token = await service()
    await door('faults', { failure: 'heavy-load', match: { companyId: 4001 } })
    const { signs, of } = await examine(token, everything(url))
    expect(signs).toEqual(['token-valid', 'company-unavailable', 'limits-fine'])
    expect(of('company').says).toBe(
      'Calls for company 4001 are answered with 503 (Procore is too busy at the moment and turned the request away). No other company of this account is known, so whether others have it cannot be told.',
    )
  })

  it('that is cut off, while another is answered', async () => {
    const { url, service, door } = await start()
    const token = await service()
    const match = { path: '/rest/v1.0/projects', companyId: 4001 }
    await door('faults', { failure: 'connection-reset', match })
    const { of } = await examine(token, everything(url))
    expect(of('company')).toMatchObject({
      ...{ signs: ['company-unavailable', 'other-company-answers'], failure: 'connection-reset' },
      says: expect.stringMatching(/answered with nothing \(.+\); those for company \d+ work\.$/),
    })
  })

  it('that fails, of an account that sees no other: it cannot be told, and is not guessed', async () => {
    const { url, signIn, door } = await start()
    const token = await signIn()
    await door('faults', down)
    const { of } = await examine(token, everything(url))
    expect(of('company')).toMatchObject({
      signs: ['company-unavailable'],
      says: expect.stringContaining('cannot be told'),
    })
  })
})

describe('the project and the tool', () => {
  it.each([
    ['5001', 'rfis', PM, ['project-reachable', 'tool-reachable']],
    ['5001', 'punch_items', PM, ['project-reachable', 'tool-reachable']],
    ['5001', 'submittals', VIEWER, ['project-reachable', 'tool-reachable']],
    ['5002', 'rfis', PM, ['project-reachable', 'tool-disabled']],
    ['5001', 'rfis', SUB, ['project-reachable', 'permission-too-low']],
    ['5003', 'rfis', PM, ['not-in-project']],
    ['77', 'rfis', PM, ['project-not-visible']],
  ])('project %s, tool %s, as %s', async (projectId, tool, user, want) => {
    const { url, signIn } = await start()
    const given = { ...everything(url), projectId, tool }
    const { of } = await examine(await signIn(user), given)
    expect([...of('project').signs, ...of('tool').signs]).toEqual(want)
  })

  it.each([
    ...['change_events', 'daily_logs', 'documents', 'drawings', 'incidents', 'meetings'],
    ...['observations', 'photos', 'punch_list', 'specifications', 'submittals', 'tasks'],
  ])('%s is where the tool is read', async (tool) => {
    const { url, service } = await start()
    const { of } = await examine(await service(), { ...everything(url), tool })
    expect(of('tool').facts['status']).not.toBe(404)
  })

  it('a word that is no tool is not known, and not the fault of anybody', async () => {
    const { url, signIn } = await start()
    const { of } = await examine(await signIn(), { ...everything(url), tool: 'rfiz/../x?y' })
    expect(of('tool')).toMatchObject({ verdict: 'unknown', signs: [] })
  })
})

describe('limits', () => {
  it('one that is spent is a finding, is not tried again, and ends the other calls', async () => {
    const { url, signIn } = await start({ limits: { hourly: 2 } })
    const { of, calls } = await examine(await signIn(), everything(url))
    expect(of('company')).toMatchObject({ verdict: 'fail', signs: ['limit-hourly-spent'] })
    expect(of('project').verdict).toBe('unknown')
    expect(of('limits')).toMatchObject({
      ...{ verdict: 'fail', signs: ['limit-hourly-spent'], failure: 'rate-limit-hourly' },
      says: expect.stringMatching(/whole again at \d{4}-/),
    })
    // The token, the account, its companies, and the one that was refused.
    expect(calls).toBe(4)
  })

  it('the short one', async () => {
    const { url, signIn } = await start({ limits: { spike: 1 } })
    const { of } = await examine(await signIn(), everything(url))
    expect(of('limits')).toMatchObject({
      signs: ['limit-spike-spent'],
      failure: 'rate-limit-spike',
    })
  })

  it('little left of the hour, by the calls of others', async () => {
    const { url, signIn } = await start({ limits: { hourly: 100 } })
    const token = await signIn()
    const headers = { authorization: `Bearer ${token}` }
    const door = callsOf(url).door
    for (let n = 0; n < 92; n++) {
      if (n % 20 === 0) await door('clock', { advance: '11s' })
      await fetch(`${url}/rest/v1.0/me`, { headers })
    }
    const { of } = await examine(token, at(url))
    expect(of('limits')).toMatchObject({
      ...{ verdict: 'warn', signs: ['limit-low'] },
      facts: { hourlyLimit: 100, hourlyRemaining: 7 },
    })
  })

  it('no header tells: not known, and not fine', async () => {
    const { url, signIn } = await start({ limits: { hourly: 0, spike: 0 } })
    const { of } = await examine(await signIn(), at(url))
    expect(of('limits')).toMatchObject({ verdict: 'unknown', signs: [] })
  })
})
