/** The sign-in page, shown again after a failed try. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedWeb } from '../sources.ts'
import { told } from '../told.ts'

export const loginRejectedKnown: KnownMode = {
  id: 'login-rejected',
  surface: 'web',
  status: 401,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'web',
      statuses: [401, 403, 422],
      text: /(?:incorrect|invalid|wrong)\b.{0,60}\b(?:password|credentials)|(?:password|credentials|log ?in|sign ?in)\b.{0,60}\b(?:incorrect|invalid|wrong|not accepted|failed|not match)|(?:not|n['’]t) (?:accept|take)\w*\b.{0,30}\b(?:password|credentials)/i,
      from: [ours('the words of sign-in pages; those of Procore are not documented')],
    },
    {
      // Framed more narrowly: a sign-in page that is merely shown may well speak of a wrong password.
      surface: 'web',
      statuses: [200],
      text: /(?:incorrect|invalid) (?:e-?mail|user ?name|password|credentials|log ?in)\b|password (?:is|was) (?:incorrect|not accepted)/i,
      from: [ours('many sign-in pages answer 200 to a rejected try')],
    },
  ],
}

export const loginRejected: FailureMode = /* @__PURE__ */ told(loginRejectedKnown, {
  title: 'The email address or the password was not accepted.',
  summary: {
    says: 'Procore does not know this pair of email address and password. In a company with a lockout policy the third failed try locks the account.',
    from: [seedWeb('Account Locked'), fact('12', 'documented')],
  },
  wire: {
    status: 401,
    shape: 'E9',
    text: 'The email address or password was not accepted.',
    variants: {
      // Where no policy locks accounts, whoever keeps failing is slowed.
      'too-fast': {
        text: 'Too many tries to sign in have failed. Wait {seconds} s, then try again.',
      },
      // On the pages that reset a password, and with the status of a form that is shown again.
      'new-password': { status: 422, text: 'The new password was not accepted.' },
      'reset-link': {
        status: 422,
        text: 'This link to reset a password was not accepted: it was used, is older than an hour, or was cut off.',
      },
    },
    from: [
      fact('12', 'assumed'),
      ours('401 says what it is; 422 would be taken for the Bad Request page. The words are ours'),
    ],
  },
  causes: [
    {
      says: 'The password or the email address is mistyped.',
      tellApart:
        'Type the password into a text field to see it: capitals lock, another keyboard layout, a blank at the end.',
      from: [ours('the commonest of reasons')],
    },
    {
      says: 'The password was changed, or has expired.',
      tellApart:
        'It worked until a certain day, or a password manager offers an older one. Some companies let passwords expire.',
      from: [fact('12', 'documented')],
    },
    {
      says: 'Your company signs in through its own sign-in system.',
      tellApart:
        'Colleagues are sent to a page of your company to sign in, and Procore cannot reset your password.',
      from: [fact('12', 'documented')],
    },
    {
      says: 'The account belongs to another environment or another address.',
      tellApart:
        'The host in the address bar is a sandbox, or the invitation was sent to another email address.',
      from: [fact('1', 'documented'), ours('accounts of a sandbox are separate')],
    },
  ],
  remedies: {
    user: {
      says: 'Stop after two tries: in many companies the third locks the account. Check the address bar and the email address, then reset the password; if your company has its own sign-in, use that.',
      from: [seedWeb('Account Locked'), fact('12', 'documented')],
    },
    integration: null,
    companyAdmin: {
      says: 'Look up which email address the person has in the company’s directory, and whether the company signs in through its own system.',
      from: [fact('12', 'documented')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the right address and password are used; waiting does not help.',
    from: [fact('12', 'documented')],
  },
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'No mail for resetting the password arrives, or a new password is refused too.',
        from: [ours('then the account is not what you take it for')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'Email address used (never the password)',
      'Address of the sign-in page',
      'Time of each try, with time zone',
      'Screenshot of the message',
    ],
    from: [seedWeb('Account Locked'), ours('an administrator sees the account')],
  },
  from: [seedWeb('Account Locked'), fact('12', 'documented'), fact('14', 'assumed')],
})
