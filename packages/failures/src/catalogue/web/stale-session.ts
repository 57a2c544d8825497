/** The sign-in behind an open page has ended. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503 } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const staleSessionKnown: KnownMode = {
  id: 'stale-session',
  surface: 'web',
  status: 401,
  party: 'user',
  applied: 'no',
  recovery: 'reauthenticate',
  signatures: [
    {
      surface: 'web',
      statuses: [401, 403, 419, 422, 440],
      text: /session\b.{0,60}\b(?:expired|ended|timed out|invalid)|invalid authenticity ?token|csrf\b.{0,60}\b(?:invalid|mismatch|expired)|(?:sign|log) in again/i,
      from: [ours('the words of web frameworks; Procore documents none')],
    },
    {
      surface: 'web',
      statuses: [200],
      text: /your session (?:has )?(?:expired|ended|timed out)/i,
      from: [ours('a sign-in page says so, and answers 200')],
    },
    {
      surface: 'web',
      statuses: [302, 303, 307],
      headers: {
        location: /\/(?:login|log_?in|sign_?in|users\/sign_in|sessions?\/new)\b|:\/\/login[.-]/i,
      },
      from: [ours('a page asked for without a session leads to the sign-in page')],
    },
  ],
  generalFor: [401, 419],
}

export const staleSession: FailureMode = /* @__PURE__ */ told(staleSessionKnown, {
  title: 'Your session has ended: sign in again.',
  summary: {
    says: 'The browser still shows Procore, but the sign-in behind it has ended or been damaged, so the next click is refused or lands on the sign-in page.',
    from: [seed503('Step 3: Clear Browser Cache and Cookies'), fact('12', 'documented')],
  },
  wire: {
    status: 401,
    shape: 'E9',
    text: 'Your session has ended. Sign in again to go on.',
    from: [
      fact('12', 'assumed'),
      ours('a redirect to the sign-in page is as likely; the page says more. The words are ours'),
    ],
  },
  causes: [
    {
      says: 'Your company ends sessions that are idle for some time.',
      tellApart:
        'It happens after every long break. An administrator sees the idle time in the company’s security settings; by default there is none.',
      from: [fact('12', 'documented')],
    },
    {
      says: 'You signed out, or changed your password, in another tab or on another device.',
      tellApart: 'You remember doing so; after signing in, it stays well.',
      from: [ours('one sign-out can end other sessions')],
    },
    {
      says: 'The session data in the browser is damaged.',
      tellApart: 'Signing in does not last, but in a private window it does.',
      from: [
        seed503('Step 3: Clear Browser Cache and Cookies'),
        seed503('Step 4: Try an Incognito or Private Window'),
      ],
    },
    {
      says: 'The browser or an extension throws cookies away.',
      tellApart: 'Other sites forget you as well; in another browser it works.',
      from: [ours('without its cookie a session cannot be found')],
    },
  ],
  remedies: {
    user: {
      says: 'Copy what you have typed, then sign in again. If it happens again at once, clear cache and cookies, close the browser, and sign in anew.',
      from: [seed503('Step 3: Clear Browser Cache and Cookies')],
    },
    integration: null,
    companyAdmin: {
      says: 'Look at the idle time in the company’s security settings, if people are signed out too often.',
      from: [fact('12', 'documented')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until you sign in again.',
    from: [ours('nothing else brings a session back')],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'You are signed out again and again, in a private window and in another browser too.',
        from: [ours('then the browser is ruled out')],
      },
    ],
    to: 'company-admin',
    evidence: PERSON_EVIDENCE,
    from: [
      seed503('Step 6: Contact Your Company Administrator'),
      ours('half an hour is the patience of the guide to 503'),
    ],
  },
  from: [
    seed503('Step 3: Clear Browser Cache and Cookies'),
    fact('12', 'documented'),
    ours('refused before any work'),
  ],
})
