/** The times that the examination found: announced ends, waits that were asked for, last updates. */
import { classify, type FailureId } from '@underpin/failures'
import type { Report } from '../report/report.ts'

export interface KnownTimes {
  /** The announced end of a maintenance that is going on. */
  readonly maintenanceEndsAtMs: number | null
  /** When the status page last said something of an incident that goes on. */
  readonly statusUpdatedAtMs: number | null
  /** The latest time until which a server asked to wait, for the failures in question. */
  readonly waitUntilMs: number | null
}

export function knownTimes(report: Report | null, failures: readonly FailureId[]): KnownTimes {
  const results = report?.results ?? []
  const fact = (name: string) =>
    latest(results.flatMap(({ facts }) => timeOf(facts[name] ?? null) ?? []))
  const waits = results
    .flatMap(({ exchanges }) => exchanges)
    .flatMap(({ request, outcome, startedAtMs }) => {
      if (outcome.kind !== 'answered') return []
      const found = classify({ request, response: outcome.response, nowMs: startedAtMs })
      if (!found?.waitMs || !failures.includes(found.failure)) return []
      return [startedAtMs + outcome.elapsedMs + found.waitMs]
    })
  return {
    maintenanceEndsAtMs: fact('maintenanceEndsAt'),
    statusUpdatedAtMs: fact('statusUpdatedAt'),
    waitUntilMs: latest(waits),
  }
}

function latest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times)
}

function timeOf(value: string | number | boolean | null): number | null {
  const timeMs = typeof value === 'string' ? Date.parse(value) : value
  return typeof timeMs === 'number' && Number.isFinite(timeMs) ? timeMs : null
}
