/** GIF without comments and without what programs left in it; animations go on playing. */

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const COMMENT = 0xfe
const PLAIN_TEXT = 0x01
const APPLICATION = 0xff

/** The two that say how often an animation repeats. */
const LOOPS: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

/** Null when it is damaged. */
export function strippedGif(bytes: Uint8Array): readonly Uint8Array[] | null {
  if (bytes.length < 13) return null
  let at = 13 + tableBytes(bytes[10] ?? 0)
  const pieces = [bytes.subarray(0, at)]
  while (at < bytes.length) {
    const kind = bytes[at]
    if (kind === TRAILER) return [...pieces, bytes.subarray(at, at + 1)]
    let dataAt: number
    if (kind === EXTENSION) dataAt = at + 2
    else if (kind === IMAGE) dataAt = at + 11 + tableBytes(bytes[at + 9] ?? 0)
    else return null
    const end = endOfBlocks(bytes, dataAt)
    if (end === null) return null
    if (kind === IMAGE || !isAside(bytes, at)) pieces.push(bytes.subarray(at, end))
    at = end
  }
  return null
}

function isAside(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1]
  if (label === COMMENT || label === PLAIN_TEXT) return true
  const name = String.fromCharCode(...bytes.subarray(at + 3, at + 14))
  return label === APPLICATION && !LOOPS.has(name)
}

/** A colour table follows where bit 7 says so; bits 0 to 2 say how large it is. */
function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

/** Blocks of up to 255 bytes, each after its length; a length of 0 ends them. */
function endOfBlocks(bytes: Uint8Array, from: number): number | null {
  let at = from
  while (at < bytes.length) {
    const length = bytes[at] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
  return null
}
