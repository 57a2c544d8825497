/** Do deliveries of webhooks fail? Reads the hooks of the company, or else of the project, and what became of the last deliveries of the first. */
import { scalarText } from '../../evidence/scalar-text.ts'
import type { Facts } from '../../report/probe-result.ts'
import type { Probe } from '../probe.ts'
import {
  type AccountContext,
  accountProbe,
  LIMIT_SPENT,
  type Look,
  TOKEN_REFUSED,
} from './account-probe.ts'
import { type JsonRecord, records } from './json-record.ts'
import { pathStep } from './path-step.ts'
import { failed } from './who-probes.ts'

/** A failed delivery is tried again within an hour at most (fact sheet section 10): what is older may be over. */
const FRESH_MS = 2 * 3_600_000

const PATH = '/rest/v1.0/webhooks/hooks'

/** Documented as the default. */
const PAGE_SIZE = 100

export const webhooksProbe: Probe = accountProbe({
  name: 'webhooks',
  asks: 'Do deliveries of webhooks fail?',
  ...{ needs: ['token', 'company'], to: 'see whether webhooks fail', callsMax: 3, host: 'api' },
  after: ['me', 'companies', 'company'],
  unless: [...TOKEN_REFUSED, ...LIMIT_SPENT, 'app-not-connected', 'company-unavailable'],
  look: lookAtWebhooks,
})

async function lookAtWebhooks(context: AccountContext): Promise<Look> {
  const { call, callsLeft, targets, clock } = context
  const { companyId, projectId } = targets
  let scope = `company_id=${encodeURIComponent(companyId ?? '')}`
  let answer = await call(`${PATH}?${scope}`, companyId)
  const isEmpty = answer.failure === null && records(answer.json).length === 0
  if (isEmpty && projectId !== null) {
    scope = `project_id=${encodeURIComponent(projectId)}`
    answer = await call(`${PATH}?${scope}`, companyId)
  }
  if (answer.status === 403 && answer.signs.length === 0) {
    const says =
      'Webhooks may not be read by this account: the permission for “Webhooks API” has to be Standard.'
    return { verdict: 'unknown', says, failure: answer.failure }
  }
  if (answer.failure !== null)
    return failed(answer, `Webhooks cannot be read: the API answered ${answer.words}.`)
  const hooks = records(answer.json)
  if (hooks.length === 0) {
    return { verdict: 'pass', says: 'No webhook is set up here.', facts: { hooks: 0 } }
  }
  const facts = { hooks: hooks.length }
  let delivered = 0
  let looked = 0
  for (const hook of hooks) {
    if (callsLeft() === 0) break
    const id = scalarText(hook['id'])
    const list = `${PATH}/${pathStep(id)}/deliveries?${scope}&page_size=${PAGE_SIZE}`
    const any = await call(`${list}&filters%5Bstatus%5D=any`, companyId)
    if (any.failure !== null)
      return failed(any, `Deliveries cannot be read: the API answered ${any.words}.`)
    const rows = [...records(any.json)]
    // In which order they come is not told: of a full page the latest may be missing.
    if (rows.length >= PAGE_SIZE && callsLeft() > 0) {
      const failing = await call(`${list}&filters%5Bstatus%5D=failing`, companyId)
      rows.push(...records(failing.json))
    }
    looked += 1
    delivered += rows.length
    const last = lastOf(rows)
    if (last !== null && !last.isOk) {
      return failingHook(hook, last, clock.nowMs(), { ...facts, hooksLookedAt: looked })
    }
  }
  const more = hooks.length - looked
  const rest = more > 0 ? ` ${more} more ${more === 1 ? 'was' : 'were'} not looked at.` : ''
  const told = {
    verdict: more > 0 ? 'warn' : 'pass',
    facts: { ...facts, hooksLookedAt: looked },
  } as const
  if (delivered === 0) {
    return {
      ...told,
      says: `Webhooks are set up (${hooks.length}), and nothing was sent yet.${rest}`,
    }
  }
  const says = `The last delivery of each webhook arrived (${looked} of ${hooks.length} looked at).${rest}`
  return { ...told, says, signs: ['webhooks-delivered'] }
}

function failingHook(hook: JsonRecord, last: Delivery, nowMs: number, facts: Facts): Look {
  const isFresh = nowMs - last.atMs <= FRESH_MS
  const at = new Date(last.atMs).toISOString()
  const why = last.status === null ? 'no answer came' : `it answered ${last.status}`
  const [id, receiver] = [scalarText(hook['id']), hostOf(hook)]
  const over = isFresh ? '' : ', and none since'
  return {
    verdict: isFresh ? 'fail' : 'warn',
    says: `The last delivery of webhook ${id} to ${receiver} failed: ${why}, at ${at}${over}.`,
    signs: ['webhooks-failing'],
    facts: { ...facts, hook: id, receiver, lastFailedAt: at, lastStatus: last.status },
    failure: 'webhook-delivery-failing',
  }
}

interface Delivery {
  readonly atMs: number
  readonly status: number | null
  readonly isOk: boolean
}

function lastOf(deliveries: readonly JsonRecord[]): Delivery | null {
  let last: Delivery | null = null
  for (const each of deliveries) {
    const status = each['response_status']
    const atMs = Date.parse(scalarText(each['started_at']))
    if (Number.isNaN(atMs) || (last !== null && last.atMs > atMs)) continue
    last = {
      atMs,
      status: typeof status === 'number' ? status : null,
      isOk: each['outcome'] === 'ok',
    }
  }
  return last
}

/** Never the whole address: people put secrets into it. */
function hostOf({ destination_url: url }: JsonRecord): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : 'its receiver'
}
