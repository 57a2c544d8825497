import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW_MS, report, result } from '../../test/report-rig.ts'
import type { Verdict } from '../report/probe-result.ts'
import { SIGNS, type Sign } from '../report/sign.ts'
import type { CauseId } from './cause.ts'
import { type Complaint, NO_COMPLAINT } from './complaint.ts'
import { diagnose } from './diagnose.ts'

const ALL_WELL: readonly Sign[] = [
  ...(['control-reachable', 'all-hosts-reachable', 'api-healthy', 'login-healthy'] as const),
  ...(['app-healthy', 'status-operational'] as const),
]

interface Situation {
  readonly name: string
  /** What failing probes found. */
  readonly failing?: readonly Sign[]
  /** What passing probes found. */
  readonly passing?: readonly Sign[]
  readonly said?: Partial<Complaint>
  readonly cause: CauseId
}

const INTERNET: readonly Sign[] = ['control-reachable']

describe('the right cause stands first', () => {
  it.each<Situation>([
    {
      name: 'the API and the pages are in maintenance, and the status page lists it',
      failing: ['api-maintenance', 'app-maintenance', 'status-maintenance'],
      cause: 'scheduled-maintenance',
    },
    {
      name: 'maintenance that the status page does not list',
      failing: ['api-maintenance'],
      passing: ['status-operational', 'login-healthy', 'app-healthy'],
      cause: 'scheduled-maintenance',
    },
    {
      name: 'a bare 503 while the status page lists a maintenance',
      failing: ['api-unavailable', 'app-unavailable', 'status-maintenance'],
      cause: 'scheduled-maintenance',
    },
    { name: 'heavy load that is named', failing: ['api-heavy-load'], cause: 'heavy-load' },
    {
      name: 'slow answers, and some that are turned away',
      failing: ['api-unavailable', 'fails-sometimes'],
      passing: ['status-operational', 'control-reachable'],
      cause: 'heavy-load',
    },
    {
      name: 'bad gateways everywhere, and an incident',
      failing: ['api-bad-gateway', 'app-unavailable', 'status-incident', 'status-degraded'],
      cause: 'regional-outage',
    },
    {
      name: 'every host refuses, the internet works, an incident is posted',
      failing: ['connect-refused', 'all-hosts-unreachable', 'status-incident'],
      passing: INTERNET,
      cause: 'regional-outage',
    },
    {
      name: 'a 500 of the API',
      failing: ['api-server-error'],
      passing: ['status-operational'],
      cause: 'procore-defect',
    },
    { name: 'the hourly limit is spent', failing: ['limit-hourly-spent'], cause: 'throttling' },
    {
      name: 'packets to one host are dropped',
      failing: ['connect-times-out', 'some-hosts-unreachable'],
      passing: ['control-reachable', 'status-operational', 'login-healthy', 'app-healthy'],
      cause: 'routing',
    },
    {
      name: 'packets to all hosts are dropped, and another network works',
      failing: ['connect-times-out', 'all-hosts-unreachable'],
      passing: INTERNET,
      said: { otherNetworkWorks: true },
      cause: 'routing',
    },
    {
      name: 'only our company, said by a person',
      passing: ALL_WELL,
      said: { onlyOurCompany: true, seen: ['service-unavailable-page'] },
      cause: 'our-company',
    },
    {
      name: 'only our company, found by probes',
      failing: ['company-unavailable'],
      passing: [...ALL_WELL, 'other-company-answers', 'token-valid'],
      cause: 'our-company',
    },
    {
      name: 'the app is not connected',
      failing: ['app-not-connected'],
      passing: [...ALL_WELL, 'token-valid', 'company-visible'],
      cause: 'our-app',
    },
    {
      name: 'the token has expired',
      failing: ['token-expired'],
      passing: ALL_WELL,
      cause: 'our-token',
    },
    {
      name: 'the tool is off',
      failing: ['tool-disabled'],
      passing: [...ALL_WELL, 'token-valid', 'project-reachable'],
      cause: 'our-permission',
    },
    {
      name: 'our resolver does not know the names, another one does',
      failing: ['dns-fails', 'dns-fails-here-only', 'all-hosts-unreachable'],
      passing: INTERNET,
      cause: 'our-network',
    },
    {
      name: 'our resolver fails, and there is no second one to ask',
      failing: ['dns-fails', 'all-hosts-unreachable'],
      passing: INTERNET,
      cause: 'our-network',
    },
    {
      name: 'a captive portal',
      failing: ['captive-portal', 'answer-not-procores'],
      cause: 'our-network',
    },
    { name: 'a proxy that opens connections', failing: ['tls-intercepted'], cause: 'our-network' },
    {
      name: 'nothing on the internet answers',
      failing: ['control-unreachable', 'all-hosts-unreachable', 'connect-times-out'],
      cause: 'our-network',
    },
    {
      name: 'a clock that is off',
      failing: ['clock-skewed'],
      passing: ALL_WELL,
      cause: 'our-clock',
    },
    {
      name: 'a receiver that fails',
      failing: ['webhooks-failing'],
      passing: ALL_WELL,
      cause: 'our-webhook-receiver',
    },
    {
      name: 'a private window works',
      passing: ALL_WELL,
      said: { seen: ['service-unavailable-page'], privateWindowWorks: true, onlyOnePerson: true },
      cause: 'browser-session',
    },
    {
      name: 'a request that is refused',
      passing: ALL_WELL,
      said: { seen: ['invalid-value'], oneAction: true },
      cause: 'our-request',
    },
  ])('$name', ({ failing = [], passing = [], said = {}, cause }) => {
    const results = [
      ...failing.map((sign) => result('fail', [sign])),
      ...passing.map((sign) => result('pass', [sign])),
    ]
    const complaint = { ...NO_COMPLAINT, ...said }
    const found = diagnose({ report: report(...results), complaint, nowMs: NOW_MS })
    expect(found.causes[0]?.id).toBe(cause)
    expect(found.verdict).toBe('cause-found')
    expect(found.headline).toMatch(/^[A-Z].*\.$/)
    expect(found.steps.length).toBeGreaterThan(0)
    expect(found.causes[0]?.evidenceFor.length).toBeGreaterThan(0)
  })
})

