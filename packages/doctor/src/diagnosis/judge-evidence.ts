/** From what was read to what it means: one failure, no failure, or nothing that we know. */
import {
  type Classification,
  type Evidence,
  type FailureId,
  failureMode,
  whichFits,
} from '@underpin/failures'
import type { Readable } from '../evidence/evidence-read.ts'
import { failureGroups } from './failure-groups.ts'

export type Judgement =
  /** The failure was named, and there is no case to speak of. */
  | { readonly kind: 'named'; readonly failure: FailureId }
  | { readonly kind: 'classified'; readonly classification: Classification }
  /** The answer is no failure. */
  | { readonly kind: 'fine'; readonly status: number | null }
  /** Nothing in it is known to the catalogue, not even a status. */
  | { readonly kind: 'unknown' }
  /** There was nothing to judge; the notes of the reading say why. */
  | { readonly kind: 'nothing-to-judge' }

/** Of several failures the most telling is judged: the one that others follow from, else the last. */
export function judgeEvidence(read: Readable): Judgement {
  const { evidence, named } = read
  const found = failureGroups(read)[0]?.classification ?? null
  const [failure] = named
  if (failure !== undefined) {
    if (found === null) return { kind: 'named', failure }
    return { kind: 'classified', classification: narrowed(found, failure, named) }
  }
  const last = evidence.at(-1)
  if (last === undefined) return { kind: 'nothing-to-judge' }
  if (found !== null) return { kind: 'classified', classification: found }
  return isSilent(last)
    ? { kind: 'unknown' }
    : { kind: 'fine', status: last.response?.status ?? null }
}

/** Neither a status nor a network error: a text alone, which is known or is not. */
function isSilent({ response, network }: Evidence): boolean {
  return response?.status === undefined && network === undefined
}

/** The reader knows which failures it can be; the classification keeps what it knows of the case. */
function narrowed(
  found: Classification,
  failure: FailureId,
  named: readonly FailureId[],
): Classification {
  if (found.failure === failure && named.length === found.candidates.length) return found
  const { applied, recovery, twins } = failureMode(failure)
  const [first, ...others] = named.map((id) => ({ id, likelihood: 1 / named.length }))
  return {
    ...found,
    failure,
    candidates: first ? [first, ...others] : found.candidates,
    question: named.length > 1 ? (twins?.question ?? found.question ?? whichFits(named)) : null,
    applied,
    recovery,
  }
}
