/**
 * What the two rate limits have in common: they run at once, and the same sentence answers both. How
 * far away the reset is, and how large the limit, tell them apart.
 */
import type { Signature, Wire } from '../../failure-mode.ts'
import { fact, ours } from '../sources.ts'

/** A revision of the documentation says that the sentence about an hour may answer a spike as well. */
export const RATE_LIMITED_WIRE: Wire = {
  status: 429,
  shape: 'E4',
  text: 'You have surpassed the max number of requests for an hour. Please wait until your limit resets.',
  from: [fact('5', 'documented'), ours('the envelope of a live 429 is not known')],
}

export const RATE_LIMITED: Signature = {
  statuses: [429],
  text: /surpassed the max|max(?:imum)? number of requests|too many\b|rate[- _]?limit|limit (?:exceeded|resets)|throttl/i,
  from: [fact('5', 'documented'), fact('5', 'wild')],
}

export const RATE_LIMITED_QUESTION =
  'How far away is X-Rate-Limit-Reset, and how large is X-Rate-Limit-Limit? More than a minute away, or hundreds of requests: the hourly limit. Seconds away, or a limit of 25 to 100: the spike limit.'

/** What support needs to judge a limit. */
export const RATE_LIMIT_EVIDENCE: readonly string[] = [
  'X-Rate-Limit-Limit, -Remaining and -Reset, and Retry-After, of the refused call',
  'calls in the last hour and in the last ten seconds, by operation',
  'client id of the app',
]
