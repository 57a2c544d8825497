/** When a failure of Procore is worth escalating, whatever showed it: the rules of the guide to error 503. */
import type { EscalationRule } from '../failure-mode.ts'
import { ours, seed503 } from './sources.ts'
import { HOUR_MS, MINUTE_MS } from './time-units.ts'

/** The lower end of "1 to 2 hours": nobody is worse off for asking then. */
export const UNAVAILABLE_ESCALATE_AFTER_MS = HOUR_MS

/** "30 to 60 minutes". */
const PATIENCE_MS = { earliest: 30 * MINUTE_MS, latest: HOUR_MS } as const

const AT_ONCE_MS = { earliest: 0, latest: 0 } as const

export const NO_UPDATE: EscalationRule = {
  says: 'It has lasted more than two hours and the status page has had no update.',
  circumstance: 'no-update',
  afterMs: { earliest: 2 * HOUR_MS, latest: 2 * HOUR_MS },
  from: [seed503('How Long Does a Procore Error 503 Last?')],
}

export const REPEATED_DAYS: EscalationRule = {
  says: 'It comes back again and again over several days.',
  circumstance: 'repeated-days',
  afterMs: AT_ONCE_MS,
  from: [seed503('When to Contact Procore Support')],
}

export const UNAVAILABLE_ESCALATE_WHEN: readonly EscalationRule[] = [
  {
    says: 'It has lasted 30 to 60 minutes and the status page shows nothing.',
    circumstance: 'nothing-posted',
    afterMs: PATIENCE_MS,
    from: [seed503('When to Contact Procore Support for Procore Error 503')],
  },
  NO_UPDATE,
  {
    says: 'Only your company is affected while others work.',
    circumstance: 'only-our-company',
    afterMs: AT_ONCE_MS,
    to: 'company-admin',
    from: [
      seed503('When to Contact Procore Support'),
      seed503('When to Contact Procore Support for Procore Error 503'),
    ],
  },
  REPEATED_DAYS,
]

export const MAINTENANCE_ESCALATE_WHEN: readonly EscalationRule[] = [
  {
    says: 'The announced end has passed by more than 30 minutes and the status page says nothing new.',
    circumstance: 'end-passed',
    afterMs: PATIENCE_MS,
    from: [ours('the patience of the guide to 503, counted from the end of the window')],
  },
  {
    says: 'It has lasted 30 to 60 minutes, and no maintenance is listed on the status page.',
    circumstance: 'nothing-posted',
    afterMs: PATIENCE_MS,
    from: [seed503('When to Contact Procore Support for Procore Error 503')],
  },
  NO_UPDATE,
]
