/** Bytes of a file or of standard input, as text: bounded, and whatever odd encoding they came in. */
import { type Unreadable, unreadable } from './evidence-read.ts'

/**
 * A HAR of a long browser session with its pictures is the largest thing that people hand over; 32 MiB
 * is a guess at a few times such a file.
 */
export const INPUT_BYTES_MAX = 32 * 1024 * 1024

/** Control characters among the first so many bytes tell a picture or an archive from text. */
const SNIFFED_BYTES = 4_096

/** More of them than this share, and it is no text. A guess: honest text has none at all. */
const CONTROL_PERCENT_MAX = 5

/** Fewer characters say nothing of their encoding. A guess. */
const WIDE_PAIRS_MIN = 8

/** Of Latin text in UTF-16 nearly every second byte is zero. A guess that leaves room for other letters. */
const WIDE_ZEROS_PERCENT_MIN = 70

const ARCHIVE_STARTS: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'compressed with gzip: unpack it first, for example with `gunzip`'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive: unpack it, and hand over the file that is inside'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture: type the words of the error that it shows'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture: type the words of the error that it shows'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF: copy the text of the error out of it'],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'a document of an Office program: copy the text of the error out of it',
  ],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture: type the words of the error that it shows'],
]

export interface DecodedInput {
  readonly kind: 'text'
  readonly text: string
  readonly notes: readonly string[]
}

/** Never throws. */
export function decodeInput(input: string | Uint8Array): DecodedInput | Unreadable {
  const sizeBytes = input.length
  if (sizeBytes > INPUT_BYTES_MAX) return tooLong(sizeBytes)
  if (typeof input === 'string') return checked(input, [])
  const archive = ARCHIVE_STARTS.find(([start]) => start.every((byte, at) => input[at] === byte))
  if (archive) return unreadable('binary', `This is ${archive[1]}.`)
  const wide = wideMark(input) ?? wideEncodingOf(input)
  if (wide !== null) return checked(new TextDecoder(wide).decode(input), [])
  const utf8 = utf8Text(input)
  if (utf8 !== null) return checked(utf8, [])
  return checked(new TextDecoder('windows-1252').decode(input), [NOT_UTF8])
}

function tooLong(sizeBytes: number): Unreadable {
  const mebibytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  return unreadable(
    'too-long',
    `This is ${mebibytes(sizeBytes)} MiB, and ${mebibytes(INPUT_BYTES_MAX)} MiB is the most that is read. Cut it down to the request that failed.`,
  )
}

const NOT_UTF8 =
  'The text is not UTF-8 and was read as Windows-1252; letters with accents may be wrong.'

/** PowerShell writes UTF-16 when output is sent to a file with `>`. */
function wideMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** Latin letters in UTF-16 are a byte and a zero, and nothing else is: then no mark at the start is needed. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, SNIFFED_BYTES)
  const pairs = Math.floor(head.length / 2)
  if (pairs < WIDE_PAIRS_MIN) return null
  let [even, odd] = [0, 0]
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  const isMost = (zeros: number) => zeros * 100 >= pairs * WIDE_ZEROS_PERCENT_MIN
  if (isMost(odd) && even === 0) return 'utf-16le'
  return isMost(even) && odd === 0 ? 'utf-16be' : null
}

function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null // That is the answer: `fatal` throws on the first sequence that is not UTF-8.
  }
}

function checked(decoded: string, notes: readonly string[]): DecodedInput | Unreadable {
  const text = decoded.replace(/^\uFEFF/, '')
  if (!/\S/.test(text)) {
    return unreadable(
      'empty',
      'There is nothing in it. Hand over a status code, an error text, or the answer that came.',
    )
  }
  const head = text.slice(0, SNIFFED_BYTES)
  const controls = [...head].filter(isControl).length
  if (controls * 100 > head.length * CONTROL_PERCENT_MAX) {
    return unreadable(
      'binary',
      'This is binary data and not text. Hand over a status code, an error text, a JSON body, what `curl -i` printed, or a HAR file.',
    )
  }
  return { kind: 'text', text, notes }
}

/** Blanks, line ends and the escape of terminal colours are at home in text. */
function isControl(character: string): boolean {
  const code = character.charCodeAt(0)
  return (code < 32 && !'\t\n\v\f\r\u001b'.includes(character)) || code === 0xfffd
}
