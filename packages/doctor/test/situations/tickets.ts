/**
 * Tickets: what somebody wrote down about it, and what is found when it is looked at. Before the weights were
 * mended with them 10 of the 12 had the right cause first.
 */
import { blackHole, closedPort } from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import { fault, hoursFromNow, minutesAgoMs, putInFront } from './provoke.ts'
import type { Situation } from './situation.ts'
import { shifted } from './stage.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }
const PROCORE = ['api', 'login', 'app'] as const
const API = { path: '/rest/*' }
const HOUR_MINUTES = 60

export const TICKETS: readonly Situation[] = [
  {
    name: 'heavy load for the company of a service account, which must name a company in each call',
    who: 'service',
    options: QUIET_PAGE,
    says: { onlyOurCompany: true, seen: ['heavy-load'] },
    arrange: (stage) => fault(stage, { failure: 'heavy-load', match: { companyId: 4001 } }),
    cause: 'our-company',
    signs: ['api-healthy', 'only-our-company'],
  },
  {
    name: 'a certificate error at a site behind a filter, and all is well from here',
    who: null,
    says: { seen: ['tls-failure'], onlyOnePerson: false },
    cause: 'our-network',
    signs: ['all-hosts-reachable', 'several-people'],
  },
  {
    name: 'connections timed out an hour ago, and all answers',
    who: null,
    says: { seen: ['connect-timeout'], sinceMs: minutesAgoMs(HOUR_MINUTES) },
    cause: 'routing',
    orElse: { cause: 'our-network', because: 'what lost the packets is over, and left no trace' },
    signs: ['saw-network', 'all-hosts-reachable'],
  },
  {
    name: '500 on saving one form for days, and others at the company have it',
    says: {
      ...{ seen: ['server-error-page'], oneAction: true, repeatedOverDays: true },
      ...{ onlyOnePerson: false, privateWindowWorks: false },
    },
    cause: 'procore-defect',
    signs: ['saw-server-error', 'repeated-days', 'tool-reachable'],
  },
  {
    name: 'the API sheds load while an import of ours runs, and others have it too',
    options: QUIET_PAGE,
    says: { seen: ['heavy-load'], bulkWork: true, onlyOurCompany: false },
    arrange: (stage) => fault(stage, { failure: 'heavy-load', match: API, retryAfterS: 20 }),
    cause: 'heavy-load',
    signs: ['api-heavy-load', 'bulk-work', 'other-companies-too'],
  },
  {
    name: 'a colleague’s permission is gone, and the clock here is ten minutes ahead',
    who: 'sub',
    says: { seen: ['permission-too-low'], onlyOnePerson: true },
    arrange: async (stage) => {
      stage.clock = shifted(systemClock, 10 * 60_000)
    },
    cause: 'our-permission',
    orElse: { cause: 'our-clock', because: 'both are there' },
    signs: ['permission-too-low', 'clock-skewed'],
    also: ['our-permission', 'our-clock'],
  },
  {
    name: 'the sign-in answers 503, the token works, and people cannot sign in anywhere',
    options: QUIET_PAGE,
    says: { seen: ['service-unavailable-page'], onlyOurCompany: false, onlyOnePerson: false },
    arrange: (stage) =>
      putInFront(stage, ['login'], () => ({ kind: 'fail', failure: 'service-unavailable-page' })),
    cause: 'regional-outage',
    orElse: { cause: 'heavy-load', because: 'a bare 503 does not say why' },
    signs: ['login-unavailable', 'api-healthy', 'other-companies-too'],
  },
  {
    name: 'only this office: packets are dropped for all of Procore, and a phone works',
    who: null,
    says: { otherNetworkWorks: true, onlyOnePerson: false, workedBefore: true },
    arrange: async (stage) => stage.place(PROCORE, await stage.keep(blackHole())),
    cause: 'our-network',
    orElse: { cause: 'routing', because: 'where on the way they are dropped cannot be seen' },
    signs: ['all-hosts-unreachable', 'other-network-works'],
  },
  {
    name: 'one person is asked to sign in again and again, and a colleague beside is not',
    who: null,
    says: { seen: ['stale-session'], onlyOnePerson: true, otherNetworkWorks: false },
    cause: 'browser-session',
    signs: ['saw-session', 'other-network-fails'],
  },
  {
    name: 'somebody says only that it began an hour ago, and everything answers',
    who: null,
    says: { sinceMs: minutesAgoMs(HOUR_MINUTES) },
    cause: 'not-fine',
    signs: ['all-hosts-reachable'],
  },
  {
    name: 'a maintenance is to come tomorrow, the status page says, and the API refuses connections',
    options: QUIET_PAGE,
    says: { onlyOurCompany: false },
    arrange: async (stage) => {
      await stage.door('maintenance', {
        ...{ start: hoursFromNow(20), end: hoursFromNow(22), title: 'Upgrade' },
      })
      stage.place(['api'], await stage.keep(closedPort()))
    },
    cause: 'regional-outage',
    signs: ['connect-refused', 'status-maintenance-soon'],
  },
  {
    name: 'an import with a wrong field is refused, and it is refused for a colleague as well',
    says: { seen: ['unknown-field'], bulkWork: true, onlyOnePerson: false },
    cause: 'our-request',
    signs: ['saw-request-refused', 'several-people', 'bulk-work'],
  },
]
