/**
 * Hands what happened to the catalogue and brings its judgement back. The one place of the client
 * that classifies, so that no status and no error text is interpreted anywhere else.
 */
import { headerMap, networkError } from '@underpin/exchange'
import type {
  Classification,
  Evidence,
  FailureId,
  RecoveryKind,
  Repeatable,
} from '@underpin/failures'
import { API_KNOWN } from '@underpin/failures/api-known'
import { createClassifier } from '@underpin/failures/classify'
import type { Outcome, Outgoing } from './transport.ts'

/** Enough of a body to tell what it says; the rest would only fill memory. */
const BODY_KEPT_CHARS = 4_096

/** Only what a caller of the API can meet: the screens of the web app would fill the bundle for nothing. */
const classify = createClassifier(API_KNOWN)

export interface Judgement {
  readonly classification: Classification
  readonly status: number | null
  readonly requestId: string | null
  /** The beginning of the body, not redacted. */
  readonly body: string
  readonly cause: unknown
}

export interface Circumstances {
  readonly surface: 'api' | 'oauth' | 'storage'
  readonly outgoing: Outgoing
  /** May it be repeated without harm? */
  readonly repeatable: Repeatable
  readonly tokenAgeMs: number | null
  /** The server's time. */
  readonly nowMs: number
}

/** Null when the outcome shows no failure. */
export function judge(outcome: Outcome, circumstances: Circumstances): Judgement | null {
  const { surface, outgoing, repeatable, tokenAgeMs, nowMs } = circumstances
  const { method, url, headers, body } = outgoing
  const evidence: Evidence = {
    surface,
    request: { method, url, headers, body: typeof body === 'string' ? body : null },
    nowMs,
    ...(tokenAgeMs === null ? {} : { tokenAgeMs }),
    ...whatCame(outcome),
  }
  const classification = classify(evidence, repeatable)
  if (classification === null) return null
  const isAnswered = outcome.kind === 'answered'
  return {
    classification,
    status: isAnswered ? outcome.response.status : null,
    requestId: isAnswered ? outcome.response.headers.get('x-request-id') : null,
    body: isAnswered ? outcome.text.slice(0, BODY_KEPT_CHARS) : '',
    cause: isAnswered ? outcome.cause : outcome.thrown,
  }
}

function whatCame(outcome: Outcome): Pick<Evidence, 'response' | 'network'> {
  if (outcome.kind === 'unanswered') return { network: networkError(outcome.thrown) }
  const { response, text, flaw, cause } = outcome
  return {
    response: {
      status: response.status,
      headers: headerMap(response.headers),
      body: text,
      isTruncated: flaw === 'truncated',
    },
    ...(flaw === 'truncated' && cause !== undefined ? { network: networkError(cause) } : {}),
  }
}

/** For what we decide without asking the server again. */
export function localJudgement(failure: FailureId, recovery: RecoveryKind): Judgement {
  return {
    classification: {
      failure,
      candidates: [{ id: failure, likelihood: 1 }],
      question: null,
      isGeneral: false,
      applied: 'no',
      recovery,
      because: [],
      waitMs: null,
      texts: [],
    },
    status: null,
    requestId: null,
    body: '',
    cause: undefined,
  }
}
