/** 429: too many calls within some ten seconds, beside the hourly limit. */
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

export const rateLimitSpikeKnown: KnownMode = {
  id: 'rate-limit-spike',
  surface: 'api',
  status: 429,
  party: 'integration',
  applied: 'no',
  recovery: 'wait-for-header',
  signatures: [
    RATE_LIMITED,
    { statuses: [429], judgement: 'rate-limit-resets-soon', from: [fact('5', 'documented')] },
  ],
  twins: { ids: ['rate-limit-hourly'], question: RATE_LIMITED_QUESTION },
}

export const rateLimitSpike: FailureMode = /* @__PURE__ */ told(rateLimitSpikeKnown, {
  title: 'The connected program called Procore too often within a few seconds.',
  summary: {
    says: 'Beside the hourly limit there is one of about ten seconds, against bursts, and this app went over it. The call was turned away before any work was done; some seconds later it can be sent again as it was.',
    from: [fact('5', 'documented'), seedApi('Rate limiting')],
  },
  wire: RATE_LIMITED_WIRE,
  causes: [
    {
      says: 'The program sends many calls at once.',
      tellApart:
        'Count the calls of the ten seconds before the refusal, and compare with X-Rate-Limit-Limit.',
      from: [fact('5', 'documented')],
    },
    {
      says: 'Many calls were held back by an outage or a wait, and all left at the same moment.',
      tellApart:
        'Look whether the burst came right after a 503, a 429 or the start of the program.',
      from: [fact('5', 'documented'), ours('queues empty at once unless somebody paces them')],
    },
    {
      says: 'Jobs start at the full hour, on several machines, for one app.',
      tellApart: 'The refusals cluster in the first seconds of a minute or an hour.',
      from: [ours('schedulers start at round times')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait ten seconds and try again.',
      from: [fact('5', 'documented')],
    },
    integration: {
      says: 'Send nothing until the later of X-Rate-Limit-Reset and Retry-After, then pace the calls over the ten seconds, with jitter, for all processes of the app together.',
      from: [seedApi('Rate limiting'), fact('5', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: 0, max: 10_000 },
    says: 'Until the time in X-Rate-Limit-Reset, at most about ten seconds.',
    from: [fact('5', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'calls that are paced below X-Rate-Limit-Limit per ten seconds are refused',
        from: [ours('then the limit is not what it says')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...RATE_LIMIT_EVIDENCE, ...REQUEST_EVIDENCE],
    from: [fact('5', 'documented'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Rate limiting'), fact('5', 'documented'), fact('6.3', 'documented')],
})
