/**
 * Failures of the platform itself that its status page tells of when they last: which components they
 * are about, how bad they are, and what is written. The words are ours.
 */
import type { FailureId } from '@underpin/failures'
import type { ComponentStatus } from './component-status.ts'

export interface ToldFailure {
  readonly name: string
  readonly components: readonly string[]
  /** While all requests meet it. */
  readonly status: Extract<ComponentStatus, 'partial_outage' | 'major_outage'>
  /** What is seen, and what was found: the first two posts. */
  readonly seen: string
  readonly found: string
}

const WEB = ['Web Application', 'Sign-in', 'Mobile Applications']
const API = ['API Gateway', 'Mobile Applications', 'ERP Integrations']
const BOTH = [...new Set([...WEB, ...API])]
const EVERYTHING = [...BOTH, ...['Estimating', 'Webhooks', 'Developer Sandbox', 'Monthly Sandbox']]

const HEAVY_LOAD: ToldFailure = {
  name: 'Requests refused under heavy load',
  components: BOTH,
  // Some requests are let through: what is refused mostly works seconds later.
  status: 'partial_outage',
  seen: 'The platform has more load than usual and refuses part of the requests. Trying again after some seconds often works.',
  found: 'The cause of the load is known, and capacity is being added.',
}

const SERVER_ERRORS: ToldFailure = {
  name: 'Requests end in server errors',
  components: BOTH,
  status: 'partial_outage',
  seen: 'Requests end in server errors. Whether a change was saved is not certain while this lasts: look before repeating it.',
  found: 'The fault is known, and a correction is being made.',
}

const CLOSED: ToldFailure = {
  name: 'Emergency maintenance',
  components: EVERYTHING,
  status: 'major_outage',
  seen: 'The platform is closed for a maintenance that could not be announced.',
  found: 'The work is under way, and the platform stays closed until it is done.',
}

const webOnly = (told: ToldFailure): ToldFailure => ({ ...told, components: WEB })

export const TOLD_FAILURES: Partial<Readonly<Record<FailureId, ToldFailure>>> = {
  'heavy-load': HEAVY_LOAD,
  'server-error': SERVER_ERRORS,
  'bad-gateway': {
    name: 'Backend services not reached',
    components: API,
    status: 'partial_outage',
    seen: 'Requests do not reach the services behind the gateway, and end in gateway errors.',
    found: 'The broken connection is known, and traffic is being led around it.',
  },
  'regional-outage': {
    name: 'Outage of a cloud region',
    components: EVERYTHING,
    status: 'major_outage',
    seen: 'The platform is not available. A region of the cloud that it runs on is in trouble.',
    found: 'The provider of the cloud has confirmed the outage and is at work on it.',
  },
  maintenance: CLOSED,
  'heavy-load-page': webOnly(HEAVY_LOAD),
  'server-error-page': webOnly(SERVER_ERRORS),
  'maintenance-page': webOnly(CLOSED),
  'service-unavailable-page': {
    name: 'Web application not available',
    components: WEB,
    status: 'major_outage',
    seen: 'Pages of the web application are not available.',
    found: 'The fault is known, and a correction is being made.',
  },
  'platform-not-found': {
    name: 'Pages not found',
    components: WEB,
    status: 'major_outage',
    seen: 'Pages that exist are answered as not found. Links and bookmarks are right: nothing was moved.',
    found: 'The fault is known, and a correction is being made.',
  },
}

/** The last two posts are the same for all. */
export const RECOVERED = 'Everything answers again. We keep watching.'
export const RESOLVED = 'This is resolved: nothing was seen of it any more.'
export const SEEN_AGAIN = 'The same is seen again.'
