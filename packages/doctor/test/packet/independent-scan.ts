/**
 * Searches unpacked files for secrets by brute force, sharing no code with the product: everything that
 * could be an encoding is taken off again and again, and any piece of a secret is a hit.
 */
import { gunzipSync, inflateSync } from 'node:zlib'

/** A piece of this many characters is a hit. */
export const PIECE_CHARS = 6

const ROUNDS = 4

/** File name and piece of each hit. */
export function secretsFound(
  files: Readonly<Record<string, Uint8Array>>,
  secrets: readonly string[],
): string[] {
  const pieces = new Set(secrets.flatMap(piecesOf))
  return Object.entries(files).flatMap(([name, bytes]) => {
    const texts = everything([
      name,
      Buffer.from(bytes).toString('latin1'),
      Buffer.from(bytes).toString(),
    ])
    return texts.flatMap((text) => {
      const piece = firstPiece(text, pieces)
      return piece === null ? [] : [`${name}: ${piece}`]
    })
  })
}

function piecesOf(secret: string): string[] {
  return Array.from({ length: secret.length - PIECE_CHARS + 1 }, (_, at) =>
    secret.slice(at, at + PIECE_CHARS),
  )
}

function firstPiece(text: string, pieces: ReadonlySet<string>): string | null {
  for (let at = 0; at + PIECE_CHARS <= text.length; at++) {
    const piece = text.slice(at, at + PIECE_CHARS)
    if (pieces.has(piece)) return piece
  }
  return null
}

function everything(texts: readonly string[]): string[] {
  const seen = new Set(texts)
  let fresh = [...seen]
  for (let round = 0; round < ROUNDS; round++) {
    fresh = fresh.flatMap(peeled).filter((text) => !seen.has(text))
    for (const text of fresh) seen.add(text)
  }
  return [...seen]
}

function peeled(text: string): string[] {
  const views: string[] = []
  if (/%[0-9a-f]{2}/i.test(text)) {
    const bytes = text.replace(/%([0-9a-f]{2})/gi, (_all, hex) =>
      String.fromCharCode(parseInt(hex, 16)),
    )
    views.push(bytes, Buffer.from(bytes, 'latin1').toString())
  }
  if (text.includes('\\')) {
    views.push(
      text
        .replace(/\\u([0-9a-f]{4})/gi, (_all, hex) => String.fromCharCode(parseInt(hex, 16)))
        .replace(
          /\\([^u])/g,
          (_all, mark) => ({ n: '\n', r: '\r', t: '\t' })[String(mark)] ?? mark,
        ),
    )
  }
  if (/\s/.test(text)) views.push(text.replace(/\s+/g, ''))
  for (const run of text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []) {
    for (let skip = 0; skip < 4; skip++) {
      const bytes = Buffer.from(run.slice(skip), 'base64')
      for (const content of [bytes, ...inflated(bytes)]) views.push(content.toString('latin1'))
    }
  }
  return views
}

function inflated(bytes: Buffer): Buffer[] {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [gunzipSync(bytes)]
    return bytes[0] === 0x78 ? [inflateSync(bytes)] : []
  } catch {
    return [] // Not packed after all.
  }
}
