/** A text in which Procore links stand: `404 for https://app.procore.com/87654/project/rfi/sho`. */
import type { Evidence } from '@underpin/failures'
import { readErrorText } from './error-text.ts'
import type { Readable } from './evidence-read.ts'
import { lintLink } from './links/lint-link.ts'
import { statusIn } from './status-code.ts'

/** A message, not a document. */
const TEXT_CHARS_MAX = 8 * 1024

/** Links of one text that are looked through. A guess: a message has one or two. */
const LINKS_MAX = 5

const LINK =
  /["'<(]?\b(?:https?:?[\\/]{1,4}|www\.)[\w.-]{0,80}procore(?:gov)?\.com[^\s]{0,2000}|\b(?:app|us\d\d|sandbox)\.procore\.com\/[^\s]{0,2000}/gi

/** Null when there is no link of Procore in it, or nothing but links that are well formed. */
export function readTextWithLinks(text: string): Readable | null {
  if (text.length > TEXT_CHARS_MAX) return null
  const found = [...text.matchAll(LINK)].slice(0, LINKS_MAX).map(([link]) => link)
  if (found.length === 0) return null
  const links = found.map(lintLink)
  const damaged = links.filter(({ failure }) => failure !== null)
  const rest = text.replaceAll(LINK, ' ').trim()
  const read = readErrorText(rest)
  const [broken] = damaged
  if (broken?.failure && !isAboutMore(rest, read)) {
    return { kind: 'procore-url', named: [broken.failure], evidence: [], notes: [], links: damaged }
  }
  const [first] = links
  if (first === undefined || rest === '') return null
  const evidence = read.evidence.map((each) => withAddress(each, first.mended ?? first.given))
  return { ...read, evidence, links: damaged }
}

/** The words around the link tell of a failure that a damaged link does not bring. */
function isAboutMore(rest: string, { named, evidence }: Readable): boolean {
  const status = statusIn(rest)
  if (status !== null) return status !== 404
  return named.length > 0 || evidence.some(({ network }) => network !== undefined)
}

function withAddress(evidence: Evidence, url: string): Evidence {
  return evidence.request === undefined ? { ...evidence, request: { url } } : evidence
}
