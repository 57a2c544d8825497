import { describe, expect, it } from 'vitest'
import type { ProbeResult, Verdict } from '../report/probe-result.ts'
import type { Report } from '../report/report.ts'
import type { Sign } from '../report/sign.ts'
import { NO_COMPLAINT } from './complaint.ts'
import { diagnose } from './diagnose.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 7, 0)

const NO_TARGETS = {
  ...{ apiUrl: 'http://127.0.0.1:1', loginUrl: 'http://127.0.0.1:1', appUrl: 'http://127.0.0.1:1' },
  ...{ statusUrl: null, controlUrl: null, resolver: null, secondResolver: null },
  ...{ companyId: null, projectId: null, tool: null },
}

function result(verdict: Verdict, signs: readonly Sign[] = [], name = 'http-api'): ProbeResult {
  return {
    ...{ name, asks: 'Is it so?', verdict, signs, says: `It is ${verdict}.` },
    ...{ facts: {}, exchanges: [], failure: null },
    ...{ startedAtMs: NOW_MS, elapsedMs: 5, blockedBy: null },
  }
}

function report(...results: readonly ProbeResult[]): Report {
  return {
    ...{ version: 1, targets: NO_TARGETS, startedAtMs: NOW_MS, elapsedMs: 50 },
    ...{ results, leftOut: [], observation: null },
  }
}

describe('the headline names whose fault it is, and no more than is known', () => {
  const headlineOf = (...results: readonly ProbeResult[]) =>
    diagnose({ report: report(...results), complaint: NO_COMPLAINT, nowMs: NOW_MS }).headline

  it('nobody is told that nothing is wrong at their end while their network may be it', () => {
    const headline = headlineOf(result('fail', ['connect-refused', 'all-hosts-unreachable']))
    expect(headline).toMatch(/^Probably: Procore has an outage\. It may still be your own network/)
    expect(headline).not.toMatch(/nothing is wrong at your end/)
  })

  it('a failure of Procore’s own is at Procore’s end, though its cause is not known', () => {
    const failing: ProbeResult = {
      ...result('fail', ['app-unavailable']),
      failure: 'server-error-page',
    }
    const headline = headlineOf(failing, result('pass', ['api-healthy', 'login-healthy']))
    expect(headline).toMatch(/^Something is wrong at Procore’s end/)
  })

  it('what is unlikely is not called the likeliest', () => {
    const refused: ProbeResult = { ...result('fail'), failure: 'rate-limit-spike' }
    const headline = headlineOf(refused, result('pass', ['app-healthy', 'login-healthy']))
    expect(headline).toMatch(/no cause stands out/)
    expect(headline).not.toMatch(/likeliest/)
  })
})
