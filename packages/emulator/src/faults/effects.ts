/**
 * The real effects that faults have: what makes a failure true instead of merely said. Each lets the
 * request go on and meet the consequence, and says whether there was anything to do it to.
 */
import { failureMode } from '@underpin/failures'
import type { Call } from '../call.ts'
import { bearerToken } from '../oauth/bearer-token.ts'
import type { FormFields } from '../oauth/form-fields.ts'
import type { OAuthSurface } from '../oauth/oauth-surface.ts'
import { type Answer, isTextAnswer } from '../reply.ts'

export type Effect =
  | 'expire-access-token'
  | 'revoke-access-token'
  | 'spend-refresh-token'
  | 'use-up-code'
  | 'deny-consent'
  | 'spend-hourly-limit'
  | 'spend-spike-limit'
  | 'reject-sync-item'
  | 'spoil-dates'
  | 'spoil-password'
  | 'lock-account'
  | 'end-session'

/** What the effects ask of the rate limits. */
export interface Spendable {
  /** Spends what is left of a limit; false when there is no such limit. */
  spend(grantId: string, limit: 'hourly' | 'spike'): boolean
  readonly configured: { readonly hourly: number; readonly spike: number }
}

/** What the effects ask of signing in. */
export interface People {
  /** False when nobody has this address, or nobody who could sign in. */
  lockAccount(email: string): boolean
  /** False when nobody is signed in. */
  endSession(call: Call): boolean
}

export interface EffectParts {
  readonly oauth: OAuthSurface
  readonly limits: Spendable
  readonly people: People
}

/** What an effect came to. */
export type Affected =
  /** There was nothing to do it to: the fault is not raised by this call. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'go-on' }
  /** The catalogue's answer: what was changed shows itself so. */
  | { readonly kind: 'refuse' }
  /** The answer, instead of going on. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Goes on, and the answer is completed afterwards. */
  | { readonly kind: 'complete'; readonly complete: (answer: Answer) => Answer }

const NOTHING: Affected = { kind: 'nothing' }
const GO_ON: Affected = { kind: 'go-on' }

const LIMIT_OF = { 'spend-hourly-limit': 'hourly', 'spend-spike-limit': 'spike' } as const

/** A value that is a date or a date-time and nothing else, as the API takes it. */
const DATE_TIME = /"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"/g

/** In the form of the sign-in page. */
const PASSWORD_FIELD = /((?:^|&)password=)/

/** What no parser takes for a date; the API stores null for it and says nothing (fact sheet section 6.2). */
const NO_DATE = '"not a date"'

/** @param fields of a call to the login host; `{}` elsewhere. @param bodyText the body, read before. */
export function affect(
  effect: Effect,
  call: Call,
  fields: FormFields,
  parts: EffectParts,
): Affected {
  const { tokens, codes, authorize } = parts.oauth
  const bearer = bearerToken(call.request.headers.get('authorization'))
  const found = bearer === null ? null : tokens.find(bearer)
  const live = bearer !== null && found?.state === 'live' ? { bearer, caller: found.caller } : null
  switch (effect) {
    case 'expire-access-token':
      if (live === null) return NOTHING
      tokens.expire(live.bearer)
      return GO_ON
    case 'revoke-access-token':
      if (live === null) return NOTHING
      tokens.revoke(live.bearer, live.caller.clientId)
      return GO_ON
    case 'spend-refresh-token':
      return tokens.spendRefreshToken(fields['refresh_token'] ?? '').kind === 'spent-now'
        ? GO_ON
        : NOTHING
    case 'use-up-code':
      return codes.useUp(fields['code'] ?? '') ? GO_ON : NOTHING
    case 'deny-consent': {
      const answer = authorize.denyRaised(call, fields)
      return answer === null ? NOTHING : { kind: 'answer', answer }
    }
    case 'spend-hourly-limit':
    case 'spend-spike-limit':
      return live !== null && parts.limits.spend(live.caller.grantId, LIMIT_OF[effect])
        ? GO_ON
        : NOTHING
    case 'reject-sync-item':
      return rejectItem(call)
    case 'spoil-password':
      return spoilPassword(call)
    case 'lock-account':
      return parts.people.lockAccount(fields['email'] ?? '') ? GO_ON : NOTHING
    case 'end-session':
      return parts.people.endSession(call) ? { kind: 'refuse' } : NOTHING
    case 'spoil-dates':
      return spoilDates(call)
  }
}

function spoilDates(call: Call): Affected {
  const sent = call.bodyText
  if (sent === null) return NOTHING
  const spoilt = sent.replace(DATE_TIME, NO_DATE)
  if (spoilt === sent) return NOTHING
  call.bodyTextAsSent = sent
  call.bodyText = spoilt
  const complete = (answer: Answer) => {
    if (answer.status < 300) call.failure = 'date-silently-dropped'
    return answer
  }
  return { kind: 'complete', complete }
}

/** What arrives is another password than was typed: nobody is signed in, and the try counts. */
function spoilPassword(call: Call): Affected {
  const sent = call.bodyText
  if (sent === null || !PASSWORD_FIELD.test(sent)) return NOTHING
  call.bodyTextAsSent = sent
  call.bodyText = sent.replace(PASSWORD_FIELD, '$1not-')
  return GO_ON
}

/** Takes the last item out before it is applied, and puts it among the errors of the answer. */
function rejectItem(call: Call): Affected {
  const sent = call.bodyText
  const body = parsed(sent)
  const updates = body?.['updates']
  if (sent === null || !Array.isArray(updates) || updates.length === 0) return NOTHING
  const item: unknown = updates.at(-1)
  call.bodyTextAsSent = sent
  call.bodyText = JSON.stringify({ ...body, updates: updates.slice(0, -1) })
  return { kind: 'complete', complete: (answer) => withRejected(answer, item, call) }
}

function withRejected(answer: Answer, item: unknown, call: Call): Answer {
  if (!isTextAnswer(answer)) return answer
  const body = parsed(answer.text)
  const errors = body?.['errors']
  if (!Array.isArray(errors)) return answer
  call.failure = 'sync-items-rejected'
  const { field = 'base', text = '' } = failureMode('sync-items-rejected').wire ?? {}
  const rejected = { ...(item as object), errors: { [field]: [text] } }
  return { ...answer, text: JSON.stringify({ ...body, errors: [...errors, rejected] }) }
}

function parsed(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  try {
    const json: unknown = JSON.parse(text)
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    return isObject ? (json as Record<string, unknown>) : null
  } catch {
    return null // No JSON: there is nothing in it to reject.
  }
}
