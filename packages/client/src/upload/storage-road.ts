/**
 * The road to the storage host. It is the same road that every request takes, with a gate, a health and
 * a retry budget of its own: the storage host can be down while the API is up, and what goes there does
 * not count against the API's limits. No bearer, no company and no cookie go along.
 */
import type { Token, TokenSource } from '../auth/keeper.ts'
import type { Call } from '../call.ts'
import { isProcoreError, type ProcoreError } from '../errors.ts'
import type { Judgement } from '../judgement.ts'
import { localJudgement } from '../judgement.ts'
import { BUDGET_WINDOW_MS } from '../make-road.ts'
import { Gate } from '../pacing/gate.ts'
import { Pacer } from '../pacing/pacer.ts'
import { ServerClock } from '../pacing/server-clock.ts'
import { Health } from '../recovery/health.ts'
import { RetryBudget } from '../recovery/retry-budget.ts'
import { StoppedCompanies } from '../recovery/stopped-companies.ts'
import { Writes } from '../recovery/writes.ts'
import type { Road } from '../road.ts'
import { fail, newRun } from '../run.ts'
import { Secrets } from '../secrets.ts'
import { send } from '../send.ts'
import type { Link } from './dialect.ts'

/** Values of the links under way, several each: 16 parts of a few uploads at once. */
const SECRETS_MAX = 1_024

/** Shorter values in a link's query are dates and numbers. */
const SECRET_CHARS_MIN = 16

/** The slowest line that a part is waited for on: 64 kB a second. A guess. */
export const SLOWEST_BYTES_PER_S = 64_000

/** The platform computes them from the body and the address, and takes no other word for them. */
const PLATFORM_HEADERS: ReadonlySet<string> = new Set(['content-length', 'host', 'connection'])

/** None of these is for the storage host, whatever a link says. */
const NEVER_SENT: ReadonlySet<string> = new Set(['authorization', 'cookie', 'procore-company-id'])

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

const NO_TOKEN: Token = {
  bearer: '',
  accessToken: '',
  obtainedAtMs: 0,
  renewAtMs: Number.POSITIVE_INFINITY,
}

const NOBODY: TokenSource = {
  current: () => NO_TOKEN,
  token: async () => NO_TOKEN,
  replace: async () => NO_TOKEN,
  refuse: () => undefined,
}

export function storageRoadOf(road: Road): Road {
  road.storage ??= makeStorageRoad(road)
  return road.storage
}

function makeStorageRoad(road: Road): Road {
  const { clock, random, retry, wire } = road
  const serverClock = new ServerClock(clock)
  const bare = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const
  return {
    ...road,
    surface: 'storage',
    // Addresses are whole: the host differs from file to file.
    apiUrl: '',
    apiOrigin: '',
    company: null,
    wire: { clock, fetch: (url, init) => wire.fetch(url, { ...init, ...bare }) },
    secrets: new Secrets(SECRETS_MAX, road.secrets),
    serverClock,
    keeper: NOBODY,
    gate: new Gate(clock, new Pacer(serverClock), new Health<Judgement>(random)),
    budget: new RetryBudget({
      percent: retry.budgetPercent,
      reserve: retry.budgetReserve,
      windowMs: BUDGET_WINDOW_MS,
    }),
    companies: new StoppedCompanies(),
    writes: new Writes(),
    lastGoodAtMs: Number.NEGATIVE_INFINITY,
    storage: null,
  }
}

export interface Put {
  readonly link: Link
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Monotonic. */
  readonly deadlineAtMs: number
  readonly signal: AbortSignal
}

/**
 * Sends one part, and gives its ETag. To send the same part again does no harm, and happens here for
 * whatever a repeat of the same request can cure.
 *
 * @throws {ProcoreError} for the rest: the link, the digest, the size of the part.
 * @throws {TypeError} when the link leads where no file should go.
 */
export async function putPart(road: Road, put: Put): Promise<string> {
  const storage = storageRoadOf(road)
  const { link, bytes, deadlineAtMs, signal } = put
  assertAddress(road, link.url)
  learnSecrets(storage, link)
  const call: Call = {
    method: 'PUT',
    url: link.url,
    headers: headersFor(put),
    body: bytes,
    company: null,
    // Nothing shows of a part until the upload is completed: as far as the file goes, it is no write.
    isRead: true,
    isRepeatable: true,
    reconcile: false,
    deadlineAtMs,
    attemptTimeoutMs: road.attemptTimeoutMs + slowestMs(bytes.byteLength),
    signal,
  }
  const { response } = await send(storage, call)
  const etag = response.headers.get('etag')
  if (response.ok && etag !== null && etag !== '') return etag
  const note = response.ok
    ? 'It was answered without an ETag, so nothing shows that it is stored. In a browser the storage host has to expose that header.'
    : 'A part of a file is never sent on to another address.'
  throw fail(storage, call, newRun(), intercepted(response.status), { note })
}

/** The time that so many bytes take on the slowest line that we wait for. */
export function slowestMs(bytes: number): number {
  return Math.ceil((bytes / SLOWEST_BYTES_PER_S) * 1_000)
}

export function failureOf(thrown: unknown): ProcoreError['failure'] | null {
  return isProcoreError(thrown) ? thrown.failure : null
}

/** @throws {TypeError} unless it is encrypted, or stays on this machine, or is as safe as the API's own. */
function assertAddress({ apiOrigin }: Road, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol === 'https:') return
  const isNear = url !== null && (LOOPBACK.test(url.hostname) || isHomeOf(apiOrigin, url))
  if (url?.protocol === 'http:' && isNear) return
  const shown = url === null ? 'no address at all' : url.origin
  throw new TypeError(`the server named an unsafe place for a part of a file: ${shown}`)
}

/** A platform that is itself called without encryption, as the emulator is in process or on another machine. */
function isHomeOf(apiOrigin: string, { hostname }: URL): boolean {
  const api = new URL(apiOrigin)
  const isSame = hostname === api.hostname || hostname.endsWith(`.${api.hostname}`)
  return api.protocol === 'http:' && isSame
}

function headersFor({ link, headers }: Put): Record<string, string> {
  const sent: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...headers, ...link.headers })) {
    if (!PLATFORM_HEADERS.has(name) && !NEVER_SENT.has(name)) sent[name] = value
  }
  return sent
}

/** A signed link is a key to the file: whatever is in its query is hidden wherever it turns up. */
function learnSecrets({ secrets }: Road, { url }: Link): void {
  const { search, searchParams } = new URL(url)
  secrets.learn(search.slice(1))
  for (const value of searchParams.values()) {
    if (value.length >= SECRET_CHARS_MIN) secrets.learn(value)
  }
}

/** A success without what a success of the storage host has: something else answered. */
function intercepted(status: number): Judgement {
  return { ...localJudgement('network-intercepted', 'backoff'), status }
}
