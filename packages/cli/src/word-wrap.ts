/** Running text in lines of a given width. Colour goes around the lines, never into the text. */

export interface WrapOptions {
  /** Columns of the whole line, indentation included. */
  readonly columns: number
  /** Before the first line, and before the others (as many blanks when not given). */
  readonly first?: string
  readonly rest?: string
}

/** A word longer than a line (a URL) stands on a line of its own, uncut. */
export function wrap(text: string, { columns, first = '', rest }: WrapOptions): string {
  const indent = rest ?? ' '.repeat(first.length)
  const lines: string[] = []
  let line = first
  let isEmpty = true
  // The text may hold words of others: they bring no colour either, nor hide themselves by it.
  const plain = text.replaceAll('\u001b', '')
  for (const word of plain.split(/\s+/).filter((each) => each !== '')) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line].join('\n')
}
