/** Decides what a person handed over, and reads the evidence out of it. */

import { readCurlOutput } from './curl-output.ts'
import { decodeInput } from './decode-input.ts'
import { readErrorText } from './error-text.ts'
import { type EvidenceRead, type Readable, readable, type Unreadable } from './evidence-read.ts'
import { readFailureId } from './failure-id-text.ts'
import { readHar } from './har.ts'
import { jsonEvidence, parseJsonText } from './json-body.ts'
import { readLog, readLogJson } from './log/read-log.ts'
import { readOauthReturn } from './oauth-return.ts'
import { plainText } from './plain-text.ts'
import { readProcoreUrl } from './procore-url.ts'
import { readSeveralTexts } from './several-texts.ts'
import { readStatusCode } from './status-code.ts'
import { readTextWithLinks } from './text-with-links.ts'

const MARKUP = /^\s{0,99}<(?:!doctype|\?xml|html|head|body|error)\b/i

/** Codes, ids and links are shorter: the longest link that browsers take has 2,048 characters. */
const LINE_CHARS_MAX = 2_048

/**
 * @param input what a person typed, or the bytes of a file or of standard input: at most
 *   `INPUT_BYTES_MAX` of them. Never throws, whatever it is.
 */
export function readEvidence(input: string | Uint8Array): EvidenceRead {
  const decoded = decodeInput(input)
  if (decoded.kind === 'unreadable') return decoded
  const read = readLargeJson(decoded.text) ?? readText(plainText(decoded.text))
  if (read.kind === 'unreadable') return read
  return { ...read, notes: [...decoded.notes, ...read.notes] }
}

/** From here on it counts that a recording need not be cleaned before it is parsed: JSON holds no raw commands. */
const LARGE_CHARS = 64 * 1024

function readLargeJson(text: string): Readable | Unreadable | null {
  return text.length < LARGE_CHARS ? null : readJson(text)
}

function readText(text: string): Readable | Unreadable {
  return readLine(text.trim()) ?? readDocument(text)
}

function readJson(text: string): Readable | Unreadable | null {
  const json = parseJsonText(text)
  if (json === undefined) return null
  return readHar(json) ?? readLogJson(json) ?? readable('json-body', [jsonEvidence(json, text)])
}

/** What fits into one line, surest first. */
function readLine(line: string): Readable | Unreadable | null {
  if (line.length > LINE_CHARS_MAX) return null
  // Mail breaks long links into lines; nothing else here has any.
  if (/[\r\n]/.test(line)) return readProcoreUrl(line)
  return (
    readStatusCode(line) ?? readFailureId(line) ?? readOauthReturn(line) ?? readProcoreUrl(line)
  )
}

function readDocument(text: string): Readable | Unreadable {
  const curl = readCurlOutput(text)
  if (curl) return curl
  const json = readJson(text)
  if (json) return json
  if (MARKUP.test(text)) {
    const headers = {
      'content-type': /^\s*<(?:\?xml|error)/i.test(text) ? 'text/xml' : 'text/html',
    }
    return readable('markup-body', [{ response: { headers, body: text.trim() } }])
  }
  return readLog(text) ?? readTextWithLinks(text) ?? readSeveralTexts(text) ?? readErrorText(text)
}
