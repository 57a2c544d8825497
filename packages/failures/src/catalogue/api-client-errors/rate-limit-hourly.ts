/** 429: the calls of the hour are used up; and every 429 that does not tell its window. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import {
  RATE_LIMIT_EVIDENCE,
  RATE_LIMITED,
  RATE_LIMITED_QUESTION,
  RATE_LIMITED_WIRE,
} from './rate-limited.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const rateLimitHourlyKnown: KnownMode = {
  id: 'rate-limit-hourly',
  surface: 'api',
  status: 429,
  party: 'integration',
  applied: 'no',
  recovery: 'wait-for-header',
  // Of the two this one: the documented text speaks of an hour, and taking a spike for an hour costs a
  // wait, while taking an hour for a spike knocks again every ten seconds, and each knock counts.
  generalFor: [429],
  signatures: [
    RATE_LIMITED,
    { statuses: [429], judgement: 'rate-limit-resets-late', from: [fact('5', 'documented')] },
  ],
  twins: { ids: ['rate-limit-spike'], question: RATE_LIMITED_QUESTION },
}

export const rateLimitHourly: FailureMode = /* @__PURE__ */ told(rateLimitHourlyKnown, {
  title: 'The connected program has used up its calls to Procore for this hour.',
  summary: {
    says: 'Procore allows each app a number of calls an hour, and this app has made them all. The call was turned away before any work was done; when the limit resets, it can be sent again as it was.',
    from: [seedApi('Rate limiting'), fact('5', 'documented')],
  },
  wire: RATE_LIMITED_WIRE,
  causes: [
    {
      says: 'The program asks again and again for what has not changed, instead of using webhooks or filters on updated_at.',
      tellApart:
        'Count the calls by route in the API Call Activity Report: one GET route leads by far.',
      from: [fact('13', 'documented')],
    },
    {
      says: 'A first import, or a sync record by record, makes one call for each record.',
      tellApart: 'Count the writes of the hour: with sync, 1,000 records are one call.',
      from: [fact('8', 'documented'), fact('13', 'documented')],
    },
    {
      says: 'Failed calls are repeated at once: they count as well.',
      tellApart: 'Look in the log for the same call with the same 4xx, many times in a row.',
      from: [fact('5', 'documented'), fact('13', 'documented')],
    },
    {
      says: 'Several programs or processes share one app.',
      tellApart: 'X-Rate-Limit-Remaining falls faster than the calls of this process explain.',
      from: [fact('5', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait until the next hour; the connected program catches up by itself, and trying again makes the wait no shorter.',
      from: [fact('5', 'documented')],
    },
    integration: {
      says: 'Send nothing until the later of X-Rate-Limit-Reset and Retry-After, then resume slowly; ask for a higher limit only when calls are already batched and paced.',
      from: [seedApi('Rate limiting'), fact('5', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: 0, max: 3_600_000 },
    says: 'Until the time in X-Rate-Limit-Reset, at most an hour.',
    from: [fact('5', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'the limit is still exceeded when calls are batched, paced and driven by webhooks: ask for a higher one, which is judged on the last 30 days',
        from: [fact('5', 'documented')],
      },
      {
        says: 'calls are refused after X-Rate-Limit-Reset has passed, with nothing sent in between',
        from: [ours('then the limit is not what it says')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...RATE_LIMIT_EVIDENCE, ...REQUEST_EVIDENCE],
    from: [fact('5', 'documented'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Rate limiting'), fact('5', 'documented'), fact('6.3', 'documented')],
})
