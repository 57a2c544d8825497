/** An error text as people give it: copied from a screen or a log, or retyped from memory. */
import { type Classification, classify, type Evidence, type FailureId } from '@underpin/failures'
import { type Readable, readable } from './evidence-read.ts'
import { type KnownText, meantText } from './known-texts.ts'
import { networkEvidence } from './network-text.ts'
import { corrected } from './spelling.ts'
import { statusIn } from './status-code.ts'

/** Longer texts are logs: the error is looked for in the last part, where it ends. A guess. */
export const TEXT_CHARS_MAX = 64 * 1024

/** The same text but for a word: then no pattern knows better. From 0 to 1; a guess. */
const SAME_TEXT_LIKENESS_MIN = 0.9

/** Never null: every text is at least a text. */
export function readErrorText(text: string): Readable {
  const trimmed = text.trim()
  const typed = trimmed.slice(-TEXT_CHARS_MAX)
  const notes = typed === trimmed ? [] : [`Only the last ${TEXT_CHARS_MAX} characters were read.`]
  const network = networkEvidence(typed)
  if (network) return readable('network-error', [network], notes)

  const spelled = corrected(typed)
  const asTyped = textEvidence(spelled, statusIn(typed))
  const found = classify(asTyped)
  const known = found === null || found.isGeneral ? null : found
  const meant = meantText(spelled)
  if (meant !== null && (known === null || speaksFor(meant, known))) {
    const evidence = known === null ? textEvidence(meant.text, statusIn(typed)) : asTyped
    const said = known === null ? [`Read as: ${meant.text.trim()}`] : noteOn(typed, spelled)
    const named = namedBy(meant, known)
    return { ...readable('error-text', [evidence], [...notes, ...said]), named }
  }
  if (known) return readable('error-text', [asTyped], [...notes, ...noteOn(typed, spelled)])
  return readable('error-text', [textEvidence(typed, statusIn(typed))], notes)
}

/** Patterns may tie between modes that use the same words; the text that was meant decides then. */
function speaksFor(meant: KnownText, { candidates }: Classification): boolean {
  return isSameText(meant) || candidates.slice(0, 2).some(({ id }) => meant.ids.includes(id))
}

/** The failures that send this text; where it is only like it, also those that patterns found. */
function namedBy(meant: KnownText, known: Classification | null): FailureId[] {
  if (known === null || isSameText(meant)) return [...meant.ids]
  return [...new Set([...meant.ids, ...known.candidates.map(({ id }) => id)])]
}

function isSameText({ likeness }: KnownText): boolean {
  return likeness >= SAME_TEXT_LIKENESS_MIN
}

function textEvidence(text: string, status: number | null): Evidence {
  return { response: { ...(status === null ? {} : { status }), body: text } }
}

function noteOn(typed: string, spelled: string): string[] {
  return typed === spelled ? [] : [`Read as: ${spelled}`]
}
