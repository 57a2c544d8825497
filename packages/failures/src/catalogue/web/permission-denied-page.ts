/** The screen "Permission denied, sorry". */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedWeb } from '../sources.ts'
import { told } from '../told.ts'

export const permissionDeniedPageKnown: KnownMode = {
  id: 'permission-denied-page',
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
      statuses: [200, 401, 403, 404],
      text: /permission denied, sorry/i,
      from: [seedWeb('Permission Denied'), fact('12', 'documented')],
    },
  ],
  generalFor: [403],
}

export const permissionDeniedPage: FailureMode = /* @__PURE__ */ told(permissionDeniedPageKnown, {
  title: 'You are not allowed to open this page or file.',
  summary: {
    says: 'The page exists and you are signed in, but your permission in this project or company does not reach it. It may have reached it yesterday: permissions change.',
    from: [seedWeb('Permission Denied')],
  },
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
  causes: [
    {
      says: 'Your permission was lowered or taken away, in the project or in this tool.',
      tellApart: 'The page opened for you before, and it opens for a colleague with the same work.',
      from: [seedWeb('Permission Denied')],
    },
    {
      says: 'The item can be seen by administrators only.',
      tellApart:
        'You have Read Only, the rest of the tool opens, and this one file is meant for administrators.',
      from: [seedWeb('Permission Denied'), fact('12', 'documented')],
    },
    {
      says: 'You are signed in as somebody else, or in another company.',
      tellApart: 'Look at the name in the corner, and at the company that is chosen.',
      from: [ours('people have more than one account')],
    },
    {
      says: 'You are not a member of the project that the link belongs to.',
      tellApart: 'The project is missing from your list of projects.',
      from: [fact('6.2', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask the Procore administrator of the project, the project manager for instance, for access, and send the link along. Trying again does not help.',
      from: [seedWeb('Permission Denied')],
    },
    integration: null,
    companyAdmin: {
      says: 'Look up the person’s permission for the tool in the project’s directory, and whether the item is for administrators only. Raise the permission or share the item, if the person should see it.',
      from: [seedWeb('Permission Denied'), fact('12', 'documented')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until an administrator changes the permission.',
    from: [seedWeb('Permission Denied')],
  },
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'An administrator finds the permission to be right, and the page is refused all the same.',
        from: [ours('then it is for Procore’s support')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'The link, whole',
      'Name of the project and of the tool',
      'Your email address and your role in the project',
      'Screenshot of the message, and its time with time zone',
    ],
    from: [seedWeb('Permission Denied'), ours('what an administrator needs to look it up')],
  },
  from: [seedWeb('Permission Denied'), fact('12', 'documented')],
})
