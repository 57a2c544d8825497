/**
 * What `explain --json` prints. A stable shape: fields are added, never taken away or changed without
 * a new version.
 */
import type {
  EvidenceKind,
  FailurePlace,
  Finding,
  LintedLink,
  Reading,
  UnreadableReason,
} from '@underpin/doctor/explain'
import type { Classification, Explanation, FailureId } from '@underpin/failures'

export const EXPLAIN_JSON_VERSION = 1

export interface ReadInput {
  readonly kind: EvidenceKind | 'unreadable'
  /** What was cut, skipped or corrected, a sentence each. */
  readonly notes: readonly string[]
  /** The next three only when it was unreadable. */
  readonly reason?: UnreadableReason
  readonly message?: string
  /** Failure ids that may have been meant. */
  readonly nearest?: readonly FailureId[]
}

/** One failure, however often it was seen. */
export interface FoundFailure {
  readonly failure: FailureId
  readonly count: number
  /** ISO 8601, UTC; null when nothing says. */
  readonly firstAt: string | null
  readonly lastAt: string | null
  /** Where it was seen, most frequent first. */
  readonly places: readonly PlaceJson[]
  /** Further places, which are not listed. */
  readonly placesLeftOut: number
  /** The failure among the others that this one probably follows from. */
  readonly followsFrom: { readonly failure: FailureId; readonly because: string } | null
  /** It was another service than Procore that failed. */
  readonly isElsewhere: boolean
  /** Links that lead to it: what is wrong with them, and how they should be. */
  readonly links: readonly LintedLink[]
  /** Indexes into `inputs`. */
  readonly inputs: readonly number[]
  readonly explanation: Explanation
  readonly classification: Classification | null
}

export type PlaceJson = Omit<FailurePlace, 'firstMs' | 'lastMs'> & {
  readonly firstAt: string | null
  readonly lastAt: string | null
}

export interface ExplanationJson {
  readonly version: typeof EXPLAIN_JSON_VERSION
  /** The first of `inputs`. */
  readonly input: ReadInput
  /** The first of `groups`. Null when nothing failed, or nothing was recognised. */
  readonly explanation: Explanation | null
  /** Null when a failure was named without a case of it. */
  readonly classification: Classification | null
  readonly inputs: readonly ReadInput[]
  /** Every failure once: in the order given, and within one input the most telling first. */
  readonly groups: readonly FoundFailure[]
}

export function explanationJson(
  readings: readonly [Reading, ...Reading[]],
  findings: readonly Finding[],
): ExplanationJson {
  const [first] = findings
  return {
    version: EXPLAIN_JSON_VERSION,
    input: readInput(readings[0]),
    explanation: first?.explanation ?? null,
    classification: first?.group?.classification ?? null,
    inputs: readings.map(readInput),
    groups: findings.map((finding) => foundFailure(finding, readings)),
  }
}

function readInput({ read }: Reading): ReadInput {
  if (read.kind !== 'unreadable') return { kind: read.kind, notes: read.notes }
  const { kind, reason, message, nearest } = read
  return { kind, notes: [], reason, message, nearest }
}

function foundFailure(finding: Finding, readings: readonly Reading[]): FoundFailure {
  const { failure, explanation, group, given, links } = finding
  return {
    failure,
    count: group?.count ?? 1,
    firstAt: iso(group?.firstMs ?? null),
    lastAt: iso(group?.lastMs ?? null),
    places: (group?.places ?? []).map(({ firstMs, lastMs, ...place }) => ({
      ...place,
      firstAt: iso(firstMs),
      lastAt: iso(lastMs),
    })),
    placesLeftOut: group?.placesLeftOut ?? 0,
    followsFrom: group?.followsFrom ?? null,
    isElsewhere: group?.isElsewhere ?? false,
    links,
    inputs: readings.flatMap((reading, at) => (given.includes(reading.given) ? [at] : [])),
    explanation,
    classification: group?.classification ?? null,
  }
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
