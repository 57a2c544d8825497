/** The sign-in behind an open page has ended. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503 } from '../sources.ts'

export const staleSession: FailureMode = {
  id: 'stale-session',
  title: 'Your session has ended: sign in again.',
  summary: {
    says: 'The browser still shows Procore, but the sign-in behind it has ended or been damaged, so the next click is refused or lands on the sign-in page.',
    from: [seed503('Step 3: Clear Browser Cache and Cookies'), fact('12', 'documented')],
  },
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
  wire: {
    status: 401,
    shape: 'E9',
    text: 'Your session has ended. Sign in again to go on.',
    from: [
      fact('12', 'assumed'),
      ours('a redirect to the sign-in page is as likely; the page says more. The words are ours'),
    ],
  },
  ...PENDING,
  from: [
    seed503('Step 3: Clear Browser Cache and Cookies'),
    fact('12', 'documented'),
    ours('refused before any work'),
  ],
}
