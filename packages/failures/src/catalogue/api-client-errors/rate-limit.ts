/**
 * Too many requests (429). Two limits run at once, one of an hour and one of about ten seconds, and the
 * same text answers both; how far away the reset is, and how large the limit, tell them apart.
 */
import type { FailureMode, Signature, Wire } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { draft } from './draft.ts'

/** A revision of the documentation says that the same text may answer a spike. */
const LIMITED_WIRE: Wire = {
  status: 429,
  shape: 'E4',
  text: 'You have surpassed the max number of requests for an hour. Please wait until your limit resets.',
  from: [fact('5', 'documented'), ours('the envelope of a live 429 is not known')],
}

const LIMITED: Signature = {
  statuses: [429],
  text: /surpassed the max|too many requests|rate[- _]?limit|limit (?:exceeded|resets)|throttl/i,
  from: [fact('5', 'documented'), fact('5', 'wild')],
}

const LIMITED_QUESTION =
  'How far away is X-Rate-Limit-Reset, and how large is X-Rate-Limit-Limit? More than a minute away, or hundreds of requests: the hourly limit. Seconds away, or a limit of 25 to 100: the spike limit.'

const rateLimitHourly = draft({
  id: 'rate-limit-hourly',
  status: 429,
  party: 'integration',
  applied: 'no',
  recovery: 'wait-for-header',
  // Of the two this one: the documented text speaks of an hour, and taking a spike for an hour costs a
  // wait, while taking an hour for a spike knocks again every ten seconds, and each knock counts.
  generalFor: [429],
  signatures: [
    LIMITED,
    {
      statuses: [429],
      // 300 is a guess between the largest spike limit seen (100) and the least hourly one (600).
      headers: { 'x-rate-limit-limit': /^\s*(?:[3-9]\d\d|\d{4,9})\s*$/ },
      from: [fact('5', 'documented'), fact('5', 'wild')],
    },
    { statuses: [429], judgement: 'rate-limit-resets-late', from: [fact('5', 'documented')] },
  ],
  twins: { ids: ['rate-limit-spike'], question: LIMITED_QUESTION },
  wire: LIMITED_WIRE,
  from: [seedApi('Rate limiting'), fact('5', 'documented'), fact('6.3', 'documented')],
})

const rateLimitSpike = draft({
  id: 'rate-limit-spike',
  status: 429,
  party: 'integration',
  applied: 'no',
  recovery: 'wait-for-header',
  signatures: [
    LIMITED,
    {
      statuses: [429],
      headers: { 'x-rate-limit-limit': /^\s*(?:\d{1,2}|[12]\d\d)\s*$/ },
      from: [fact('5', 'documented'), fact('5', 'wild')],
    },
    { statuses: [429], judgement: 'rate-limit-resets-soon', from: [fact('5', 'documented')] },
  ],
  twins: { ids: ['rate-limit-hourly'], question: LIMITED_QUESTION },
  wire: LIMITED_WIRE,
  from: [seedApi('Rate limiting'), fact('5', 'documented'), fact('6.3', 'documented')],
})

export const rateLimitModes: readonly FailureMode[] = [rateLimitHourly, rateLimitSpike]
