/** Does the rest of the internet answer? Tells "Procore" from "the internet", and finds a network that asks to sign in. */
import type { ExchangeResponse } from '@underpin/exchange'
import { classify } from '@underpin/failures'
import type { Facts, ProbeFinding } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { ask } from '../ask.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { wayTo } from '../wire/way.ts'
import { SLOW_MS } from './http-probe.ts'
import { domainOf, isNetworkSignIn } from './portal.ts'
import { wayFacts } from './way-words.ts'

/**
 * Answers 204 with nothing in it, over plain HTTP, so that a network that answers in its place can: what
 * Android devices ask for the same purpose (AOSP, `NetworkMonitor`).
 */
export const CONTROL_URL = 'http://connectivitycheck.gstatic.com/generate_204'

/** Pages of this purpose, whose answer is always 204 and empty. */
const EMPTY_PAGE = /\/(?:generate_204|gen_204)$/

/** In milliseconds. A guess: it is made to answer at once. */
const CONTROL_MS = 4_000

/** Its answer is a line; a page that came instead is not read to its end. */
const BYTES_MAX = 64 * 1024

export const controlProbe: Probe = {
  name: 'control',
  asks: 'Does the rest of the internet answer?',
  timeoutMs: CONTROL_MS + 500,
  dependsOn: [],
  lacks: ({ targets }) =>
    targets.controlUrl === null
      ? 'Give the address of a page outside Procore (--control-url) to tell trouble at Procore from trouble with the internet.'
      : null,
  run: look,
}

async function look(context: ProbeContext): Promise<ProbeFinding> {
  const { controlUrl } = context.targets
  if (controlUrl === null || !URL.canParse(controlUrl)) {
    const says = 'The address of the page outside Procore is no URL, so nothing was asked.'
    return finding({ verdict: 'unknown', says })
  }
  const url = new URL(controlUrl)
  const exchange = await ask(controlUrl, { ...context, timeoutMs: CONTROL_MS, bytesMax: BYTES_MAX })
  const { outcome } = exchange
  const way = wayTo(url, context, url.protocol === 'http:')
  const facts: Facts = { host: url.host, ms: Math.round(outcome.elapsedMs), ...wayFacts(way) }
  const exchanges = [exchange]
  if (outcome.kind === 'unanswered') {
    const { error } = outcome
    const says = `${url.host}, which is not of Procore, does not answer: ${error.message || error.code}.`
    return finding({
      ...{ verdict: 'fail', says, signs: ['control-unreachable'], exchanges },
      facts: { ...facts, code: error.code },
      failure: classify({ network: error })?.failure ?? null,
    })
  }
  const { response } = outcome
  const answered = { exchanges, facts: { ...facts, status: response.status } }
  if (response.status === 407) {
    const says = `The proxy refuses to pass a request for ${url.host} on (407).`
    return finding({ ...answered, verdict: 'fail', says, signs: ['proxy-refuses'] })
  }
  const portal = portalIn(response, url)
  if (portal !== null) {
    const signs: Sign[] = ['captive-portal']
    const says = `In place of ${url.host} the network answers: ${portal}.`
    const failure = 'network-intercepted'
    return finding({ ...answered, verdict: 'fail', says, signs, failure })
  }
  const isSlow = outcome.elapsedMs >= SLOW_MS
  const says = `${url.host}, which is not of Procore, answers (${response.status})${isSlow ? ', and slowly' : ''}.`
  return finding({ ...answered, verdict: 'pass', says, signs: ['control-reachable'] })
}

/** What shows that somebody in between answered; null: nothing does. */
function portalIn(response: ExchangeResponse, url: URL): string | null {
  const { status, headers, body } = response
  if (isNetworkSignIn(response)) return `it asks to sign in (${status})`
  const location = headers['location']
  if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url)) {
    const { hostname, host } = new URL(location, url)
    if (domainOf(hostname) !== domainOf(url.hostname)) return `it leads to ${host}`
  }
  if (!EMPTY_PAGE.test(url.pathname)) return null
  if (status >= 300 && status < 400) return 'it leads elsewhere'
  return status === 200 && body !== '' ? 'a page came where an empty answer was due' : null
}
