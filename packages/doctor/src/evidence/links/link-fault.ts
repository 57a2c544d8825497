/** What is wrong with a link: which piece of it, what about it, and what belongs there. */
import type { FailureId } from '@underpin/failures'

export type LinkFaultKind =
  | 'stray-characters'
  | 'line-break'
  | 'broken-scheme'
  | 'look-alike-host'
  | 'unknown-host'
  | 'wrong-host'
  | 'not-secure'
  | 'double-slash'
  | 'placeholder'
  | 'misspelt'
  | 'cut-short'
  | 'id-missing'
  | 'id-not-a-number'
  | 'id-in-wrong-place'
  | 'version-missing'

export interface LinkFault {
  readonly kind: LinkFaultKind
  /** The piece of the link as it was written; empty when something is missing. */
  readonly piece: string
  /** A whole sentence. */
  readonly says: string
}

export interface LintedLink {
  readonly given: string
  readonly faults: readonly LinkFault[]
  /** The link as it should be, with `{project_id}` and the like where only its sender knows; null when nothing is wrong. */
  readonly mended: string | null
  /** Where it leads, as a clause: `an RFI of project 87654, in production`; null when that is not known. */
  readonly leadsTo: string | null
  /** What comes of opening it; null when nothing is wrong with it. */
  readonly failure: FailureId | null
}

/** One step of the reading: the link as it is by now, and what was found on the way. */
export interface Mending {
  readonly link: string
  readonly faults: readonly LinkFault[]
}

export function fault(kind: LinkFaultKind, piece: string, says: string): LinkFault {
  return { kind, piece, says }
}
