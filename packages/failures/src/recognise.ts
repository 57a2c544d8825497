/**
 * How well each mode fits the clues. A signature fits when every field that it gives holds; the more
 * and the more telling its fields, the better it fits.
 */
import type { Clues } from './clues.ts'
import { PATTERN_CHARS_MAX } from './clues.ts'
import type { KnownMode, Signature } from './failure-mode.ts'
import { judgement } from './judgements.ts'

/**
 * What each field is worth. A text is Procore's own word for what happened, and a judgement looks at
 * more than one thing; a status alone is shared by many modes. The values are ours: their order matters.
 */
const WEIGHT = {
  judgement: 6,
  textInErrors: 5,
  textInBody: 4,
  networkCode: 4,
  sent: 3,
  header: 3,
  path: 2,
  status: 2,
  shape: 1,
  surface: 1,
  method: 1,
} as const

/** A second signature of the same mode adds a little: it breaks ties between modes that share one. */
const FURTHER_SIGNATURE_SHARE = 0.25

/**
 * Of two texts that match, the longer is Procore's own sentence and the shorter a word that is in many:
 * `access token is invalid` tells more than `is invalid`. Worth less than any field, so that it breaks ties.
 */
const WHOLE_SENTENCE_SHARE = 0.5
const WHOLE_SENTENCE_CHARS = 40

/** Error texts that patterns are run over: the first ones say it. */
const TEXTS_MATCHED_MAX = 10

/** A text in `because` is quoted up to here. */
const QUOTED_CHARS_MAX = 160

/** Stand for every status that no signature names, below and above 400. */
const FINE_AND_UNNAMED = -1
const FAILED_AND_UNNAMED = 999

/** Servers in front of OAuth and storage are the API's own: they are overloaded and broken alike. */
const SHARED_SURFACES: ReadonlySet<string> = new Set(['oauth', 'storage'])

export interface Fit {
  readonly mode: KnownMode
  readonly score: number
  /** Something other than status, shape, surface and method speaks for it. */
  readonly isTelling: boolean
  readonly because: readonly string[]
}

export type Recogniser = (clues: Clues) => Fit[]

/** Prepares the modes once, by status: recognition runs for every failed call. */
export function createRecogniser(modes: readonly KnownMode[]): Recogniser {
  const everywhere = modes.map((mode) => ({ mode, signatures: [...mode.signatures] }))
  const keeping = (keep: (signature: Signature) => boolean) =>
    everywhere
      .map(({ mode, signatures }) => ({ mode, signatures: signatures.filter(keep) }))
      .filter(({ signatures }) => signatures.length > 0)
  const ofStatus = (status: number) =>
    keeping((s) => s.statuses?.includes(status) ?? (!isFine(status) || s.judgement !== undefined))
  const known = new Set(modes.flatMap((mode) => mode.signatures.flatMap((s) => s.statuses ?? [])))
  const byStatus = new Map([...known].map((status) => [status, ofStatus(status)]))
  // Statuses that no signature names share one answer each, so that memory is bounded.
  const fineOtherwise = ofStatus(FINE_AND_UNNAMED)
  const failedOtherwise = ofStatus(FAILED_AND_UNNAMED)

  return (clues) => {
    const { status, network } = clues
    const possible =
      status === null
        ? network === null
          ? everywhere
          : failedOtherwise
        : (byStatus.get(status) ?? (isFine(status) ? fineOtherwise : failedOtherwise))
    return possible.flatMap(({ mode, signatures }) => fitOf(mode, signatures, clues) ?? [])
  }
}

/** True when answers of `surface` may be judged by what is known of `known`. */
export function isSameSurface(surface: string, known: string, status: number | null): boolean {
  if (surface === known) return true
  if (known !== 'api' || !SHARED_SURFACES.has(surface)) return false
  return status !== null && (status === 429 || status >= 500)
}

/** Words in an answer that went well are content: only a named status or a judgement may doubt it. */
function isFine(status: number): boolean {
  return status < 400
}

function fitOf(mode: KnownMode, signatures: readonly Signature[], clues: Clues): Fit | null {
  let best: SignatureFit | null = null
  let sum = 0
  for (const signature of signatures) {
    const fit = fitOfSignature(signature, mode, clues)
    if (fit === null) continue
    sum += fit.score
    if (best === null || fit.score > best.score) best = fit
  }
  if (best === null) return null
  return { ...best, mode, score: best.score + (sum - best.score) * FURTHER_SIGNATURE_SHARE }
}

type SignatureFit = Omit<Fit, 'mode'>

/** Null when a field does not hold. Cheap fields are looked at first. */
function fitOfSignature(signature: Signature, mode: KnownMode, clues: Clues): SignatureFit | null {
  const framed = framework(signature, mode, clues)
  if (framed === null) return null
  let score = framed
  const because: string[] = []
  for (const test of TELLING_TESTS) {
    const result = test(signature, clues)
    if (result === 'fails') return null
    if (result === 'not-given') continue
    score += result.score
    because.push(result.because)
  }
  return { score, isTelling: because.length > 0, because }
}

