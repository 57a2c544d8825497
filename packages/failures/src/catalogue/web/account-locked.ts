/** The sign-in page says that the account is locked. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedWeb } from '../sources.ts'
import { told } from '../told.ts'

export const accountLockedKnown: KnownMode = {
  id: 'account-locked',
  surface: 'web',
  status: 401,
  party: 'user',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    {
      surface: 'web',
      statuses: [401, 403, 422, 423],
      text: /account\b.{0,60}\blocked|locked out|locked\b.{0,60}\baccount/i,
      from: [seedWeb('Account Locked'), fact('14', 'assumed')],
    },
    {
      surface: 'web',
      statuses: [200, 401, 403, 422, 423],
      text: /account (?:has been|is|was|got) locked|(?:is|am|are|was|been|got) locked out/i,
      from: [seedWeb('Account Locked'), fact('12', 'documented')],
    },
  ],
}

export const accountLocked: FailureMode = /* @__PURE__ */ told(accountLockedKnown, {
  title: 'Your account is locked after three failed tries to sign in.',
  summary: {
    says: 'Your company has asked Procore to lock an account after three failed tries. No password opens it now, the right one included, until you reset it or an administrator of the company unlocks you.',
    from: [seedWeb('Account Locked'), fact('12', 'documented')],
  },
  wire: {
    status: 401,
    shape: 'E9',
    text: 'This account is locked after too many failed tries to sign in.',
    from: [
      seedWeb('Account Locked'),
      fact('14', 'assumed'),
      ours('the form is shown again, so the status is that of login-rejected; the words are ours'),
    ],
  },
  causes: [
    {
      says: 'The password was entered wrongly three times.',
      tellApart: 'You remember the tries, and they were all within the last while.',
      from: [seedWeb('Account Locked'), fact('12', 'documented')],
    },
    {
      says: 'A program or another device keeps trying an old password.',
      tellApart:
        'You did not try three times, or the account is locked again right after being unlocked. Think of a phone, a tablet on site, a saved password.',
      from: [ours('what still holds an old password after a change')],
    },
    {
      says: 'Somebody else tries to get in.',
      tellApart: 'Nobody of yours tried, and none of your devices holds an old password.',
      from: [ours('what lockout is there for')],
    },
  ],
  remedies: {
    user: {
      says: 'Reset your password from the sign-in page, or ask the Procore administrator of your company to unlock your account. Then you have three tries again.',
      from: [seedWeb('Account Locked'), fact('12', 'documented')],
    },
    integration: null,
    companyAdmin: {
      says: 'Open the person in the company’s directory, choose to edit, and press Unlock Account in the banner. That takes Admin on the company Directory.',
      from: [seedWeb('Account Locked'), fact('12', 'documented')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the password is reset or an administrator unlocks the account. It is not documented that a lock ends by itself.',
    from: [seedWeb('Account Locked'), fact('12', 'documented')],
  },
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'You cannot reset the password: no mail comes, or your company has its own sign-in.',
        from: [fact('12', 'documented')],
      },
      {
        says: 'The account is locked again without a try of yours.',
        from: [ours('then a device or a stranger is at it')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'Email address of the account (never the password)',
      'Name of the company you sign in to',
      'Time of the last tries, with time zone',
      'Screenshot of the message',
    ],
    from: [seedWeb('Account Locked'), fact('12', 'documented')],
  },
  from: [seedWeb('Account Locked'), fact('12', 'documented')],
})
