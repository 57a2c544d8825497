/** A text that holds several errors: `500 vs 503`, or a list with one on each line. */
import type { Evidence } from '@underpin/failures'
import { readErrorText } from './error-text.ts'
import { type Readable, readable } from './evidence-read.ts'
import { readStatusCode, statusIn } from './status-code.ts'

/** What may stand between codes in a list, or around them in a question. */
const BETWEEN =
  /\b(?:http|status|error|errors|codes?|and|or|vs|versus|against|from|difference|between|what|whats|is|the|a|an|procore|unlike|then|next|to)\b|[\s,;/&+?!.:'’()-]/gi

/** A list, not a document. */
const LINES_MAX = 40
const LINE_CHARS_MAX = 400

/** Null when it is one text. Order as given. */
export function readSeveralTexts(text: string): Readable | null {
  return readCodes(text) ?? readLines(text)
}

function readCodes(text: string): Readable | null {
  if (text.length > LINE_CHARS_MAX) return null
  const codes = [...new Set(text.match(/\b[45]\d\d\b/g) ?? [])]
  if (codes.length < 2) return null
  const rest = text.replaceAll(/\b[45]\d\d\b/g, ' ').replaceAll(BETWEEN, '')
  if (rest !== '') return null
  return readable(
    'status-code',
    codes.map((code) => ({ response: { status: Number(code) } })),
  )
}

/** Every line has an error of its own, with its status or as a network error; two of them at least differ. */
function readLines(text: string): Readable | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2 || lines.length > LINES_MAX) return null
  const evidence: Evidence[] = []
  for (const line of lines) {
    if (line.length > LINE_CHARS_MAX) return null
    const each = evidenceIn(line.trim().replace(/^(?:[-*•]|\d{1,2}[.)])\s+/, ''))
    if (each === null) return null
    evidence.push(each)
  }
  const kinds = new Set(evidence.map(({ response, network }) => response?.status ?? network?.code))
  return kinds.size < 2 ? null : readable('error-text', evidence)
}

function evidenceIn(line: string): Evidence | null {
  const code = readStatusCode(line)
  if (code !== null) return code.kind === 'unreadable' ? null : (code.evidence[0] ?? null)
  const { evidence, kind } = readErrorText(line)
  return statusIn(line) !== null || kind === 'network-error' ? (evidence[0] ?? null) : null
}
