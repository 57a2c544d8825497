/**
 * Routes as the call activity report names them: without the host's prefix, with names in the place of
 * ids, `/v1.0/projects/:project_id/observations` (fact sheet section 13).
 */

/** Longer ones are cut: nobody's route is a tenth as long. A guess. */
const ROUTE_CHARS_MAX = 300

const PREFIX = '/rest/'
const LEGACY_PREFIX = '/vapid/'

/** Digits, a UUID, or a long word of hexadecimal digits or of letters and digits mixed. */
const ID = /^(\d+|[\da-f-]{32,36}|(?=.*\d)[\w.~-]{20,}|[^/]*%[^/]*)$/i

export function isApiPath(path: string): boolean {
  return path.startsWith(PREFIX) || path.startsWith(LEGACY_PREFIX)
}

/** @param route as in the reference, `/rest/v1.0/projects/{project_id}/rfis`; null when none matched. */
export function normalRoute(route: string | null, path: string): string {
  if (route !== null) return withoutPrefix(route).replace(/\{(\w+)\}/g, ':$1')
  const pieces = withoutPrefix(path.slice(0, ROUTE_CHARS_MAX)).split('/')
  return pieces.map((piece) => (ID.test(piece) ? ':id' : piece)).join('/')
}

export function withoutNames(route: string): string {
  return route.replace(/:\w+/g, ':')
}

function withoutPrefix(path: string): string {
  if (path.startsWith(LEGACY_PREFIX)) return `/v1.0/${path.slice(LEGACY_PREFIX.length)}`
  return path.startsWith(PREFIX) ? path.slice(PREFIX.length - 1) : path
}