it('two causes at once are both shown, and the headline names both', () => {
  const both = report(
    result('fail', ['api-maintenance', 'status-maintenance']),
    result('fail', ['token-expired']),
  )
  const found = diagnose({ report: both, complaint: NO_COMPLAINT, nowMs: NOW_MS })
  expect(
    found.causes
      .slice(0, 2)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['our-token', 'scheduled-maintenance'])
  expect(found.headline).toMatch(/maintenance.*And besides:.*token/)
})

describe('what the examination comes to', () => {
  const well = ALL_WELL.map((sign) => result('pass', [sign]))
  const bare503 = { ...NO_COMPLAINT, seen: ['service-unavailable-page'] } as const
  it.each([
    { name: 'all well, nobody complains', results: well, verdict: 'all-fine' },
    {
      name: 'all well, and a maintenance is announced',
      results: [...well, result('warn', ['status-maintenance-soon'])],
      verdict: 'all-fine',
    },
    {
      name: 'all well, and somebody met a 503',
      ...{ results: well, complaint: bare503, verdict: 'unsure' },
    },
    {
      name: 'all well, and somebody met heavy load, which would still show',
      results: well,
      ...{ complaint: { ...NO_COMPLAINT, seen: ['heavy-load'] as const }, verdict: 'unsure' },
    },
    {
      name: 'all well, and somebody met a refusal, which no probe can see',
      results: well,
      ...{ complaint: { ...NO_COMPLAINT, seen: ['invalid-value'] as const } },
      verdict: 'cause-found',
    },
    {
      name: 'all well, but one probe could not be run',
      ...{ results: [...well, result('unknown')], verdict: 'could-not-check' },
    },
    {
      name: 'somebody met a 503, and what matters could not be looked at',
      ...{ results: [result('unknown')], complaint: bare503, verdict: 'could-not-check' },
    },
    { name: 'a failure that nothing explains', results: [result('fail')], verdict: 'unsure' },
    {
      name: 'a warning that nothing explains',
      results: [...well, result('warn')],
      verdict: 'unsure',
    },
    { name: 'nothing was found out', results: [result('unknown')], verdict: 'could-not-check' },
    { name: 'there was nothing to run', results: [], verdict: 'could-not-check' },
  ])('$name: $verdict', ({ results, verdict, ...row }) => {
    const complaint = 'complaint' in row ? (row.complaint ?? NO_COMPLAINT) : NO_COMPLAINT
    const found = diagnose({ report: report(...results), complaint, nowMs: NOW_MS })
    expect(found.verdict).toBe(verdict)
    expect(found.headline).toMatch(/^[A-Z].*\.$/)
    if (verdict === 'all-fine') expect(found).toMatchObject({ causes: [], steps: [] })
  })

  it('"no maintenance was announced" alone is no complaint', () => {
    const complaint = { ...NO_COMPLAINT, maintenanceAnnounced: false }
    expect(diagnose({ report: report(...well), complaint, nowMs: NOW_MS }).verdict).toBe('all-fine')
  })
})

