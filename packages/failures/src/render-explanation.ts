/** An explanation as plain text, in the order in which a person needs it: what to do comes before whose fault it is. */
import type { Explanation } from './explain.ts'

const WIDTH_DEFAULT = 80

/** Narrower than this, words would stand alone on their lines. */
const WIDTH_MIN = 40

const INDENT = '  '

export interface RenderOptions {
  /** Columns, 40 or more. Default: 80. */
  readonly width?: number
  /** Adds where each statement is from. Default: false. */
  readonly showSources?: boolean
}

export function renderExplanation(explanation: Explanation, options: RenderOptions = {}): string {
  const { showSources = false } = options
  const width = Math.max(WIDTH_MIN, options.width ?? WIDTH_DEFAULT)
  const { whatToDo, others, texts, sources, question } = explanation
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['What happened', [explanation.whatHappened]],
    ['Procore said', texts.map((text) => `“${text}”`)],
    ['What you can do', [whatToDo.user ?? 'Nothing, but wait.']],
    ['Did my change happen?', [explanation.didMyWriteHappen]],
    ['How long it lasts', [explanation.howLong]],
    ['Who has to act', [explanation.whoseFault]],
    ['For the company administrator', present(whatToDo.companyAdmin)],
    ['For the developer of the integration', present(whatToDo.integration)],
    ['When to ask for help', helpLines(explanation)],
    ['Possible causes', explanation.causes.flatMap(causeLines)],
    ['How sure this is', [explanation.howSure]],
    ['It may also be', others.map(({ id, headline }) => `- ${headline} (${id})`)],
    ['What would tell', present(question)],
    ['Where this is from', showSources ? sources.map((source) => `- ${source}`) : []],
  ]
  const named =
    explanation.status === null ? explanation.id : `${explanation.id}, status ${explanation.status}`
  const head = [...wrapped(explanation.headline, width, ''), `(${named})`]
  const body = sections
    .filter(([, paragraphs]) => paragraphs.length > 0)
    .map(([title, paragraphs]) => section(title, paragraphs, width))
  return `${[head.join('\n'), ...body].join('\n\n')}\n`
}

function section(title: string, paragraphs: readonly string[], width: number): string {
  return [title, ...paragraphs.flatMap((text) => wrapped(text, width, INDENT))].join('\n')
}

function causeLines({ says, tellApart }: Explanation['causes'][number]): string[] {
  return [`- ${says}`, `${INDENT}How to tell: ${tellApart}`]
}

function helpLines({ escalate }: Explanation): string[] {
  if (escalate === null) return []
  const { after, when, to, evidence } = escalate
  const reasons = when.map((each) => `- ${each}`)
  const first = after === null ? `Ask ${to} when this is so:` : `Ask ${to} ${after}.`
  const also = after === null || reasons.length === 0 ? reasons : ['Do so too when:', ...reasons]
  const ready = evidence.length === 0 ? [] : ['Have ready:', ...evidence.map((each) => `- ${each}`)]
  return [first, ...also, ...ready]
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

function present(text: string | null): string[] {
  return text === null ? [] : [text]
}
