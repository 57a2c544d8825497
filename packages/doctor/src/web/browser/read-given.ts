/** From what was pasted or dropped to what is shown of it. Pure: the same in a browser and in a test. */
import { type Finding, findingsOf, judged, type Reading } from '../../diagnosis/findings.ts'
import { linkLines } from '../../diagnosis/link-lines.ts'
import { seenLines } from '../../diagnosis/seen-lines.ts'
import { seenOf } from '../../diagnosis/seen-of.ts'
import { redactorFor } from '../../diagnosis/shown-safely.ts'
import { EVIDENCE_KINDS, type EvidenceRead } from '../../evidence/evidence-read.ts'
import { readEvidence } from '../../evidence/read-evidence.ts'
import type { ShownReading } from './shown-reading.ts'

/** A log of a bad night has a dozen kinds of failures; more would bury the first. A guess. */
export const ANSWERS_MAX = 20

/** Never throws, whatever it is. */
export function readGiven(given: string | Uint8Array): ShownReading {
  return shownReading(readEvidence(given), given)
}

/** @param given what was read, or as much of it as was: secrets are learned from it. */
export function shownReading(read: EvidenceRead, given: string | Uint8Array): ShownReading {
  const reading = judged('', read)
  const findings = findingsOf([reading])
  const shown: ShownReading = {
    what: read.kind === 'unreadable' ? null : EVIDENCE_KINDS[read.kind],
    notes: [...notesOf(reading), ...moreThan(findings)],
    answers: findings.slice(0, ANSWERS_MAX).map(({ failure, explanation, group, links }) => ({
      failure,
      explanation,
      seen: group === null ? [] : seenLines(group),
      link: links.flatMap(linkLines),
    })),
    seen: read.kind === 'unreadable' ? [] : seenOf(read),
    nearest: read.kind === 'unreadable' ? read.nearest : [],
  }
  const text = typeof given === 'string' ? given : new TextDecoder().decode(given)
  return redactorFor(findings, () => [text]).value(shown) as ShownReading
}

function notesOf({ read, judgement }: Reading): readonly string[] {
  if (read.kind === 'unreadable') return [read.message]
  if (judgement?.kind === 'unknown') return [...read.notes, UNKNOWN]
  if (judgement?.kind !== 'fine') return read.notes
  const status = judgement.status === null ? '' : ` (status ${judgement.status})`
  return [...read.notes, `Nothing failed here${status}.`]
}

const UNKNOWN =
  'Nothing in it is known. Add the status code, or the whole answer with its headers: what curl -i prints, or a HAR file.'

function moreThan(findings: readonly Finding[]): readonly string[] {
  const more = findings.length - ANSWERS_MAX
  return more > 0 ? [`${more} more kinds of failures are in it; cut it down to see them.`] : []
}
