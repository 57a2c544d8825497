/**
 * A probe that signs in with the token: what it needs, how many calls it may make, and when it is not
 * tried. Only reads; nothing is repeated, and nothing is asked once Procore has said to wait or to stop.
 */
import type { Exchange, HeaderMap } from '@underpin/exchange'
import type { ProbeFinding } from '../../report/probe-result.ts'
import { SIGNS, type Sign } from '../../report/sign.ts'
import { ask } from '../ask.ts'
import { finding } from '../finding.ts'
import { HEALTHY_SIGNS } from '../network/failure-signs.ts'
import type { Given, Probe, ProbeContext } from '../probe.ts'
import { type JudgedAnswer, judgeAnswer } from './judge-answer.ts'

/** Of one call, in milliseconds. A guess: ten times what a healthy answer takes from far away. */
const CALL_MS_MAX = 3_000

/** An answer is a page of one; the list of an account's companies is the longest. */
const BYTES_MAX = 1024 * 1024

export type Need = 'token' | 'company' | 'project' | 'tool'

export interface AccountContext extends ProbeContext {
  /** Of this company, or of none. @throws {Error} beyond the probe's `callsMax`: a defect of ours. */
  call(path: string, companyId: string | null): Promise<JudgedAnswer>
  /** What is left of `callsMax`. */
  readonly callsLeft: () => number
}

export interface AccountProbe {
  readonly name: string
  readonly asks: string
  readonly needs: readonly Need[]
  /** What it would check: follows "to". */
  readonly to: string
  readonly callsMax: number
  readonly host: 'api' | 'login'
  /** Waited for; and where one of these told a sign of `unless`, it is not tried. */
  readonly after: readonly string[]
  readonly unless: readonly Sign[]
  look(context: AccountContext): Promise<Look>
}

/** A finding without the exchanges, which are kept as they are made. */
export type Look = Pick<ProbeFinding, 'verdict' | 'says'> & Partial<ProbeFinding>

/** After these no call of this token is made. */
export const TOKEN_REFUSED: readonly Sign[] = [
  'token-expired',
  'token-rejected',
  'token-other-environment',
]
export const LIMIT_SPENT: readonly Sign[] = ['limit-hourly-spent', 'limit-spike-spent']

export function accountProbe(order: AccountProbe): Probe {
  const { name, asks, callsMax, host, after } = order
  return {
    ...{ name, asks, after },
    timeoutMs: Math.max(1, callsMax) * CALL_MS_MAX + 500,
    dependsOn: callsMax === 0 ? [] : [`http-${host}`],
    lacks: (given) => lacking(order, given),
    run: (context) => run(order, context),
  }
}

async function run(order: AccountProbe, context: ProbeContext): Promise<ProbeFinding> {
  const reason = reasonNotTo(order, context)
  if (reason !== null) return finding({ verdict: 'unknown', says: `Not tried, as ${reason}.` })
  const exchanges: Exchange[] = []
  const { targets } = context
  const callsLeft = () => order.callsMax - exchanges.length
  const call = async (path: string, companyId: string | null): Promise<JudgedAnswer> => {
    if (callsLeft() <= 0) throw new Error(`${order.name} may make ${order.callsMax} calls`)
    const base = order.host === 'api' ? targets.apiUrl : targets.loginUrl
    const headers = headersFor(companyId)
    const exchange = await ask(`${base}${path}`, {
      ...{ ...context, headers, withToken: true, bytesMax: BYTES_MAX, timeoutMs: CALL_MS_MAX },
    })
    exchanges.push(exchange)
    return judgeAnswer(exchange, context)
  }
  const look = await order.look({ ...context, call, callsLeft })
  return finding({ ...look, exchanges })
}

function headersFor(companyId: string | null): HeaderMap {
  const accept = { accept: 'application/json' }
  return companyId === null ? accept : { ...accept, 'procore-company-id': companyId }
}

/** A clause that follows "as"; null: nothing speaks against it. */
function reasonNotTo(
  { after, unless, host, callsMax }: AccountProbe,
  { result }: ProbeContext,
): string | null {
  const door = `http-${host}`
  // A portal or a filter answers too, and the token is not for it.
  const isStranger = result(door)?.signs.includes(HEALTHY_SIGNS[host]) !== true
  if (callsMax > 0 && isStranger)
    return `whoever answers there does not answer as Procore (${door})`
  for (const name of after) {
    const sign = result(name)?.signs.find((each) => unless.includes(each))
    if (sign !== undefined) return `${STOP_WORDS[sign] ?? SIGNS[sign].says} (${name})`
  }
  return null
}

const STOP_WORDS: Readonly<Partial<Record<Sign, string>>> = {
  'token-expired': 'the token has expired',
  'token-rejected': 'the token is not accepted',
  'token-other-environment': 'the token is of another environment',
  'limit-hourly-spent': 'the limit of requests is spent, and another call would not help',
  'limit-spike-spent': 'the limit of requests is spent, and another call would not help',
  'app-not-connected': 'the app is not connected to the company',
  'company-unavailable': 'calls for the company fail',
  'project-not-permitted': 'the project may not be read',
  'not-in-project': 'the project may not be read',
  'project-not-visible': 'the project is not there',
}

const GIVE: Readonly<Record<Need, string>> = {
  token: 'Set PROCORE_ACCESS_TOKEN',
  company: 'Give --company',
  project: 'Give --project',
  tool: 'Give --tool',
}

function lacking({ needs, to }: AccountProbe, { targets, credentials }: Given): string | null {
  const has: Readonly<Record<Need, boolean>> = {
    token: credentials !== null,
    company: targets.companyId !== null,
    project: targets.projectId !== null,
    tool: targets.tool !== null,
  }
  const missing = needs.filter((need) => !has[need]).map((need) => GIVE[need])
  if (missing.length === 0) return null
  const [first = '', ...rest] = missing
  const all = [first, ...rest.map((each) => `${each.charAt(0).toLowerCase()}${each.slice(1)}`)]
  return `${all.join(' and ')} to ${to}.`
}
