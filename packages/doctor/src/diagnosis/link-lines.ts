/** What is wrong with a link, in words: a line each; `- ` begins an item. */
import type { LintedLink } from '../evidence/links/link-fault.ts'

/** Longer pieces are cut where they are shown: the whole link stands above. */
const PIECE_CHARS_MAX = 200

/** Empty when nothing is wrong with it. */
export function linkLines({ given, faults, mended, leadsTo }: LintedLink): string[] {
  if (faults.length === 0) return []
  const written = given.replaceAll(/\s+/g, ' ').slice(0, PIECE_CHARS_MAX)
  const where = leadsTo === null ? '' : ` It leads to ${leadsTo}.`
  return [
    written,
    ...faults.map(({ says }) => `- ${says}`),
    ...(mended === null ? [] : [`Mended: ${mended}`, ...openEnds(mended, where)]),
  ]
}

/** What stands in braces only the sender knows. */
function openEnds(mended: string, where: string): string[] {
  const names = [...new Set([...mended.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))]
  if (names.length === 0) return where === '' ? [] : [where.trim()]
  return [`Put the number in the place of ${names.map((name) => `{${name}}`).join(' and ')}.`]
}
