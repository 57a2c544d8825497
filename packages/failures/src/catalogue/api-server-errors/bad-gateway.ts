/** 502 and 504 from the API: the balancer got no answer from behind it. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { REPEATED_DAYS } from '../unavailable-escalation.ts'

export const badGatewayKnown: KnownMode = {
  id: 'bad-gateway',
  surface: 'api',
  status: 502,
  party: 'procore',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'api',
      statuses: [502],
      text: /bad gateway|upstream|proxy error/i,
      from: [fact('6.1', 'assumed'), ours('the words that balancers answer 502 with')],
    },
    {
      surface: 'api',
      statuses: [504],
      text: /gateway time-?out|timed? ?out|upstream/i,
      from: [fact('6.2', 'assumed'), ours('a balancer that waited too long, not one cut off')],
    },
  ],
  generalFor: [502, 504],
}

export const badGateway: FailureMode = /* @__PURE__ */ told(badGatewayKnown, {
  title: 'The front door of Procore could not get an answer from the servers behind it.',
  summary: {
    says: 'A load balancer in front of Procore lost, or never got, the answer of the server behind it, and answered in its place. The server may have done the work before the line broke.',
    from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented')],
  },
  wire: {
    status: 502,
    shape: 'E9',
    text: '502 Bad Gateway',
    from: [fact('6.1', 'assumed'), ours('the usual page of a balancer')],
  },
  causes: [
    {
      says: 'The server that had the request was restarted or replaced while it worked.',
      tellApart: 'It is a single answer among good ones, and the next request works.',
      from: [seedApi('Server errors (5xx)'), ours('what mostly breaks a line behind a balancer')],
    },
    {
      says: 'The work took longer than the balancer waits (then mostly 504).',
      tellApart:
        'It is always the same heavy call, a long list without a filter or a large batch, and it always fails after the same number of seconds. A smaller page works.',
      from: [fact('6.2', 'assumed')],
    },
    {
      says: 'It is one sign of a larger incident at Procore.',
      tellApart: 'Most calls fail for minutes on end, and the status page shows an incident.',
      from: [fact('12', 'wild')],
    },
    {
      says: 'A proxy in your own network answered, not Procore.',
      tellApart:
        'The page or the headers Server and Via name a product of your own; from another network the call works.',
      from: [ours('every proxy on the way can answer 502')],
    },
  ],
  remedies: {
    user: {
      says: 'Try again in a minute, after looking whether what you sent is there already.',
      from: [seedApi('Server errors (5xx)')],
    },
    integration: {
      says: 'Repeat a read after a short, growing, random wait. Before you repeat a write, read whether it was applied. If it is always the same call, ask for less at once.',
      from: [seedApi('Server errors (5xx)'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 5 * MINUTE_MS },
    says: 'Seconds, mostly; as long as the incident when there is one.',
    from: [seedApi('Server errors (5xx)'), ours('documented as passing; five minutes is a guess')],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'One call fails like this every time, with a small page too.',
        from: [ours('a passing fault would not choose one call')],
      },
      REPEATED_DAYS,
    ],
    to: 'apisupport@procore.com',
    evidence: API_EVIDENCE,
    from: [
      seedApi('Best practices for error handling'),
      ours('30 minutes is taken over from the guide to 503'),
    ],
  },
  from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})
