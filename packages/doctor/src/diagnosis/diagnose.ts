/** The differential diagnosis: from a report and what the person says to causes, steps, clock and questions. */
import type { FailureId } from '@underpin/failures'
import type { Report } from '../report/report.ts'
import { SIGNS, type Sign } from '../report/sign.ts'
import type { CauseRow } from './cause-row.ts'
import type { Complaint } from './complaint.ts'
import type { Diagnosis, EscalationClock, RankedCause, SaidSign } from './diagnosis.ts'
import { escalationClock } from './escalation-clock.ts'
import { nextStepOf, stepsFor } from './guideline-steps.ts'
import { headlineOf, likelyCauses } from './headline-of.ts'
import { knownTimes } from './known-times.ts'
import { nextQuestions } from './next-questions.ts'
import { uncheckedFor } from './probe-bearing.ts'
import { type Case, signsOf } from './signs-of.ts'
import { isTroubled, POSSIBLE_MIN, verdictOf } from './verdict-of.ts'
import { hasReason, reasonedFirst, type WeighedCause, weighCauses } from './weigh-causes.ts'

export const CAUSES_SHOWN_MAX = 5

/** A cause less likely than this is not worth a line, unless nothing else is left. A guess. */
const SHOWN_MIN = 0.1

export interface Examined {
  /** Null: nothing was examined, and the complaint alone speaks. */
  readonly report: Report | null
  readonly complaint: Complaint
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

/** Pure and total. */
export function diagnose({ report, complaint, nowMs }: Examined): Diagnosis {
  const examined: Case = { report, complaint }
  const signs = signsOf(examined)
  const causes = reasonedFirst(weighCauses(signs))
  const verdict = verdictOf(examined, causes)
  const isFine = verdict === 'all-fine'
  const shown = isFine ? [] : causes.filter(isShown).slice(0, CAUSES_SHOWN_MAX)
  const ranked = shown.map((cause) => rankedCause(cause, examined, signs))
  const likely = likelyCauses(causes).flatMap(({ row }) => {
    const found = ranked.find(({ id }) => id === row.id)
    return found ? [{ ranked: found, row }] : []
  })
  const isTroubledNow = isTroubled(examined)
  const clock = escalationClock({
    failure: isTroubledNow ? clockedFailure(verdict, ranked, examined) : null,
    signs,
    sinceMs: complaint.sinceMs,
    lookedAtMs: report?.startedAtMs ?? nowMs,
    times: knownTimes(report, shown[0]?.row.failures ?? []),
  })
  return {
    verdict,
    headline: headlineOf(verdict, examined, causes),
    causes: ranked,
    steps: isFine || !isTroubledNow ? [] : stepsFor({ causes: likely, signs }),
    clock: isWronglyOurs(clock, ranked) ? { ...clock, escalateTo: 'procore-support' } : clock,
    questions: nextQuestions({ complaint, report, signs, causes, isTroubled: isTroubledNow }),
  }
}

function isShown(cause: WeighedCause, at: number): boolean {
  return (at === 0 || cause.likelihood >= SHOWN_MIN) && hasReason(cause)
}

function rankedCause(
  { row, likelihood, speaking }: WeighedCause,
  { report, complaint }: Case,
  signs: readonly Sign[],
): RankedCause {
  const failure = failureOf(row, report, complaint)
  return {
    id: row.id,
    title: row.title,
    party: row.party,
    likelihood,
    evidenceFor: speaking.filter(([, weight]) => weight > 0).map(([sign]) => said(sign)),
    evidenceAgainst: speaking.filter(([, weight]) => weight < 0).map(([sign]) => said(sign)),
    unchecked: uncheckedFor(row, report),
    nextStep: nextStepOf(row, failure, signs),
    failure,
  }
}

/** Those who run this network are not asked about what is Procore's, where nothing points to the network. */
function isWronglyOurs(clock: EscalationClock, ranked: readonly RankedCause[]): boolean {
  if (clock.escalateTo !== 'own-it' || ranked[0]?.party !== 'procore') return false
  return !ranked.some(({ party, likelihood }) => party === 'network' && likelihood >= POSSIBLE_MIN)
}

/** Without a likely cause what was met sets the clock, and not a guess at what is behind it. */
function clockedFailure(
  verdict: Diagnosis['verdict'],
  [first]: readonly RankedCause[],
  { report, complaint }: Case,
): FailureId | null {
  const guess = first?.failure ?? null
  if (verdict === 'cause-found') return guess
  const found = report?.results.find(({ failure }) => failure !== null)?.failure
  const isPossible = (first?.likelihood ?? 0) >= POSSIBLE_MIN
  return complaint.seen[0] ?? (isPossible ? guess : null) ?? found ?? guess
}

/** What was really met goes before what the cause usually shows as. */
function failureOf(row: CauseRow, report: Report | null, complaint: Complaint): FailureId {
  const met = [...complaint.seen, ...(report?.results ?? []).map(({ failure }) => failure)]
  return met.find((id) => id !== null && row.failures.includes(id)) ?? row.failures[0]
}

function said(sign: Sign): SaidSign {
  return { sign, says: SIGNS[sign].says }
}
