/**
 * Evidence in, failure id out. Pure and total: whatever the evidence is, it never throws, and what
 * it does not know it calls by the status's general mode and says so.
 */
import { KNOWN } from './catalogue/known.ts'
import { type Clues, type Evidence, isRead, isWrite, readClues } from './clues.ts'
import { ruledOut } from './exclusions.ts'
import type { FailureId } from './failure-id.ts'
import type { Applied, KnownMode, Surface } from './failure-mode.ts'
import { fallbackFor } from './fallbacks.ts'
import { createRecogniser, type Fit, isSameSurface } from './recognise.ts'
import { prescribe, type RecoveryKind, type Repeatable } from './recovery.ts'
import { serverWaitMs } from './server-wait.ts'

export type { Evidence } from './clues.ts'

/** A mode that fits less well than this, measured by the best, is not worth a person’s time. A guess. */
const CANDIDATE_SHARE_MIN = 0.6

const CANDIDATES_MAX = 6

/** What a mode is worth that nothing but its status, or a twin's signature, speaks for. */
const GENERAL_SCORE = 1

/** Below it an answer is a failure only when something in it says so. */
const FAILURE_STATUS_MIN = 400

/** Where an answer is from when nothing tells: a program sees far more of them than a browser. */
const SURFACES_BY_LIKELIHOOD: readonly Surface[] = ['api', 'web', 'oauth', 'storage']

/** How much less likely each further surface is. A guess, small enough to name them all. */
const SURFACE_STEP = 0.1

const SURFACE_QUESTION = 'Did a program get this answer, or did a person see it in the browser?'

export interface Candidate {
  readonly id: FailureId
  /** 0 to 1, relative to the other candidates. */
  readonly likelihood: number
}

export interface Classification {
  /** The likeliest. */
  readonly failure: FailureId
  /** Best first; `failure` is the first. */
  readonly candidates: readonly [Candidate, ...Candidate[]]
  /** What would tell the candidates apart; null when there is one. */
  readonly question: string | null
  /** The body said nothing that we know: this is the status's general mode. */
  readonly isGeneral: boolean
  readonly applied: Applied
  readonly recovery: RecoveryKind
  /** What spoke for it, in words. */
  readonly because: readonly string[]
  /** How long the server asked to wait, in milliseconds from `nowMs`; null when it did not say. */
  readonly waitMs: number | null
  /** The error texts found in the body, for people. */
  readonly texts: readonly string[]
}

export type Classifier = (evidence: Evidence, repeatable?: Repeatable) => Classification | null

/**
 * Null when the evidence shows no failure (a plain 2xx). `repeatable` defaults to what the method
 * says: a read may be repeated, anything else may not.
 */
export const classify: Classifier = /* @__PURE__ */ createClassifier(KNOWN)

/** A classifier over a catalogue: over the house's own, or over a part of it where size counts. */
/* @__NO_SIDE_EFFECTS__ */
export function createClassifier(modes: readonly KnownMode[]): Classifier {
  const recognise = createRecogniser(modes)
  const byId = new Map<FailureId, KnownMode>(modes.map((mode) => [mode.id, mode]))
  return (evidence, repeatable) => {
    const clues = readClues(evidence)
    const excluded = ruledOut(clues)
    const fits = recognise(clues).filter(({ mode }) => !excluded.ids.has(mode.id))
    const telling = fits.filter((fit) => fit.isTelling)
    const isGeneral = telling.length === 0
    const ranked = isGeneral ? generalFits(fits, modes, byId, clues) : rank(telling, clues)
    const allowed = ranked.filter(({ mode }) => !excluded.ids.has(mode.id))
    const [winner] = allowed.length > 0 ? allowed : ranked
    if (winner === undefined) return null
    const twins = (winner.mode.twins?.ids ?? []).filter((id) => !excluded.ids.has(id))
    const candidates = candidatesOf(winner, allowed, twins)
    const together = [winner.mode, ...twins.flatMap((id) => byId.get(id) ?? [])]
    const applied = appliedBy(together, clues)
    return {
      failure: winner.mode.id,
      candidates,
      question: questionFor(winner, twins, candidates, clues),
      isGeneral,
      applied,
      recovery: prescribe(
        { recovery: winner.mode.recovery, applied },
        repeatable ?? (isRead(clues.method) ? 'yes' : 'no'),
      ),
      because: [...statusWords(clues), ...winner.because, ...excluded.because],
      waitMs: serverWaitMs(clues),
      texts: clues.body === '' ? [] : clues.read().texts,
    }
  }
}

/**
 * The best first. Equal fits: the likelier surface, where nothing tells it; then the mode that speaks for
 * the status; then the catalogue's order.
 */
