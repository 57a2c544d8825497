/**
 * Reads a link as Procore would, step by step, and mends what is wrong on the way: what hangs on to it, its
 * beginning, its host, its path. Each fault names the piece and what belongs there.
 */
import type { FailureId } from '@underpin/failures'
import { fault, type LinkFault, type LintedLink } from './link-fault.ts'
import { lintApiPath } from './lint-api-path.ts'
import { lintWebPath } from './lint-web-path.ts'
import { type Hosted, servedBy, withHost } from './mend-host.ts'
import { withoutStrays, withScheme } from './mend-start.ts'
import { PIECES_MAX, type Pieces } from './pieces.ts'

/** One fault can hide another: what is mended is read again, so often at most. */
const PASSES_MAX = 3

/** Never throws. Links of other hosts are read up to the host alone. */
export function lintLink(given: string): LintedLink {
  let read = readOnce(given)
  const faults = [...read.faults]
  for (let pass = 1; pass < PASSES_MAX && read.faults.length > 0; pass++) {
    // What stands in braces now was put there, and would be found fault with.
    if (read.link.includes('{')) break
    read = readOnce(read.link)
    faults.push(...read.faults)
  }
  const { link, leadsTo } = read
  if (faults.length === 0) return { given, faults, mended: null, leadsTo, failure: null }
  return { given, faults, mended: link, leadsTo, failure: failureOf(link, faults) }
}

function readOnce(given: string) {
  const hosted = withHost(withScheme(withoutStrays(given)))
  const mended = hosted.isProcore ? withPath(hosted) : { ...hosted, leadsTo: null }
  const { link, faults } = mended.faults.length === 0 ? mended : withHost(mended)
  return { link, faults, leadsTo: told(mended.leadsTo, hosted) }
}

function withPath({ link, faults }: Hosted) {
  const [, start = '', path = '', query = ''] =
    /^(https?:\/\/[^/?#]*)([^?#]*)(.*)$/is.exec(link) ?? []
  const pieces: Pieces = { path: decodedPieces(path), given: path, faults: [...faults] }
  if (pieces.path.length === 0 || pieces.path.length > PIECES_MAX)
    return { link, faults, leadsTo: null }
  if (/\/\//.test(path)) pieces.faults.push(fault('double-slash', '//', doubleSlash(path)))
  const before = pieces.faults.length
  const isApi = servedBy(path) === 'api'
  const leadsTo = isApi ? lintApiPath(pieces) : lintWebPath(pieces)
  const shown = lintQuery(query, pieces.faults)
  if (pieces.faults.length === before && !/\/\//.test(path))
    return { link: `${start}${path}${shown}`, faults: pieces.faults, leadsTo }
  // What belongs into the query was put at the end.
  const moved = pieces.path.filter((piece) => piece.startsWith('?'))
  const kept = pieces.path.filter((piece) => !piece.startsWith('?'))
  const whole = [moved.join('').slice(1), shown.slice(1)].filter((part) => part !== '').join('&')
  const end = moved.length === 0 ? shown : `?${whole}`
  return { link: `${start}/${kept.join('/')}${end}`, faults: pieces.faults, leadsTo }
}

function doubleSlash(path: string): string {
  const isIdLost = /\/(?:projects|companies)\/\/|^\/\/(?:project|company)\//.test(path)
  return isIdLost
    ? 'Two slashes stand together: a number is missing between them.'
    : 'Two slashes stand together, where one belongs.'
}

/** `?project_id={project_id}`, `?company_id=`: values that were never filled in. */
function lintQuery(query: string, faults: LinkFault[]): string {
  return query.replaceAll(
    /([?&])((?:company|project)_id)=([^&#]*)/gi,
    (whole, joint: string, name: string, value: string) => {
      if (/^\d{1,19}$/.test(value)) return whole
      const what = name.slice(0, name.indexOf('_'))
      const says =
        value === ''
          ? `The number of the ${what} is missing after "${name}=".`
          : `"${value}" stands where the number of the ${what} belongs.`
      faults.push(fault(value === '' ? 'id-missing' : 'placeholder', value, says))
      return `${joint}${name}={${name}}`
    },
  )
}

function decodedPieces(path: string): string[] {
  return path
    .split('/')
    .filter((piece) => piece !== '')
    .map((piece) => {
      try {
        return decodeURIComponent(piece)
      } catch {
        return piece // A lone percent sign: then the text is what was meant.
      }
    })
}

function told(leadsTo: string | null, { known, link }: Hosted): string | null {
  if (known === null) return leadsTo
  const [place = ''] = /^[^?#]*/.exec(link) ?? []
  if (leadsTo === null && !place.includes('/rest/')) return known.environment
  return leadsTo === null ? null : `${leadsTo}, in ${known.environment}`
}

/** A call of the API is answered by the API, a page by the web app. */
function failureOf(mended: string, faults: readonly LinkFault[]): FailureId {
  const isApi = servedBy(mended.replace(/^https?:\/\/[^/]*/i, '')) === 'api'
  if (!isApi) return 'malformed-link'
  const isIdAlone = faults.every(({ kind }) => kind === 'placeholder' || kind.startsWith('id-'))
  if (faults.some(({ kind }) => BEFORE_ANY_SERVER.has(kind))) return 'malformed-link'
  return isIdAlone ? 'resource-not-found' : 'route-unknown'
}

/** No server of Procore's is reached by it. */
const BEFORE_ANY_SERVER: ReadonlySet<string> = new Set([
  'broken-scheme',
  'look-alike-host',
  'unknown-host',
  'line-break',
])
