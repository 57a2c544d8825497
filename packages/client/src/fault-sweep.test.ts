/**
 * Goal: whatever fails, and at whichever call, a creation is on the server exactly once, or the error
 * says truthfully whether it was applied; the refresh token is presented once; no timer is left.
 * Method: fails call 1, 2, 3 … of "refresh, then create" in every way, once and from then on for a
 * while, until a run meets no fault.
 */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { describe, expect, it } from 'vitest'
import { FakeProcore, type Fault } from '../test/fake-procore.ts'
import { isProcoreError, ProcoreClient, refreshToken } from './index.ts'

const FAULTS: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'refused', fault: { kind: 'refused' } },
  { name: 'reset before it was applied', fault: { kind: 'reset' } },
  { name: 'reset after it was applied', fault: { kind: 'applied-then-reset' } },
  { name: 'truncated', fault: { kind: 'truncated' } },
  { name: 'HTML from a balancer', fault: { kind: 'html' } },
  { name: '429', fault: { kind: 'status', status: 429, headers: { 'retry-after': '3' } } },
  { name: '500', fault: { kind: 'status', status: 500 } },
  { name: '503', fault: { kind: 'status', status: 503, headers: { 'retry-after': '5' } } },
  { name: '401', fault: { kind: 'status', status: 401 } },
  { name: '404', fault: { kind: 'status', status: 404 } },
]

interface Result {
  readonly calls: number
  readonly created: number
  readonly thrown: unknown
  readonly presented: readonly string[]
  readonly pendingTimers: number
  readonly returnedId: unknown
}

async function play(
  fault: Fault,
  isAt: (count: number) => boolean,
  body: object,
  deadlineMs = 300_000,
): Promise<Result> {
  const clock = new VirtualClock()
  const fake = new FakeProcore({ clock })
  fake.faultOf = (count) => (isAt(count) ? fault : null)
  const procore = new ProcoreClient({
    auth: refreshToken({
      clientId: 'app',
      clientSecret: 'secret-of-app',
      refreshToken: 'refresh-token-0',
    }),
    companyId: 4001,
    environment: { apiUrl: 'http://api.test', loginUrl: 'http://login.test' },
    fetch: fake.fetch,
    clock,
    random: seededRandom(3),
    deadlineMs,
  })
  let thrown: unknown = null
  let returnedId: unknown = null
  try {
    const { data } = await clock.run(procore.post<{ id: number }>('/rest/v1.0/vendors', { body }))
    returnedId = data?.id
  } catch (error) {
    thrown = error
  }
  return {
    calls: fake.calls.length,
    created: fake.vendors.length,
    thrown,
    presented: fake.presented,
    pendingTimers: clock.pendingCount,
    returnedId,
  }
}

function assertTruthful(result: Result): void {
  const { created, thrown, presented, pendingTimers, returnedId } = result
  expect(created).toBeLessThanOrEqual(1)
  expect(pendingTimers).toBe(0)
  expect(new Set(presented).size).toBe(presented.length)
  if (thrown === null) {
    expect({ created, returnedId }).toEqual({ created: 1, returnedId: 1 })
    return
  }
  if (!isProcoreError(thrown)) throw thrown
  if (thrown.applied === 'no') expect(created).toBe(0)
  if (thrown.applied === 'yes') expect(created).toBe(1)
  expect(thrown.message).not.toMatch(/refresh-token-\d|access-token-\d|secret-of-app/)
}

const BODIES = [
  { name: 'by origin id', body: { company_id: 4001, vendor: { name: 'A', origin_id: 'erp-7' } } },
  { name: 'by what was sent', body: { company_id: 4001, vendor: { name: 'A' } } },
]

describe.each(BODIES)('looked for $name', ({ body }) => {
  it.each(FAULTS)('$name, once, at each call in turn', async ({ fault }) => {
    for (let at = 1; ; at++) {
      const result = await play(fault, (count) => count === at, body)
      assertTruthful(result)
      if (result.calls < at) break
      expect(at).toBeLessThan(50)
    }
  })

  it.each(FAULTS)('$name, from each call on for four calls', async ({ fault }) => {
    for (let at = 1; ; at++) {
      const result = await play(fault, (count) => count >= at && count < at + 4, body)
      assertTruthful(result)
      if (result.calls < at) break
      expect(at).toBeLessThan(50)
    }
  })

  it.each(FAULTS)('$name, from each call on for good', async ({ fault }) => {
    for (let at = 1; ; at++) {
      const result = await play(fault, (count) => count >= at, body)
      assertTruthful(result)
      if (result.calls < at) break
      expect(result.thrown).not.toBeNull()
      expect(at).toBeLessThan(50)
    }
  })
})

it('a creation survives what can be survived, and does not give up early', async () => {
  for (const { name, fault } of FAULTS) {
    if (name === '404') continue
    const result = await play(fault, (count) => count === 3, BODIES[0]?.body ?? {})
    expect({ name, thrown: result.thrown }).toEqual({ name, thrown: null })
  }
})

it('a refresh that was lost is an end, and says so', async () => {
  for (const kind of ['reset', 'applied-then-reset', 'truncated'] as const) {
    const { thrown, presented } = await play({ kind }, (count) => count === 2, {})
    expect(thrown).toMatchObject({
      failure: 'refresh-reply-lost',
      recovery: 'reauthenticate',
      applied: 'no',
    })
    expect(presented.length).toBeLessThanOrEqual(1)
  }
})
