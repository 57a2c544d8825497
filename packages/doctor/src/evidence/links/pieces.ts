/** The path of a link, piece by piece, while it is being mended. */
import { fault, type LinkFault } from './link-fault.ts'

/** Deeper paths are not looked at: the deepest of the fact sheet has nine pieces. */
export const PIECES_MAX = 24

export interface Pieces {
  /** Decoded; without empty ones. */
  readonly path: string[]
  /** The path as it was written: a placeholder that is not in it was put there by the mending. */
  readonly given: string
  readonly faults: LinkFault[]
}

export function isId(piece: string | undefined): boolean {
  return piece !== undefined && /^\d{1,19}$/.test(piece)
}

/** What a program or a manual left where a number belongs: `{project_id}`, `:id`, `undefined`. */
export function isPlaceholder(piece: string | undefined): boolean {
  if (piece === undefined) return false
  return (
    /^(?:[{<[(:$%].{0,60}|.{0,60}[}>\])])$/.test(piece) ||
    /^(?:undefined|null|nan|none|nil|\[object object\]|(?:your|my)[_-].{1,40}|x{3,}|(?:project_|company_)?id)$/i.test(
      piece,
    )
  )
}

/** What the mending itself put where only the sender knows the number. */
export function isPut({ given }: Pieces, piece: string | undefined): boolean {
  return piece !== undefined && /^\{\w+\}$/.test(piece) && !given.includes(piece)
}

/** A word, letter by letter: no id, and nothing that a program put there. */
export function isWord(piece: string | undefined): boolean {
  return piece !== undefined && /^[a-z][a-z_]*$/i.test(piece)
}

/** Puts an id's name where the id is missing or is none. Says so once. */
export function needId(pieces: Pieces, at: number, name: string, of: string): void {
  const { path, faults } = pieces
  const piece = path[at]
  if (isId(piece) || isPut(pieces, piece)) return
  if (piece === undefined) {
    faults.push(fault('id-missing', '', `It ends before the number of ${of}.`))
    path.push(`{${name}}`)
  } else if (isPlaceholder(piece)) {
    faults.push(fault('placeholder', piece, `"${piece}" stands where the number of ${of} belongs.`))
    path[at] = `{${name}}`
  } else if (isWord(piece)) {
    faults.push(fault('id-missing', '', `The number of ${of} is missing before "${piece}".`))
    path.splice(at, 0, `{${name}}`)
  } else {
    faults.push(
      fault(
        'id-not-a-number',
        piece,
        `The number of ${of} is written in digits alone, and "${piece}" is not.`,
      ),
    )
    const digits = piece.replaceAll(/\D/g, '')
    path[at] = digits === '' ? `{${name}}` : digits
  }
}
