/** After a run: which promises of ours were broken, judged by the emulator's own records, never by ours. */
import type { Emulator, JournalEntry } from '@underpin/emulator'
import type { LogLine } from '@underpin/ports/testing'
import type { Ledger } from './intents.ts'
import { ORIGIN } from './simulate.ts'
import type { Sent, Wire } from './wire.ts'

export interface Broken {
  /** The number of the promise in `docs/promises.md`. */
  readonly promise: 1 | 2 | 3 | 4 | 6 | 7 | 8
  readonly what: string
}

export interface Evidence {
  readonly emulator: Emulator
  readonly ledger: Ledger
  readonly wires: readonly Wire[]
  /** Exchanges in which the emulator saw a promise broken. */
  readonly marked: readonly JournalEntry[]
  readonly log: readonly LogLine[]
  readonly events: readonly unknown[]
}

export async function brokenPromises(evidence: Evidence): Promise<Broken[]> {
  return [
    ...lostOrDoubled(evidence),
    ...lostChanges(evidence),
    ...tokensPresentedTwice(evidence),
    ...needlessRefreshes(evidence),
    ...spentTokens(evidence),
    ...ignoredAnswers(evidence),
    ...(await leakedSecrets(evidence)),
    ...strayBearers(evidence),
  ]
}

/** 1: what was told as done exists once, what was told as not applied does not, the rest at most once. */
function lostOrDoubled({ emulator, ledger }: Evidence): Broken[] {
  const counts = {
    vendors: countBy(emulator, 'vendors', 'name'),
    rfis: countBy(emulator, 'rfis', 'subject'),
  }
  return ledger.intents.flatMap(({ marker, table, told }) => {
    const found = counts[table].get(marker) ?? 0
    const isAllowed =
      told.kind === 'done'
        ? found === 1
        : told.kind === 'failed' && told.applied === 'no'
          ? found === 0
          : found <= 1
    if (isAllowed) return []
    return [
      {
        promise: 1 as const,
        what: `${marker}: told ${JSON.stringify(told)}, found ${found} times`,
      },
    ]
  })
}

/** 1: the last change that was told as done stands, unless a later one may have been applied. */
function lostChanges({ emulator, ledger }: Evidence): Broken[] {
  const rows = rowsOf(emulator, 'rfis')
  const dueDates = new Map(rows.map((row) => [Number(row['id']), row['due_date']]))
  return [...ledger.changes.values()].flatMap(({ id, values }) => {
    const lastDone = values.findLastIndex(({ told }) => told === 'done')
    if (lastDone < 0) return []
    const possible = values.slice(lastDone).filter(({ told }) => told !== 'failed')
    const found = String(dueDates.get(id)).slice(0, 10)
    if (possible.some(({ value }) => value === found)) return []
    return [{ promise: 1 as const, what: `rfi ${id}: ${JSON.stringify(values)}, found ${found}` }]
  })
}

/** 2: whoever presents it, a refresh token goes over the wire once. */
function tokensPresentedTwice({ wires }: Evidence): Broken[] {
  const seen = new Set<string>()
  return refreshCalls(wires).flatMap(({ token }) => {
    if (!seen.has(token)) {
      seen.add(token)
      return []
    }
    return [{ promise: 2 as const, what: 'a refresh token was presented twice' }]
  })
}

/** Lifetime of an access token, fact sheet section 2. */
const TOKEN_LIFETIME_MS = 5_400_000

/** A refresh ahead of expiry by more than this is needless. */
const EARLY_MAX_MS = 15 * 60_000

/** 3: no refresh without an expiry near, or an answer that refused the token. */
function needlessRefreshes({ wires }: Evidence): Broken[] {
  const all = wires.flatMap(({ sent }) => sent).sort((a, b) => a.atMs - b.atMs)
  const issuedAtMs: number[] = []
  const broken: Broken[] = []
  for (const { call } of refreshCalls(wires)) {
    const last = issuedAtMs.at(-1)
    if (last !== undefined && call.atMs - last < TOKEN_LIFETIME_MS - EARLY_MAX_MS) {
      const refused = all.some(
        ({ atMs, answer, authorization }) =>
          answer?.status === 401 && authorization !== null && atMs >= last && atMs <= call.atMs,
      )
      if (!refused) {
        broken.push({
          promise: 3,
          what: `refreshed ${(call.atMs - last) / 60_000} minutes after the last`,
        })
      }
    }
    if (call.answer?.status === 200) issuedAtMs.push(call.atMs)
  }
  return broken
}

/** 2 again, as the server sees it: it remembers what is spent. */
function spentTokens({ marked }: Evidence): Broken[] {
  return marked.flatMap(({ method, url, brokenPromises: broken }) =>
    broken
      .filter(({ kind }) => kind === 'spent-refresh-token-presented')
      .map(({ told }) => ({ promise: 2 as const, what: `${method} ${url}: ${told}` })),
  )
}

/**
 * 4 and 8, process by process: what was sent after an answer had arrived that asked not to. The server's
 * own ledger would also blame what was on its way by then, and what another process could not know.
 */
