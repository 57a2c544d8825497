/**
 * What the arguments of `explain` are: several things that each stand for themselves (`503 502`, three
 * files), or the words of one text whose quotes were forgotten (`permission denied sorry`).
 */
import { isStatusCode, isThing } from '@underpin/doctor/explain'
import { isFileLike } from './given-input.ts'

/**
 * The things, in the order given. Words are things only when all of them are: `503 error` is one text. A
 * status code right before a quoted text or a link belongs to it, as both are of one answer.
 *
 * @param isFile whether a name is that of something that can be read; asked at most once a word.
 */
export function givenThings(words: readonly string[], isFile: (name: string) => boolean): string[] {
  if (words.length < 2) return [...words]
  const isAlone = (word: string) =>
    word === '-' || isThing(word) || isFileLike(word) || isPhrase(word) || isFile(word)
  if (!words.every(isAlone)) return [words.join(' ')]
  const things: string[] = []
  for (const [at, word] of words.entries()) {
    const before = words[at - 1]
    const isOfAnswer = (isPhrase(word) || isLink(word)) && !isFile(word)
    const belongs = before !== undefined && isStatusCode(before) && isOfAnswer
    if (belongs) things.splice(-1, 1, `${before} ${word}`)
    else things.push(word)
  }
  return things
}

function isLink(word: string): boolean {
  return /^https?:\/\//i.test(word)
}

/** Written in quotes: nothing else gives an argument with a blank in it. */
function isPhrase(word: string): boolean {
  return /\S\s+\S/.test(word)
}
