/** How long refusals last that no waiting ends: until somebody changes something. */
import type { Duration } from '../../failure-mode.ts'
import { fact, seedApi } from '../sources.ts'

export const UNTIL_REQUEST_CHANGES: Duration = {
  typicalMs: null,
  says: 'Until the request is changed: the same request gets the same answer every time.',
  from: [fact('6.3', 'documented'), seedApi('Client errors (4xx)')],
}

export const UNTIL_ADMIN_ACTS: Duration = {
  typicalMs: null,
  says: 'Until an administrator changes the setting; no waiting and no repeating helps.',
  from: [fact('6.3', 'documented'), seedApi('Client errors (4xx)')],
}
