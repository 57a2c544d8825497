/** When a 503 is worth escalating, whatever showed it: the rules of the guide to error 503. */
import type { Claim } from '../failure-mode.ts'
import { seed503 } from './sources.ts'
import { HOUR_MS } from './time-units.ts'

/** The lower end of "1 to 2 hours": nobody is worse off for asking then. */
export const UNAVAILABLE_ESCALATE_AFTER_MS = HOUR_MS

export const UNAVAILABLE_ESCALATE_WHEN: readonly Claim[] = [
  {
    says: 'It has lasted 30 to 60 minutes and the status page shows nothing.',
    from: [seed503('When to Contact Procore Support for Procore Error 503')],
  },
  {
    says: 'It has lasted more than two hours and the status page has had no update.',
    from: [seed503('How Long Does a Procore Error 503 Last?')],
  },
  {
    says: 'Only your company is affected while others work.',
    from: [seed503('When to Contact Procore Support')],
  },
  {
    says: 'It comes back again and again over several days.',
    from: [seed503('When to Contact Procore Support')],
  },
]
