import { describe, expect, it } from 'vitest'
import { NOW_MS, report, result } from '../../test/report-rig.ts'
import type { ProbeResult } from '../report/probe-result.ts'
import { NO_COMPLAINT } from './complaint.ts'
import { diagnose } from './diagnose.ts'

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
