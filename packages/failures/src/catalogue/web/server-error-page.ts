/** The 500 page. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedApi, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { REPEATED_DAYS } from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const serverErrorPageKnown: KnownMode = {
  id: 'server-error-page',
  surface: 'web',
  status: 500,
  party: 'procore',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'web',
      statuses: [500],
      text: /internal server error|unexpected|something went wrong/i,
      from: [seedWeb('500 - Internal Server Error'), ours('words for it')],
    },
  ],
  generalFor: [500],
}

export const serverErrorPage: FailureMode = /* @__PURE__ */ told(serverErrorPageKnown, {
  title: 'Procore hit an unexpected error and could not show the page.',
  summary: {
    says: 'Procore is up, but something broke inside it while it worked on this page. That is not the same as 503, where Procore cannot take requests at all for a while. What you sent may or may not have been saved.',
    from: [
      seedWeb('500 - Internal Server Error'),
      seed503('Procore Error 503 vs 500 — What’s the Difference?'),
    ],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
  wire: {
    status: 500,
    shape: 'E9',
    text: 'Internal Server Error: something unexpected happened.',
    from: [seedWeb('500 - Internal Server Error'), ours('the words are ours')],
  },
  causes: [
    {
      says: 'Something unexpected happened inside Procore.',
      tellApart: 'It happens in every browser, and to colleagues on the same page.',
      from: [seedWeb('500 - Internal Server Error')],
    },
    {
      says: 'The browser holds damaged or old data.',
      tellApart: 'The same page opens in a private window or in another browser.',
      from: [seedWeb('500 - Internal Server Error'), fact('12', 'documented')],
    },
    {
      says: 'One item makes the page fail.',
      tellApart: 'Only this item fails; others of the same tool open.',
      from: [ours('a defect often needs one particular record')],
    },
    {
      says: 'It is one sign of a larger incident.',
      tellApart:
        'Many pages fail, some with 503, which means that Procore takes no requests for a while. Look at the status page.',
      from: [seed503('Procore Error 503 vs 500 — What’s the Difference?')],
    },
  ],
  remedies: {
    user: {
      says: 'Look whether what you sent is there already. Then refresh the page; if it fails again, clear the browser’s cache, or try another browser.',
      from: [seedWeb('500 - Internal Server Error'), fact('12', 'documented')],
    },
    integration: null,
    companyAdmin: {
      says: 'Look at status.procore.com, and ask whether others get it on the same page. If they do and nothing is listed, report it.',
      from: [seed503('Step 2: Check the Official Status Page'), fact('12', 'documented')],
    },
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 5 * MINUTE_MS },
    says: 'Gone at the next try, or within minutes; a defect stays until Procore mends it.',
    from: [
      seedApi('Server errors (5xx)'),
      ours('no length is documented for the page: five minutes is a guess'),
    ],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'The same page fails in two browsers, and for a colleague.',
        from: [fact('12', 'documented'), ours('then the browser is ruled out')],
      },
      REPEATED_DAYS,
    ],
    to: 'procore-support',
    evidence: PERSON_EVIDENCE,
    from: [
      seed503('When to Contact Procore Support for Procore Error 503'),
      ours('the rules of the guide to 503 are taken over'),
    ],
  },
  from: [seedWeb('500 - Internal Server Error'), fact('12', 'documented')],
})
