/** All in all: do the hosts of Procore answer from here? What the probes of each host add up to. */
import type { ProbeFinding, ProbeResult } from '../../report/probe-result.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { hostsOf } from './hosts.ts'
import { SLOW_MS } from './http-probe.ts'

/** The status page is not among them: it stands elsewhere, so that it is up when they are not. */
const COUNTED = ['api', 'login', 'app'] as const

export const hostsProbe: Probe = {
  name: 'hosts',
  asks: 'Do all hosts of Procore answer from here?',
  timeoutMs: 500,
  dependsOn: [],
  after: ['control', ...COUNTED.map((name) => `http-${name}`)],
  run: async (context) => look(context),
}

function look({ targets, result }: ProbeContext): ProbeFinding {
  const answering: string[] = []
  const silent: string[] = []
  const untold: string[] = []
  for (const { name, called } of hostsOf(targets)) {
    if (name === 'status') continue
    const told = reached(`http-${name}`, result)
    if (told === 'yes') answering.push(called)
    else if (told === 'no') silent.push(called)
    else untold.push(called)
  }
  const facts = {
    answering: answering.join(', '),
    silent: silent.join(', '),
    untold: untold.join(', '),
  }
  if (untold.length > 0 || answering.length + silent.length === 0) {
    const says = `It could not be told whether ${list(untold) || 'any host'} answers.`
    const signs = answering.length > 0 && silent.length > 0 ? SOME : []
    return finding({ verdict: 'unknown', says, signs, facts })
  }
  if (silent.length === 0 && isAllSlow(targets, result)) {
    const says = 'Every host of Procore answers, and slowly, as the rest of the internet does.'
    const signs = ['all-hosts-reachable', 'everything-slow'] as const
    return finding({ verdict: 'warn', says, signs, facts })
  }
  if (silent.length === 0) {
    const says = 'Every host of Procore answers from here.'
    return finding({ verdict: 'pass', says, signs: ['all-hosts-reachable'], facts })
  }
  if (answering.length === 0) {
    const says = 'No host of Procore answers from here.'
    return finding({ verdict: 'fail', says, signs: ['all-hosts-unreachable'], facts })
  }
  const says = `${sentence(list(answering))} answers, and ${list(silent)} does not.`
  return finding({ verdict: 'fail', says, signs: SOME, facts })
}

const SOME = ['some-hosts-unreachable'] as const

/** Blocked probes lead to the one that found the fault; no chain of them is longer than this. */
const CHAIN_MAX = 8

/** An answer that is not of Procore's making is no answer of Procore; one that is an error is. */
function reached(name: string, result: ProbeContext['result']): 'yes' | 'no' | 'unknown' {
  let found = result(name)
  for (let hops = 0; hops < CHAIN_MAX && found !== null && found.blockedBy !== null; hops++) {
    found = result(found.blockedBy)
  }
  if (found === null || found.verdict === 'unknown') return 'unknown'
  if (found.name !== name) return 'no'
  return isOfProcore(found) ? 'yes' : 'no'
}

/** Then it is the line, and not those at its other end. */
function isAllSlow(targets: ProbeContext['targets'], result: ProbeContext['result']): boolean {
  const hosts = hostsOf(targets).filter(({ name }) => name !== 'status')
  const isSlow = hosts.every(({ name }) => result(`http-${name}`)?.signs.includes('answers-slow'))
  return isSlow && Number(result('control')?.facts['ms']) >= SLOW_MS
}

function isOfProcore({ exchanges, signs }: ProbeResult): boolean {
  const isAnswered = exchanges[0]?.outcome.kind === 'answered'
  return isAnswered && !signs.includes('answer-not-procores') && !signs.includes('proxy-refuses')
}

function list(names: readonly string[]): string {
  return names.join(' and ')
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
