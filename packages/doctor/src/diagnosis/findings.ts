/** What came of everything that was handed over: each failure once, however often and in whatever it was seen. */
import { type Explanation, explain, type FailureId } from '@underpin/failures'
import type { EvidenceRead, Readable } from '../evidence/evidence-read.ts'
import type { LintedLink } from '../evidence/links/link-fault.ts'
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
  /** The links that lead to it, and what is wrong with them. */
  readonly links: readonly LintedLink[]
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
      const both = known === undefined ? finding : together(known, finding)
      findings.set(finding.failure, both)
    }
  }
  return [...findings.values()]
}

function together(known: Finding, next: Finding): Finding {
  return {
    ...known,
    given: [...known.given, ...next.given],
    links: [...known.links, ...next.links],
  }
}

function findingsIn({ given, read, judgement }: Reading): Finding[] {
  if (read.kind === 'unreadable' || judgement === null) return []
  if (judgement.kind === 'named') {
    const { failure } = judgement
    return [
      {
        failure,
        explanation: explain(failure),
        group: null,
        given: [given],
        links: linksTo(failure, read),
      },
    ]
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
      links: linksTo(classification.failure, read),
    }
  })
}

function linksTo(failure: FailureId, { links = [] }: Readable): LintedLink[] {
  return links.filter((link) => link.failure === failure)
}
