/** Which page a damaged link was probably of: `/5001/project/rfi/sho` was of `/5001/project/rfi/list`. */
import { editDistance } from '@underpin/failures'
import { findPage, PAGE_NAMES, type PageName, pathTo, routeOf } from './routes.ts'

/** What a piece costs that is cut short or has something hanging on to it, or is missing. */
const CUT = 1
/** A link that costs more was of no page of ours. A guess: two pieces that are damaged. */
const COST_MAX = 4
/** Longer paths are of no page, and are not compared. */
const PIECES_MAX = 12
const PIECE_CHARS_MAX = 60

export interface NearPage {
  readonly path: string
  readonly title: string
}

export function nearestPage(path: string): NearPage | null {
  const pieces = path.split('/').filter((piece) => piece !== '')
  if (pieces.length > PIECES_MAX) return null
  let nearest: PageName | null = null
  let least = COST_MAX + 1
  for (const name of PAGE_NAMES) {
    const cost = costOf(pieces, routeOf(name).path.split('/').slice(1))
    if (cost < least) {
      least = cost
      nearest = name
    }
  }
  return nearest === null ? null : filled(nearest, pieces)
}

/** The page's own address where the link has all of its numbers, else that of the page above it. */
function filled(name: PageName, pieces: readonly string[]): NearPage | null {
  const { path, title, above } = routeOf(name)
  const parameters: Record<string, string> = {}
  let isWhole = true
  for (const [at, piece] of path.split('/').slice(1).entries()) {
    if (!piece.startsWith('{')) continue
    const given = pieces[at] ?? ''
    if (/^\d{1,16}$/.test(given)) parameters[piece.slice(1, -1)] = given
    else isWhole = false
  }
  if (!isWhole) return above === undefined ? null : filled(above as PageName, pieces)
  const near = pathTo(name, parameters)
  return findPage(near) === null ? null : { path: near, title }
}

function costOf(given: readonly string[], known: readonly string[]): number {
  let cost = Math.max(0, given.length - known.length) * (CUT + 1)
  for (const [at, piece] of known.entries()) cost += pieceCost(given[at] ?? '', piece)
  return cost
}

function pieceCost(given: string, known: string): number {
  if (known.startsWith('{')) return /^\d{1,16}$/.test(given) ? 0 : CUT
  if (given === known) return 0
  const word = given.toLowerCase().slice(0, PIECE_CHARS_MAX)
  if (word !== '' && (known.startsWith(word) || word.startsWith(known))) return CUT
  if (word === '') return known.length
  return CUT + editDistance(word, known)
}
