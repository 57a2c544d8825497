/**
 * The route that a request took: host and path with what differs from call to call taken out, so that a
 * thousand calls for a thousand records are one line. The query goes too: it holds values, and secrets.
 */

/** Longer addresses are cut: no honest path is. */
const URL_CHARS_MAX = 2_048

/** Deeper paths are cut; the deepest of the fact sheet has nine pieces. */
const PIECES_MAX = 16

export interface Route {
  /** Lower case, with its port; null when the address has none. */
  readonly host: string | null
  /** `/rest/v1.0/projects/{id}/rfis`; null when there is no path. */
  readonly path: string | null
}

/** Never throws; an address that is none gives nulls. */
export function routeOf(url: string | undefined): Route {
  const written = (url ?? '').slice(0, URL_CHARS_MAX).trim()
  const [, authority, rest] = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#\s]*)(.*)$/is.exec(written) ?? []
  const path = (rest ?? written).split(/[?#]/, 1)[0] ?? ''
  // What stands before an @ is a sign-in.
  const host = authority?.toLowerCase().replace(/^.*@/, '') ?? ''
  return { host: host === '' ? null : host, path: shownPath(path, host !== '') }
}

function shownPath(path: string, hasHost: boolean): string | null {
  if (!path.startsWith('/')) return hasHost ? '/' : null
  const pieces = path.split('/').slice(1)
  const shown = pieces.slice(0, PIECES_MAX).map(shownPiece)
  return `/${shown.join('/')}${pieces.length > PIECES_MAX ? '/…' : ''}`
}

function shownPiece(piece: string): string {
  if (/^\d+$/.test(piece) || UUID.test(piece)) return '{id}'
  // A digest, a token, a signature, a mail address, a file: whatever it is, it is not the route.
  if (piece.length >= VALUE_CHARS_MIN && /\d/.test(piece)) return '{…}'
  if (piece.length > WORD_CHARS_MAX || /[@%+=:]/.test(piece)) return '{…}'
  return piece
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The longest name of a route with a digit in it is `v1.0`; a guess with room. */
const VALUE_CHARS_MIN = 12

/** `prostore_direct_upload_confirmations` and its like stay. A guess. */
const WORD_CHARS_MAX = 48
