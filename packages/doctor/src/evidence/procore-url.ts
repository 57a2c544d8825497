/**
 * A link into Procore, alone: checked for the faults that the web error page names (a broken scheme, an action
 * cut short or misspelt) and for those that mail, manuals and programs make.
 */
import { type Readable, readable } from './evidence-read.ts'
import { lintLink } from './links/lint-link.ts'

/** Longer texts are no links: browsers take 2,048 characters, and mail adds its own. */
const LINK_CHARS_MAX = 3_000

/** What a link can begin with, however damaged; without a blank but at line ends. */
const LINK_LIKE =
  /^["'<([“‘«]{0,3}(?:url:)?(?:https?:(?=[\w.-]{0,60}procore)|[tps]{2,4}s?:[\\/]|h\s?[tps]{2,6}\s?[:;.]?\s?[\\/]|www\.|[\w.-]{0,60}procore(?:gov)?\.com(?=[/:?#\\]|$)|[\w-]{1,20}\.pr?[o0]?r?c[o0]re?\.\w{2,6}\/)/i

/** Null when the text is no link. */
export function readProcoreUrl(text: string): Readable | null {
  const trimmed = text.trim()
  if (trimmed.length > LINK_CHARS_MAX || !LINK_LIKE.test(trimmed) || !isOneWord(trimmed))
    return null
  const linted = lintLink(trimmed)
  if (linted.failure === null) {
    const where = linted.leadsTo === null ? '' : ` It leads to ${linted.leadsTo}.`
    const says = `The link is well formed.${where} If it opens an error page, explain the words on that page or its status code.`
    return { ...readable('procore-url', [], [says]), links: [linted] }
  }
  return { ...readable('procore-url', []), named: [linted.failure], links: [linted] }
}

/** One word, or one that a mail broke into lines: the next line goes on in the middle of the path. */
function isOneWord(text: string): boolean {
  const lines = text.split(/\r?\n/)
  return lines.every((line) => /^(?:>\s?)?\S*(?:%20|\s)*$/.test(line.trim())) && lines.length <= 4
}
