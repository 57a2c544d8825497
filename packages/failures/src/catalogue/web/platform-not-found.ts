/** The bare 404 that Procore did not write. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS, MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'
import {
  UNAVAILABLE_ESCALATE_AFTER_MS,
  UNAVAILABLE_ESCALATE_WHEN,
} from '../unavailable-escalation.ts'

export const platformNotFoundKnown: KnownMode = {
  id: 'platform-not-found',
  surface: 'web',
  status: 404,
  party: 'procore',
  applied: 'unknown',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'web',
      statuses: [404],
      text: /page (?:can ?not|can['’]t) be found/i,
      from: [seedWeb('404 - File not found'), fact('12', 'documented')],
    },
    {
      surface: 'web',
      statuses: [404],
      text: /^(?:nginx|openresty)(?:\/[\d.]{1,20})?$|default backend|no such app/i,
      from: [fact('12', 'documented'), ours('the bare pages of servers with nothing behind them')],
    },
    {
      surface: 'web',
      statuses: [404],
      headers: { 'content-type': /^text\/plain/i },
      text: /\S/,
      from: [fact('12', 'documented'), ours('words without markup are no page of Procore')],
    },
    {
      surface: 'web',
      statuses: [404],
      shape: ['empty'],
      headers: { 'content-length': /^0$/ },
      from: [fact('12', 'documented'), ours('an empty page is no page of Procore')],
    },
  ],
}

export const platformNotFound: FailureMode = /* @__PURE__ */ told(platformNotFoundKnown, {
  title: 'A bare 404 page: Procore itself is in trouble.',
  summary: {
    says: 'The page that says so has none of the look of Procore, which means that Procore did not write it: something in front of it cannot find the service. The link is probably right.',
    from: [seedWeb('404 - File not found'), fact('12', 'documented')],
  },
  wire: {
    status: 404,
    shape: 'E9',
    text: 'The page cannot be found',
    from: [seedWeb('404 - File not found'), fact('12', 'documented')],
  },
  causes: [
    {
      says: 'Procore is having technical trouble, and something in front of it answers in its place.',
      tellApart:
        'The page is bare: black on white, without logo or menu. Pages that worked a moment ago show it too, and the status page reports trouble.',
      from: [seedWeb('404 - File not found'), fact('12', 'documented')],
    },
    {
      says: 'A proxy, filter or sign-in page of your own network answered.',
      tellApart: 'From another network, a phone for instance, Procore opens.',
      from: [seed503('Step 5: Switch Networks'), ours('such boxes answer with bare pages as well')],
    },
    {
      says: 'The link leads to an address that is not Procore’s.',
      tellApart: 'The name between `https://` and the first slash does not end in `procore.com`.',
      from: [ours('a misspelt host can belong to anybody')],
    },
  ],
  remedies: {
    user: {
      says: 'Look at status.procore.com and wait; subscribe there to be told when it is over. If it reports nothing, try from another network.',
      from: [seedWeb('404 - File not found'), seed503('Step 5: Switch Networks')],
    },
    integration: {
      says: 'Do not take this for a deleted item: delete or unlink nothing because of it. Stop, and try one read at growing intervals.',
      from: [ours('a bare 404 is about the platform, not about the item')],
    },
    companyAdmin: {
      says: 'Follow status.procore.com, tell your people, and subscribe to its notices by email, text message or feed.',
      from: [seedWeb('404 - File not found'), seedWeb('See Also')],
    },
  },
  duration: {
    typicalMs: { min: 5 * MINUTE_MS, max: 2 * HOUR_MS },
    says: 'As long as the trouble at Procore: mostly minutes, up to two hours.',
    from: [
      seed503('How Long Does a Procore Error 503 Last?'),
      ours('it is rare, and the text about it gives no length: that of a 503 is taken over'),
    ],
  },
  escalation: {
    afterMs: UNAVAILABLE_ESCALATE_AFTER_MS,
    when: UNAVAILABLE_ESCALATE_WHEN,
    to: 'procore-support',
    evidence: PERSON_EVIDENCE,
    from: [seed503('When to Contact Procore Support'), seedWeb('404 - File not found')],
  },
  from: [
    seedWeb('404 - File not found'),
    fact('12', 'documented'),
    ours('a form that was sent may have gone through before'),
  ],
})
