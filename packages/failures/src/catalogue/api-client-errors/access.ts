/**
 * The caller is known and may not (403). Only the app that is not connected says so; a level that is
 * too low, a disabled tool and a project out of scope give the same answer.
 */
import type { FailureMode, Signature, Wire } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { draft } from './draft.ts'

/** The three that no marker tells apart. E1, as one live client reads `errors[0]` of every 403. */
const DENIED_WIRE: Wire = {
  status: 403,
  shape: 'E1',
  text: 'User does not have right permissions',
  from: [seedApi('Client errors, 403'), fact('6.1', 'wild'), fact('6.2', 'assumed')],
}

const DENIED: Signature = {
  surface: 'api',
  statuses: [403],
  text: /permission|not (?:allowed|authori[sz]ed|permitted)|unauthori[sz]ed|access denied|forbidden|do(?:es)? not have access/i,
  from: [seedApi('Permissions errors'), fact('6.2', 'assumed')],
}

const DENIED_QUESTION =
  'Is the tool active in GET /rest/v1.0/projects/{id}/tools, is the project in GET /rest/v1.0/projects?company_id={id} for this very caller, and what level does GET /rest/v1.0/settings/permissions?project_id={id} give for the tool? An inactive tool: disabled. No such project: out of scope. Both fine: the level.'

const appNotConnected = draft({
  id: 'app-not-connected',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'stop-company',
  signatures: [
    {
      statuses: [403, 401],
      text: /\bapp(?:lication)? is not (?:connected|installed)/i,
      from: [
        seedApi('Common error patterns, App is not connected to this company'),
        fact('6.2', 'wild'),
      ],
    },
    {
      statuses: [403],
      shape: ['E1'],
      text: /^app is not connected to this company\.?$/i,
      from: [
        seedApi('Common error patterns, App is not connected to this company'),
        fact('6.2', 'wild'),
      ],
    },
  ],
  wire: {
    status: 403,
    shape: 'E1',
    text: 'App is not connected to this company.',
    from: [
      seedApi('Common error patterns, App is not connected to this company'),
      fact('6.2', 'wild'),
    ],
  },
  from: [
    seedApi('Common error patterns, App is not connected to this company'),
    fact('6.3', 'documented'),
    fact('7', 'documented'),
  ],
})

const permissionTooLow = draft({
  id: 'permission-too-low',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  generalFor: [403],
  signatures: [DENIED],
  twins: { ids: ['tool-disabled', 'project-out-of-scope'], question: DENIED_QUESTION },
  wire: DENIED_WIRE,
  from: [seedApi('Permissions errors'), fact('6.3', 'documented')],
})

const toolDisabled = draft({
  id: 'tool-disabled',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    DENIED,
    {
      surface: 'api',
      statuses: [403, 404],
      text: /\b(?:tool|module)\b[^"]{0,60}\b(?:disabled|inactive|not (?:enabled|active|available))/i,
      from: [seedApi('Client errors, 403'), ours('what a body that names the cause would say')],
    },
  ],
  twins: { ids: ['permission-too-low', 'project-out-of-scope'], question: DENIED_QUESTION },
  wire: DENIED_WIRE,
  from: [seedApi('Client errors, 403'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})

const projectOutOfScope = draft({
  id: 'project-out-of-scope',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    DENIED,
    {
      surface: 'api',
      statuses: [401, 403],
      text: /not an? active contact|(?:company|project)[^"]{0,20} (?:is )?not valid|not (?:a member|in) (?:of )?(?:the |this )?project|project[^"]{0,40}not permitted|outside[^"]{0,40}scope/i,
      from: [fact('6.2', 'schema'), ours('what a body that names the cause would say')],
    },
  ],
  twins: { ids: ['permission-too-low', 'tool-disabled'], question: DENIED_QUESTION },
  wire: DENIED_WIRE,
  from: [seedApi('Client errors, 403'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})

export const accessErrorModes: readonly FailureMode[] = [
  appNotConnected,
  permissionTooLow,
  toolDisabled,
  projectOutOfScope,
]
