/**
 * The words in a page of HTML or XML, found by one scan from left to right. No parser and no regular
 * expression over the whole: an error body may be anything, and must cost no more than its length.
 */

/** Only the beginning of a page is read: titles and headings are there. */
export const MARKUP_CHARS_MAX = 64 * 1024

/** Texts inside these are not for people. */
const SILENT = new Set(['script', 'style', 'svg', 'template', 'noscript'])

/** Words inside these belong to the text around them. */
const INLINE = new Set(['a', 'b', 'i', 'em', 'strong', 'span', 'code', 'small', 'u', 'font', 'br'])

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#x27': "'",
}

export interface XmlError {
  readonly code: string
  readonly message: string
}

export function isMarkup(body: string): boolean {
  return /^\s{0,99}<[!?a-z]/i.test(body.slice(0, 128))
}

/** Page, not data: what a browser would render. */
export function isHtml(body: string): boolean {
  return /<(!doctype html|html|head|body|title|h1)\b/i.test(body.slice(0, 2_048))
}

/** The texts of a page in reading order, each once, blanks collapsed: title, headings, paragraphs. */
export function htmlTexts(body: string, textsMax: number): string[] {
  const page = body.slice(0, MARKUP_CHARS_MAX)
  const texts = new Set<string>()
  let open = ''
  let at = 0
  const close = () => {
    const text = plain(open)
    if (text !== '') texts.add(text)
    open = ''
  }
  while (at < page.length && texts.size < textsMax) {
    const tagAt = page.indexOf('<', at)
    if (tagAt === -1) {
      open += page.slice(at)
      break
    }
    open += page.slice(at, tagAt)
    const endAt = page.indexOf('>', tagAt)
    if (endAt === -1) break
    const name = tagName(page, tagAt)
    if (!INLINE.has(name)) close()
    else open += ' '
    const isOpening = page[tagAt + 1] !== '/'
    at = isOpening && SILENT.has(name) ? closingAt(page, name, endAt) : endAt + 1
  }
  close()
  return [...texts].slice(0, textsMax)
}

/** `<Error><Code>…</Code><Message>…</Message>` as S3 and its like answer; null when it is none. */
export function xmlError(body: string): XmlError | null {
  const xml = body.slice(0, MARKUP_CHARS_MAX)
  if (!xml.includes('<Error>')) return null
  const code = between(xml, '<Code>', '</Code>')
  if (code === null) return null
  return { code: plain(code), message: plain(between(xml, '<Message>', '</Message>') ?? '') }
}

function tagName(page: string, tagAt: number): string {
  const name = /^<\/?([a-z0-9]{1,20})/i.exec(page.slice(tagAt, tagAt + 24))
  return name?.[1]?.toLowerCase() ?? ''
}

function closingAt(page: string, name: string, from: number): number {
  const lower = page.indexOf(`</${name}`, from)
  const closing = lower === -1 ? page.indexOf(`</${name.toUpperCase()}`, from) : lower
  return closing === -1 ? page.length : closing
}

function between(text: string, start: string, end: string): string | null {
  const from = text.indexOf(start)
  if (from === -1) return null
  const to = text.indexOf(end, from + start.length)
  return to === -1 ? null : text.slice(from + start.length, to)
}

function plain(text: string): string {
  return text
    .replace(/&(#?\w{1,6});/g, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}
