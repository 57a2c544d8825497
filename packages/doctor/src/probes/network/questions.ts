/**
 * What each host is asked by somebody who is not signed in, and its healthy answer: the API refuses in
 * JSON; the sign-in service and the web application show a page, or lead to one.
 */
import type { Exchange, ExchangeResponse } from '@underpin/exchange'
import { classify, type FailureId, readBody, type Surface } from '@underpin/failures'
import type { Targets } from '../../report/targets.ts'
import type { AskedHost } from './failure-signs.ts'
import { hostsOf } from './hosts.ts'
import { isNetworkSignIn, leadsAway } from './portal.ts'

interface Question {
  /** Read by everybody, changes nothing; fact sheet sections 2.1, 2.3 and 12. */
  readonly path: string
  readonly surface: Surface
  isHealthy(response: ExchangeResponse): boolean
}

const QUESTIONS: Readonly<Record<AskedHost, Question>> = {
  api: { path: '/rest/v1.0/me', surface: 'api', isHealthy: refusesInJson },
  // Without its parameters: a page that says so, or the way to sign in (fact sheet section 2.1).
  login: {
    path: '/oauth/authorize',
    surface: 'oauth',
    isHealthy: (response) => showsPage(response, [200, 400, 401, 422]),
  },
  app: { path: '/companies', surface: 'web', isHealthy: (response) => showsPage(response, [200]) },
}

export type StrangersAnswer =
  | { readonly kind: 'healthy'; readonly response: ExchangeResponse }
  /** Somebody else answered. */
  | {
      readonly kind: 'elsewhere'
      readonly response: ExchangeResponse
      /** The host that we are sent to; null: the page came at once. */
      readonly ledTo: string | null
    }
  | {
      readonly kind: 'unhealthy'
      readonly response: ExchangeResponse
      readonly failure: FailureId | null
    }
  | { readonly kind: 'none'; readonly failure: FailureId | null }

/** Where to ask. Null when the host's URL is none. */
export function questionUrl(host: AskedHost, targets: Targets): string | null {
  const url = hostsOf(targets).find(({ name }) => name === host)?.url
  if (url === undefined) return null
  return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}${QUESTIONS[host].path}`
}

export function judgeStranger(
  host: AskedHost,
  { request, outcome }: Exchange,
  targets: Targets,
): StrangersAnswer {
  const { surface, isHealthy } = QUESTIONS[host]
  if (outcome.kind === 'unanswered') {
    const failure = classify({ surface, request, network: outcome.error })?.failure ?? null
    return { kind: 'none', failure }
  }
  const { response } = outcome
  const ledTo = leadsAway(response, request.url, targets)
  if (ledTo !== null || isNetworkSignIn(response)) return { kind: 'elsewhere', response, ledTo }
  if (isHealthy(response)) return { kind: 'healthy', response }
  const failure = classify({ surface, request, response })?.failure ?? null
  return { kind: 'unhealthy', response, failure }
}

/** Fact sheet section 6.1: the refusals of the API are JSON of a known shape. */
function refusesInJson({ status, headers, body }: ExchangeResponse): boolean {
  const type = headers['content-type'] ?? null
  if (status !== 401 || !type?.includes('json')) return false
  const { shape } = readBody(body, type)
  return shape !== null && shape !== 'E9' && shape !== 'empty'
}

function showsPage({ status, headers }: ExchangeResponse, statuses: readonly number[]): boolean {
  if (status >= 300 && status < 400) return headers['location'] !== undefined
  return statuses.includes(status) && headers['content-type']?.includes('html') === true
}
