/** What one answer to a signed-in call means. The catalogue judges; here it is put into signs and words. */
import type { Exchange } from '@underpin/exchange'
import { type Classification, classify, type FailureId, failureMode } from '@underpin/failures'
import type { Sign } from '../../report/sign.ts'
import { failureSigns } from '../network/failure-signs.ts'
import { socketSigns } from '../network/socket-signs.ts'
import type { ProbeContext } from '../probe.ts'
import { serverNowMs } from '../server-time.ts'
import { tokenAgeMs } from './token-age.ts'

export interface JudgedAnswer {
  /** Null: no answer came. */
  readonly status: number | null
  /** Null: the answer is no failure. */
  readonly failure: FailureId | null
  /** What it can be; the failure first. */
  readonly candidates: readonly FailureId[]
  /** Follows "answered": `with 503 (Procore is too busy)`, or `with nothing`. */
  readonly words: string
  /** How long Procore asks to wait. */
  readonly waitMs: number | null
  /** Of the token and of the limits: these hold for every later call. */
  readonly signs: readonly Sign[]
  /** Of the API as a whole, if the call was of no company. */
  readonly hostSigns: readonly Sign[]
  /** Parsed, where it is JSON; undefined where not. */
  readonly json: unknown
}

export function judgeAnswer(exchange: Exchange, context: ProbeContext): JudgedAnswer {
  const { request, outcome } = exchange
  const nowMs = serverNowMs(exchange)
  const age = tokenAgeMs(context.credentials?.accessToken ?? '', nowMs)
  const evidence = {
    surface: request.url.includes('/oauth/') ? 'oauth' : 'api',
    ...(age === null ? {} : { tokenAgeMs: age }),
    ...{ request, nowMs },
  } as const
  if (outcome.kind === 'unanswered') {
    const { error } = outcome
    const judged = classify({ ...evidence, network: error })
    const words = `with nothing (${error.message || error.code})`
    const hostSigns = socketSigns(error)
    return { ...parts(judged), ...{ status: null, words, signs: [], hostSigns, json: undefined } }
  }
  const { response } = outcome
  const { status } = response
  const judged = classify({ ...evidence, response })
  const json = parse(response.body)
  // What is no JSON is no answer of the API, whatever its status says.
  const isOdd = judged === null && (status >= 300 || json === undefined)
  const failure = judged?.failure ?? (isOdd ? 'non-json-error-body' : null)
  const title = failure === null ? '' : ` (${failureMode(failure).title.replace(/\.$/, '')})`
  return {
    ...parts(judged),
    failure,
    ...{ status, json },
    words: `with ${status}${title}`,
    signs: lastingSigns(judged),
    hostSigns: failure === null ? [] : failureSigns('api', failure, response),
  }
}

function parts(judged: Classification | null) {
  return {
    failure: judged?.failure ?? null,
    candidates: judged?.candidates.map(({ id }) => id) ?? [],
    waitMs: judged?.waitMs ?? null,
  }
}

const TOKEN_SIGNS: Readonly<Partial<Record<FailureId, Sign>>> = {
  'access-token-expired': 'token-expired',
  'access-token-revoked': 'token-rejected',
  'wrong-environment-token': 'token-other-environment',
  'access-token-missing': 'token-rejected',
}

const LIMIT_SIGNS: Readonly<Partial<Record<FailureId, Sign>>> = {
  'rate-limit-hourly': 'limit-hourly-spent',
  'rate-limit-spike': 'limit-spike-spent',
}

function lastingSigns(judged: Classification | null): readonly Sign[] {
  if (judged === null) return []
  const limit = LIMIT_SIGNS[judged.failure]
  if (limit !== undefined) return [limit]
  const token = TOKEN_SIGNS[judged.failure]
  if (token === undefined) return []
  // Where the answer leaves open which of them it is, it is not accepted, and no more is known.
  return judged.candidates.length === 1 ? [token] : ['token-rejected']
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
