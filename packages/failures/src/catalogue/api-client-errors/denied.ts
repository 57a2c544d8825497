/**
 * What a level that is too low, a disabled tool and a project out of scope have in common: the whole
 * answer. No marker that tells them apart is documented.
 */
import type { Signature, Wire } from '../../failure-mode.ts'
import { fact, seedApi } from '../sources.ts'

/** E1, because a live client reads `errors[0]` of every 403. */
export const DENIED_WIRE: Wire = {
  status: 403,
  shape: 'E1',
  text: 'User does not have right permissions',
  from: [seedApi('Client errors (4xx)'), fact('6.1', 'wild'), fact('6.2', 'assumed')],
}

/** The wording varies by operation. */
export const DENIED: Signature = {
  surface: 'api',
  statuses: [403],
  text: /permission|not (?:allowed|authori[sz]ed|permitted)|unauthori[sz]ed|access denied|forbidden|do(?:es)? not have access/i,
  from: [seedApi('Permissions errors'), fact('6.2', 'assumed')],
}

export const DENIED_QUESTION =
  'Is the tool active in GET /rest/v1.0/projects/{id}/tools, is the project in GET /rest/v1.0/projects?company_id={id} for this very caller, and what level does GET /rest/v1.0/settings/permissions?project_id={id} give for the tool? An inactive tool: disabled. No such project: out of scope. Both fine: the level.'
