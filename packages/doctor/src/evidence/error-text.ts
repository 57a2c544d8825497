/** An error text as people give it: copied from a screen or a log, or retyped from memory. */
import {
  type Classification,
  classify,
  type Evidence,
  type FailureId,
  failureMode,
  type Surface,
} from '@underpin/failures'
import { type Readable, readable } from './evidence-read.ts'
import { type KnownText, meantText } from './known-texts.ts'
import { networkEvidence } from './network-text.ts'
import { placeOf } from './place-words.ts'
import { withoutEverydayWords } from './software-words.ts'
import { corrected } from './spelling.ts'
import { statusIn } from './status-code.ts'
import { toldFailure } from './told-words.ts'

/** Longer texts are logs: the error is looked for in the last part, where it ends. A guess. */
export const TEXT_CHARS_MAX = 64 * 1024

/** People tell of an error in a few sentences; longer texts are copied, and tell nothing of the place. */
const TOLD_CHARS_MAX = 600

/** The header of that name, told in a sentence: `with retry-after: 30`, `Retry-After header of 60`. */
const TOLD_WAIT =
  /\bretry[- ]after\W{0,3}(?:(?:header|value|of|is|was|set to)\W{1,3}){0,3}(\d{1,6})\b/i

/** The same text but for a word: then no pattern knows better. From 0 to 1; a guess. */
const SAME_TEXT_LIKENESS_MIN = 0.9

/** Never null: every text is at least a text. */
export function readErrorText(text: string): Readable {
  const trimmed = text.trim()
  const typed = trimmed.slice(-TEXT_CHARS_MAX)
  const notes = typed === trimmed ? [] : [`Only the last ${TEXT_CHARS_MAX} characters were read.`]
  const network = networkEvidence(typed)
  if (network) return readable('network-error', [network], notes)

  const plain = straightQuotes(typed)
  const status = statusIn(plain)
  const place = plain.length > TOLD_CHARS_MAX ? null : placeOf(plain)
  const spelled = spelledFor(plain, place, status)
  const asTyped = evidenceAt(place, spelled, status)
  const found = classify(asTyped)
  const isTalk = place === null && isEverydayTalk(spelled)
  const known = found === null || found.isGeneral || isTalk ? null : found
  const meant = meantText(spelled, place)
  if (meant !== null && (known === null || speaksFor(meant, known))) {
    const evidence = known === null ? evidenceOf(meant.text, status, null) : asTyped
    const said = known === null ? [`Read as: ${meant.text.trim()}`] : noteOn(plain, spelled)
    const named = namedBy(meant, known)
    return { ...readable('error-text', [evidence], [...notes, ...said]), named }
  }
  if (known) return readable('error-text', [asTyped], [...notes, ...noteOn(plain, spelled)])
  const told = found === null ? toldFailure(spelled) : null
  if (told !== null) return { ...readable('error-text', [], notes), named: [told] }
  if (isTalk && status === null) return readable('error-text', [], notes)
  // Nothing in the words is known: they are handed on as they were typed.
  return readable('error-text', [evidenceOf(typed, status, found === null ? null : place)], notes)
}

/** Nothing is known in it but words that people say of everything. */
function isEverydayTalk(text: string): boolean {
  const left = withoutEverydayWords(text)
  return left !== text && classify(evidenceOf(left, statusIn(text), null))?.isGeneral !== false
}

/** Words are put right only where something comes of it: `gives` is no slip for `given`. */
function spelledFor(typed: string, place: Surface | null, status: number | null): string {
  const isKnown = (text: string) => classify(evidenceAt(place, text, status))?.isGeneral === false
  const spelled = corrected(typed)
  return isKnown(spelled) || meantText(spelled, place) !== null ? spelled : typed
}

/** Phones write curly ones; servers and patterns straight ones. */
function straightQuotes(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
}

/** Where somebody met it counts, unless nothing that is known there is worded so. */
function evidenceAt(place: Surface | null, text: string, status: number | null): Evidence {
  const there = evidenceOf(text, status, place)
  const isKnown = (evidence: Evidence) => classify(evidence)?.isGeneral === false
  if (place === null || isKnown(there)) return there
  const anywhere = evidenceOf(text, status, null)
  const found = classify(anywhere)
  // No program is shown a screen; a person may well be shown what a program got.
  const isScreen = found !== null && failureMode(found.failure).surface === 'web'
  if (place === 'api' && isScreen) return there
  return isKnown(anywhere) || status === null ? anywhere : there
}

/** Patterns may tie between modes that use the same words; the text that was meant decides then. */
function speaksFor(meant: KnownText, { candidates }: Classification): boolean {
  return isSameText(meant) || candidates.slice(0, 2).some(({ id }) => meant.ids.includes(id))
}

/**
 * The failures that send this text, those that patterns found first. Where it is only like it, the
 * others that patterns found stand behind them.
 */
function namedBy(meant: KnownText, known: Classification | null): FailureId[] {
  if (known === null) return [...meant.ids]
  const found = known.candidates.map(({ id }) => id)
  const both = found.filter((id) => meant.ids.includes(id))
  return [...new Set([...both, ...meant.ids, ...(isSameText(meant) ? [] : found)])]
}

function isSameText({ likeness }: KnownText): boolean {
  return likeness >= SAME_TEXT_LIKENESS_MIN
}

function evidenceOf(text: string, status: number | null, place: Surface | null): Evidence {
  // What is told of an answer is the text in it, and not the page or the body that a program got.
  const body = place === 'api' ? JSON.stringify({ errors: text }) : text
  const waitS = TOLD_WAIT.exec(text)?.[1]
  const headers = waitS === undefined ? {} : { headers: { 'retry-after': waitS } }
  return {
    ...(place === null ? {} : { surface: place }),
    response: { ...(status === null ? {} : { status }), ...headers, body },
  }
}

function noteOn(typed: string, spelled: string): string[] {
  return typed === spelled ? [] : [`Read as: ${spelled}`]
}
