/**
 * What rules a mode out although its signature fits. Signatures say what speaks for a mode; twins
 * share theirs, and only a fact from outside the answer (the token's age, the request's headers, the
 * limit's window) takes one of them away.
 */
import { type Clues, isRead } from './clues.ts'
import type { FailureId } from './failure-id.ts'
import { JUDGEMENTS, type JudgementName } from './judgements.ts'

interface Exclusion {
  readonly when: JudgementName
  readonly rulesOut: readonly FailureId[]
}

// That we sent a header rules nothing out when the server says it missed it: something in between may
// have taken it off.
export const EXCLUSIONS: readonly Exclusion[] = [
  // A token past its life is expired, whatever else may be wrong with it.
  {
    when: 'access-token-past-its-life',
    rulesOut: ['access-token-revoked', 'wrong-environment-token', 'access-token-missing'],
  },
  { when: 'access-token-within-its-life', rulesOut: ['access-token-expired'] },
  {
    when: 'authorization-not-sent',
    rulesOut: ['access-token-expired', 'access-token-revoked', 'wrong-environment-token'],
  },
  // Whatever broke, a refresh token was shown: that it may be spent outweighs what broke.
  {
    when: 'refresh-grant-sent',
    rulesOut: [
      'oauth-code-rejected',
      'connection-reset',
      'response-lost',
      'response-truncated',
      'server-error',
      'bad-gateway',
    ],
  },
  { when: 'code-grant-sent', rulesOut: ['refresh-token-spent', 'refresh-reply-lost'] },
  { when: 'rate-limit-resets-soon', rulesOut: ['rate-limit-hourly'] },
  { when: 'rate-limit-resets-late', rulesOut: ['rate-limit-spike'] },
]

/** A read that got no answer is no lost write: nothing was to be applied. */
const NEVER_FOR_READS: readonly FailureId[] = ['response-lost']

export interface RuledOut {
  readonly ids: ReadonlySet<FailureId>
  /** What ruled them out, in words. */
  readonly because: readonly string[]
}

export function ruledOut(clues: Clues): RuledOut {
  const holding = EXCLUSIONS.filter(({ when }) => JUDGEMENTS[when].holds(clues))
  const ids = new Set(holding.flatMap(({ rulesOut }) => rulesOut))
  if (isRead(clues.method)) for (const id of NEVER_FOR_READS) ids.add(id)
  return { ids, because: holding.map(({ when }) => JUDGEMENTS[when].says) }
}
