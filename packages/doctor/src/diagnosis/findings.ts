/** What came of everything that was handed over: each failure once, however often and in whatever it was seen. */
import { type Explanation, explain, type FailureId } from '@underpin/failures'
import type { EvidenceRead } from '../evidence/evidence-read.ts'
import { type FailureGroup, failureGroups } from './failure-groups.ts'
import { type Judgement, judgeEvidence } from './judge-evidence.ts'

/** One thing that was handed over, read and judged. */
export interface Reading {
  /** As it was given: a file's name, the words, `-`. */
  readonly given: string
  readonly read: EvidenceRead
  /** Null when it could not be read. */
  readonly judgement: Judgement | null
}

export interface Finding {
  readonly failure: FailureId
  readonly explanation: Explanation
  /** Null when the failure was named without a case of it. */
  readonly group: FailureGroup | null
  /** In which of the things it was, in their order. */
  readonly given: readonly string[]
}

export function judged(given: string, read: EvidenceRead): Reading {
  return { given, read, judgement: read.kind === 'unreadable' ? null : judgeEvidence(read) }
}

/** Things in the order given; within one the most telling failure first. */
export function findingsOf(readings: readonly Reading[]): Finding[] {
  const findings = new Map<FailureId, Finding>()
  for (const reading of readings) {
    for (const finding of findingsIn(reading)) {
      const known = findings.get(finding.failure)
      const both =
        known === undefined ? finding : { ...known, given: [...known.given, reading.given] }
      findings.set(finding.failure, both)
    }
  }
  return [...findings.values()]
}

function findingsIn({ given, read, judgement }: Reading): Finding[] {
  if (read.kind === 'unreadable' || judgement === null) return []
  if (judgement.kind === 'named') {
    const { failure } = judgement
    return [{ failure, explanation: explain(failure), group: null, given: [given] }]
  }
  if (judgement.kind !== 'classified') return []
  const groups = failureGroups(read)
  // A text that names its failure is that failure, whatever else its words may fit.
  const isNamed = read.named.length > 0
  return (isNamed ? groups.slice(0, 1) : groups).map((group) => {
    const classification = isNamed ? judgement.classification : group.classification
    return {
      failure: classification.failure,
      explanation: explain(classification),
      group: { ...group, failure: classification.failure, classification },
      given: [given],
    }
  })
}
