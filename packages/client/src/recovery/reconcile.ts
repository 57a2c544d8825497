/**
 * A write whose reply was lost: looks at the server whether it happened, before anybody repeats it.
 * Where a look cannot tell, the answer is that we do not know.
 */
import { sleep } from '@underpin/ports'
import type { Answer, Call } from '../call.ts'
import { isProcoreError } from '../errors.ts'
import type { Road } from '../road.ts'
import type { Run } from '../run.ts'
import { likenessOfChanged, likenessOfNew } from './likeness.ts'
import type { Setting } from './recover.ts'
import { entityOf } from './writes.ts'

/** The server may still be at it when the line broke: a creation is looked for twice, this far apart. A guess. */
const SECOND_LOOK_MS = 2_000

const LOOK_PER_PAGE = 100
/** More candidates than this many pages hold, and we would not trust what we find. */
const LOOK_PAGES_MAX = 5

/** The `Date` header, and `created_at`, are cut to whole seconds. */
const ROUNDING_MS = 2_000
/** Asked for generously, as the server's clock is known only once it has answered. */
const CLOCKS_DIFFER_MS = 900_000

const GONE: ReadonlySet<string> = new Set(['resource-not-found', 'resource-hidden'])

export type Reconciled =
  | { readonly applied: 'yes'; readonly answer: Answer; readonly because: string }
  | { readonly applied: 'no' | 'unknown'; readonly because: string }

/** The caller's own way to look. Throwing counts as unknown. */
export type CustomLook = () => Promise<
  { readonly applied: 'yes'; readonly data: unknown } | { readonly applied: 'no' | 'unknown' }
>

type Attributes = Readonly<Record<string, unknown>>

export async function reconcile(setting: Setting): Promise<Reconciled> {
  const { call } = setting
  if (call.reconcile === false) return unknown('the caller asked not to look')
  try {
    if (call.reconcile) return await lookAsTold(call.reconcile)
    if (call.method === 'DELETE') return await lookForGone(setting)
    if (call.method === 'POST') return await lookForNew(setting)
    return await lookForChanged(setting)
  } catch (thrown) {
    if (call.signal?.aborted) throw thrown
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return unknown(`a look at the server failed (${why})`)
  }
}

async function lookAsTold(look: CustomLook): Promise<Reconciled> {
  const found = await look()
  const because = 'by the caller’s own look'
  if (found.applied !== 'yes') return { applied: found.applied, because }
  return { applied: 'yes', because, answer: { data: found.data, response: emptyResponse() } }
}

async function lookForNew(setting: Setting): Promise<Reconciled> {
  const { road, call, creation } = setting
  const sent = sentJson(call)
  if (sent === null || creation === null) return unknown('its body cannot be compared')
  if (road.writes.hasTwin(creation)) return unknown('the very same request is open elsewhere')
  const first = await lookOnce(setting, sent)
  if (first.applied !== 'no') return first
  await sleep(road.clock, SECOND_LOOK_MS, call.signal ?? undefined)
  return lookOnce(setting, sent)
}

async function lookOnce(setting: Setting, sent: Sent): Promise<Reconciled> {
  const { road, call, creation } = setting
  const { attributes } = sent
  const originId = attributes['origin_id'] ?? null
  const { entities, response } = await candidates(setting, sent, originId)
  if (creation !== null && road.writes.hasTwin(creation)) {
    return unknown('the very same request is open elsewhere')
  }
  const sinceMs = firstSentServerMs(setting.road, setting.run) - ROUNDING_MS
  const matches: Attributes[] = []
  for (const entity of entities) {
    if (road.writes.isReturned(call.url, entity)) continue
    const likeness =
      originId === null
        ? newness(entity, attributes, sinceMs)
        : String(entity['origin_id']) === String(originId)
          ? 'same'
          : 'different'
    if (likeness === 'unclear') return unknown('an entity on the server may be it, or may not')
    if (likeness === 'same') matches.push(entity)
  }
  const [match, another] = matches
  if (!match) return { applied: 'no', because: 'it is not on the server' }
  if (another) return unknown(`${matches.length} entities on the server could be it`)
  road.writes.returned(call.url, match)
  return { applied: 'yes', because: 'it is on the server', answer: { data: match, response } }
}

