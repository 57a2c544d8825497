/** An explanation as plain text, for a terminal. */
import type { Explanation } from './explain.ts'
import {
  type ExplanationLine,
  type ExplanationSection,
  explanationSections,
  type SectionOptions,
} from './explanation-sections.ts'

const WIDTH_DEFAULT = 80

/** Narrower than this, words would stand alone on their lines. */
const WIDTH_MIN = 40

const INDENT = '  '

export interface RenderOptions extends SectionOptions {
  /** Columns, 40 or more. Default: 80. */
  readonly width?: number
}

export function renderExplanation(explanation: Explanation, options: RenderOptions = {}): string {
  const width = Math.max(WIDTH_MIN, options.width ?? WIDTH_DEFAULT)
  const { id, status, headline } = explanation
  const named = status === null ? id : `${id}, status ${status}`
  const head = [...wrapped(headline, width, ''), `(${named})`]
  const body = explanationSections(explanation, options).map((each) => section(each, width))
  return `${[head.join('\n'), ...body].join('\n\n')}\n`
}

function section({ title, lines }: ExplanationSection, width: number): string {
  const paragraphs = lines.flatMap(paragraphsOf)
  return [title, ...paragraphs.flatMap((text) => wrapped(text, width, INDENT))].join('\n')
}

function paragraphsOf({ kind, text, below, failure }: ExplanationLine): string[] {
  if (kind === 'text') return [text]
  const named = failure === undefined ? text : `${text} (${failure})`
  return [`- ${named}`, ...(below === undefined ? [] : [`${INDENT}${below}`])]
}

/** Lines of at most `width` characters; whatever belongs to a list item hangs under its text. */
function wrapped(text: string, width: number, indent: string): string[] {
  const isItem = text.startsWith('- ')
  const isBelowItem = text.startsWith(INDENT)
  const hanging = isItem || isBelowItem ? `${indent}${INDENT}` : indent
  const lines: string[] = []
  let line = isBelowItem ? hanging : indent
  for (const word of text.trim().split(/\s+/)) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = hanging
    }
    line += line.trim() === '' ? word : ` ${word}`
  }
  return [...lines, line]
}
