/** Makes the error that a caller sees from what the catalogue said and what the client did. */
import type { Applied, FailureId, RecoveryKind } from '@underpin/failures'
import { type AttemptRecord, ProcoreError } from './errors.ts'
import type { Judgement } from './judgement.ts'
import type { Secrets } from './secrets.ts'

/** One next step for each recovery that could not cure it. The catalogue's page says more. */
const REMEDY: Readonly<Record<RecoveryKind, string>> = {
  none: 'Change the request: unchanged, it gets the same answer.',
  'refresh-once':
    'A new access token did not help: check that token and environment match, then sign in again.',
  'wait-for-header': 'Send it again when the limit has reset (retryAtMs), not earlier.',
  backoff: 'Try again later; if it goes on, tell Procore with the request id.',
  'hold-until-recovered':
    'Procore is not available now: try again later, and look at status.procore.com.',
  shrink: 'Ask for less at a time: fewer items, a smaller page, a narrower filter.',
  reconcile: 'Look whether the write happened before you send it again.',
  reauthenticate: 'A person must sign in again; the stored grant cannot be used any more.',
  'stop-company': 'A company administrator must connect the app to this company.',
  'ask-admin': 'Ask a company administrator for the permission or the tool.',
}

/** Explains a failure in a sentence: hand in the catalogue's own texts where size does not matter. */
export type Explain = (failure: FailureId) => string | null

export interface Raised {
  readonly judgement: Judgement
  /** What was asked: `POST /rest/…`. */
  readonly asked: string
  readonly attempts: readonly AttemptRecord[]
  readonly company: string | null
  readonly applied?: Applied
  readonly recovery?: RecoveryKind
  readonly failure?: FailureId
  readonly retryAtMs?: number | null
  readonly sinceMs?: number | null
  /** What we have to add: why we stopped. */
  readonly note?: string
}

export function raise(raised: Raised, secrets: Secrets, explain: Explain | null): ProcoreError {
  const { judgement, asked, attempts, company, note } = raised
  const { classification, status } = judgement
  const failure = raised.failure ?? classification.failure
  const recovery = raised.recovery ?? classification.recovery
  const applied = raised.applied ?? classification.applied
  const texts = classification.texts.map((text) => secrets.redact(text))
  const remedy = explain?.(failure) ?? `${REMEDY[recovery]} More: docs/failures/${failure}.md`
  const answer = status === null ? 'no answer' : `status ${status}`
  const said = texts[0] === undefined ? '' : `, "${texts[0]}"`
  const writes = applied === 'unknown' ? ' Whether it was applied is unknown.' : ''
  const reason = note === undefined ? '' : ` ${note}`
  return new ProcoreError({
    message: secrets.redact(`${failure}: ${asked}: ${answer}${said}.${reason}${writes} ${remedy}`),
    failure,
    candidates: classification.candidates,
    question: classification.question,
    status,
    applied,
    recovery,
    remedy,
    attempts,
    company,
    retryAtMs: raised.retryAtMs ?? null,
    sinceMs: raised.sinceMs ?? null,
    texts,
    body: secrets.redact(judgement.body),
    cause: judgement.cause,
  })
}
