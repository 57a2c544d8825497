/**
 * Pieces of known secrets: the beginning of a token that a log has cut, one half of a header that somebody
 * took to pieces. Slower than looking for whole secrets, and for what is given away for good alone.
 */
import { viewsOf } from './decoded-view.ts'

/** Eight characters of a token are enough to tell whose it is, and too few to meet by chance. */
export const PIECE_CHARS = 8

/** Of a longer secret the pieces of its beginning are known. */
const INDEXED_CHARS_MAX = 1_024

/** As tokens look, and neither words nor numbers nor dates: letters and digits, two of each at least. */
const RANDOM = /^(?=(?:.*\d){2})(?=(?:.*[A-Za-z]){2})[A-Za-z0-9]+$/

export interface Piece {
  readonly start: number
  readonly end: number
  /** Of the secret that it is of. */
  readonly name: string
}

export class SecretPieces {
  readonly #names = new Map<string, string>()

  constructor(secrets: Iterable<readonly [value: string, { readonly name: string }]>) {
    for (const [value, { name }] of secrets) {
      const end = Math.min(value.length, INDEXED_CHARS_MAX) - PIECE_CHARS
      for (let at = 0; at <= end; at++) {
        const piece = value.slice(at, at + PIECE_CHARS)
        if (RANDOM.test(piece)) this.#names.set(piece, name)
      }
    }
  }

  /** In any writing; overlapping where views do. */
  find(text: string): Piece[] {
    if (this.#names.size === 0) return []
    return viewsOf(text).flatMap(({ bytes, at }) =>
      this.#runs(bytes).map(({ start, end, name }) => ({
        start: at === null ? start : (at[start] ?? 0),
        end: at === null ? end : (at[end] ?? text.length),
        name,
      })),
    )
  }

  /** Pieces that overlap are one. */
  #runs(bytes: string): Piece[] {
    const runs: Piece[] = []
    for (let at = 0; at + PIECE_CHARS <= bytes.length; at++) {
      const name = this.#names.get(bytes.slice(at, at + PIECE_CHARS))
      if (name === undefined) continue
      const last = runs.at(-1)
      const end = at + PIECE_CHARS
      if (last !== undefined && at <= last.end) runs[runs.length - 1] = { ...last, end }
      else runs.push({ start: at, end, name })
    }
    return runs
  }
}