function newness(entity: Attributes, sent: Attributes, sinceMs: number) {
  const createdAtMs = Date.parse(String(entity['created_at'] ?? ''))
  if (createdAtMs < sinceMs) return 'different'
  const likeness = likenessOfNew(sent, entity)
  // Alike, and it may have been there before we began.
  return likeness === 'same' && Number.isNaN(createdAtMs) ? 'unclear' : likeness
}

/** @throws when they are more than we would trust a look through, or no list at all. */
async function candidates(setting: Setting, { scope }: Sent, originId: unknown) {
  const { road, run, call } = setting
  const url = new URL(call.url)
  for (const [name, value] of Object.entries(scope)) url.searchParams.set(name, String(value))
  if (originId !== null) url.searchParams.set('filters[origin_id]', String(originId))
  else {
    const sinceMs = firstSentServerMs(road, run)
    const [from, to] = [sinceMs - CLOCKS_DIFFER_MS, sinceMs + 2 * CLOCKS_DIFFER_MS].map(isoSeconds)
    url.searchParams.set('filters[created_at]', `${from}...${to}`)
  }
  url.searchParams.set('per_page', String(LOOK_PER_PAGE))
  const entities: Attributes[] = []
  for (let page = 1; page <= LOOK_PAGES_MAX; page++) {
    url.searchParams.set('page', String(page))
    const { data, response } = await look(setting, url.href)
    const items = Array.isArray(data) ? data : (data as { data?: unknown } | null)?.data
    if (!Array.isArray(items)) throw new TypeError('its collection cannot be listed')
    for (const item of items) if (typeof item === 'object' && item) entities.push(item)
    if (items.length < LOOK_PER_PAGE) return { entities, response }
  }
  throw new RangeError(`more than ${entities.length} entities could be it`)
}

async function lookForChanged(setting: Setting): Promise<Reconciled> {
  const sent = sentJson(setting.call)
  if (sent === null) return unknown('its body cannot be compared')
  const answer = await look(setting, withScope(setting.call.url, sent.scope))
  const entity = entityOf(answer.data)
  const likeness = entity === null ? 'unclear' : likenessOfChanged(sent.attributes, entity)
  if (likeness === 'same') return { applied: 'yes', because: 'the server has all of it', answer }
  if (likeness === 'different') return { applied: 'no', because: 'the server still has the old' }
  return unknown('the server does not show all that was sent')
}

async function lookForGone(setting: Setting): Promise<Reconciled> {
  try {
    await look(setting, setting.call.url)
    return { applied: 'no', because: 'it is still there' }
  } catch (thrown) {
    // A route that does not exist says nothing of the item.
    if (!isProcoreError(thrown) || !GONE.has(thrown.failure)) throw thrown
    const answer = { data: null, response: emptyResponse() }
    return { applied: 'yes', because: 'it is gone', answer }
  }
}

function look({ road, call, send }: Setting, url: string): Promise<Answer> {
  const { 'content-type': _, ...headers } = call.headers
  const asRead = { method: 'GET', url, headers, body: null, isRead: true, isRepeatable: true }
  return send(road, { ...call, ...asRead })
}

interface Sent {
  /** Ids beside the wrapper, `company_id` and the like: they scope the list as well. */
  readonly scope: Attributes
  readonly attributes: Attributes
}

/** v1 nests the attributes under the resource's name, v2 does not (fact sheet section 3). */
function sentJson(call: Call): Sent | null {
  if (typeof call.body !== 'string' || !/json/i.test(call.headers['content-type'] ?? ''))
    return null
  const body: unknown = JSON.parse(call.body)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const entries = Object.entries(body)
  const nested = entries.filter(([, value]) => isRecord(value))
  const beside = entries.filter(([, value]) => !isRecord(value))
  const isWrapped = nested.length === 1 && beside.every(([name]) => name.endsWith('_id'))
  if (!isWrapped) return { scope: {}, attributes: body as Attributes }
  return { scope: Object.fromEntries(beside), attributes: nested[0]?.[1] as Attributes }
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withScope(address: string, scope: Attributes): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(scope)) url.searchParams.set(name, String(value))
  return url.href
}

function firstSentServerMs({ serverClock, clock }: Road, run: Run): number {
  return serverClock.nowMs() - (clock.monotonicMs() - run.firstSentAtMs)
}

function isoSeconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`
}

function unknown(because: string): Reconciled {
  return { applied: 'unknown', because }
}

/** There is no answer of the server's own to show. */
function emptyResponse(): Response {
  return new Response(null, { status: 204 })
}
