/**
 * An explanation, section by section, in the order in which a person needs it: what to do comes before
 * whose fault it is. The terminal and every page show these, with these titles.
 */
import type { Explanation } from './explain.ts'
import type { FailureId } from './failure-id.ts'

export interface ExplanationLine {
  readonly kind: 'text' | 'item'
  readonly text: string
  /** Stands under the item: how to tell one cause from its neighbours. */
  readonly below?: string
  /** The failure that an item speaks of. */
  readonly failure?: FailureId
}

export interface ExplanationSection {
  readonly title: string
  /** At least one. */
  readonly lines: readonly ExplanationLine[]
}

export interface SectionOptions {
  /** Adds where each statement is from. Default: false. */
  readonly showSources?: boolean
  /** Only what a person needs at once, for one failure of several. Default: false. */
  readonly isBrief?: boolean
  /** Where and when it was seen, a line each (`- ` begins an item); it stands first. Default: nothing. */
  readonly seen?: readonly string[]
  /** What is wrong with a link, written likewise; it stands before that. Default: nothing. */
  readonly link?: readonly string[]
}

/** Where escalating does not help, that is said: silence would leave people looking for an address. */
export const NO_HELP =
  'Asking for help does not help here: nobody can do more about it than is said above.'

const SEEN = 'Where it was seen'

const LINK = 'What is wrong with the link'

const BRIEF: ReadonlySet<string> = new Set([
  LINK,
  SEEN,
  'What happened',
  'Procore said',
  'What you can do',
  'Did my change happen?',
  'How long it lasts',
  '500 or 503?',
  'For the developer of the integration',
])

/** The titles of what somebody in a hurry needs: pages show these together. */
export const NEEDED_NOW: ReadonlySet<string> = new Set([
  'What you can do',
  'Did my change happen?',
  'How long it lasts',
  'Who has to act',
])

/** Without the headline. Sections that have nothing to say are left out. */
export function explanationSections(
  explanation: Explanation,
  { showSources = false, isBrief = false, seen = [], link = [] }: SectionOptions = {},
): readonly ExplanationSection[] {
  const { whatToDo, causes, others, texts, sources, question } = explanation
  const sections: readonly ExplanationSection[] = [
    { title: LINK, lines: link.map(seenLine) },
    { title: SEEN, lines: seen.map(seenLine) },
    { title: 'What happened', lines: said(explanation.whatHappened) },
    { title: 'Procore said', lines: texts.flatMap((text) => said(`“${text}”`)) },
    { title: 'What you can do', lines: said(whatToDo.user ?? 'Nothing, but wait.') },
    { title: 'Did my change happen?', lines: said(explanation.didMyWriteHappen) },
    { title: 'How long it lasts', lines: said(explanation.howLong) },
    { title: '500 or 503?', lines: said(explanation.contrast) },
    { title: 'Who has to act', lines: said(explanation.whoseFault) },
    { title: 'For the company administrator', lines: said(whatToDo.companyAdmin) },
    { title: 'For the developer of the integration', lines: said(whatToDo.integration) },
    { title: 'When to ask for help', lines: helpLines(explanation) },
    {
      title: 'Possible causes',
      lines: causes.map(({ says, tellApart }) => ({
        ...item(says),
        below: `How to tell: ${tellApart}`,
      })),
    },
    { title: 'How sure this is', lines: said(explanation.howSure) },
    {
      title: 'It may also be',
      lines: others.map(({ id, headline }) => ({ ...item(headline), failure: id })),
    },
    { title: 'What would tell', lines: said(question) },
    { title: 'Where this is from', lines: showSources ? sources.map(item) : [] },
  ]
  return sections.filter(({ title, lines }) => lines.length > 0 && (!isBrief || BRIEF.has(title)))
}

function helpLines({ escalate }: Explanation): readonly ExplanationLine[] {
  if (escalate === null) return said(NO_HELP)
  const { after, when, to, evidence } = escalate
  const reasons = when.map(item)
  const first = after === null ? `Ask ${to} when this is so:` : `Ask ${to} ${after}.`
  const also =
    after === null || when.length === 0 ? reasons : [...said('Do so too when:'), ...reasons]
  const ready = evidence.length === 0 ? [] : [...said('Have ready:'), ...evidence.map(item)]
  return [...said(first), ...also, ...ready]
}

function seenLine(line: string): ExplanationLine {
  return line.startsWith('- ') ? item(line.slice(2)) : { kind: 'text', text: line }
}

function said(text: string | null): readonly ExplanationLine[] {
  return text === null ? [] : [{ kind: 'text', text }]
}

function item(text: string): ExplanationLine {
  return { kind: 'item', text }
}
