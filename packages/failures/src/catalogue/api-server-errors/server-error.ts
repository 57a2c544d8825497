/** 500 from the API: Procore failed on this request. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { REPEATED_DAYS } from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const serverErrorKnown: KnownMode = {
  id: 'server-error',
  surface: 'api',
  status: 500,
  party: 'procore',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'api',
      statuses: [500],
      text: /internal server error|unexpected (?:error|condition)|something went wrong/i,
      from: [fact('6.2', 'documented'), ours('the words that frameworks answer 500 with')],
    },
    {
      surface: 'api',
      statuses: [500],
      text: /exception|stack ?trace/i,
      from: [fact('6.1', 'schema'), ours('E6 has room for the name of an exception')],
    },
  ],
  generalFor: [500],
}

export const serverError: FailureMode = /* @__PURE__ */ told(serverErrorKnown, {
  title: 'Procore hit an unexpected error while handling the request.',
  summary: {
    says: 'Something broke inside Procore while it worked on this request. The request may have been carried out in full, in part or not at all: the answer does not say.',
    from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented')],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
  wire: {
    status: 500,
    shape: 'E4',
    text: 'An unexpected error occurred on the server.',
    from: [fact('6.2', 'documented'), ours('status documented; the shape and the words are ours')],
  },
  causes: [
    {
      says: 'Something inside Procore failed for a moment.',
      tellApart: 'The same request works a few seconds or minutes later.',
      from: [seedApi('Server errors (5xx)')],
    },
    {
      says: 'Procore has a defect that this one request runs into.',
      tellApart:
        'The same call works for another record, or with fewer fields, and fails for this one every time.',
      from: [ours('an unexpected error that repeats has a fixed cause')],
    },
    {
      says: 'It is one sign of a larger incident at Procore.',
      tellApart:
        'Unrelated calls fail as well, some with 502 or 503, and the status page shows an incident for the API Gateway.',
      from: [fact('12', 'wild'), ours('one incident shows itself in several statuses')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait a minute, look whether what you sent is there already, and only then try once more.',
      from: [seedApi('Server errors (5xx)'), ours('a second try may do the work twice')],
    },
    integration: {
      says: 'Repeat a read after a short wait, a few times at most. Before you repeat a write, read whether it was applied. When it goes on, send the details to apisupport@procore.com.',
      from: [seedApi('Server errors (5xx)'), fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Look at status.procore.com. If nothing is listed, ask whoever runs the integration to send the details to apisupport@procore.com.',
      from: [seedApi('Server errors (5xx)')],
    },
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 5 * MINUTE_MS },
    says: 'Seconds to a few minutes when it passes by itself; a defect stays until Procore mends it.',
    from: [
      seedApi('Server errors (5xx)'),
      ours('the reference says a short delay; five minutes is a guess'),
    ],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'The same request fails every time while others work.',
        from: [ours('waiting does not mend a defect')],
      },
      REPEATED_DAYS,
    ],
    to: 'apisupport@procore.com',
    evidence: API_EVIDENCE,
    from: [
      seedApi('Server errors (5xx)'),
      seedApi('Best practices for error handling'),
      ours('30 minutes is taken over from the guide to 503'),
    ],
  },
  from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})
