import type { FailureId } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import type { Sign } from '../report/sign.ts'
import { type Clocked, escalationClock } from './escalation-clock.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const SINCE_MS = Date.UTC(2026, 10, 20, 6, 0)
const LOOKED_AT_MS = SINCE_MS + 20 * MINUTE_MS

const NO_TIMES = { maintenanceEndsAtMs: null, statusUpdatedAtMs: null, waitUntilMs: null }

function clockOf(
  failure: FailureId | null,
  signs: readonly Sign[],
  changed: Partial<Clocked> = {},
) {
  const usual = { sinceMs: SINCE_MS, lookedAtMs: LOOKED_AT_MS, times: NO_TIMES }
  return escalationClock({ failure, signs, ...usual, ...changed })
}

interface Row {
  readonly rule: string
  readonly failure: FailureId
  readonly signs: readonly Sign[]
  readonly changed?: Partial<Clocked>
  /** Minutes after it began. */
  readonly at: number
  readonly by: number
  readonly to: string
}

describe('when to escalate, in minutes after it began', () => {
  it.each<Row>([
    {
      rule: 'nothing posted: 30 to 60 minutes',
      failure: 'service-unavailable-page',
      signs: ['status-operational'],
      ...{ at: 30, by: 60, to: 'procore-support' },
    },
    {
      rule: 'an incident is posted: one to two hours',
      failure: 'service-unavailable-page',
      signs: ['status-incident'],
      ...{ at: 60, by: 120, to: 'procore-support' },
    },
    {
      rule: 'nobody could read the status page: one to two hours',
      failure: 'heavy-load',
      signs: [],
      ...{ at: 60, by: 120, to: 'apisupport@procore.com' },
    },
    {
      rule: 'only our company: at once, through its administrator',
      failure: 'service-unavailable-page',
      signs: ['status-operational', 'only-our-company'],
      ...{ at: 0, by: 0, to: 'company-admin' },
    },
    {
      rule: 'only our company, found by a probe',
      failure: 'service-unavailable-page',
      signs: ['other-company-answers'],
      ...{ at: 0, by: 0, to: 'company-admin' },
    },
    {
      rule: 'back over several days: at once',
      failure: 'regional-outage',
      signs: ['status-operational', 'repeated-days'],
      ...{ at: 0, by: 0, to: 'apisupport@procore.com' },
    },
    {
      rule: 'a 500 over several days: at once',
      failure: 'server-error',
      signs: ['repeated-days'],
      ...{ at: 0, by: 0, to: 'apisupport@procore.com' },
    },
    {
      rule: 'a maintenance without a known end and with news: two hours',
      failure: 'maintenance',
      signs: ['status-maintenance'],
      ...{ at: 120, by: 120, to: 'apisupport@procore.com' },
    },
    {
      rule: 'a maintenance that nobody lists: 30 to 60 minutes',
      failure: 'maintenance',
      signs: ['status-operational'],
      ...{ at: 30, by: 60, to: 'apisupport@procore.com' },
    },
    {
      rule: 'a maintenance with an announced end: 30 to 60 minutes past it, and no earlier',
      failure: 'maintenance',
      signs: ['status-maintenance'],
      changed: { times: { ...NO_TIMES, maintenanceEndsAtMs: SINCE_MS + 4 * HOUR_MS } },
      ...{ at: 270, by: 300, to: 'apisupport@procore.com' },
    },
    {
      rule: 'the own network: a quarter of an hour, to those who run it',
      failure: 'dns-failure',
      signs: [],
      ...{ at: 15, by: 15, to: 'own-it' },
    },
    {
      rule: 'what an administrator alone can change: now, however long ago it began',
      failure: 'app-not-connected',
      signs: [],
      ...{ at: 20, by: 20, to: 'company-admin' },
    },
    {
      rule: 'without a beginning it counts from when it was looked at',
      failure: 'service-unavailable-page',
      signs: ['status-operational'],
      changed: { sinceMs: null },
      ...{ at: 50, by: 80, to: 'procore-support' },
    },
  ])('$rule', ({ failure, signs, changed, at, by, to }) => {
    const clock = clockOf(failure, signs, changed)
    expect(clock.escalateAtMs).toBe(SINCE_MS + at * MINUTE_MS)
    expect(clock.escalateByMs).toBe(SINCE_MS + by * MINUTE_MS)
    expect(clock.escalateTo).toBe(to)
    expect(clock.because).toMatch(/^[A-Z].*\.$/)
  })

  it('an incident without news is due two hours after its last, when that is all that is left', () => {
    const times = { ...NO_TIMES, statusUpdatedAtMs: SINCE_MS - HOUR_MS }
    // The general rule comes first here, and news that came before it began do not count.
    expect(clockOf('heavy-load', ['status-incident'], { times }).escalateAtMs).toBe(
      SINCE_MS + HOUR_MS,
    )
    expect(clockOf('maintenance', ['status-maintenance'], { times }).escalateAtMs).toBe(
      SINCE_MS + 2 * HOUR_MS,
    )
  })

  it.each(['rate-limit-hourly', 'invalid-value'] as const)('%s: time is no reason', (failure) => {
    const clock = clockOf(failure, ['status-operational'])
    expect(clock.escalateAtMs).toBeNull()
    expect(clock.escalateByMs).toBeNull()
    expect(clock.because).toMatch(/no reason/)
  })

  it('nothing fails, nothing is to be escalated', () => {
    expect(clockOf(null, [])).toMatchObject({
      ...{ overByMs: null, escalateAtMs: null, escalateTo: 'nobody' },
    })
  })
})

describe('when it should be over', () => {
  const WAIT_MS = LOOKED_AT_MS + 90 * MINUTE_MS
  it.each([
    { rule: 'load: 5 to 30 minutes', failure: 'heavy-load', from: 5, to: 30 },
    { rule: 'an outage: from an hour on', failure: 'regional-outage', from: 60, to: 480 },
    {
      rule: 'a maintenance: its announced end',
      failure: 'maintenance',
      times: { maintenanceEndsAtMs: SINCE_MS + HOUR_MS },
      ...{ from: 60, to: 60 },
    },
    {
      rule: 'the end of a maintenance says nothing of a load',
      failure: 'heavy-load',
      times: { maintenanceEndsAtMs: SINCE_MS + HOUR_MS },
      ...{ from: 5, to: 30 },
    },
    {
      rule: 'load: not before the wait that was asked for',
      failure: 'heavy-load',
      times: { waitUntilMs: WAIT_MS },
      ...{ from: 110, to: 110 },
    },
    {
      rule: 'a limit: when the wait that was asked for is over',
      failure: 'rate-limit-spike',
      times: { waitUntilMs: LOOKED_AT_MS + 8_000 },
      ...{ from: 20 + 8 / 60, to: 20 + 8 / 60 },
    },
  ] as const)('$rule', ({ failure, from, to, ...row }) => {
    const times = 'times' in row ? { ...NO_TIMES, ...row.times } : NO_TIMES
    expect(clockOf(failure, [], { times }).overByMs).toEqual({
      earliest: SINCE_MS + from * MINUTE_MS,
      latest: SINCE_MS + to * MINUTE_MS,
    })
  })

  it('what lasts until somebody changes something has no end that could be named', () => {
    expect(clockOf('app-not-connected', []).overByMs).toBeNull()
  })
})
