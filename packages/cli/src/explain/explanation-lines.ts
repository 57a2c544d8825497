/** An explanation for the terminal: the words and their order are the catalogue's, colour is ours. */
import { type Explanation, renderExplanation } from '@underpin/failures'
import type { Terminal } from '../terminal.ts'

export function explanationLines(
  explanation: Explanation,
  { colours, columns }: Pick<Terminal, 'colours' | 'columns'>,
  { sources = false }: { readonly sources?: boolean },
): string {
  const text = renderExplanation(explanation, { width: columns, showSources: sources }).trimEnd()
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
