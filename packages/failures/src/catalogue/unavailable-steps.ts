/** What a person can try at a 503, in the order of the guide: its six steps. */
import type { Claim } from '../failure-mode.ts'
import { seed503 } from './sources.ts'
import { MINUTE_MS } from './time-units.ts'

export type UnavailableStepId =
  | 'refresh'
  | 'status-page'
  | 'clear-cache'
  | 'private-window'
  | 'other-network'
  | 'company-admin'

export interface UnavailableStep extends Claim {
  readonly id: UnavailableStepId
  /** How long to wait before it, in milliseconds; 0: at once. */
  readonly afterMs: number
}

/** The lower end of "1–2 minutes". */
const REFRESH_AFTER_MS = MINUTE_MS

export const UNAVAILABLE_STEPS: readonly UnavailableStep[] = [
  {
    id: 'refresh',
    says: 'Wait one to two minutes, then refresh once.',
    afterMs: REFRESH_AFTER_MS,
    from: [seed503('Step 1: Refresh the Page')],
  },
  {
    id: 'status-page',
    says: 'Look at status.procore.com: if an incident is listed, wait for its end.',
    afterMs: 0,
    from: [seed503('Step 2: Check the Official Status Page')],
  },
  {
    id: 'clear-cache',
    says: 'Clear the browser’s cache and cookies, close the browser completely, and sign in again.',
    afterMs: 0,
    from: [seed503('Step 3: Clear Browser Cache and Cookies')],
  },
  {
    id: 'private-window',
    says: 'Try a private window.',
    afterMs: 0,
    from: [seed503('Step 4: Try an Incognito or Private Window')],
  },
  {
    id: 'other-network',
    says: 'Try another network, a phone’s hotspot for instance.',
    afterMs: 0,
    from: [seed503('Step 5: Switch Networks')],
  },
  {
    id: 'company-admin',
    says: 'Ask the Procore administrator of your company to look at your permissions and at the company’s account.',
    afterMs: 0,
    from: [seed503('Step 6: Contact Your Company Administrator')],
  },
]
