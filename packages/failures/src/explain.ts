/** A failure in plain words: what happened, whether the change was made, what to do, how long, whom to ask. */
import { failureMode } from './catalogue/index.ts'
import type { Classification } from './classify.ts'
import type { FailureId } from './failure-id.ts'
import type { Claim, FailureMode, Source } from './failure-mode.ts'
import {
  APPLIED_WORDS,
  durationWords,
  ESCALATION_WORDS,
  PARTY_WORDS,
  sourceWords,
} from './plain-words.ts'

export interface Explanation {
  readonly id: FailureId
  /** The usual HTTP status; null when there is none. */
  readonly status: number | null
  /** One plain sentence. */
  readonly headline: string
  readonly whatHappened: string
  /** What tells it from the failure that it is most often taken for; null when it is taken for none. */
  readonly contrast: string | null
  /** Who has to change something, in words. */
  readonly whoseFault: string
  readonly didMyWriteHappen: string
  /** Null for whoever can do nothing. */
  readonly whatToDo: {
    readonly user: string | null
    readonly integration: string | null
    readonly companyAdmin: string | null
  }
  readonly howLong: string
  readonly causes: readonly { readonly says: string; readonly tellApart: string }[]
  /** Null when escalating does not help. */
  readonly escalate: {
    /** `after 30 minutes`, `at once`; null when time alone is no reason. */
    readonly after: string | null
    /** Other reasons to escalate, a sentence each. */
    readonly when: readonly string[]
    readonly to: string
    /** What to have ready, one thing each. */
    readonly evidence: readonly string[]
  } | null
  readonly howSure: string
  /** What would tell the candidates apart; null when there is only one. */
  readonly question: string | null
  /** What else it may be, likeliest first. */
  readonly others: readonly { readonly id: FailureId; readonly headline: string }[]
  /** What the server itself said. */
  readonly texts: readonly string[]
  /** Where all this is from, each source once. */
  readonly sources: readonly string[]
}

/** An id is explained as such; a classification with what is known of this one case. */
export function explain(subject: FailureId | Classification): Explanation {
  return typeof subject === 'string' ? explainMode(failureMode(subject)) : explainCase(subject)
}

function explainMode(mode: FailureMode): Explanation {
  return {
    id: mode.id,
    status: mode.status,
    headline: mode.title,
    whatHappened: mode.summary.says,
    contrast: mode.contrast?.says ?? null,
    whoseFault: PARTY_WORDS[mode.party],
    didMyWriteHappen: APPLIED_WORDS[mode.applied],
    whatToDo: {
      user: mode.remedies.user?.says ?? null,
      integration: mode.remedies.integration?.says ?? null,
      companyAdmin: mode.remedies.companyAdmin?.says ?? null,
    },
    howLong: mode.duration.says,
    causes: mode.causes.map(({ says, tellApart }) => ({ says, tellApart })),
    escalate: escalationOf(mode),
    howSure: restsOn(mode),
    question: mode.twins?.question ?? null,
    others: (mode.twins?.ids ?? []).map(named),
    texts: [],
    sources: sourcesOf(mode),
  }
}

function explainCase(found: Classification): Explanation {
  const general = explainMode(failureMode(found.failure))
  const { waitMs } = found
  const asked =
    waitMs === null || waitMs === 0 ? '' : `Procore asked to wait ${durationWords(waitMs)}. `
  return {
    ...general,
    didMyWriteHappen: APPLIED_WORDS[found.applied],
    howLong: `${asked}${general.howLong}`,
    howSure: sureness(found),
    question: found.question,
    others: found.candidates.slice(1).map(({ id }) => named(id)),
    texts: found.texts,
  }
}

function escalationOf({ escalation }: FailureMode): Explanation['escalate'] {
  const { afterMs, when, to, evidence } = escalation
  if (to === 'nobody') return null
  return {
    after: afterWords(afterMs),
    when: when.map(({ says }) => sentence(says)),
    to: ESCALATION_WORDS[to],
    evidence: evidence.map(item),
  }
}

function afterWords(afterMs: number | null): string | null {
  if (afterMs === null) return null
  return afterMs === 0 ? 'at once' : `after ${durationWords(afterMs)}`
}

function sureness({ isGeneral, candidates, because }: Classification): string {
  const spoke = because.length === 0 ? '' : ` What spoke for it: ${because.join(', ')}.`
  if (isGeneral) {
    return `Not sure. Nothing but its status is known, and this is what that status usually means.${spoke}`
  }
  if (candidates.length === 1) return `Sure.${spoke}`
  return `Fairly sure that it is one of ${candidates.length}. This one is the likeliest.${spoke}`
}

/** The weakest source of what the entry says of itself is how far it can be trusted. */
function restsOn({ from }: FailureMode): string {
  const confidences = new Set(from.map(({ confidence }) => confidence))
  if (confidences.has('documented')) return 'Procore documents this failure.'
  if (confidences.has('schema'))
    return 'Procore’s schemas show this failure; its text says little of it.'
  if (confidences.has('wild'))
    return 'Others have reported this failure; Procore does not document it.'
  return 'Procore does not document this failure. What is said here is our own judgement.'
}

function sourcesOf(mode: FailureMode): string[] {
  const { summary, contrast, causes, remedies, duration, escalation, from } = mode
  const claims: readonly (Claim | null)[] = [
    summary,
    contrast ?? null,
    ...causes,
    remedies.user,
    remedies.integration,
    remedies.companyAdmin,
    duration,
    ...escalation.when,
  ]
  const sources: Source[] = [
    ...from,
    ...claims.flatMap((claim) => claim?.from ?? []),
    ...escalation.from,
  ]
  return [...new Set(sources.map(sourceWords))]
}

function named(id: FailureId): { id: FailureId; headline: string } {
  return { id, headline: failureMode(id).title }
}

/** Conditions are written as what follows "when", or as sentences; people read them as sentences. */
function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}

/** Things to have ready are items, without a full stop. */
function item(text: string): string {
  return text.replace(/\.$/, '')
}
