import type { IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { ACCOUNT_CALLS_MAX, ACCOUNT_PROBES } from '../src/probes/account/index.ts'
import { probeTable } from '../src/probes/probe-table.ts'
import { at, closeAll, everything, examine, listening, NOWHERE, start } from './account-rig.ts'

afterEach(closeAll)

describe('what the doctor may do', () => {
  it('every call is a read, no token is renewed, and there are never more than the bound', async () => {
    const { emulator, url, service, door } = await start()
    const token = await service()
    await door('faults', {
      failure: 'heavy-load',
      match: { path: '/rest/v1.0/projects', companyId: 4001 },
    })
    const before = emulator.parts.journal.closedCount
    const { calls } = await examine(token, everything(url))
    const entries = Array.from({ length: emulator.parts.journal.closedCount - before }, (_, n) =>
      emulator.parts.journal.endedAs(before + n),
    )
    expect(entries.map((each) => each?.method)).toEqual(entries.map(() => 'GET'))
    expect(entries.some((each) => each?.url.endsWith('/oauth/token'))).toBe(false)
    expect(calls).toBeLessThanOrEqual(ACCOUNT_CALLS_MAX)
  })

  it('without a token nothing is tried, and what to give is said', () => {
    const targets = { ...NOWHERE, ...at('http://127.0.0.1:9'), companyId: '4001' }
    const { leftOut } = probeTable({ targets, credentials: null }, {})
    const ours = leftOut.filter(({ name }) => ACCOUNT_PROBES.some((each) => each.name === name))
    expect(ours).toHaveLength(ACCOUNT_PROBES.length)
    expect(ours.map(({ because }) => because)).toContain(
      'Set PROCORE_ACCESS_TOKEN to check the access token.',
    )
    expect(ours.find(({ name }) => name === 'tool')?.because).toBe(
      'Set PROCORE_ACCESS_TOKEN and give --project and give --tool to check the tool.',
    )
  })
})

describe('the token goes to the API and the sign-in service alone', () => {
  const overhear = async () => {
    const heard: IncomingMessage[] = []
    const url = await listening((request, response) => {
      heard.push(request)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"page":{"name":"P"}}')
    })
    return { heard, url }
  }

  it('not to where an answer leads, nor to any other host that is looked at', async () => {
    const elsewhere = await overhear()
    const { url, signIn } = await start()
    const token = await signIn()
    // In front of the API: sends whoever has signed in elsewhere.
    const apiUrl = await listening(async (request, response) => {
      if (request.headers.authorization !== undefined) {
        return response.writeHead(302, { location: `${elsewhere.url}${request.url}` }).end()
      }
      const answer = await fetch(`${url}${request.url}`)
      const type = answer.headers.get('content-type') ?? ''
      return response.writeHead(answer.status, { 'content-type': type }).end(await answer.text())
    })
    const { of } = await examine(token, {
      ...{ ...everything(url), apiUrl, appUrl: elsewhere.url },
      ...{ statusUrl: elsewhere.url, controlUrl: elsewhere.url },
    })
    expect(of('me').verdict).toBe('fail')
    expect(elsewhere.heard.length).toBeGreaterThan(0)
    for (const { headers, url: path, rawHeaders } of elsewhere.heard) {
      expect(headers.authorization).toBeUndefined()
      expect(`${path} ${rawHeaders.join(' ')}`).not.toContain(token)
    }
  })

  it('not to a host that does not answer as the API does', async () => {
    const portal = await overhear()
    const { signs, ours } = await examine('a-token-for-nobody', everything(portal.url))
    expect(signs).toEqual([])
    expect(ours.every(({ verdict }) => verdict === 'unknown')).toBe(true)
    expect(portal.heard.length).toBeGreaterThan(0)
    expect(portal.heard.some(({ headers }) => headers.authorization !== undefined)).toBe(false)
  })
})
