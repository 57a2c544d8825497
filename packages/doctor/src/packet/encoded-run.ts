/**
 * What stands in a text as base64, over one line or many, in one alphabet or the other: its bytes, and
 * the texts that come of decoding them, unpacking them, and decoding again.
 */
import { Decompress } from 'fflate'

export interface EncodedRun {
  readonly start: number
  readonly end: number
  readonly characters: string
}

/** Twelve bytes; words are shorter, and no secret of six characters needs less with what is around it. */
const RUN_CHARS_MIN = 8

/** Base64 of base64 of a packed file is three. */
const LAYERS_MAX = 3

/** Of what a packed file holds this much is looked at. */
const UNPACKED_BYTES_MAX = 4 * 1024 * 1024

/** Characters that are decoded out of one text at most: a text made of nothing else needs four times its size. */
const DECODED_CHARS_MAX = 64 * 1024 * 1024

/** RFC 1952: the two bytes of gzip, and the one for its only method. */
const GZIP_START = [0x1f, 0x8b, 0x08] as const

/** Contents of one run that are looked at: itself, and what is packed somewhere in it. A guess. */
const PACKED_MAX = 4

/** Bytes that are handed to the unpacker at once; each may become a thousand. */
const PUSHED_BYTES = 1_024

const LETTER = String.raw`(?:[\w+/=-]|%2[BbFf]|%3[Dd]|\\/|\\u00(?:2[bBfF]|3[dD]))`
const BREAK = String.raw`(?:\r?\n[ \t]*|(?:\\r)?\\n|(?:%0[Dd])?%0[Aa])`
/** A line that goes on is long: a word at its end is none. */
const RUN = new RegExp(`(?:${LETTER}{16,}${BREAK})*${LETTER}+`, 'g')

export function encodedRuns(text: string): EncodedRun[] {
  return [...text.matchAll(RUN)]
    .filter(([all]) => all.length >= RUN_CHARS_MIN)
    .map(({ 0: all, index }) => ({
      start: index,
      end: index + all.length,
      characters: plainBase64(all),
    }))
}

/** Every text that comes out of the encoded runs of this one, and of those. Bounded. */
export function innerTexts(text: string): string[] {
  return inner(text, 1, { chars: DECODED_CHARS_MAX })
}

/** UTF-8 where it is; what is not becomes `\ufffd`, and the rest stays readable. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** What gzip and zlib packed; null when the bytes are neither, or broken from the start. */
export function unpacked(bytes: Uint8Array): Uint8Array | null {
  const [first, second] = bytes
  const isGzip = first === 0x1f && second === 0x8b
  const isZlib = first === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(second ?? -1)
  if (!isGzip && !isZlib) return null
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  const unpacker = new Decompress((chunk) => {
    chunks.push(chunk)
    sizeBytes += chunk.length
  })
  try {
    for (let at = 0; at < bytes.length && sizeBytes < UNPACKED_BYTES_MAX; at += PUSHED_BYTES) {
      const isLast = at + PUSHED_BYTES >= bytes.length
      unpacker.push(bytes.subarray(at, at + PUSHED_BYTES), isLast)
    }
  } catch {
    // Cut or broken: what came out before is looked at all the same.
  }
  return sizeBytes === 0 ? null : joined(chunks, sizeBytes)
}

/** The bytes, or what they hold packed: from their start, or from behind what stood before it in the text. */
function contentsOf(bytes: Uint8Array): Uint8Array[] {
  const found = [unpacked(bytes) ?? bytes]
  for (let at = 1; found.length < PACKED_MAX && at < bytes.length - GZIP_START.length; at++) {
    at = bytes.indexOf(GZIP_START[0], at)
    if (at < 0) break
    if (!GZIP_START.every((byte, offset) => bytes[at + offset] === byte)) continue
    const content = unpacked(bytes.subarray(at))
    if (content !== null) found.push(content)
  }
  return found
}

function inner(text: string, layer: number, budget: { chars: number }): string[] {
  const texts: string[] = []
  for (const { characters } of encodedRuns(text)) {
    // What stands before it on the line may have shifted it: one of four beginnings is right.
    for (let shift = 0; shift < 4; shift++) {
      budget.chars -= characters.length
      if (budget.chars < 0) return texts
      const bytes = bytesOfBase64(characters.slice(shift))
      for (const content of contentsOf(bytes)) {
        const decoded = textOfBytes(content)
        texts.push(decoded)
        if (layer < LAYERS_MAX) texts.push(...inner(decoded, layer + 1, budget))
      }
    }
  }
  return texts
}

function plainBase64(run: string): string {
  return run
    .replace(/\\u00(2b|2f|3d)|%(2b|2f|3d|0d|0a)|\\([rn/])/gi, (_all, escaped, percent, mark) => {
      if (mark !== undefined) return mark === '/' ? '/' : ''
      const code = Number.parseInt(escaped ?? percent, 16)
      return code < 0x20 ? '' : String.fromCharCode(code)
    })
    .replace(/[\s=]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
}

function bytesOfBase64(characters: string): Uint8Array {
  // One character left over holds six bits, and so no byte.
  const usable = characters.length % 4 === 1 ? characters.slice(0, -1) : characters
  return Uint8Array.from(atob(usable), (character) => character.charCodeAt(0))
}

function joined(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const whole = new Uint8Array(sizeBytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
