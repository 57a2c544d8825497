/**
 * Further calls, after the weights had been mended with all before them: 10 of the 10 had the right cause first.
 */
import { blackHole } from '@underpin/emulator/rigs'
import { failDeliveries, fault, minutesAgoMs, spend } from './provoke.ts'
import type { Situation } from './situation.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }

export const NIGHT_CALLS: readonly Situation[] = [
  {
    name: 'the token has expired, and heavy load turns everybody away',
    options: QUIET_PAGE,
    issuedAgoMs: 100 * 60_000,
    says: { onlyOurCompany: false },
    arrange: (s) => fault(s, { failure: 'heavy-load', match: { path: '/rest/*' } }),
    cause: 'heavy-load',
    signs: ['api-heavy-load'],
  },
  {
    name: '429 came in bulk work ten minutes ago, and enough is left now',
    says: { seen: ['rate-limit-spike'], bulkWork: true, sinceMs: minutesAgoMs(10) },
    cause: 'throttling',
    signs: [],
  },
  {
    name: 'the sign-in refuses one person',
    who: null,
    says: { seen: ['login-rejected'], onlyOnePerson: true },
    cause: 'browser-session',
    signs: [],
  },
  {
    name: 'hooks fail at the receiver beside an incident that is not ours',
    who: 'admin',
    says: { seen: ['webhook-delivery-failing'] },
    arrange: async (s) => {
      await failDeliveries(s)
      await s.door('incidents', {
        name: 'Courses',
        impact: 'minor',
        components: ['Training Center'],
      })
    },
    cause: 'our-webhook-receiver',
    signs: ['webhooks-failing'],
  },
  {
    name: 'packets to the API are dropped, for other companies as well',
    says: { onlyOurCompany: false, otherNetworkWorks: false },
    arrange: async (s) => s.place(['api'], await s.keep(blackHole())),
    cause: 'regional-outage',
    orElse: { cause: 'routing', because: 'from outside the two look the same' },
    signs: ['connect-times-out'],
  },
  {
    name: 'the pages fail for several people who saw 502, and the API works',
    options: QUIET_PAGE,
    who: null,
    says: { seen: ['bad-gateway'], onlyOnePerson: false },
    arrange: (s) => fault(s, { failure: 'service-unavailable-page', match: { path: '/*' } }),
    cause: 'regional-outage',
    orElse: { cause: 'heavy-load', because: 'from outside the two look the same' },
    signs: [],
  },
  {
    name: 'a record is not found, and its tool is switched off',
    about: { projectId: '5002' },
    says: { seen: ['resource-not-found'], oneAction: true },
    cause: 'our-permission',
    signs: ['tool-disabled'],
  },
  {
    name: '503 for our company alone over days, and no token was given',
    who: null,
    says: { seen: ['service-unavailable-page'], onlyOurCompany: true, repeatedOverDays: true },
    cause: 'our-company',
    signs: [],
  },
  {
    name: '503 for one person, and no private window was tried',
    who: null,
    says: { seen: ['service-unavailable-page'], onlyOnePerson: true },
    cause: 'browser-session',
    signs: [],
  },
  {
    name: 'the words of load came in bulk work, and the limit is spent',
    options: { limits: { hourly: 20, spike: 0 } },
    says: { bulkWork: true, seen: ['heavy-load'] },
    arrange: (s) => spend(s, 20),
    cause: 'throttling',
    orElse: { cause: 'heavy-load', because: 'from outside the two look the same' },
    signs: ['limit-hourly-spent'],
  },
]
