/** The times that the examination found: announced ends, waits that were asked for, last updates. */
import { classify, type FailureId } from '@underpin/failures'
import type { ProbeResult } from '../report/probe-result.ts'
import type { Report } from '../report/report.ts'
import type { Sign } from '../report/sign.ts'

export interface KnownTimes {
  /** The announced end of a maintenance that is going on. */
  readonly maintenanceEndsAtMs: number | null
  /** When the status page last said something of an incident that goes on. */
  readonly statusUpdatedAtMs: number | null
  /** The latest time until which a server asked to wait, for the failures in question. */
  readonly waitUntilMs: number | null
}

/** The end of the year 9999: what a page or a server puts later is no time, and cannot be reckoned on from. */
const TIME_MS_MAX = 253_402_300_799_999

/** A fact holds a time only beside the sign that makes it one of this case. */
const FACTS: readonly {
  readonly of: keyof KnownTimes
  readonly fact: string
  readonly beside: Sign
}[] = [
  { of: 'maintenanceEndsAtMs', fact: 'maintenanceUntil', beside: 'status-maintenance' },
  { of: 'statusUpdatedAtMs', fact: 'incidentUpdatedAt', beside: 'status-incident' },
  { of: 'waitUntilMs', fact: 'hourlyResetAt', beside: 'limit-hourly-spent' },
  { of: 'waitUntilMs', fact: 'spikeResetAt', beside: 'limit-spike-spent' },
]

export function knownTimes(report: Report | null, failures: readonly FailureId[]): KnownTimes {
  const results = report?.results ?? []
  const told = (of: keyof KnownTimes) => results.flatMap((result) => toldTimes(result, of))
  const isLimited = failures.some((id) => LIMITS.includes(id))
  return {
    maintenanceEndsAtMs: latest(told('maintenanceEndsAtMs')),
    statusUpdatedAtMs: latest(told('statusUpdatedAtMs')),
    waitUntilMs: latest([
      ...(isLimited ? told('waitUntilMs') : []),
      ...results.flatMap((result) => waits(result, failures)),
    ]),
  }
}

const LIMITS: readonly FailureId[] = ['rate-limit-hourly', 'rate-limit-spike']

function toldTimes({ facts, signs, startedAtMs }: ProbeResult, of: keyof KnownTimes): number[] {
  // A maintenance that is only announced has an end too, and it is not this one's.
  const isToCome = (timeOf(facts['maintenanceFrom']) ?? 0) > startedAtMs
  return FACTS.filter((each) => each.of === of && signs.includes(each.beside)).flatMap(
    ({ fact }) => (of === 'maintenanceEndsAtMs' && isToCome ? [] : (timeOf(facts[fact]) ?? [])),
  )
}

/** What the answers themselves asked for, by the catalogue's reading of their headers. */
function waits({ exchanges }: ProbeResult, failures: readonly FailureId[]): number[] {
  return exchanges.flatMap(({ request, outcome, startedAtMs }) => {
    if (outcome.kind !== 'answered') return []
    const found = classify({ request, response: outcome.response, nowMs: startedAtMs })
    if (!found?.waitMs || !failures.includes(found.failure)) return []
    return timeOf(startedAtMs + outcome.elapsedMs + found.waitMs) ?? []
  })
}

function latest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times)
}

function timeOf(value: string | number | boolean | null | undefined): number | null {
  const timeMs = typeof value === 'string' ? Date.parse(value) : value
  return typeof timeMs === 'number' && Math.abs(timeMs) <= TIME_MS_MAX ? timeMs : null
}
