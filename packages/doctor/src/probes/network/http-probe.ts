/**
 * What does a stranger get? One safe read without signing in, whose healthy answer is known: the API
 * refuses in JSON, the sign-in service and the web application show a page or lead to one. Everything
 * else is judged by the catalogue.
 */
import type { Exchange, ExchangeResponse } from '@underpin/exchange'
import { classify, type FailureId, failureMode, readBody, type Surface } from '@underpin/failures'
import type { ProbeFinding, Verdict } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { ASK_MS_MAX, ask, proxyFor } from '../ask.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { type AskedHost, failureSigns } from './failure-signs.ts'
import type { Host } from './hosts.ts'
import { leadsAway } from './leads-away.ts'
import { socketSigns } from './socket-signs.ts'

/** Slower answers are worth a word, in milliseconds. A guess: ten times what a far region takes. */
const SLOW_MS = 2_000

interface Question {
  /** Read by everybody, changes nothing; fact sheet sections 2.1, 2.3 and 12. */
  readonly path: string
  readonly surface: Surface
  readonly healthy: Sign
  isHealthy(response: ExchangeResponse): boolean
}

const QUESTIONS: Readonly<Record<AskedHost, Question>> = {
  api: {
    path: '/rest/v1.0/me',
    surface: 'api',
    healthy: 'api-healthy',
    isHealthy: refusesInJson,
  },
  login: {
    path: '/oauth/authorize',
    surface: 'oauth',
    healthy: 'login-healthy',
    // Without its parameters: a page that says so, or the way to sign in (fact sheet section 2.1).
    isHealthy: (response) => showsPage(response, [200, 400, 401, 422]),
  },
  app: {
    path: '/companies',
    surface: 'web',
    healthy: 'app-healthy',
    isHealthy: (response) => showsPage(response, [200]),
  },
}

/** Null: this host is asked in another way. */
export function httpProbe(host: Host): Probe | null {
  const { name, called, url } = host
  if (name === 'status') return null
  return {
    name: `http-${name}`,
    asks: `Does ${called} answer as it should?`,
    timeoutMs: ASK_MS_MAX + 500,
    dependsOn: [`dns-${name}`],
    run: (context) => look({ ...host, name }, `${url.href.replace(/\/+$/, '')}`, context),
  }
}

async function look(
  host: Host & { name: AskedHost },
  base: string,
  context: ProbeContext,
): Promise<ProbeFinding> {
  const question = QUESTIONS[host.name]
  const url = `${base}${question.path}`
  const exchange = await ask(url, context)
  const proxy = proxyFor(url, context)
  const { outcome } = exchange
  const ms = Math.round(outcome.elapsedMs)
  const facts = { url, ms, ...(proxy === null ? {} : { proxy: proxy.shown }) }
  const parts = { facts, exchanges: [exchange] }
  const judged = classify({ surface: question.surface, ...evidenceOf(exchange) })
  if (outcome.kind === 'unanswered') {
    const { code, message, phase } = outcome.error
    const says = `No answer came from ${host.called}: ${message || code}.`
    return finding({
      ...parts,
      ...{ verdict: 'fail', says, signs: socketSigns(outcome.error) },
      facts: { ...facts, code, phase },
      failure: judged?.failure ?? null,
    })
  }
  const { response } = outcome
  const answered = { ...parts, facts: { ...facts, status: response.status } }
  if (leadsAway(response, url, context.targets)) {
    const says = `${asSubject(host.called)} answered ${response.status} and sends us to ${hostOf(response, url)}, which is not of Procore.`
    const signs: Sign[] = ['answer-not-procores', 'captive-portal']
    return finding({ ...answered, verdict: 'fail', says, signs, failure: 'network-intercepted' })
  }
  if (question.isHealthy(response)) {
    const isSlow = outcome.elapsedMs >= SLOW_MS
    const verdict: Verdict = isSlow ? 'warn' : 'pass'
    const signs: Sign[] = isSlow ? [question.healthy, 'answers-slow'] : [question.healthy]
    const says = `${asSubject(host.called)} answers as it should to somebody who is not signed in (${response.status}, ${ms} ms)${isSlow ? ', and slowly' : ''}.`
    return finding({ ...answered, verdict, says, signs })
  }
  return finding({ ...answered, ...unhealthy(host, response, judged?.failure ?? null) })
}

function unhealthy(
  host: Host & { name: AskedHost },
  response: ExchangeResponse,
  failure: FailureId | null,
) {
  const { status } = response
  const signs = failureSigns(host.name, failure, status)
  const verdict: Verdict = signs.length > 0 ? 'fail' : 'warn'
  const told = failure === null ? 'not what it answers a stranger' : lowerTitle(failure)
  return { verdict, signs, failure, says: `${asSubject(host.called)} answered ${status}: ${told}` }
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

function evidenceOf({ request, outcome }: Exchange) {
  return outcome.kind === 'answered'
    ? { request, response: outcome.response }
    : { request, network: outcome.error }
}

function hostOf({ headers }: ExchangeResponse, url: string): string {
  return new URL(headers['location'] ?? '', url).host
}

function lowerTitle(failure: FailureId): string {
  const { title } = failureMode(failure)
  return title
}

function asSubject(called: string): string {
  return `${called.slice(0, 1).toUpperCase()}${called.slice(1)}`
}
