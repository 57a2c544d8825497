import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ActivityRow, DAY_MS, dateOf } from './activity-row.ts'
import { healthReport, STATUSES } from './health-report.ts'
import type { ObservationId } from './observations.ts'

const NOW_MS = Date.parse('2026-11-20T15:00:00Z')

const calls = (
  daysAgo: number,
  status: number,
  count: number,
  more: Partial<ActivityRow> = {},
) => ({
  date: dateOf(NOW_MS - daysAgo * DAY_MS),
  clientId: 'app',
  status,
  method: 'GET',
  route: '/v1.0/projects/:project_id/rfis',
  failure: null,
  count,
  ...more,
})

const observed = (rows: readonly ActivityRow[], id: ObservationId) => {
  const found = healthReport(rows, NOW_MS).apps[0]?.observations.find((each) => each.id === id)
  if (!found) throw new Error(`${id} is not observed`)
  return found
}

describe('the severity of a day', () => {
  it.each([
    { rule: 'nothing is healthy', bad: 0, all: 100, want: 'Healthy' },
    { rule: 'below a hundredth is healthy', bad: 9, all: 1_000, want: 'Healthy' },
    { rule: 'a hundredth is a warning', bad: 10, all: 1_000, want: 'Warning' },
    { rule: 'just below a twentieth too', bad: 49, all: 1_000, want: 'Warning' },
    { rule: 'a twentieth is critical', bad: 50, all: 1_000, want: 'Critical' },
    { rule: 'but not of a handful of calls', bad: 4, all: 4, want: 'Warning' },
    { rule: 'five of five are', bad: 5, all: 5, want: 'Critical' },
  ])('$rule', ({ bad, all, want }) => {
    const rows = [calls(0, 403, bad), calls(0, 200, all - bad)].filter(({ count }) => count > 0)
    const today = observed(rows, 'forbidden').days.at(-1)
    expect(today).toEqual({ date: '2026-11-20', requests: all, count: bad, severity: want })
  })
})

describe('the status of fourteen days', () => {
  const fine = Array.from({ length: 14 }, (_, ago) => calls(ago, 200, 1_000))
  const critical = (daysAgo: number) => calls(daysAgo, 403, 500)
  const warning = (daysAgo: number) => calls(daysAgo, 403, 20)
  it.each([
    { rule: 'no finding is healthy', rows: [], want: 'Healthy' },
    { rule: 'a critical today needs attention', rows: [critical(0)], want: 'Needs Attention' },
    { rule: 'one yesterday a review', rows: [critical(1)], want: 'Review Recommended' },
    {
      rule: 'yesterday and the day before: attention',
      rows: [critical(1), critical(2)],
      want: 'Needs Attention',
    },
    { rule: 'one warning today: review', rows: [warning(0)], want: 'Review Recommended' },
    {
      rule: 'warnings on every day never need attention',
      rows: fine.map((_, ago) => warning(ago)),
      want: 'Review Recommended',
    },
    { rule: 'a week-old one is still looked at', rows: [critical(7)], want: 'Review Recommended' },
    { rule: 'one of nine days ago has faded', rows: [critical(9)], want: 'Healthy' },
    { rule: 'what is older than the window is gone', rows: [critical(14)], want: 'Healthy' },
  ])('$rule', ({ rows, want }) => {
    expect(observed([...fine, ...rows], 'forbidden').status).toBe(want)
    expect(healthReport([...fine, ...rows], NOW_MS).apps[0]?.status).toBe(want)
  })

  it('a finding that stops clears by itself within fourteen days, and never gets worse on the way', () => {
    const history = fc.array(fc.nat(600), { minLength: 14, maxLength: 14 })
    fc.assert(
      fc.property(history, (counts) => {
        const rows = counts.flatMap((count, ago) => (count > 0 ? [calls(ago, 403, count)] : []))
        const ranks = Array.from({ length: 15 }, (_, later) => {
          // Quiet days: nothing is called any more.
          const report = healthReport(rows, NOW_MS + later * DAY_MS)
          return STATUSES.indexOf(report.apps[0]?.status ?? 'Healthy')
        })
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
        expect(ranks.at(-1)).toBe(STATUSES.indexOf('Healthy'))
      }),
    )
  })
})

it.each([
  { id: 'forbidden', row: calls(0, 403, 5, { failure: 'tool-disabled' }) },
  { id: 'not-found', row: calls(0, 404, 5, { failure: 'resource-not-found' }) },
  { id: 'rate-limited', row: calls(0, 429, 5, { failure: 'rate-limit-spike' }) },
  { id: 'unauthorized', row: calls(0, 401, 5, { failure: 'access-token-expired' }) },
  { id: 'company-header-missing', row: calls(0, 400, 5, { failure: 'company-header-missing' }) },
  { id: 'deprecated-endpoint', row: calls(0, 200, 5, { route: '/v1.0/todos/:id' }) },
  {
    id: 'private-endpoint',
    row: calls(0, 404, 5, { failure: 'route-unknown', route: '/v1.0/hidden' }),
  },
] as const)('$id is observed, with what stands behind it', ({ id, row }) => {
  const { status, count, routes, failures } = observed([row], id)
  expect([status, count]).toEqual(['Needs Attention', 5])
  expect(routes).toEqual([{ method: 'GET', route: row.route, count: 5 }])
  expect(failures).toEqual(row.failure ? [{ failure: row.failure, count: 5 }] : [])
})

it('a deprecated route that is not there any more is deprecated, and not private', () => {
  const gone = calls(0, 404, 5, { failure: 'route-unknown', route: '/v1.0/todos/:todo_id' })
  expect(observed([gone], 'deprecated-endpoint').count).toBe(5)
  expect(observed([gone], 'private-endpoint').count).toBe(0)
})

it('what a report without failures cannot tell is unknown, and not healthy', () => {
  const rows = [calls(0, 200, 100, { failure: undefined })]
  const { apps, summary } = healthReport(rows, NOW_MS)
  const unknown = apps[0]?.observations.filter(({ status }) => status === 'Unknown')
  expect(unknown?.map(({ id }) => id)).toEqual(['company-header-missing', 'private-endpoint'])
  expect(summary).toMatchObject({ Healthy: 1 })
})

it('calls before the window count for nothing', () => {
  expect(healthReport([calls(14, 403, 100)], NOW_MS).apps).toEqual([])
  const { apps } = healthReport([calls(14, 403, 100), calls(13, 200, 7)], NOW_MS)
  expect(apps).toMatchObject([{ requests: 7, status: 'Healthy' }])
})

it('apps stand by themselves, the worst first', () => {
  const rows = [
    calls(0, 200, 50, { clientId: 'good' }),
    calls(0, 403, 50, { clientId: 'bad' }),
    calls(0, 401, 1, { clientId: null }),
    calls(3, 200, 99, { clientId: null }),
  ]
  const { apps, summary, window } = healthReport(rows, NOW_MS)
  expect(apps.map(({ clientId, status, requests }) => [clientId, status, requests])).toEqual([
    ['bad', 'Needs Attention', 50],
    [null, 'Review Recommended', 100],
    ['good', 'Healthy', 50],
  ])
  expect(summary).toEqual({
    'Needs Attention': 1,
    'Review Recommended': 1,
    Healthy: 1,
    Unknown: 0,
  })
  expect(window).toEqual({ from: '2026-11-07', to: '2026-11-20', days: 14 })
})
