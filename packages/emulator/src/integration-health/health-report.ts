/**
 * Integration Health of apps, from counted calls: a severity for each day, and a status for the fourteen
 * days together, in which recent days weigh more. What is looked at, the window and the names are
 * documented (fact sheet section 13); the shares, the weights and the limits are ours.
 */
import type { FailureId } from '@underpin/failures'
import { type ActivityRow, DAY_MS, dateOf } from './activity-row.ts'
import {
  CRITICAL_COUNT_MIN,
  OBSERVATIONS,
  type Observation,
  type ObservationId,
} from './observations.ts'

/** Documented: a rolling window, the day that is running included. */
export const WINDOW_DAYS = 14

/** A day counts for this share of the day after it, so that what was mended fades. Ours. */
const DAY_WEIGHT = 0.8

/** When critical days weigh this much of all fourteen: today alone does, yesterday alone does not. Ours. */
const ATTENTION_FROM = 0.2

/** When days that are not healthy weigh this much: one of the last eight alone does. Ours. */
const REVIEW_FROM = 0.04

/** Routes and failures that a report names for one observation. */
const NAMED_MAX = 5

export const STATUSES = ['Needs Attention', 'Review Recommended', 'Healthy', 'Unknown'] as const
export type HealthStatus = (typeof STATUSES)[number]

export type Severity = 'Critical' | 'Warning' | 'Healthy'

export interface HealthReport {
  /** Both days included. */
  readonly window: { readonly from: string; readonly to: string; readonly days: number }
  /** Apps by status. */
  readonly summary: Readonly<Record<HealthStatus, number>>
  readonly apps: readonly AppHealth[]
}

export interface AppHealth {
  /** Null for the calls that name no app. */
  readonly clientId: string | null
  /** The worst of its observations that are known. */
  readonly status: HealthStatus
  readonly requests: number
  readonly observations: readonly ObservedHealth[]
}

export interface ObservedHealth {
  readonly id: ObservationId
  readonly title: string
  /** Unknown when what was counted cannot tell. */
  readonly status: HealthStatus
  readonly count: number
  /** The oldest day first. */
  readonly days: readonly ObservedDay[]
  /** What stood behind the calls, the commonest first; empty when that is not known. */
  readonly failures: readonly { readonly failure: FailureId; readonly count: number }[]
  /** What usually does, where nothing counted says it. */
  readonly usually: readonly FailureId[]
  readonly routes: readonly {
    readonly method: string
    readonly route: string
    readonly count: number
  }[]
}

export interface ObservedDay {
  readonly date: string
  readonly requests: number
  readonly count: number
  readonly severity: Severity
}

/**
 * @param rows of any days and apps; those before the window are left out
 * @param nowMs the day that it is in ends the window
 */
export function healthReport(rows: Iterable<ActivityRow>, nowMs: number): HealthReport {
  const dates = windowDates(nowMs)
  const known = new Set(dates)
  const byApp = new Map<string | null, ActivityRow[]>()
  for (const row of rows) {
    if (!known.has(row.date)) continue
    const of = byApp.get(row.clientId)
    if (of) of.push(row)
    else byApp.set(row.clientId, [row])
  }
  const apps = [...byApp].map(([clientId, of]) => appHealth(clientId, of, dates))
  apps.sort((a, b) => rank(a) - rank(b) || b.requests - a.requests)
  const count = (status: HealthStatus) => apps.filter((app) => app.status === status).length
  return {
    window: { from: dates[0] ?? '', to: dates.at(-1) ?? '', days: WINDOW_DAYS },
    summary: Object.fromEntries(
      STATUSES.map((each) => [each, count(each)]),
    ) as HealthReport['summary'],
    apps,
  }
}

/** The oldest first. */
function windowDates(nowMs: number): string[] {
  return Array.from({ length: WINDOW_DAYS }, (_, at) =>
    dateOf(nowMs - (WINDOW_DAYS - 1 - at) * DAY_MS),
  )
}

function appHealth(
  clientId: string | null,
  rows: readonly ActivityRow[],
  dates: readonly string[],
): AppHealth {
  const requests = perDay(rows)
  const observations = OBSERVATIONS.map((each) => observe(each, rows, requests, dates))
  const status = STATUSES.find((name) => observations.some((each) => each.status === name))
  return { clientId, status: status ?? 'Unknown', requests: total(rows), observations }
}

function observe(
  observation: Observation,
  rows: readonly ActivityRow[],
  requests: ReadonlyMap<string, number>,
  dates: readonly string[],
): ObservedHealth {
  const { id, title, needsFailure, failures: usually } = observation
  const counted = rows.filter((row) => observation.counts(row))
  const counts = perDay(counted)
  const days = dates.map((date): ObservedDay => {
    const count = counts.get(date) ?? 0
    const all = requests.get(date) ?? 0
    return { date, requests: all, count, severity: severityOf(observation, count, all) }
  })
  const isUnknown = needsFailure && rows.some(({ failure }) => failure === undefined)
  return {
    id,
    title,
    status: isUnknown && counted.length === 0 ? 'Unknown' : rollUp(days),
    count: total(counted),
    days,
    failures: commonest(counted, ({ failure }) => failure ?? null).map(([failure, count]) => ({
      failure: failure as FailureId,
      count,
    })),
    usually,
    routes: commonest(counted, ({ method, route }) => `${method} ${route}`).map(([key, count]) => {
      const [method = '', route = ''] = key.split(' ', 2)
      return { method, route, count }
    }),
  }
}

function severityOf(
  { warningPercent, criticalPercent }: Observation,
  count: number,
  requests: number,
): Severity {
  if (count === 0 || requests === 0) return 'Healthy'
  const percent = (count * 100) / requests
  if (percent >= criticalPercent && count >= CRITICAL_COUNT_MIN) return 'Critical'
  return percent >= warningPercent ? 'Warning' : 'Healthy'
}

/** @param days the oldest first */
function rollUp(days: readonly ObservedDay[]): HealthStatus {
  let all = 0
  let critical = 0
  let notHealthy = 0
  for (const [at, { severity }] of days.entries()) {
    const weight = DAY_WEIGHT ** (days.length - 1 - at)
    all += weight
    if (severity === 'Critical') critical += weight
    if (severity !== 'Healthy') notHealthy += weight
  }
  if (critical / all >= ATTENTION_FROM) return 'Needs Attention'
  return notHealthy / all >= REVIEW_FROM ? 'Review Recommended' : 'Healthy'
}

function rank({ status }: AppHealth): number {
  return STATUSES.indexOf(status)
}

function perDay(rows: readonly ActivityRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { date, count } of rows) counts.set(date, (counts.get(date) ?? 0) + count)
  return counts
}

function total(rows: readonly ActivityRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}

/** The keys that stand for most calls; a null key stands for none. */
function commonest(
  rows: readonly ActivityRow[],
  keyOf: (row: ActivityRow) => string | null,
): [string, number][] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + row.count)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, NAMED_MAX)
}
