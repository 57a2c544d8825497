/** The screen "Permission denied, sorry". */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const permissionDeniedPage: FailureMode = {
  id: 'permission-denied-page',
  title: 'You are not allowed to open this page or file.',
  summary: {
    says: 'The page exists and you are signed in, but your permission in this project or company does not reach it. It may have reached it yesterday: permissions change.',
    from: [seedWeb('Permission Denied')],
  },
  surface: 'web',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    {
      surface: 'web',
      statuses: [401, 403],
      text: /permission denied|not (?:allowed|authorized|permitted)|do(?:es)? not have (?:permission|access)/i,
      from: [seedWeb('Permission Denied'), ours('words close to the documented ones')],
    },
    {
      surface: 'web',
      text: /permission denied, sorry/i,
      from: [seedWeb('Permission Denied'), fact('12', 'documented')],
    },
  ],
  generalFor: [403],
  wire: {
    status: 403,
    shape: 'E9',
    text: 'Permission denied, sorry',
    from: [
      seedWeb('Permission Denied'),
      fact('12', 'documented'),
      ours('the text is documented, its status is not'),
    ],
  },
  ...PENDING,
  from: [seedWeb('Permission Denied'), fact('12', 'documented')],
}
