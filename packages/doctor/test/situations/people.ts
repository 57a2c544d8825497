/** What only the person can tell: the doctor finds nothing wrong from where it stands. */
import { systemClock } from '@underpin/ports'
import type { Situation } from './situation.ts'
import { shifted } from './stage.ts'

const MINUTE_MS = 60_000

export const PEOPLE: readonly Situation[] = [
  {
    name: 'the browser keeps a stale session: a private window works',
    who: null,
    says: { seen: ['stale-session'], privateWindowWorks: true, onlyOnePerson: true },
    cause: 'browser-session',
    signs: ['saw-session', 'private-window-works'],
  },
  {
    name: 'one person has 503, others do not, and a private window works',
    who: null,
    says: { seen: ['service-unavailable-page'], privateWindowWorks: true, onlyOnePerson: true },
    cause: 'browser-session',
    signs: ['saw-unavailable', 'private-window-works', 'only-one-person'],
  },
  {
    name: 'a request lacks a field',
    says: { seen: ['missing-field'], oneAction: true, workedBefore: false },
    cause: 'our-request',
    signs: ['saw-request-refused', 'never-worked', 'tool-reachable'],
  },
  {
    name: 'a link was mistyped',
    who: null,
    says: { seen: ['malformed-link'], oneAction: true },
    cause: 'our-request',
    signs: ['saw-request-refused'],
  },
  {
    name: 'an upload of a large file takes too long',
    says: { seen: ['upload-timeout-page'], oneAction: true, bulkWork: true },
    cause: 'our-request',
    orElse: {
      cause: 'our-network',
      because: 'a file is too large for a line, or a line too slow for a file',
    },
    signs: ['saw-upload'],
  },
  {
    name: 'notices do not come, and no token was given to look',
    who: null,
    says: { seen: ['webhook-delivery-failing'] },
    cause: 'our-webhook-receiver',
    signs: ['saw-webhook'],
  },
  {
    name: 'the clock of this machine is 20 minutes ahead',
    says: { seen: ['access-token-expired'] },
    arrange: async (stage) => {
      stage.clock = shifted(systemClock, 20 * MINUTE_MS)
    },
    cause: 'our-clock',
    signs: ['clock-skewed', 'token-valid'],
  },
  {
    name: 'the clock of this machine is two hours behind, and nobody complains',
    who: null,
    arrange: async (stage) => {
      stage.clock = shifted(systemClock, -120 * MINUTE_MS)
    },
    cause: 'our-clock',
    signs: ['clock-skewed'],
  },
]
