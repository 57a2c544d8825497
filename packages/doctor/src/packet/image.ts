/**
 * Images by their first bytes, and without what they tell on the side: place, time, camera, author,
 * comments, earlier versions. What is needed to show the pixels stays as it is.
 */
import { strippedGif } from './image-gif.ts'

export type ImageKind = 'png' | 'jpg' | 'webp' | 'gif'

export function imageKind(bytes: Uint8Array): ImageKind | null {
  if (startsWith(bytes, 0, '\u0089PNG\r\n\u001a\n')) return 'png'
  if (startsWith(bytes, 0, '\u00ff\u00d8\u00ff')) return 'jpg'
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return 'webp'
  return startsWith(bytes, 0, 'GIF87a') || startsWith(bytes, 0, 'GIF89a') ? 'gif' : null
}

/** Null when it is damaged. */
export function strippedImage(bytes: Uint8Array, kind: ImageKind): Uint8Array | null {
  const pieces = STRIP[kind](bytes)
  return pieces === null ? null : concatenated(pieces)
}

type Pieces = readonly Uint8Array[] | null

const STRIP: Readonly<Record<ImageKind, (bytes: Uint8Array) => Pieces>> = {
  png: strippedPng,
  jpg: strippedJpeg,
  webp: strippedWebp,
  gif: strippedGif,
}

/**
 * Chunks that decide how the pixels look, and the most bytes that each can have use for; longer ones carry
 * something else. All others (`tEXt`, `iTXt`, `zTXt`, `eXIf`, `iCCP` …) go.
 */
const PNG_CHUNKS: ReadonlyMap<string, number> = new Map([
  ...(['IDAT', 'fdAT'] as const).map((name) => [name, Number.POSITIVE_INFINITY] as const),
  ...([
    ['IHDR', 13],
    ['PLTE', 768],
    ['IEND', 0],
    ['tRNS', 256],
    ['gAMA', 4],
  ] as const),
  ...([
    ['cHRM', 32],
    ['sRGB', 1],
    ['sBIT', 4],
    ['bKGD', 6],
    ['pHYs', 9],
  ] as const),
  ...([
    ['acTL', 8],
    ['fcTL', 26],
  ] as const),
])

function strippedPng(bytes: Uint8Array): Pieces {
  const pieces = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = uint32(bytes, at)
    const name = latin1(bytes, at + 4, 4)
    const end = at + 12 + length
    if (end > bytes.length) return null
    if (length <= (PNG_CHUNKS.get(name) ?? -1)) pieces.push(bytes.subarray(at, end))
    // What stands behind it is no part of the image.
    if (name === 'IEND') return length === 0 ? pieces : null
    at = end
  }
  return null
}

/** Tables, frames and scans: C0 to CF and DA to DF. Of the rest some application segments decode. */
function isOfPixels(marker: number): boolean {
  return (marker & 0xf0) === 0xc0 || (marker >= 0xda && marker <= 0xdf)
}

const JFIF_BYTES = 18
const ADOBE_BYTES = 16

/**
 * JFIF's own segment without the small picture that may be in it, which may show what was cut away since;
 * and Adobe's, which says how the colours are coded. Null for any other.
 */
function decodingApp(segment: Uint8Array): Uint8Array | null {
  const marker = segment[1]
  if (marker === 0xe0 && startsWith(segment, 4, 'JFIF\0') && segment.length >= JFIF_BYTES) {
    const own = segment.slice(0, JFIF_BYTES)
    own.set([0, JFIF_BYTES - 2], 2)
    own.set([0, 0], JFIF_BYTES - 2)
    return own
  }
  const isAdobe = marker === 0xee && startsWith(segment, 4, 'Adobe')
  return isAdobe && segment.length === ADOBE_BYTES ? segment : null
}

function strippedJpeg(bytes: Uint8Array): Pieces {
  const pieces = [bytes.subarray(0, 2)]
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // Fill bytes may stand before a marker.
      continue
    }
    if (marker === 0xd9) return [...pieces, bytes.subarray(at, at + 2)]
    const end = at + 2 + uint16(bytes, at + 2)
    if (end < at + 4 || end > bytes.length) return null
    const segment = bytes.subarray(at, end)
    const kept = isOfPixels(marker) ? segment : decodingApp(segment)
    if (kept !== null) pieces.push(kept)
    at = end
    if (marker !== 0xda) continue
    const scanEnd = endOfScan(bytes, at)
    pieces.push(bytes.subarray(at, scanEnd))
    at = scanEnd
  }
  return null
}

/** Coded pixels run to the next marker; `FF 00` is a byte of theirs, and `FF D0` to `D7` are restarts. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7))
      return at
    at += 1
  }
  return bytes.length
}

const WEBP_CHUNKS: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF'])

/** Bits of `VP8X` that announce a colour profile, EXIF and XMP. */
const WEBP_ASIDE = 0x20 | 0x08 | 0x04

function strippedWebp(bytes: Uint8Array): Pieces {
  const pieces: Uint8Array[] = []
  const declaredEnd = 8 + uint32le(bytes, 4)
  for (let at = 12; at + 8 <= Math.min(declaredEnd, bytes.length); ) {
    const length = uint32le(bytes, at + 4)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > bytes.length) return null
    const name = latin1(bytes, at, 4)
    if (WEBP_CHUNKS.has(name)) {
      const chunk = Uint8Array.from(bytes.subarray(at, end))
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~WEBP_ASIDE
      pieces.push(chunk)
    }
    at = end
  }
  if (pieces.length === 0) return null
  const head = Uint8Array.from(bytes.subarray(0, 12))
  const sizeBytes = 4 + pieces.reduce((sum, { length }) => sum + length, 0)
  new DataView(head.buffer).setUint32(4, sizeBytes, true)
  return [head, ...pieces]
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  return latin1(bytes, at, text.length) === text
}

function latin1(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) * 0x10000 + uint16(bytes, at + 2)
}

function uint32le(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
  return low + ((bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8)) * 0x10000
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
