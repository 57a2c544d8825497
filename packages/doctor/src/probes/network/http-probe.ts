/** What does a stranger get? One safe read without signing in; what is not healthy, the catalogue judges. */
import { failureMode } from '@underpin/failures'
import type { Facts, ProbeFinding } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import type { Targets } from '../../report/targets.ts'
import { ASK_MS_MAX, ask } from '../ask.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { wayTo } from '../wire/way.ts'
import { type AskedHost, failureSigns, HEALTHY_SIGNS } from './failure-signs.ts'
import type { Host } from './hosts.ts'
import { judgeStranger, questionUrl, type StrangersAnswer } from './questions.ts'
import { socketSigns, socketWords } from './socket-signs.ts'
import { standsOn } from './tls-probe.ts'
import { wayFacts } from './way-words.ts'

/** Slower answers are worth a word, in milliseconds. A guess: ten times what a far region takes. */
export const SLOW_MS = 2_000

/** Null: this host is asked in another way. */
export function httpProbe(host: Host, targets: Targets): Probe | null {
  const { name, called } = host
  if (name === 'status') return null
  const url = questionUrl(name, targets)
  if (url === null) return null
  return {
    name: `http-${name}`,
    asks: `Does ${called} answer somebody who is not signed in as it should?`,
    timeoutMs: ASK_MS_MAX + 500,
    dependsOn: [standsOn(host)],
    run: (context) => look(name, called, url, context),
  }
}

async function look(
  host: AskedHost,
  called: string,
  url: string,
  context: ProbeContext,
): Promise<ProbeFinding> {
  const exchange = await ask(url, context)
  const { outcome } = exchange
  const way = wayTo(new URL(url), context, url.startsWith('http:'))
  const ms = Math.round(outcome.elapsedMs)
  const facts: Facts = { url, ms, ...wayFacts(way) }
  const exchanges = [exchange]
  if (outcome.kind === 'unanswered') {
    const { code, phase } = outcome.error
    const { failure } = { failure: null, ...judgeStranger(host, exchange, context.targets) }
    return finding({
      ...{ verdict: 'fail', exchanges, failure, signs: socketSigns(outcome.error) },
      says: `No answer came from ${called}: ${socketWords(outcome.error)}.`,
      facts: { ...facts, code, phase },
    })
  }
  const answer = judgeStranger(host, exchange, context.targets)
  const answered = { exchanges, facts: { ...facts, status: outcome.response.status } }
  return finding({ ...answered, ...told(host, subjectOf(called), answer, ms) })
}

type Told = Pick<ProbeFinding, 'verdict' | 'says' | 'signs'> & Partial<ProbeFinding>

function told(host: AskedHost, subject: string, answer: StrangersAnswer, ms: number): Told {
  switch (answer.kind) {
    case 'healthy':
      return healthy(host, subject, answer.response.status, ms)
    case 'elsewhere': {
      const where =
        answer.ledTo === null
          ? 'shows a page of the network that asks to sign in to it'
          : `leads to ${answer.ledTo}, which is not of Procore`
      const signs: Sign[] = ['answer-not-procores', 'captive-portal']
      const says = `What answered for ${subject.toLowerCase()} ${where}.`
      return { verdict: 'fail', says, signs, failure: 'network-intercepted' }
    }
    case 'unhealthy': {
      const { response, failure } = answer
      const signs = failureSigns(host, failure, response)
      const what =
        failure === null ? 'Procore answers a stranger otherwise.' : failureMode(failure).title
      const says = `${subject} answered ${response.status}: ${what}`
      return { verdict: signs.length > 0 ? 'fail' : 'warn', says, signs, failure }
    }
    case 'none':
      return { verdict: 'fail', says: `No answer came from ${subject}.`, signs: [] }
  }
}

function healthy(host: AskedHost, subject: string, status: number, ms: number): Told {
  const sign = HEALTHY_SIGNS[host]
  const says = `${subject} answers as it should (${status}, after ${ms} ms)`
  if (ms < SLOW_MS) return { verdict: 'pass', signs: [sign], says: `${says}.` }
  return { verdict: 'warn', signs: [sign, 'answers-slow'], says: `${says}, and slowly.` }
}

function subjectOf(called: string): string {
  return `${called.slice(0, 1).toUpperCase()}${called.slice(1)}`
}
