/** An error text as people give it: copied from a screen or a log, or retyped from memory. */
import { type Evidence, failureMode } from '@underpin/failures'
import { type Classification, classify } from '@underpin/failures/classify'
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
  const classification = classify(asTyped)
  const meant = meantText(spelled)
  const isKnown = classification !== null && !classification.isGeneral
  if (meant && (!isKnown || speaksFor(meant, classification))) {
    const evidence = asTyped.response?.status ? [asTyped] : [meantEvidence(meant)]
    const said = isKnown ? noteOn(typed, spelled) : [`Read as: ${meant.text.trim()}`]
    return { ...readable('error-text', evidence, [...notes, ...said]), failure: onlyId(meant) }
  }
  if (isKnown) return readable('error-text', [asTyped], [...notes, ...noteOn(typed, spelled)])
  return readable('error-text', [textEvidence(typed, statusIn(typed))], notes)
}

/** Patterns may tie between modes that use the same words; the text that was meant decides then. */
function speaksFor({ likeness, ids }: KnownText, { candidates }: Classification): boolean {
  if (likeness >= SAME_TEXT_LIKENESS_MIN) return true
  return candidates.slice(0, 2).some(({ id }) => ids.includes(id))
}

function textEvidence(text: string, status: number | null): Evidence {
  return { response: { ...(status === null ? {} : { status }), body: text } }
}

/** The text as the server sends it: with its status, and from where it is sent. */
function meantEvidence({ text, ids: [id] }: KnownText): Evidence {
  if (id === undefined) return textEvidence(text, null)
  const { wire, surface } = failureMode(id)
  return { surface, ...textEvidence(text, wire?.status ?? null) }
}

function onlyId({ ids }: KnownText) {
  const [id, another] = ids
  return id !== undefined && another === undefined ? id : null
}

function noteOn(typed: string, spelled: string): string[] {
  return typed === spelled ? [] : [`Read as: ${spelled}`]
}
