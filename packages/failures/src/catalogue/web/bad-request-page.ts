/** The 422 page, headed Bad Request. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const badRequestPageKnown: KnownMode = {
  id: 'bad-request-page',
  surface: 'web',
  status: 422,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'web',
      statuses: [400, 422],
      text: /bad request|cannot (?:be )?process|malformed|rejected/i,
      from: [seedWeb('422 - Bad Request'), fact('6.2', 'documented')],
    },
  ],
  generalFor: [400, 422],
}

export const badRequestPage: FailureMode = /* @__PURE__ */ told(badRequestPageKnown, {
  title: 'Procore could not make sense of what the browser sent.',
  summary: {
    says: 'What the browser sent looks wrong to Procore, so it was refused and nothing was saved. The page is headed Bad Request, though its number is 422.',
    from: [seedWeb('422 - Bad Request')],
  },
  wire: {
    status: 422,
    shape: 'E9',
    text: 'Bad Request',
    from: [seedWeb('422 - Bad Request'), fact('12', 'documented')],
  },
  causes: [
    {
      says: 'The browser, or an extension in it, sent something that Procore cannot read.',
      tellApart:
        'The same step works in another browser, or in a private window without extensions.',
      from: [seedWeb('422 - Bad Request')],
    },
    {
      says: 'The page had been open for so long that its form is no longer valid.',
      tellApart: 'After reloading the page and filling in the form anew, it works.',
      from: [ours('forms carry a mark that ends with the session')],
    },
    {
      says: 'What was entered breaks a rule that the page did not check.',
      tellApart:
        'Another browser shows the same; it works with other values. Look at dates, unusual characters and very long texts.',
      from: [fact('6.2', 'documented'), ours('422 is also the answer to a broken rule')],
    },
    {
      says: 'A proxy or filter on the way changed the request.',
      tellApart: 'From another network it works.',
      from: [seedWeb('422 - Bad Request'), seed503('Step 5: Switch Networks')],
    },
  ],
  remedies: {
    user: {
      says: 'Copy what you have typed, then do the same step in another browser, Chrome or Firefox for instance. If that fails too, reload the page and enter it anew.',
      from: [seedWeb('422 - Bad Request')],
    },
    integration: null,
    companyAdmin: {
      says: 'Ask whether others get it in the same place, and pass on the browser and the steps to support if they do.',
      from: [ours('one person points to a browser, many to Procore')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the request is sent in another way; waiting does not help.',
    from: [seedWeb('422 - Bad Request')],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'Two browsers show it for the same step.',
        from: [seedWeb('422 - Bad Request'), ours('then the browser is ruled out')],
      },
    ],
    to: 'procore-support',
    evidence: ['The steps that lead to it, and what was entered', ...PERSON_EVIDENCE],
    from: [seed503('When to Contact Procore Support'), ours('what lets support see it happen')],
  },
  from: [seedWeb('422 - Bad Request'), fact('12', 'documented')],
})
