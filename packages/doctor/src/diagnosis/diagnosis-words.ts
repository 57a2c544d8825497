/** What a diagnosis says beside its sentences, in words: for the terminal and for pages. */
import { ESCALATION_WORDS } from '@underpin/failures'
import { clockWords, spanWords } from './clock-words.ts'
import type { Diagnosis, EscalationClock, RankedCause, Step } from './diagnosis.ts'
import { LIKELY_MIN } from './verdict-of.ts'

/** A cause less likely than this is called unlikely. */
export const POSSIBLE_MIN = 0.2

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

/** `now, to Procore support.`; null when escalating does not help, or nobody knows when. */
export function escalationWords(clock: EscalationClock, nowMs: number): string | null {
  const { escalateAtMs, escalateByMs, escalateTo } = clock
  if (escalateAtMs === null || escalateTo === 'nobody') return null
  const to = ESCALATION_WORDS[escalateTo]
  if (escalateAtMs <= nowMs) return `now, to ${to}.`
  const by =
    escalateByMs === null || escalateByMs <= escalateAtMs
      ? ''
      : `, ${clockWords(escalateByMs, nowMs)} at the latest`
  return `if it still fails at ${clockWords(escalateAtMs, nowMs)}${by}, to ${to}.`
}

/** A sentence or two each; empty when there is no time to speak of. */
export function clockSentences({ clock, verdict }: Diagnosis, nowMs: number): readonly string[] {
  if (verdict === 'all-fine' || clock.escalateTo === 'nobody') return []
  const sentences: string[] = []
  if (clock.sinceMs !== null) sentences.push(`It began at ${clockWords(clock.sinceMs, nowMs)}.`)
  if (clock.overByMs) {
    const { earliest, latest } = clock.overByMs
    const isLate = latest <= nowMs
    sentences.push(
      isLate
        ? `It should have been over at ${clockWords(latest, nowMs)}.`
        : `It should be over ${spanWords(earliest, latest, nowMs)}.`,
    )
  }
  const when = escalationWords(clock, nowMs)
  return [...sentences, when === null ? clock.because : `Escalate ${when} ${clock.because}`]
}
