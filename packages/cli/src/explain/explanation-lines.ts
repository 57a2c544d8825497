/** Explanations for the terminal: the words and their order are the catalogue's, colour is ours. */
import { type Finding, linkLines, seenLines } from '@underpin/doctor/explain'
import { type Explanation, renderExplanation } from '@underpin/failures'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'

export interface ShownAs {
  readonly sources?: boolean
  readonly isBrief?: boolean
  readonly seen?: readonly string[]
  readonly link?: readonly string[]
}

type Page = Pick<Terminal, 'colours' | 'columns'>

/** The first in full and the others in brief when one thing holds them all; else each in brief. */
export function findingsLines(
  findings: readonly Finding[],
  page: Page,
  { sources = false, isOneThing }: { readonly sources?: boolean; readonly isOneThing: boolean },
): string {
  const [first, ...others] = withoutRepeats(findings)
  if (first === undefined) return ''
  if (others.length === 0) return shown(first, page, { sources })
  const brief = (finding: Finding) => shown(finding, page, { sources, isBrief: true })
  const parts = isOneThing
    ? [shown(first, page, { sources }), page.colours.cyan('Also found'), ...others.map(brief)]
    : [first, ...others].map(brief)
  const more = `Each of them in full: underpin explain ID, for example underpin explain ${(others[0] ?? first).failure}`
  return [...parts, wrap(more, { columns: page.columns })].join('\n\n')
}

/** What sets two statuses apart holds for both of them, and is told once. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const at = findings.findIndex(({ explanation }) => explanation.contrast !== null)
  return findings.map((finding, index) =>
    at < 0 || index <= at
      ? finding
      : { ...finding, explanation: { ...finding.explanation, contrast: null } },
  )
}

function shown(finding: Finding, page: Page, how: ShownAs): string {
  const { explanation, group, given, links } = finding
  const from = given.length > 1 ? [`Given as ${given.join(', ')}.`] : []
  const seen = [...from, ...(group === null ? [] : seenLines(group))]
  return explanationLines(explanation, page, { ...how, seen, link: links.flatMap(linkLines) })
}

function explanationLines(
  explanation: Explanation,
  { colours, columns }: Page,
  { sources = false, isBrief = false, seen = [], link = [] }: ShownAs,
): string {
  const options = { width: columns, showSources: sources, isBrief, seen, link }
  const text = renderExplanation(explanation, options).trimEnd()
  const [head = '', ...sections] = text.split('\n\n')
  const headline = head.split('\n').map((line) => {
    return line.startsWith('(') ? colours.dim(line) : colours.bold(line)
  })
  return [headline.join('\n'), ...sections.map((section) => titled(section, colours))].join('\n\n')
}

/** The first line of a section is its title. */
function titled(section: string, colours: Terminal['colours']): string {
  const [title = '', ...lines] = section.split('\n')
  return [colours.cyan(title), ...lines].join('\n')
}
