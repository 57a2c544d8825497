/** What a diagnosis says beside its sentences, in words: for the terminal and for pages. */
import { ESCALATION_WORDS } from '@underpin/failures'
import { elapsedWords } from '../status/elapsed-words.ts'
import { clockWords, spanWords, zonedClockWords } from './clock-words.ts'
import type { Diagnosis, EscalationClock, RankedCause, Step } from './diagnosis.ts'
import { LIKELY_MIN, POSSIBLE_MIN } from './verdict-of.ts'

/** From how likely on each word is right. */
const SURENESS: readonly (readonly [number, string])[] = [
  [0.95, 'almost certain'],
  [0.8, 'very likely'],
  [LIKELY_MIN, 'likely'],
  [POSSIBLE_MIN, 'possible'],
  [0, 'unlikely'],
]

/** Goes before a step; empty for whoever reads it. */
export const STEP_WHO: Readonly<Record<Step['who'], string>> = {
  user: '',
  integration: 'For the integration: ',
  'company-admin': 'For the company’s administrator: ',
}

export function sureness({ likelihood }: Pick<RankedCause, 'likelihood'>): string {
  return SURENESS.find(([from]) => likelihood >= from)?.[1] ?? 'unlikely'
}

/**
 * `now, to Procore support.`, or `at 07:45 UTC (in 30 minutes) if it still fails, to Procore support.`;
 * null when escalating does not help, or nobody knows when.
 */
export function escalationWords(clock: EscalationClock, nowMs: number): string | null {
  const { escalateAtMs, escalateByMs, escalateTo } = clock
  if (escalateAtMs === null || escalateTo === 'nobody') return null
  const to = ESCALATION_WORDS[escalateTo]
  if (escalateAtMs <= nowMs) return `now, to ${to}.`
  const by =
    escalateByMs === null || escalateByMs <= escalateAtMs
      ? ''
      : `, ${clockWords(escalateByMs, nowMs)} at the latest`
  const at = `${zonedClockWords(escalateAtMs, nowMs)} (${inWords(escalateAtMs - nowMs)})`
  return `at ${at} if it still fails${by}, to ${to}.`
}

export interface ClockShown {
  /** When and to whom to escalate stands elsewhere on the same page: only why is left to say. */
  readonly isEscalationShown?: boolean
}

/** A sentence or two each; empty when there is no time to speak of. */
export function clockSentences(
  { clock, verdict }: Diagnosis,
  nowMs: number,
  { isEscalationShown = false }: ClockShown = {},
): readonly string[] {
  if (verdict === 'all-fine' || clock.escalateTo === 'nobody') return []
  const sentences: string[] = []
  const { sinceMs } = clock
  if (sinceMs !== null) {
    sentences.push(
      `It began at ${clockWords(sinceMs, nowMs)}, ${elapsedWords(nowMs - sinceMs)} ago.`,
    )
  }
  if (clock.overByMs) {
    const { earliest, latest } = clock.overByMs
    sentences.push(
      latest <= nowMs
        ? `It should have been over at ${clockWords(latest, nowMs)}, ${elapsedWords(nowMs - latest)} ago.`
        : `It should be over ${spanWords(earliest, latest, nowMs)} (${inWords(latest - nowMs)}${earliest < latest ? ' at the latest' : ''}).`,
    )
  }
  return [...sentences, escalationSentence(clock, nowMs, isEscalationShown)]
}

function escalationSentence(clock: EscalationClock, nowMs: number, isShown: boolean): string {
  const { because, escalateAtMs } = clock
  const when = escalationWords(clock, nowMs)
  if (when === null) return because
  if (!isShown) return `Escalate ${when} ${because}`
  const reason = `${because.charAt(0).toLowerCase()}${because.slice(1)}`
  return `Why escalate ${(escalateAtMs ?? 0) <= nowMs ? 'now' : 'then'}: ${reason}`
}

/** `in 30 minutes`; a wait is not promised shorter than it is, so it is rounded up. */
function inWords(ms: number): string {
  const rounded = Math.ceil(ms / MINUTE_MS) * MINUTE_MS
  return ms < MINUTE_MS ? 'in less than a minute' : `in ${elapsedWords(rounded)}`
}

const MINUTE_MS = 60_000
