/**
 * What an on-call engineer is rung up with: half of the story told, and the rest to be found. Before the
 * weights were mended with them 19 of the 21 had the right cause first.
 */
import { badTls, captivePortal, closedPort, cuttingPort } from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import { failDeliveries, fault, hoursFromNow, minutesAgoMs, putInFront, spend } from './provoke.ts'
import type { Situation } from './situation.ts'
import { shifted } from './stage.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }
const PROCORE = ['api', 'login', 'app'] as const
const API = { path: '/rest/*' }
const HOUR_MINUTES = 60

export const ON_CALL: readonly Situation[] = [
  {
    name: '503 for three hours, the page is green, several people have it, and all answers from here',
    who: null,
    says: {
      ...{ seen: ['service-unavailable-page'], onlyOurCompany: true, onlyOnePerson: false },
      ...{ sinceMs: minutesAgoMs(3 * HOUR_MINUTES), otherNetworkWorks: false },
    },
    cause: 'our-company',
    signs: ['only-our-company', 'status-operational'],
  },
  {
    name: 'a mobile hotspot helps, the office shows a timeout, and the doctor runs elsewhere',
    who: null,
    says: { seen: ['connect-timeout'], otherNetworkWorks: true, onlyOnePerson: false },
    cause: 'our-network',
    signs: ['saw-network', 'other-network-works'],
  },
  {
    name: 'names do not resolve for a person at a site, and do from here',
    who: null,
    says: { seen: ['dns-failure'] },
    cause: 'our-network',
    signs: ['saw-local-network', 'all-hosts-reachable'],
  },
  {
    name: 'a heavy-load message was seen a minute ago by several people, and it works now',
    who: null,
    says: { seen: ['heavy-load-page'], sinceMs: minutesAgoMs(2), onlyOnePerson: false },
    cause: 'heavy-load',
    signs: ['saw-heavy-load'],
  },
  {
    name: 'the refresh token was used twice, and no token is left to look with',
    who: null,
    says: { seen: ['refresh-token-spent'], workedBefore: true },
    cause: 'our-token',
    signs: ['saw-token'],
  },
  {
    name: 'an account is locked after three tries',
    who: null,
    says: { seen: ['account-locked'], onlyOnePerson: true },
    cause: 'our-permission',
    orElse: { cause: 'browser-session', because: 'a locked account counts among sign-ins' },
    signs: ['saw-session', 'only-one-person'],
  },
  {
    name: 'the app was disconnected, says the error, and nobody gave a token',
    who: null,
    says: { seen: ['app-not-connected'], workedBefore: true, onlyOurCompany: true },
    cause: 'our-app',
    signs: ['saw-app-not-connected'],
  },
  {
    name: '503 in bursts during a large import, and a tenth of the limit is left',
    options: { limits: { hourly: 40, spike: 0 } },
    says: { seen: ['rate-limit-hourly'], bulkWork: true, onlyOurCompany: true },
    arrange: (stage) => spend(stage, 25),
    cause: 'throttling',
    signs: ['saw-rate-limit', 'bulk-work'],
  },
  {
    name: 'heavy load for our company alone, and a token is there',
    options: QUIET_PAGE,
    says: { seen: ['heavy-load'], onlyOurCompany: true },
    arrange: (stage) => fault(stage, { failure: 'heavy-load', match: { companyId: 4001 } }),
    cause: 'our-company',
    signs: ['only-our-company', 'company-unavailable'],
  },
  {
    name: 'a maintenance that was announced is over its end, and the pages still show it',
    options: QUIET_PAGE,
    who: null,
    says: { maintenanceAnnounced: true, seen: ['maintenance-page'] },
    arrange: (stage) => fault(stage, { failure: 'maintenance-page', match: { path: '/*' } }),
    cause: 'scheduled-maintenance',
    signs: ['app-maintenance', 'maintenance-announced'],
  },
  {
    name: 'the API works, the web application shows 500, and others have it too',
    options: QUIET_PAGE,
    says: { seen: ['server-error-page'], onlyOurCompany: false },
    arrange: (stage) => fault(stage, { failure: 'server-error-page', match: { path: '/*' } }),
    cause: 'procore-defect',
    signs: ['app-server-error', 'other-companies-too'],
  },
  {
    name: 'permission denied since the roles were changed, and no token was given',
    who: null,
    says: { seen: ['permission-denied-page'], onlyOnePerson: true, workedBefore: true },
    cause: 'our-permission',
    signs: ['saw-permission', 'worked-before'],
  },
  {
    name: 'connections to the API alone are cut, from another network too',
    says: { seen: ['connection-reset'], otherNetworkWorks: false },
    arrange: async (stage) => stage.place(['api'], await stage.keep(cuttingPort())),
    cause: 'regional-outage',
    orElse: { cause: 'routing', because: 'who cuts cannot be told from outside' },
    signs: ['connect-reset', 'other-network-fails'],
  },
  {
    name: 'something at the office opens TLS with a paper of its own, and a phone works',
    says: { otherNetworkWorks: true, seen: ['tls-failure'] },
    arrange: async (stage) => {
      stage.place(PROCORE, await stage.keep(badTls('self-signed')))
    },
    cause: 'our-network',
    signs: ['tls-fails', 'other-network-works'],
  },
  {
    name: 'a guest network asks to sign in, and a 503 was handed in',
    who: null,
    says: { seen: ['service-unavailable-page'] },
    arrange: async (stage) => {
      stage.place([...PROCORE, 'status', 'control'], await stage.keep(captivePortal('redirect')))
    },
    cause: 'our-network',
    signs: ['captive-portal'],
  },
  {
    name: 'a permission is missing, and a maintenance is announced for next night',
    who: 'sub',
    says: { seen: ['permission-too-low'], oneAction: true },
    arrange: async ({ door }) => {
      await door('maintenance', {
        start: hoursFromNow(20),
        end: hoursFromNow(22),
        title: 'Upgrade',
      })
    },
    cause: 'our-permission',
    signs: ['permission-too-low', 'status-maintenance-soon'],
  },
  {
    name: 'a sync is refused for a duplicate, and an incident of the web application is open',
    says: { seen: ['origin-id-taken'], oneAction: true },
    arrange: async ({ door }) => {
      await door('incidents', {
        ...{ name: 'Slow pages', impact: 'minor', components: ['Web Application'] },
      })
    },
    cause: 'our-request',
    signs: ['saw-request-refused'],
  },
  {
    name: 'the clock is ten hours behind, and secure connections were refused',
    says: { seen: ['tls-failure'], onlyOnePerson: true },
    arrange: async (stage) => {
      stage.clock = shifted(systemClock, -10 * HOUR_MINUTES * 60_000)
    },
    cause: 'our-clock',
    signs: ['clock-skewed'],
  },
  {
    name: 'half of the answers of the API are 502, the page is green, and everybody has it',
    options: QUIET_PAGE,
    says: { seen: ['bad-gateway'], onlyOurCompany: false },
    arrange: (stage) => fault(stage, { failure: 'bad-gateway', match: API, probability: 0.5 }),
    cause: 'regional-outage',
    orElse: { cause: 'procore-defect', because: 'a 502 does not say why nothing stood behind it' },
    signs: ['saw-bad-gateway', 'other-companies-too'],
  },
  {
    name: 'hooks fail, the login host is gone, and everybody has it',
    who: 'admin',
    says: { onlyOurCompany: false, onlyOnePerson: false },
    arrange: async (stage) => {
      await failDeliveries(stage)
      stage.place(['login'], await stage.keep(closedPort()))
    },
    cause: 'regional-outage',
    orElse: { cause: 'procore-defect', because: 'one host is down, whatever brought it down' },
    signs: ['webhooks-failing', 'connect-refused'],
    also: ['our-webhook-receiver'],
  },
  {
    name: 'the web application answers late, names and API are quick, and a 408 was seen in an upload',
    who: null,
    says: { seen: ['upload-timeout-page'], oneAction: true, onlyOnePerson: true },
    arrange: (stage) => putInFront(stage, ['app'], () => ({ kind: 'late', byMs: 500 })),
    cause: 'our-request',
    orElse: { cause: 'our-network', because: 'a file too large, or a line too slow' },
    signs: ['saw-upload'],
  },
]
