/** The sign-in page, shown again after a failed try. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const loginRejected: FailureMode = {
  id: 'login-rejected',
  title: 'The email address or the password was not accepted.',
  summary: {
    says: 'Procore does not know this pair of email address and password. In a company with a lockout policy the third failed try locks the account.',
    from: [seedWeb('Account Locked'), fact('12', 'documented')],
  },
  surface: 'web',
  status: 401,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'web',
      statuses: [401, 403, 422],
      text: /(?:incorrect|invalid|wrong)\b.{0,60}\b(?:password|credentials|log ?in)|(?:password|credentials|log ?in|sign ?in)\b.{0,60}\b(?:incorrect|invalid|wrong|not accepted|failed|not match)/i,
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
  wire: {
    status: 401,
    shape: 'E9',
    text: 'The email address or password was not accepted.',
    from: [
      fact('12', 'assumed'),
      ours('401 says what it is; 422 would be taken for the Bad Request page. The words are ours'),
    ],
  },
  ...PENDING,
  from: [seedWeb('Account Locked'), fact('12', 'documented'), fact('14', 'assumed')],
}