describe('what to do', () => {
  const steps = (signs: readonly Sign[], complaint: Complaint = NO_COMPLAINT) =>
    diagnose({ report: report(result('fail', signs)), complaint, nowMs: NOW_MS }).steps

  it('nobody is asked to clear a cache during a maintenance', () => {
    const said = { ...NO_COMPLAINT, privateWindowWorks: true }
    for (const step of steps(['app-maintenance', 'status-maintenance'], said)) {
      expect(step.says).not.toMatch(/cache/i)
    }
  })

  it('without a likely cause it is the guide, in its order, without what has been done', () => {
    const all = steps([]).map(({ says }) => says)
    expect(all).toHaveLength(6)
    expect(all[0]).toMatch(/one to two minutes/)
    expect(steps([])[0]?.afterMs).toBe(60_000)
    const tried = { ...NO_COMPLAINT, otherNetworkWorks: false, privateWindowWorks: false }
    const rest = steps(['status-operational'], tried).map(({ says }) => says)
    expect(rest.join(' ')).not.toMatch(/another network|private window|cache|status\.procore/)
  })

  it('each is said once', () => {
    const all = steps(['api-heavy-load', 'app-heavy-load', 'token-expired']).map(({ says }) => says)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('what to ask', () => {
  const asked = (signs: readonly Sign[], said: Partial<Complaint> = {}) =>
    diagnose({
      report: report(result('fail', signs)),
      complaint: { ...NO_COMPLAINT, ...said },
      nowMs: NOW_MS,
    }).questions

  it('nothing that was answered, by a person or by a probe', () => {
    const said = { seen: ['service-unavailable-page'], sinceMs: NOW_MS } as const
    expect(asked(['api-unavailable'], said)).toContain('onlyOurCompany')
    expect(asked(['api-unavailable'], { ...said, onlyOurCompany: false })).not.toContain(
      'onlyOurCompany',
    )
    expect(asked(['api-unavailable', 'other-company-unavailable'], said)).not.toContain(
      'onlyOurCompany',
    )
  })

  it('of a road that does not work first whether another one does', () => {
    const said = { seen: ['connect-timeout'], sinceMs: NOW_MS } as const
    expect(asked(['connect-times-out'], said)[0]).toBe('otherNetworkWorks')
  })

  it('of what is certain only since when, for the clock', () => {
    expect(asked(['api-maintenance', 'status-maintenance'])).toEqual(['sinceMs'])
  })

  it('when all is well only what was seen', () => {
    const found = diagnose({
      report: report(...ALL_WELL.map((sign) => result('pass', [sign]))),
      ...{ complaint: NO_COMPLAINT, nowMs: NOW_MS },
    })
    expect(found.questions).toEqual(['seen'])
  })
})

describe('for any report and any complaint', () => {
  const anyAnswer = fc.constantFrom(true, false, null)
  const anyComplaint: fc.Arbitrary<Complaint> = fc.record({
    sinceMs: fc.option(fc.integer({ min: 0, max: NOW_MS })),
    onlyOurCompany: anyAnswer,
    otherNetworkWorks: anyAnswer,
    onlyOnePerson: anyAnswer,
    oneAction: anyAnswer,
    privateWindowWorks: anyAnswer,
    maintenanceAnnounced: anyAnswer,
    repeatedOverDays: anyAnswer,
    workedBefore: anyAnswer,
    bulkWork: anyAnswer,
    seen: fc.subarray(['maintenance', 'server-error', 'dns-failure', 'account-locked']),
  })
  const anyResult = fc
    .tuple(
      fc.constantFrom<Verdict>('pass', 'warn', 'fail', 'unknown'),
      fc.subarray(Object.keys(SIGNS) as Sign[], { maxLength: 6 }),
    )
    .map(([verdict, signs]) => result(verdict, signs))
  const anyReport = fc.option(fc.array(anyResult, { maxLength: 12 }).map((all) => report(...all)))

  it('it ends, says the same twice, and calls nothing fine that failed or was not known', () => {
    fc.assert(
      fc.property(anyReport, anyComplaint, (examined, complaint) => {
        const given = { report: examined, complaint, nowMs: NOW_MS }
        const found = diagnose(given)
        expect(diagnose(given)).toEqual(found)
        expect(found.headline).not.toBe('')
        expect(found.steps.length).toBeLessThanOrEqual(8)
        for (const { likelihood } of found.causes) {
          expect(likelihood).toBeGreaterThanOrEqual(0)
          expect(likelihood).toBeLessThanOrEqual(1)
        }
        const isBad = examined?.results.some(({ verdict }) => /fail|unknown/.test(verdict)) ?? true
        if (isBad) expect(found.verdict).not.toBe('all-fine')
      }),
    )
  })

  it('the order of the probes changes nothing but the words of the headline', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 12 }), anyComplaint, (results, complaint) => {
        const one = diagnose({ report: report(...results), complaint, nowMs: NOW_MS })
        const other = diagnose({
          report: report(...results.toReversed()),
          ...{ complaint, nowMs: NOW_MS },
        })
        expect(other).toEqual({ ...one, headline: other.headline })
      }),
    )
  })
})
