/** When it should be over, and when it is right to escalate, and to whom: by the catalogue's figures. */
import { type EscalationRule, type FailureId, failureMode, type Party } from '@underpin/failures'
import type { Sign } from '../report/sign.ts'
import type { EscalationClock } from './diagnosis.ts'
import type { KnownTimes } from './known-times.ts'

export interface Clocked {
  /** Whose durations and rules hold; null: none does. */
  readonly failure: FailureId | null
  readonly signs: readonly Sign[]
  /** When it began, as the person says. */
  readonly sinceMs: number | null
  /** When it was first looked at: it began then at the latest. */
  readonly lookedAtMs: number
  readonly times: KnownTimes
}

interface Due {
  readonly atMs: number
  readonly byMs: number
  readonly to: EscalationClock['escalateTo']
  readonly because: string
}

export function escalationClock(clocked: Clocked): EscalationClock {
  const { failure, sinceMs } = clocked
  if (failure === null) return { ...NEVER, sinceMs }
  const mode = failureMode(failure)
  const startMs = startOf(clocked)
  const overByMs = overBy(clocked, startMs)
  const due = firstDue(clocked, startMs)
  if (due === null) {
    const lasts = mode.duration.says.charAt(0).toLowerCase()
    return {
      sinceMs,
      overByMs,
      escalateAtMs: null,
      escalateByMs: null,
      escalateTo: mode.escalation.to,
      because: `How long it lasts: ${lasts}${mode.duration.says.slice(1)} Time alone is no reason to escalate.`,
    }
  }
  return {
    sinceMs,
    overByMs,
    escalateAtMs: due.atMs,
    escalateByMs: due.byMs,
    escalateTo: due.to,
    because: due.because,
  }
}

const NEVER: Omit<EscalationClock, 'sinceMs'> = {
  overByMs: null,
  escalateAtMs: null,
  escalateByMs: null,
  escalateTo: 'nobody',
  because: 'Nothing is known to fail, so there is nothing to escalate.',
}

/**
 * Where others have to mend it, it counts from when it began; where something is to be done at this end,
 * from now, as that has to be tried before anybody is asked.
 */
function startOf({ failure, sinceMs, lookedAtMs }: Clocked): number {
  const isOthers = failure !== null && OTHERS.includes(failureMode(failure).party)
  return isOthers ? (sinceMs ?? lookedAtMs) : lookedAtMs
}

const OTHERS: readonly Party[] = ['procore', 'network']

/** An announced end or a wait that was asked for is worth more than what is usual. */
function overBy({ failure, times }: Clocked, startMs: number): EscalationClock['overByMs'] {
  if (failure === null) return null
  const isMaintenance = MAINTENANCES.includes(failure)
  if (isMaintenance && times.maintenanceEndsAtMs !== null) {
    return { earliest: times.maintenanceEndsAtMs, latest: times.maintenanceEndsAtMs }
  }
  const { party, duration } = failureMode(failure)
  const { typicalMs } = duration
  if (times.waitUntilMs !== null && party !== 'procore') {
    return { earliest: times.waitUntilMs, latest: times.waitUntilMs }
  }
  if (typicalMs === null) return null
  const earliest = Math.max(startMs + typicalMs.min, times.waitUntilMs ?? startMs)
  return { earliest, latest: Math.max(startMs + typicalMs.max, earliest) }
}

const MAINTENANCES: readonly FailureId[] = ['maintenance', 'maintenance-page']

/** Of the rules that hold the one that comes first; null when time is no reason. */
function firstDue(clocked: Clocked, startMs: number): Due | null {
  if (clocked.failure === null) return null
  const { escalation, party } = failureMode(clocked.failure)
  const { afterMs, when, to } = escalation
  const rules = when.flatMap((rule) => dueBy(rule, clocked, startMs, to) ?? [])
  const general: Due[] = []
  if (afterMs !== null && !waitsForEnd(clocked)) {
    const noUpdate = when.find(({ circumstance }) => circumstance === 'no-update')
    const byMs = startMs + Math.max(afterMs, noUpdate?.afterMs?.latest ?? 0)
    const because = OTHERS.includes(party) ? GENERAL : afterMs === 0 ? AT_ONCE : AFTER_REMEDY
    general.push({ atMs: startMs + afterMs, byMs, to, because })
  }
  return [...rules, ...general].sort((a, b) => a.atMs - b.atMs)[0] ?? null
}

const GENERAL = 'Longer than that is not usual.'

const AT_ONCE = 'Nobody else can change it.'

const AFTER_REMEDY = 'By then what is to be done should have helped.'

/** Inside an announced window nobody is asked before its end. */
function waitsForEnd({ failure, times }: Clocked): boolean {
  return failure !== null && MAINTENANCES.includes(failure) && times.maintenanceEndsAtMs !== null
}

function dueBy(
  { circumstance, afterMs, says, to: other }: EscalationRule,
  clocked: Clocked,
  startMs: number,
  usual: EscalationClock['escalateTo'],
): Due | null {
  if (circumstance === undefined || afterMs === undefined) return null
  const fromMs = CIRCUMSTANCES[circumstance](clocked, startMs)
  if (fromMs === null) return null
  return {
    atMs: fromMs + afterMs.earliest,
    byMs: fromMs + afterMs.latest,
    to: other ?? usual,
    because: `That is the rule when ${says.charAt(0).toLowerCase()}${says.slice(1)}`,
  }
}

/** From when each circumstance is counted; null when it is not so, or not known. */
const CIRCUMSTANCES: Readonly<
  Record<
    NonNullable<EscalationRule['circumstance']>,
    (clocked: Clocked, startMs: number) => number | null
  >
> = {
  'nothing-posted': ({ signs }, startMs) => (signs.includes('status-operational') ? startMs : null),
  'no-update': (clocked, startMs) => {
    const { signs, times } = clocked
    const isPosted = POSTED.some((sign) => signs.includes(sign))
    if (!isPosted || waitsForEnd(clocked)) return null
    return Math.max(startMs, times.statusUpdatedAtMs ?? startMs)
  },
  // Only the rules of a maintenance have it.
  'end-passed': ({ times }) => times.maintenanceEndsAtMs,
  'only-our-company': ({ signs }, startMs) =>
    ONLY_OURS.some((sign) => signs.includes(sign)) ? startMs : null,
  'repeated-days': ({ signs }, startMs) => (signs.includes('repeated-days') ? startMs : null),
}

const POSTED: readonly Sign[] = ['status-incident', 'status-degraded', 'status-maintenance']

const ONLY_OURS: readonly Sign[] = ['only-our-company', 'other-company-answers']
