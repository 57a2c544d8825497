/** Paths of the API: `/rest/v1.0/projects/{project_id}/rfis/{id}`. */
import {
  API_VERSIONS,
  API_WORDS,
  AT_ROOT,
  NEVER_UNDER_PROJECT,
  UNDER_COMPANY,
  UNDER_PROJECT,
  UNDER_SINGULAR_PROJECT,
} from './known-words.ts'
import { fault } from './link-fault.ts'
import { nearestWord } from './nearest-word.ts'
import { isId, isPlaceholder, isPut, isWord, needId, type Pieces } from './pieces.ts'

const [USUAL_VERSION] = API_VERSIONS
const FIRST_AT = 2

/** Mends `pieces` in place; returns where the call goes, or null when that is not known. */
export function lintApiPath(pieces: Pieces): string | null {
  putVersion(pieces)
  putPlace(pieces)
  putWords(pieces)
  const path = pieces.path.filter((piece) => !piece.startsWith('?'))
  return path.length <= FIRST_AT ? null : `the call /${path.join('/')}`
}

/** Brings `/rest` and the version to the front. */
function putVersion({ path, faults }: Pieces): void {
  if (/^v?\d/.test(path[0] ?? '')) {
    faults.push(
      fault('version-missing', '', 'Calls of the API begin with "/rest/" before the version.'),
    )
    path.unshift('rest')
  }
  const [, written = ''] = path
  if (API_VERSIONS.some((version) => version === written)) return
  const known = API_VERSIONS.find(
    (version) =>
      version === `v${written}` ||
      version === `${written}.0` ||
      version === `v${written}.0` ||
      version === written.toLowerCase(),
  )
  if (known !== undefined || /^v?\d/.test(written)) {
    const version = known ?? USUAL_VERSION
    const says = `"${written}" is no version of the API: "${version}" was probably meant.`
    faults.push(fault('version-missing', written, says))
    path[1] = version
  } else if (path[0] !== 'vapid') {
    const says = `The version is missing after "/rest/": "${USUAL_VERSION}", as long as the reference names no other.`
    faults.push(fault('version-missing', '', says))
    path.splice(1, 0, USUAL_VERSION)
  }
}

/** `companies` and `projects`, and the number that belongs to each. */
function putPlace(pieces: Pieces): void {
  const { path, faults } = pieces
  const written = path[FIRST_AT]
  const singular = { company: 'companies', project: 'projects' }[written ?? '']
  const isRightSo = UNDER_SINGULAR_PROJECT.has(path[FIRST_AT + 2] ?? '')
  if (singular !== undefined && written !== undefined && !isRightSo) {
    faults.push(fault('misspelt', written, `The API calls it "${singular}", and not "${written}".`))
    path[FIRST_AT] = singular
  }
  const first = path[FIRST_AT]
  if (first !== 'companies' && first !== 'projects') return
  const of = first === 'companies' ? 'company' : 'project'
  const at = FIRST_AT + 1
  const next = path[at]
  if (next === undefined) return
  const inner = first === 'companies' ? UNDER_COMPANY : UNDER_PROJECT
  // `/projects/sync` is of all of them; `/projects/rfis` has lost a number.
  if (isWord(next) && !isPlaceholder(next) && !inner.has(next)) return
  needId(pieces, at, `${of}_id`, `the ${of}`)
  if (isId(path[at]) && isId(path[at + 1])) {
    const says = `Two numbers stand after "${first}", and only that of the ${of} belongs there.`
    faults.push(fault('id-in-wrong-place', `${path[at]}/${path[at + 1]}`, says))
    path.splice(at + 1, 1)
  }
  putUnder(pieces, first, of)
}

function putUnder({ path, faults }: Pieces, first: 'companies' | 'projects', of: string): void {
  const at = FIRST_AT + 2
  const word = path[at]
  if (word === undefined || !API_WORDS.has(word)) return
  const [own, others] =
    first === 'companies' ? [UNDER_COMPANY, UNDER_PROJECT] : [UNDER_PROJECT, UNDER_COMPANY]
  if (own.has(word)) return
  const name = path[FIRST_AT + 1] ?? ''
  if (others.has(word)) {
    const other = first === 'companies' ? 'project' : 'company'
    const plural = first === 'companies' ? 'projects' : 'companies'
    const says = `"${word}" belongs to a ${other}, and ${name} stands here as the number of a ${of}.`
    faults.push(fault('id-in-wrong-place', `${first}/${name}`, says))
    path.splice(FIRST_AT, 2, plural, `{${other}_id}`)
  } else if (NEVER_UNDER_PROJECT.has(word) && first === 'projects') {
    const says = `"${word}" stands right after the version, with the number in the query: ?${of}_id=${name}.`
    faults.push(fault('id-in-wrong-place', `${first}/${name}`, says))
    path.splice(FIRST_AT, 2)
    path.push(`?${of}_id=${name}`)
  }
}

function putWords(pieces: Pieces): void {
  const { path, faults } = pieces
  for (let at = FIRST_AT; at < path.length; at++) {
    const piece = path[at] ?? ''
    if (isPlaceholder(piece) && !isPut(pieces, piece)) {
      if (faults.some((each) => each.piece === piece)) continue
      faults.push(fault('placeholder', piece, `"${piece}" stands where a number belongs.`))
      path[at] = `{${piece.replaceAll(/\W/g, '') || 'id'}}`
    } else if (isWord(piece) && !API_WORDS.has(piece)) {
      putWord(pieces, at, piece)
    }
  }
}

function putWord({ path, faults }: Pieces, at: number, piece: string): void {
  const isLast = at === path.length - 1
  const near = nearestWord(piece, API_WORDS, { isLast, slipCharsMin: 5 })
  if (near === null) return
  // `user` and `item` are words of their own further down; after the version and a number stand plurals.
  const isSingular = near.word === `${piece}s`
  if (isSingular && !hasPlural(path, at, near.word)) return
  if (piece === `${near.word}s`) return
  const says = isSingular
    ? `The API calls it "${near.word}", and not "${piece}".`
    : `"${piece}" is ${near.how}: "${near.word}" was probably meant.`
  const kind = near.how === 'cut short' && !isSingular ? 'cut-short' : 'misspelt'
  faults.push(fault(kind, piece, says))
  path[at] = near.word
}

/** The plural is what is known at this place. */
function hasPlural(path: readonly string[], at: number, plural: string): boolean {
  if (UNDER_SINGULAR_PROJECT.has(path[FIRST_AT + 2] ?? '')) return false
  if (at === FIRST_AT) return AT_ROOT.has(plural)
  if (at !== FIRST_AT + 2) return false
  const first = path[FIRST_AT]
  return (
    (first === 'projects' && UNDER_PROJECT.has(plural)) ||
    (first === 'companies' && UNDER_COMPANY.has(plural))
  )
}
