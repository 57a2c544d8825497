/** What a side did, counted from its emulator's journal and from what is in its database afterwards. */
import type { FailureId } from '@underpin/failures'
import { RFIS, VENDORS } from './work.ts'

/** What the score reads of a journal entry. */
export interface CountedExchange {
  readonly atMs: number
  readonly method: string
  readonly url: string
  readonly requestBody: string | null
  readonly failure: FailureId | null
  readonly brokenPromises: readonly { readonly kind: string }[]
}

export interface Side {
  readonly exchanges: readonly CountedExchange[]
  /** Names and subjects of what is there in the end, one entry for each record. */
  readonly vendorNames: readonly string[]
  readonly rfiSubjects: readonly string[]
  readonly signIns: number
  readonly hourStartsAtMs: number
  readonly endedAtMs: number
  /** What ended the job before its end, in words; null when it came to its end. */
  readonly gaveUp: string | null
}

export interface Score {
  /** The job came to its end, and everything that was wanted is there. */
  readonly isFinished: boolean
  /** Of `wanted` so many exist, duplicates not counted. */
  readonly made: number
  readonly wanted: number
  /** When the job ended, in minutes from the start of the hour. */
  readonly endedAtMin: number
  readonly requests: number
  readonly rateLimited: number
  /** Records beyond the first of each name. */
  readonly duplicates: number
  /** Wanted, and not there in the end. */
  readonly lost: number
  readonly refreshCalls: number
  /** Sign-ins by a person, the first included. */
  readonly signIns: number
  readonly brokenPromises: number
  /** The broken promises by kind, the commonest first. */
  readonly brokenByKind: Readonly<Record<string, number>>
  readonly gaveUp: string | null
}

const MINUTE_MS = 60_000

export function scoreOf(side: Side): Score {
  const made = countMade(side)
  const broken = side.exchanges.flatMap(({ brokenPromises }) => brokenPromises)
  const wanted = VENDORS.length + RFIS.length
  return {
    isFinished: side.gaveUp === null && made.there === wanted,
    made: made.there,
    wanted,
    endedAtMin: Math.round((side.endedAtMs - side.hourStartsAtMs) / MINUTE_MS),
    requests: side.exchanges.filter((exchange) => !isPersons(exchange)).length,
    rateLimited: side.exchanges.filter(({ failure }) => failure?.startsWith('rate-limit-')).length,
    duplicates: made.twice,
    lost: wanted - made.there,
    refreshCalls: side.exchanges.filter(isRefresh).length,
    signIns: side.signIns,
    brokenPromises: broken.length,
    brokenByKind: tally(broken.map(({ kind }) => kind)),
    gaveUp: side.gaveUp,
  }
}

function countMade({ vendorNames, rfiSubjects }: Side): { there: number; twice: number } {
  const counts = tally([...vendorNames, ...rfiSubjects])
  const wanted = [...VENDORS.map(({ name }) => name), ...RFIS.map(({ subject }) => subject)]
  let there = 0
  let twice = 0
  for (const name of wanted) {
    const count = counts[name] ?? 0
    if (count > 0) there += 1
    twice += Math.max(0, count - 1)
  }
  return { there, twice }
}

/** The person's clicks in the sign-in pages are no requests of the job; a look by HEAD is one. */
function isPersons({ method, url }: CountedExchange): boolean {
  return method !== 'HEAD' && /\/(?:oauth\/authorize|login)(?:\?|$)/.test(url)
}

function isRefresh({ method, url, requestBody }: CountedExchange): boolean {
  return (
    method === 'POST' &&
    /\/oauth\/token\/?$/.test(url) &&
    requestBody?.includes('refresh_token') === true &&
    /grant_type["=:\s]+refresh_token/.test(requestBody)
  )
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a))
}
