/** A line of a transcript as its words, the way a POSIX shell reads it: quotes, escapes, `$NAME`. No more of it. */

export type Variables = Map<string, string>

/** @throws for a quote that is not closed, or a variable that has no value. */
export function shellWords(line: string, variables: Variables): string[] {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? ''
    if (quote === "'") {
      if (sign === "'") quote = ''
      else word += sign
    } else if (sign === '\\' && at + 1 < line.length) {
      at += 1
      // At the end of a line it goes on with the next.
      if (line[at] !== '\n') word = (word ?? '') + line[at]
    } else if (sign === '$') {
      const name = /^\w+/.exec(line.slice(at + 1))?.[0] ?? ''
      const value = variables.get(name)
      if (value === undefined) throw new Error(`$${name} has no value in: ${line}`)
      word = (word ?? '') + value
      at += name.length
    } else if (quote === '"') {
      if (sign === '"') quote = ''
      else word += sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + sign
    }
  }
  if (quote !== '') throw new Error(`a quote is not closed in: ${line}`)
  if (word !== null) words.push(word)
  return words
}
