/** Of what is too long to be read whole the end is read, where the end says something: a log ends with what failed. */
import { decodeInput, INPUT_BYTES_MAX } from './decode-input.ts'
import { type EvidenceRead, unreadable } from './evidence-read.ts'
import { readEvidence } from './read-evidence.ts'

/** How much of the end is read: some ten thousand lines, which is more than an incident writes. A guess. */
export const TAIL_BYTES = 4 * 1024 * 1024

/** Lines that the beginning must have for it to be a log, and not a document on one line. A guess. */
const LINES_MIN = 3

export interface LongInput {
  /** The last `TAIL_BYTES` of it. */
  readonly end: Uint8Array
  /** Some kilobytes of its beginning. */
  readonly head: Uint8Array
  readonly sizeBytes: number
}

/** For inputs longer than `INPUT_BYTES_MAX`. Never throws. */
export function readLongInput({ end, head, sizeBytes }: LongInput): EvidenceRead {
  const decoded = decodeInput(head)
  if (decoded.kind === 'unreadable') return decoded
  if (!isMadeOfLines(decoded.text)) return documentTooLong(decoded.text, sizeBytes)
  // The first line was cut somewhere in its middle.
  const lineEnd = end.indexOf(0x0a)
  const read = readEvidence(end.subarray(lineEnd + 1))
  if (read.kind === 'unreadable') return read
  return { ...read, notes: [endNote(sizeBytes), ...read.notes] }
}

function isMadeOfLines(head: string): boolean {
  const lines = head.split('\n')
  if (lines.length <= LINES_MIN) return false
  const [first = ''] = lines
  // A document that is written over many lines begins with a bracket alone.
  return !/^\s*[{[<]/.test(head) || /^\s*\{.*\}\s*$/.test(first)
}

function documentTooLong(head: string, sizeBytes: number): EvidenceRead {
  const isHar = /"log"\s*:\s*\{/.test(head)
  const what = isHar ? 'a HAR file' : /^\s*[{[]/.test(head) ? 'one JSON document' : 'one text'
  const todo = isHar
    ? 'Record again, with only the step that fails and without "Disable cache", or save the failed calls alone: filter by status in the browser first.'
    : 'Cut out the answer that failed, and hand over that.'
  return unreadable(
    'too-long',
    `This is ${what} of ${mebibytes(sizeBytes)} MiB, and ${mebibytes(INPUT_BYTES_MAX)} MiB is the most that is read as a whole. ${todo}`,
  )
}

function endNote(sizeBytes: number): string {
  return `It is ${mebibytes(sizeBytes)} MiB long; its last ${mebibytes(TAIL_BYTES)} MiB were read. For an earlier time, cut that part out.`
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
