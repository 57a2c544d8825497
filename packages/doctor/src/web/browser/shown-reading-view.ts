/** Shows a reading: the words and their order are the catalogue's, the looks are the page's. */
import {
  type ExplanationLine,
  type ExplanationSection,
  explanationSections,
  type FailureId,
  NEEDED_NOW,
} from '@underpin/failures'
import { CAUSE_TITLE_ID } from './cause-finder.ts'
import { element } from './element.ts'
import type { Answer, ShownReading } from './shown-reading.ts'

/** Shown in full at once; what else was found stays folded. */
const OPEN_MAX = 1

/** These come first, then side by side what is needed now. */
const FIRST: ReadonlySet<string> = new Set([
  'What is wrong with the link',
  'Where it was seen',
  'What happened',
  'Procore said',
])

/** Folded, as few want to know and it is long. */
const FOLDED: ReadonlySet<string> = new Set(['Where this is from'])

/** @param failuresPath of the catalogue's pages; an id is put below. */
export function readingView(reading: ShownReading, failuresPath: string): DocumentFragment {
  const { what, notes, answers, nearest } = reading
  const view = document.createDocumentFragment()
  const link = (id: FailureId) =>
    element('a', { href: `${failuresPath}/${id}` }, element('code', {}, id))
  const title = answers[0]?.explanation.headline ?? 'Nothing to explain'
  view.append(element('h2', { tabindex: '-1' }, title))
  if (what !== null) view.append(element('p', { class: 'soft' }, `Read as ${what}.`))
  view.append(...notes.map((note) => element('p', {}, note)))
  if (nearest.length > 0) {
    const items = nearest.map((id) => element('li', {}, link(id)))
    view.append(element('p', {}, 'Perhaps one of these was meant:'), element('ul', {}, ...items))
  }
  const way = reading.seen.length === 0 ? [] : [wayToCause()]
  view.append(...answers.slice(0, OPEN_MAX).flatMap((answer) => answerView(answer, link, way)))
  const others = answers.slice(OPEN_MAX)
  if (others.length > 0) view.append(element('h2', {}, 'Also found'))
  view.append(...others.map((answer) => folded(answer, link)))
  return view
}

type Link = (id: FailureId) => Node

/** @param more what stands below what is needed at once */
function answerView(answer: Answer, link: Link, more: readonly Node[] = []): Node[] {
  const { explanation, seen } = answer
  const { id, status } = explanation
  const options = { showSources: true, seen, link: answer.link }
  const sections = explanationSections(explanation, options)
  const named = status === null ? '' : `, status ${status}`
  const shown = (isWanted: (title: string) => boolean) =>
    sections.filter(({ title }) => isWanted(title)).map((each) => sectionView(each, link))
  return [
    element('p', { class: 'soft' }, link(id), named),
    ...shown((title) => FIRST.has(title)),
    element('div', { class: 'panel now' }, ...shown((title) => NEEDED_NOW.has(title))),
    ...more,
    ...shown((title) => !FIRST.has(title) && !NEEDED_NOW.has(title)),
  ]
}

/** The finder of causes stands at the end, and on a phone that is far down. */
function wayToCause(): Node {
  const link = element('a', { href: `#${CAUSE_TITLE_ID}` }, 'What is behind it?')
  return element('p', {}, 'Not sure what causes it, or when to escalate? ', link)
}

function folded(answer: Answer, link: Link): Node {
  const summary = element('summary', {}, answer.explanation.headline)
  return element('details', { class: 'panel' }, summary, ...answerView(answer, link))
}

function sectionView({ title, lines }: ExplanationSection, link: Link): Node {
  if (FOLDED.has(title)) {
    return element('details', {}, element('summary', {}, title), ...linesView(lines, link))
  }
  return element('section', {}, element('h3', {}, title), ...linesView(lines, link))
}

/** Items that follow each other are one list. */
function linesView(lines: readonly ExplanationLine[], link: Link): Node[] {
  const nodes: Node[] = []
  let list: HTMLUListElement | null = null
  for (const line of lines) {
    if (line.kind === 'text') {
      list = null
      nodes.push(element('p', {}, line.text))
      continue
    }
    if (list === null) {
      list = element('ul', {})
      nodes.push(list)
    }
    list.append(itemView(line, link))
  }
  return nodes
}

function itemView({ text, below, failure }: ExplanationLine, link: Link): Node {
  const detail = below === undefined ? null : element('span', { class: 'below' }, below)
  if (failure === undefined) return element('li', {}, text, detail)
  return element('li', {}, link(failure), `: ${text}`, detail)
}
