/** The time of a call against that of bare `fetch` to the same server, beside two peers, in turns. */

import { oauth, client as official } from '@procore/js-sdk'
import { clientCredentials, ProcoreClient } from '@underpin/client'
import { systemClock } from '@underpin/ports'
import ky from 'ky'
import { median } from './row.ts'

const ROUNDS = 25
/** In one turn: long, so that what the change from one contender to the next costs is a small part of it. */
const CALLS = 3_000
const WARM_UP_CALLS = 6_000
const COMPANY = 4001
const PATH = '/rest/v1.0/vendors/1'

/** In the order of `Overhead.ratios`. */
export const CONTENDERS = ['@underpin/client', 'ky with retries on', '@procore/js-sdk'] as const

export interface Overhead {
  /** Of each contender's time to that of bare `fetch`: the median of the rounds' own ratios. */
  readonly ratios: readonly number[]
  readonly bareUs: number
}

type Call = () => Promise<unknown>

export async function overheadAt(url: string, inFlight: number): Promise<Overhead> {
  const [bare, ...contenders] = callsTo(url)
  const all = [bare, ...contenders]
  for (const call of all) await timed(call, inFlight, WARM_UP_CALLS)
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = all.map(() => 0)
    // Each round begins with another one, so that nobody always runs on what another leaves behind.
    for (let turn = 0; turn < all.length; turn++) {
      const at = (round + turn) % all.length
      times[at] = await timed(all[at] ?? bare, inFlight, CALLS)
    }
    rounds.push(times)
  }
  const of = (at: number, times: readonly number[]) => times[at] ?? Number.NaN
  return {
    ratios: contenders.map((_, at) =>
      median(rounds.map((times) => of(at + 1, times) / of(0, times))),
    ),
    bareUs: (median(rounds.map((times) => of(0, times))) * 1_000) / CALLS,
  }
}

/** Bare `fetch` first, then the contenders. All of them send the same headers that matter and read JSON. */
function callsTo(url: string): [Call, ...Call[]] {
  const headers = {
    accept: 'application/json',
    authorization: 'Bearer access-token',
    'procore-company-id': String(COMPANY),
  }
  const ours = new ProcoreClient({
    auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-app' }),
    companyId: COMPANY,
    environment: { apiUrl: url, loginUrl: url },
  })
  const retrying = ky.create({ headers, retry: 2 })
  const options = { apiHostname: url, defaultCompanyId: COMPANY, defaultVersion: 'v1.0' }
  const sdk = official(oauth('access-token'), {}, options)
  return [
    async () => (await fetch(url + PATH, { headers })).json(),
    async () => (await ours.get(PATH)).data,
    () => retrying.get(url + PATH).json(),
    async () => (await sdk.get({ base: '/vendors', params: { id: 1 } })).body,
  ]
}

/** Milliseconds for so many calls, `inFlight` of them at once. */
async function timed(call: Call, inFlight: number, calls: number): Promise<number> {
  let left = calls
  const beganMs = systemClock.monotonicMs()
  const worker = async () => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return systemClock.monotonicMs() - beganMs
}