function ignoredAnswers({ wires }: Evidence): Broken[] {
  return wires.flatMap(({ sent }) => {
    const told: Told = { waitUntilMs: 0, deadTokens: new Set(), rejected: new Map() }
    const broken: Broken[] = []
    for (const moment of momentsOf(sent)) {
      if (moment.kind === 'answer') remember(told, moment.call)
      else broken.push(...ignored(told, moment.call))
    }
    return broken
  })
}

interface Told {
  /** By the API: the login host is asked for tokens all the same. */
  waitUntilMs: number
  readonly deadTokens: Set<string>
  /** When each request was rejected, and with what. */
  readonly rejected: Map<string, { readonly atMs: number; readonly status: number }>
}

type Moment = { readonly kind: 'sent' | 'answer'; readonly atMs: number; readonly call: Sent }

function momentsOf(sent: readonly Sent[]): Moment[] {
  return sent
    .flatMap((call): Moment[] => [
      { kind: 'sent', atMs: call.atMs, call },
      ...(call.answer ? [{ kind: 'answer' as const, atMs: call.answer.atMs, call }] : []),
    ])
    .sort((a, b) => a.atMs - b.atMs)
}

function remember(told: Told, call: Sent): void {
  const { answer, url, authorization } = call
  if (!answer || url.includes('/oauth/')) return
  const { status, atMs, retryAfterS } = answer
  if (status === 429 || status === 503) {
    told.waitUntilMs = Math.max(told.waitUntilMs, atMs + retryAfterS * 1_000)
  }
  if (status === 401 && authorization) told.deadTokens.add(authorization)
  if (REJECTED.has(status) && call.method !== 'GET')
    told.rejected.set(identityOf(call), { atMs, status })
}

/** Never repeated unchanged: promise 8. */
const REJECTED: ReadonlySet<number> = new Set([400, 404, 406, 409, 410, 413, 422])

function ignored(told: Told, call: Sent): Broken[] {
  if (call.url.includes('/oauth/')) return []
  const name = `${call.method} ${call.url}`
  const broken: Broken[] = []
  if (call.atMs < told.waitUntilMs) {
    const earlyMs = told.waitUntilMs - call.atMs
    broken.push({ promise: 4, what: `${name} was sent ${earlyMs} ms before the wait was over` })
  }
  if (call.authorization && told.deadTokens.has(call.authorization)) {
    broken.push({ promise: 4, what: `${name} was sent with a token that had been refused` })
  }
  const before = told.rejected.get(identityOf(call))
  if (before) broken.push({ promise: 8, what: `${name} was repeated after ${before.status}` })
  return broken
}

function identityOf({ method, url, body }: Sent): string {
  return `${method} ${url} ${body}`
}

/** Of the journal so many are searched for secrets: redacting them costs more than the run. */
const EXCHANGES_SEARCHED = 150

/** 6: every token that went over the wire is looked for in everything that was shown. */
async function leakedSecrets({ emulator, wires, log, events }: Evidence): Promise<Broken[]> {
  const since = Math.max(0, emulator.parts.journal.lastN - EXCHANGES_SEARCHED)
  const journal = await emulator.fetch(`${ORIGIN}/_underpin/journal?since=${since}`)
  const shown = [
    { where: 'the log', text: JSON.stringify(log) },
    { where: 'the events', text: JSON.stringify(events) },
    { where: 'the journal', text: await journal.text() },
  ]
  const secrets = new Set(['underpin-app-secret', 'underpin-service-secret'])
  for (const { authorization, body } of wires.flatMap(({ sent }) => sent)) {
    if (authorization) secrets.add(authorization.replace(/^Bearer /, ''))
    for (const name of ['refresh_token', 'code']) {
      const value = new URLSearchParams(body).get(name)
      if (value) secrets.add(value)
    }
  }
  return shown.flatMap(({ where, text }) =>
    [...secrets].some((secret) => text.includes(secret))
      ? [{ promise: 6 as const, what: `a secret is in ${where}` }]
      : [],
  )
}

/** 7: the bearer goes to the API's origin alone. */
function strayBearers({ wires }: Evidence): Broken[] {
  return wires
    .flatMap(({ sent }) => sent)
    .filter(({ authorization, url }) => authorization !== null && new URL(url).origin !== ORIGIN)
    .map(({ url }) => ({ promise: 7 as const, what: `the bearer went to ${new URL(url).origin}` }))
}

function refreshCalls(wires: readonly Wire[]): { token: string; call: Sent }[] {
  return wires
    .flatMap(({ sent }) => sent)
    .filter(({ url }) => url.includes('/oauth/token'))
    .flatMap((call) => {
      const token = new URLSearchParams(call.body).get('refresh_token')
      return token === null ? [] : [{ token, call }]
    })
    .sort((a, b) => a.call.atMs - b.call.atMs)
}

function countBy(
  emulator: Emulator,
  table: 'vendors' | 'rfis',
  attribute: string,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rowsOf(emulator, table)) {
    const value = String(row[attribute])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

function rowsOf(emulator: Emulator, table: 'vendors' | 'rfis'): Record<string, unknown>[] {
  const statement = emulator.parts.platform.database.statement(`SELECT data FROM "${table}"`)
  return statement.all().map((row: object) => JSON.parse(String(Object.values(row)[0])))
}