/** Status, surface, method and shape: what frames an answer without telling much. Null: fails. */
function framework(signature: Signature, mode: KnownMode, clues: Clues): number | null {
  const { statuses, surface, method, shape } = signature
  let score = 0
  if (statuses !== undefined && clues.status !== null) {
    if (!statuses.includes(clues.status)) return null
    score += WEIGHT.status
  }
  if (surface !== undefined && clues.surface !== null) {
    if (!isSameSurface(clues.surface, surface, clues.status)) return null
    score += WEIGHT.surface
  } else if (surface === undefined && clues.surface === mode.surface) {
    // A signature that holds anywhere must not lose for it against one that holds here alone.
    score += WEIGHT.surface
  }
  if (method !== undefined) {
    if (clues.method === null || !method.includes(clues.method)) return null
    score += WEIGHT.method
  }
  // A text that was pasted alone has lost its envelope; that must not speak against it.
  if (shape !== undefined && clues.status !== null) {
    const seen = clues.read().shape
    if (seen === null || !shape.includes(seen)) return null
    score += WEIGHT.shape
  }
  return score
}

type TestResult = 'fails' | 'not-given' | { readonly score: number; readonly because: string }
type TellingTest = (signature: Signature, clues: Clues) => TestResult

const TELLING_TESTS: readonly TellingTest[] = [
  testJudgement,
  testNetworkCode,
  testHeaders,
  testPath,
  testSent,
  testText,
]

function testJudgement({ judgement: name }: Signature, clues: Clues): TestResult {
  if (name === undefined) return 'not-given'
  const test = judgement(name)
  if (test === undefined || !test.holds(clues)) return 'fails'
  const detail = test.detail?.(clues)
  const because = detail === undefined || detail === null ? test.says : `${test.says} (${detail})`
  return { score: WEIGHT.judgement, because }
}

function testNetworkCode({ networkCode }: Signature, { network }: Clues): TestResult {
  if (networkCode === undefined) return 'not-given'
  if (network === null || !networkCode.test(network.code)) return 'fails'
  return { score: WEIGHT.networkCode, because: `the network code ${network.code}` }
}

function testHeaders({ headers }: Signature, clues: Clues): TestResult {
  if (headers === undefined) return 'not-given'
  const names = Object.keys(headers)
  for (const [name, pattern] of Object.entries(headers)) {
    const value = clues.headers[name]
    if (value === undefined || !pattern.test(value)) return 'fails'
  }
  return { score: WEIGHT.header * names.length, because: `the header ${names.join(' and ')}` }
}

function testPath({ path }: Signature, clues: Clues): TestResult {
  if (path === undefined) return 'not-given'
  return path.test(clues.path)
    ? { score: WEIGHT.path, because: 'the address that was called' }
    : 'fails'
}

function testSent({ sent }: Signature, clues: Clues): TestResult {
  if (sent === undefined) return 'not-given'
  return sent.test(clues.sent) ? { score: WEIGHT.sent, because: 'the body that was sent' } : 'fails'
}

function testText({ text, statuses }: Signature, clues: Clues): TestResult {
  if (text === undefined) return 'not-given'
  const { texts, code } = clues.read()
  for (const each of texts.slice(0, TEXTS_MATCHED_MAX)) {
    const [matched] = text.exec(each) ?? []
    if (matched === undefined) continue
    const score = WEIGHT.textInErrors + sentenceShare(matched)
    return { score, because: `the text “${quoted(each)}”` }
  }
  const [matchedCode] = text.exec(code ?? '') ?? []
  if (matchedCode !== undefined) {
    return {
      score: WEIGHT.textInErrors + sentenceShare(matchedCode),
      because: `the code “${code}”`,
    }
  }
  // Words inside of a record are data, as long as no status says that something failed.
  if (statuses !== undefined && isRecordAlone(clues)) return 'fails'
  const [matched] = text.exec(clues.body.slice(0, PATTERN_CHARS_MAX)) ?? []
  if (matched === undefined) return 'fails'
  return { score: WEIGHT.textInBody + sentenceShare(matched), because: 'words in the body' }
}

/** JSON in no shape of an error, and nothing of the answer that it came in. */
function isRecordAlone({ status, read }: Clues): boolean {
  const { json, shape } = read()
  return status === null && shape === null && typeof json === 'object' && json !== null
}

function sentenceShare(matched: string): number {
  const share = Math.min(matched.length, WHOLE_SENTENCE_CHARS) / WHOLE_SENTENCE_CHARS
  return share * WHOLE_SENTENCE_SHARE
}

/** Without its full stop: it stands in the middle of a sentence. */
function quoted(text: string): string {
  return text.slice(0, QUOTED_CHARS_MAX).trim().replace(/\.$/, '')
}