function rank(fits: readonly Fit[], clues: Clues): Fit[] {
  const isGeneralFor = ({ mode }: Fit) => mode.generalFor?.includes(clues.status ?? -1) === true
  const placeOf = ({ mode }: Fit) => {
    if (isPlaceKnown(clues)) return 0
    const place = SURFACES_BY_LIKELIHOOD.indexOf(mode.surface)
    return place === -1 ? SURFACES_BY_LIKELIHOOD.length : place
  }
  return fits.toSorted(
    (a, b) =>
      b.score - a.score ||
      placeOf(a) - placeOf(b) ||
      Number(isGeneralFor(b)) - Number(isGeneralFor(a)),
  )
}

/** What the status alone says, where the evidence has one. */
function generalFits(
  weak: readonly Fit[],
  modes: readonly KnownMode[],
  byId: ReadonlyMap<FailureId, KnownMode>,
  clues: Clues,
): Fit[] {
  const { status } = clues
  if (status === null || status < FAILURE_STATUS_MIN) return []
  const surfaces = isPlaceKnown(clues) ? [clues.surface] : SURFACES_BY_LIKELIHOOD
  const generals = surfaces.flatMap((surface, place) => {
    const mode = generalMode(surface, status, modes, byId)
    return mode === null ? [] : [{ ...mode, score: GENERAL_SCORE - place * SURFACE_STEP }]
  })
  const unique = generals.filter((fit, at) => generals.findIndex((g) => g.mode === fit.mode) === at)
  return unique.length > 0 ? unique : rank(weak, clues)
}

function generalMode(
  surface: Surface,
  status: number,
  modes: readonly KnownMode[],
  byId: ReadonlyMap<FailureId, KnownMode>,
): Omit<Fit, 'score'> | null {
  const own = modes.find((mode) => mode.surface === surface && mode.generalFor?.includes(status))
  const shared = modes.find(
    (mode) => isSameSurface(surface, mode.surface, status) && mode.generalFor?.includes(status),
  )
  const mode = own ?? shared
  if (mode !== undefined) return { mode, isTelling: false, because: [] }
  const fallback = fallbackFor(surface, status)
  const closest = fallback === null ? undefined : byId.get(fallback.id)
  if (fallback === null || closest === undefined) return null
  return { mode: closest, isTelling: false, because: [fallback.why] }
}

function candidatesOf(
  winner: Fit,
  fits: readonly Fit[],
  twins: readonly FailureId[],
): [Candidate, ...Candidate[]] {
  const scores = new Map<FailureId, number>()
  for (const { mode, score } of fits) {
    if (score >= winner.score * CANDIDATE_SHARE_MIN) scores.set(mode.id, score)
  }
  for (const id of twins) {
    if (!scores.has(id)) scores.set(id, winner.score * CANDIDATE_SHARE_MIN)
  }
  scores.delete(winner.mode.id)
  const others = [...scores].toSorted(([, a], [, b]) => b - a).slice(0, CANDIDATES_MAX - 1)
  const sum = others.reduce((total, [, score]) => total + score, winner.score)
  const share = (score: number) => Math.round((score / sum) * 1_000) / 1_000
  return [
    { id: winner.mode.id, likelihood: share(winner.score) },
    ...others.map(([id, score]) => ({ id, likelihood: share(score) })),
  ]
}

/** Where the wire cannot tell two modes apart that differ in this, the answer is that we do not know. */
function appliedBy(together: readonly KnownMode[], clues: Clues): Applied {
  if (isRead(clues.method)) return 'no'
  const answers = new Set(together.map(({ applied }) => applied))
  const [only] = answers
  const applied = answers.size === 1 && only !== undefined ? only : 'unknown'
  // A success to a write says that it was done, whatever became of the body on the way.
  const isAccepted = clues.status !== null && clues.status >= 200 && clues.status < 300
  return applied === 'unknown' && isAccepted && isWrite(clues.method) ? 'yes' : applied
}

function questionFor(
  { mode }: Fit,
  twins: readonly FailureId[],
  candidates: readonly Candidate[],
  clues: Clues,
): string | null {
  if (candidates.length < 2) return null
  // A bare status: where it was seen tells more than any twin's question.
  if (!isPlaceKnown(clues) && clues.body === '') return SURFACE_QUESTION
  if (twins.length > 0 && mode.twins !== undefined) return mode.twins.question
  return whichFits(candidates.map(({ id }) => id))
}

/** The question where no better one is known. */
export function whichFits(ids: readonly FailureId[]): string {
  return `Which of these fits what you see: ${ids.join(', ')}?`
}

/** `network` says how a call failed, and not where the answer was from. */
function isPlaceKnown(clues: Clues): clues is Clues & { surface: Surface } {
  return clues.surface !== null && clues.surface !== 'network'
}

function statusWords({ status }: Clues): string[] {
  return status === null ? [] : [`the status ${status}`]
}
