/** The sign-in page says that the account is locked. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const accountLocked: FailureMode = {
  id: 'account-locked',
  title: 'Your account is locked after three failed tries to sign in.',
  summary: {
    says: 'Your company has asked Procore to lock an account after three failed tries. No password opens it now, the right one included, until you reset it or an administrator of the company unlocks you.',
    from: [seedWeb('Account Locked'), fact('12', 'documented')],
  },
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
      text: /account (?:has been|is|was) locked/i,
      from: [seedWeb('Account Locked'), fact('12', 'documented')],
    },
  ],
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
  ...PENDING,
  from: [seedWeb('Account Locked'), fact('12', 'documented')],
}
