/** When it should be over, and when it is right to escalate, and to whom: by the catalogue's figures. */
import { type EscalationRule, type FailureId, failureMode } from '@underpin/failures'
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
  const { failure, sinceMs, lookedAtMs } = clocked
  if (failure === null) return { ...NEVER, sinceMs }
  const mode = failureMode(failure)
  const startMs = sinceMs ?? lookedAtMs
  const overByMs = overBy(clocked, startMs)
  const due = firstDue(clocked, startMs)
  if (due === null) {
    return {
      sinceMs,
      overByMs,
      escalateAtMs: null,
      escalateByMs: null,
      escalateTo: mode.escalation.to,
      because: `${mode.duration.says} Time alone is no reason to escalate.`,
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

/** An announced end or a wait that was asked for is worth more than what is usual. */
function overBy({ failure, times }: Clocked, startMs: number): EscalationClock['overByMs'] {
  if (failure === null) return null
  const isMaintenance = MAINTENANCES.includes(failure)
  if (isMaintenance && times.maintenanceEndsAtMs !== null) {
    return { earliest: times.maintenanceEndsAtMs, latest: times.maintenanceEndsAtMs }
  }
  const { typicalMs } = failureMode(failure).duration
  if (typicalMs === null) return null
  const earliest = Math.max(startMs + typicalMs.min, times.waitUntilMs ?? 0)
  return { earliest, latest: Math.max(startMs + typicalMs.max, earliest) }
}

const MAINTENANCES: readonly FailureId[] = ['maintenance', 'maintenance-page']

/** Of the rules that hold the one that comes first; null when time is no reason. */
function firstDue(clocked: Clocked, startMs: number): Due | null {
  if (clocked.failure === null) return null
  const { afterMs, when, to } = failureMode(clocked.failure).escalation
  const rules = when.flatMap((rule) => dueBy(rule, clocked, startMs, to) ?? [])
  const general: Due[] = []
  if (afterMs !== null && !waitsForEnd(clocked)) {
    const noUpdate = when.find(({ circumstance }) => circumstance === 'no-update')
    const byMs = startMs + Math.max(afterMs, noUpdate?.afterMs?.latest ?? 0)
    general.push({ atMs: startMs + afterMs, byMs, to, because: GENERAL })
  }
  return [...rules, ...general].sort((a, b) => a.atMs - b.atMs)[0] ?? null
}

const GENERAL = 'That is how long it is right to wait before asking, whatever the status page says.'

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
    because: says,
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
  'no-update': ({ signs, times }, startMs) =>
    POSTED.some((sign) => signs.includes(sign))
      ? Math.max(startMs, times.statusUpdatedAtMs ?? startMs)
      : null,
  'end-passed': ({ times }) => times.maintenanceEndsAtMs,
  'only-our-company': ({ signs }, startMs) =>
    ONLY_OURS.some((sign) => signs.includes(sign)) ? startMs : null,
  'repeated-days': ({ signs }, startMs) => (signs.includes('repeated-days') ? startMs : null),
}

const POSTED: readonly Sign[] = ['status-incident', 'status-degraded', 'status-maintenance']

const ONLY_OURS: readonly Sign[] = ['only-our-company', 'other-company-answers']
