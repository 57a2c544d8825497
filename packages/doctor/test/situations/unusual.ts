/** Parts that fail alone, evidence that is missing, old, or at odds with itself. */
import { badTls, captivePortal, closedPort } from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import { failDeliveries, fault, hoursFromNow, minutesAgoMs, putInFront, spend } from './provoke.ts'
import { CALLS_OF_THE_API, type Situation } from './situation.ts'
import { HOSTS, shifted } from './stage.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }
const PROCORE = ['api', 'login', 'app'] as const

export const UNUSUAL: readonly Situation[] = [
  {
    name: 'the pages alone answer 503, and the API works',
    who: null,
    options: QUIET_PAGE,
    arrange: (stage) =>
      fault(stage, { failure: 'service-unavailable-page', match: { path: '/*' } }),
    cause: 'regional-outage',
    orElse: { cause: 'heavy-load', because: 'a bare 503 of a part does not say why' },
    signs: ['app-unavailable', 'api-healthy'],
  },
  {
    name: 'the sign-in alone is down, and the token still works',
    arrange: async (stage) => stage.place(['login'], await stage.keep(closedPort())),
    cause: 'regional-outage',
    orElse: { cause: 'procore-defect', because: 'one host that is down, whatever brought it down' },
    signs: ['connect-refused', 'some-hosts-unreachable', 'token-valid'],
  },
  {
    name: 'our resolver fails at the names of Procore, and there is no other to ask',
    arrange: async (stage) => {
      for (const host of PROCORE) stage.resolver.answers.set(stage.name(host), 'servfail')
      stage.targets = { ...stage.targets, secondResolver: null }
    },
    cause: 'our-network',
    orElse: {
      cause: 'regional-outage',
      because: 'whose names fail cannot be told by one resolver',
    },
    signs: ['dns-fails', 'control-reachable'],
  },
  {
    name: 'the proxy that is set is gone',
    arrange: async (stage) => {
      const gone = await stage.keep(closedPort())
      stage.environment = { http_proxy: gone.url, https_proxy: gone.url }
    },
    cause: 'our-network',
    signs: ['proxy-unreachable'],
  },
  {
    name: 'the API answers 500, and an incident tells of it',
    options: QUIET_PAGE,
    arrange: async (stage) => {
      await fault(stage, { failure: 'server-error', match: { path: '/rest/*' } })
      const components = ['API Gateway']
      await stage.door('incidents', { name: 'API errors', impact: 'major', components })
    },
    cause: 'procore-defect',
    orElse: { cause: 'regional-outage', because: 'an incident that shows as 500 is both' },
    signs: ['api-server-error', 'status-incident'],
  },
  {
    name: 'the status page tells of an outage that does not show from here, and colleagues have it',
    says: { seen: ['service-unavailable-page'], onlyOnePerson: false, onlyOurCompany: false },
    arrange: async ({ door }) => {
      const components = ['API Gateway', 'Web Application']
      await door('incidents', { name: 'Parts not available', impact: 'major', components })
    },
    cause: 'regional-outage',
    signs: ['status-incident', 'api-healthy', 'several-people'],
  },
  {
    name: 'the status page tells of an outage of the API, which works, and nobody complains',
    arrange: async ({ door }) => {
      await door('incidents', { name: 'API down', impact: 'critical', components: ['API Gateway'] })
    },
    cause: 'regional-outage',
    signs: ['status-incident', 'api-healthy'],
  },
  {
    name: 'a maintenance page was seen this morning, and everything works again',
    says: { seen: ['maintenance-page'], sinceMs: minutesAgoMs(180) },
    cause: 'scheduled-maintenance',
    signs: ['saw-maintenance', 'api-healthy'],
  },
  {
    name: 'a token was refused yesterday, and this one is taken',
    says: { seen: ['access-token-expired'], workedBefore: true },
    cause: 'not-fine',
    signs: ['token-valid', 'saw-token'],
  },
  {
    name: 'a company that there is not is asked for',
    who: 'admin',
    about: { companyId: '999', projectId: null, tool: null },
    cause: 'our-app',
    orElse: { cause: 'our-permission', because: 'nobody says whether a company is there' },
    signs: ['company-not-visible', 'app-not-connected'],
  },
  {
    name: 'a person is not in the project',
    about: { projectId: '5003' },
    cause: 'our-permission',
    orElse: {
      cause: 'our-request',
      because: 'what may not be seen is answered as what is not there',
    },
    signs: ['company-answers', 'not-in-project'],
  },
  {
    name: 'something that speaks no TLS answers at the door of the API',
    arrange: async (stage) => stage.place(['api'], await stage.keep(badTls('not-tls'))),
    cause: 'our-network',
    orElse: { cause: 'regional-outage', because: 'what answers there may be theirs or ours' },
    signs: ['tls-fails', 'some-hosts-unreachable'],
  },
  {
    name: 'a hotel leads every name to itself',
    arrange: async (stage) => {
      stage.place(HOSTS, await stage.keep(captivePortal('redirect')))
      for (const host of HOSTS) stage.secondResolver.answers.set(stage.name(host), '127.0.0.77')
    },
    cause: 'our-network',
    signs: ['captive-portal', 'dns-answers-private'],
  },
  {
    name: 'the API takes requests and never answers',
    who: null,
    arrange: (stage) => putInFront(stage, ['api'], () => ({ kind: 'silence' })),
    cause: 'heavy-load',
    orElse: {
      cause: 'regional-outage',
      because: 'a server that is stuck and one that is buried look alike',
    },
    signs: ['answers-slow'],
  },
  {
    name: 'the hourly limit is spent, and the receiver of webhooks is gone',
    who: 'admin',
    options: { limits: { hourly: 40, spike: 0 } },
    arrange: async (stage) => {
      await failDeliveries(stage)
      await spend(stage, 40)
    },
    cause: 'throttling',
    signs: ['limit-hourly-spent'],
    unknown: ['webhooks'],
  },
  {
    name: 'the token was refused, a maintenance is announced for tonight, and 401 was seen',
    issuedAgoMs: 100 * 60_000,
    says: { seen: ['access-token-expired'], onlyOnePerson: true },
    arrange: async ({ door }) => {
      await door('maintenance', { start: hoursFromNow(6), end: hoursFromNow(8), title: 'Upgrade' })
    },
    cause: 'our-token',
    signs: ['token-expired', 'status-maintenance-soon', 'saw-token'],
  },
  {
    name: '502 came again and again over days, and everything works now',
    says: { seen: ['bad-gateway'], repeatedOverDays: true },
    cause: 'regional-outage',
    orElse: { cause: 'procore-defect', because: 'a 502 says nothing of why' },
    signs: ['saw-bad-gateway', 'repeated-days'],
  },
  {
    name: 'the clock is an hour ahead, and the token has expired',
    issuedAgoMs: 95 * 60_000,
    arrange: async (stage) => {
      stage.clock = shifted(systemClock, 3_600_000)
    },
    cause: 'our-token',
    orElse: { cause: 'our-clock', because: 'both are so, and each has to be mended' },
    signs: ['token-expired', 'clock-skewed'],
    also: ['our-clock'],
  },
  {
    name: 'the app was disconnected while it worked',
    who: 'admin',
    says: { workedBefore: true, seen: ['app-not-connected'] },
    arrange: async ({ door }) => {
      await door('companies/4001/apps/underpin-app', { connected: false }, 'PATCH')
    },
    cause: 'our-app',
    signs: ['app-not-connected', 'worked-before'],
  },
  {
    name: 'our resolver leads the name of the API alone into our network',
    arrange: async (stage) => {
      stage.resolver.answers.set(stage.name('api'), '127.8.8.8')
    },
    cause: 'our-network',
    signs: ['dns-answers-private', 'some-hosts-unreachable'],
    unknown: CALLS_OF_THE_API,
  },
]
