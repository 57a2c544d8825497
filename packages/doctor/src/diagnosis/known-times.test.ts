import { describe, expect, it } from 'vitest'
import type { Facts, ProbeResult } from '../report/probe-result.ts'
import type { Report } from '../report/report.ts'
import type { Sign } from '../report/sign.ts'
import { knownTimes } from './known-times.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 7, 0)
const HERE = 'http://127.0.0.1:9'
const iso = (minutes: number) => new Date(NOW_MS + minutes * 60_000).toISOString()

function report(
  signs: readonly Sign[],
  facts: Facts,
  headers: Record<string, string> | null = null,
) {
  const exchanges: ProbeResult['exchanges'] =
    headers === null
      ? []
      : [
          {
            request: { method: 'GET', url: `${HERE}/rest/v1.0/me`, headers: {}, body: null },
            outcome: {
              kind: 'answered',
              response: { status: 503, headers, body: '', isTruncated: false },
              elapsedMs: 100,
            },
            startedAtMs: NOW_MS,
          },
        ]
  const whole: Report = {
    version: 1,
    targets: {
      ...{ apiUrl: HERE, loginUrl: HERE, appUrl: HERE, statusUrl: HERE, controlUrl: null },
      ...{ resolver: null, secondResolver: null, companyId: null, projectId: null, tool: null },
    },
    ...{ startedAtMs: NOW_MS, elapsedMs: 10, leftOut: [], observation: null },
    results: [
      {
        ...{ name: 'status-page', asks: 'Is it well?', verdict: 'fail', says: 'It is not.' },
        ...{ signs, facts, exchanges, failure: null },
        ...{ startedAtMs: NOW_MS, elapsedMs: 5, blockedBy: null },
      },
    ],
  }
  return whole
}

const UNDER_WAY = { maintenanceFrom: iso(-60), maintenanceUntil: iso(60) }

describe('the end of a maintenance', () => {
  it('is known while it goes on', () => {
    const { maintenanceEndsAtMs } = knownTimes(report(['status-maintenance'], UNDER_WAY), [])
    expect(maintenanceEndsAtMs).toBe(NOW_MS + 60 * 60_000)
  })

  it.each<{ name: string; signs: readonly Sign[]; facts: Facts }>([
    { name: 'one that is only announced', signs: ['status-maintenance-soon'], facts: UNDER_WAY },
    {
      name: 'components in maintenance, and another one to come',
      signs: ['status-maintenance'],
      facts: { maintenanceFrom: iso(30), maintenanceUntil: iso(60) },
    },
    {
      name: 'no end that is told',
      signs: ['status-maintenance'],
      facts: { ...UNDER_WAY, maintenanceUntil: null },
    },
    {
      name: 'an end that is no time',
      signs: ['status-maintenance'],
      facts: { ...UNDER_WAY, maintenanceUntil: 'soon' },
    },
  ])('is not that of $name', ({ signs, facts }) => {
    expect(knownTimes(report(signs, facts), []).maintenanceEndsAtMs).toBeNull()
  })
})

it('the last news of an incident are known beside an incident', () => {
  const facts = { incidentUpdatedAt: iso(-20) }
  expect(knownTimes(report(['status-incident'], facts), []).statusUpdatedAtMs).toBe(
    NOW_MS - 20 * 60_000,
  )
  expect(knownTimes(report([], facts), []).statusUpdatedAtMs).toBeNull()
})

describe('a wait', () => {
  it('that an answer asked for counts from that answer, for its own failure alone', () => {
    const asked = report([], {}, { 'retry-after': '120' })
    expect(knownTimes(asked, ['heavy-load']).waitUntilMs).toBe(NOW_MS + 100 + 120_000)
    expect(knownTimes(asked, ['server-error']).waitUntilMs).toBeNull()
  })

  it('for a limit ends when the limit that is spent is whole again', () => {
    const spent = report(['limit-spike-spent'], { spikeResetAt: iso(1), hourlyResetAt: iso(40) })
    expect(knownTimes(spent, ['rate-limit-spike']).waitUntilMs).toBe(NOW_MS + 60_000)
    expect(knownTimes(spent, ['heavy-load']).waitUntilMs).toBeNull()
  })
})

it('nothing examined, nothing known', () => {
  expect(knownTimes(null, ['heavy-load'])).toEqual({
    ...{ maintenanceEndsAtMs: null, statusUpdatedAtMs: null, waitUntilMs: null },
  })
})

it('what no calendar holds is no time', () => {
  const far = { maintenanceFrom: iso(-60), maintenanceUntil: '+275760-09-13T00:00:00Z' }
  expect(knownTimes(report(['status-maintenance'], far), []).maintenanceEndsAtMs).toBeNull()
  const asked = report([], {}, { 'retry-after': '999999999999999' })
  expect(knownTimes(asked, ['heavy-load']).waitUntilMs).toBeNull()
})
