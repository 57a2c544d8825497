/**
 * Takes out of data what redaction leaves: a run of base64 goes as a whole when a known secret is anywhere
 * in it, and so does a piece of a secret that was cut off or taken apart.
 */
import type { Redactor } from '@underpin/exchange'
import { encodedRuns, innerTexts } from './encoded-run.ts'

/** A copy of the same shape, in which only strings have changed. */
export function hideEncoded<T>(value: T, redactor: Redactor): T {
  return hidden(value, redactor) as T
}

function hidden(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return hideEncodedText(value, redactor)
  if (Array.isArray(value)) return value.map((each) => hidden(each, redactor))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, each]) => [
    hideEncodedText(name, redactor),
    hidden(each, redactor),
  ])
  return Object.fromEntries(entries)
}

export function hideEncodedText(text: string, redactor: Redactor): string {
  let out = ''
  let shownTo = 0
  for (const { start, end } of encodedRuns(text)) {
    const kinds = innerTexts(text.slice(start, end)).flatMap((inner) => redactor.leftovers(inner))
    if (kinds.length === 0) continue
    out += `${text.slice(shownTo, start)}[encoded ${kinds[0]}]`
    shownTo = end
  }
  return redactor.withoutPieces(out + text.slice(shownTo))
}
