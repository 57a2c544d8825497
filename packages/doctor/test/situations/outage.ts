/** Procore is broken: whole, in part, for one company, for one action. */
import { closedPort } from '@underpin/emulator/rigs'
import { fault, minutesAgoMs } from './provoke.ts'
import { CALLS_OF_THE_API, type Situation } from './situation.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }
const API = { path: '/rest/*' }
const WEB = { path: '/*' }

export const OUTAGE: readonly Situation[] = [
  {
    name: 'a region is out, and the status page tells of it',
    options: { statusDelayMs: 0 },
    arrange: (stage) => fault(stage, { failure: 'regional-outage' }),
    cause: 'regional-outage',
    signs: ['api-unavailable', 'status-incident'],
  },
  {
    name: '503 everywhere, with an incident of the API Gateway and the web application',
    options: QUIET_PAGE,
    says: { seen: ['service-unavailable-page'], sinceMs: minutesAgoMs(40) },
    arrange: async (stage) => {
      await fault(
        stage,
        { failure: 'regional-outage', match: API },
        { failure: 'service-unavailable-page', match: WEB },
      )
      await stage.door('incidents', {
        name: 'Platform not available',
        impact: 'major',
        components: ['API Gateway', 'Web Application', 'Sign-in'],
      })
    },
    cause: 'regional-outage',
    signs: ['api-unavailable', 'app-unavailable', 'status-incident', 'saw-unavailable'],
  },
  {
    name: '503 everywhere while the status page is still green; other companies have it too',
    options: QUIET_PAGE,
    says: { seen: ['service-unavailable-page'], onlyOurCompany: false, otherNetworkWorks: false },
    arrange: (stage) =>
      fault(
        stage,
        { failure: 'regional-outage', match: API },
        { failure: 'service-unavailable-page', match: WEB },
      ),
    cause: 'regional-outage',
    signs: ['api-unavailable', 'status-operational', 'other-companies-too'],
  },
  {
    name: '503 for our company, no incident, and another company is answered',
    options: QUIET_PAGE,
    who: 'admin',
    says: { seen: ['service-unavailable-page'] },
    arrange: (stage) => fault(stage, { failure: 'regional-outage', match: { companyId: 4001 } }),
    cause: 'our-company',
    signs: ['company-unavailable', 'other-company-answers', 'status-operational'],
  },
  {
    name: 'the person sees 503, others do not have it, and nothing is wrong from outside',
    who: null,
    says: { seen: ['service-unavailable-page'], onlyOurCompany: true, sinceMs: minutesAgoMs(50) },
    cause: 'our-company',
    signs: ['only-our-company', 'api-healthy', 'status-operational'],
  },
  {
    name: '503 for our company, day after day, beside an incident that is not ours',
    who: 'admin',
    says: { seen: ['service-unavailable-page'], repeatedOverDays: true },
    options: QUIET_PAGE,
    arrange: async (stage) => {
      await fault(stage, { failure: 'regional-outage', match: { companyId: 4001 } })
      await stage.door('incidents', {
        ...{ name: 'Threads do not load', impact: 'major', components: ['Community'] },
      })
    },
    cause: 'our-company',
    signs: ['company-unavailable', 'status-incident-elsewhere', 'repeated-days'],
  },
  {
    name: 'the API answers 500 to everything',
    options: QUIET_PAGE,
    arrange: (stage) =>
      fault(
        stage,
        { failure: 'server-error', match: API },
        { failure: 'server-error-page', match: WEB },
      ),
    cause: 'procore-defect',
    signs: ['api-server-error', 'status-operational'],
  },
  {
    name: 'one action answers 500, and everything else works',
    says: { seen: ['server-error'], oneAction: true, onlyOnePerson: false },
    options: QUIET_PAGE,
    arrange: (stage) =>
      fault(stage, { failure: 'server-error', match: { path: '/rest/v1.0/projects/5001/rfis*' } }),
    cause: 'procore-defect',
    signs: ['api-healthy', 'saw-server-error', 'one-action'],
  },
  {
    name: 'the balancer in front of the API reaches nothing: 502',
    options: QUIET_PAGE,
    arrange: (stage) => fault(stage, { failure: 'bad-gateway', match: API }),
    cause: 'regional-outage',
    orElse: {
      cause: 'procore-defect',
      because: 'a 502 says that what is behind the balancer is gone, and nothing of why',
    },
    signs: ['api-bad-gateway', 'status-operational'],
  },
  {
    name: 'every server of Procore refuses connections, from another network too',
    who: null,
    says: { otherNetworkWorks: false, onlyOnePerson: false },
    arrange: async (stage) => stage.place(['api', 'login', 'app'], await stage.keep(closedPort())),
    cause: 'regional-outage',
    signs: ['connect-refused', 'control-reachable', 'other-network-fails'],
  },
  {
    name: 'the server of the API refuses connections, and the others answer',
    arrange: async (stage) => stage.place(['api'], await stage.keep(closedPort())),
    cause: 'regional-outage',
    orElse: {
      cause: 'procore-defect',
      because: 'one host that is down is an outage in part, whatever brought it down',
    },
    signs: ['connect-refused', 'some-hosts-unreachable'],
    unknown: CALLS_OF_THE_API,
  },
]
