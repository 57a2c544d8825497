/**
 * Does one page answer for everybody? Hosts of different owners that answer alike to the letter are
 * answered for by somebody in between: a network that wants a sign-in first, or a proxy.
 */
import type { ExchangeResponse } from '@underpin/exchange'
import type { ProbeFinding } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'

export const sameAnswerProbe: Probe = {
  name: 'same-answer',
  asks: 'Do Procore and the rest of the internet each answer for themselves?',
  timeoutMs: 500,
  dependsOn: [],
  after: ['control', 'http-api'],
  lacks: ({ targets }) =>
    targets.controlUrl === null
      ? 'Give the address of a page outside Procore (--control-url) to find somebody in between who answers for everybody.'
      : null,
  run: async (context) => look(context),
}

function look({ result }: ProbeContext): ProbeFinding {
  const [api, control] = ['http-api', 'control'].map((name) => answerOf(name, result))
  if (!api || !control) {
    const says = 'One of the two was not answered, so that there is nothing to compare.'
    return finding({ verdict: 'unknown', says })
  }
  const { status } = api
  if (!isSame(api, control)) {
    return finding({ verdict: 'pass', says: 'They answer each in their own way.' })
  }
  const signs: Sign[] =
    status === PROXY_SIGN_IN
      ? ['proxy-refuses']
      : status < 400
        ? ['answer-not-procores', 'captive-portal']
        : ['answer-not-procores']
  const says = `The API and a host that is not of Procore give one and the same answer (${status}): somebody in between gives it.`
  const failure = 'network-intercepted'
  return finding({ verdict: 'fail', says, signs, failure, facts: { status } })
}

/** RFC 9110, section 15.5.8. */
const PROXY_SIGN_IN = 407

function answerOf(name: string, result: ProbeContext['result']): ExchangeResponse | null {
  const outcome = result(name)?.exchanges[0]?.outcome
  return outcome?.kind === 'answered' ? outcome.response : null
}

/** Empty answers without a direction are alike by chance. */
function isSame(one: ExchangeResponse, other: ExchangeResponse): boolean {
  if (one.status !== other.status) return false
  const leadsTo = one.headers['location']
  if (leadsTo !== undefined) return leadsTo === other.headers['location']
  return one.body !== '' && one.body === other.body
}
