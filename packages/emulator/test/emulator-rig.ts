/** What the tests of the emulator share: one with a virtual clock and a seed, and its usual sign-ins. */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { createEmulator } from '../src/create-emulator.ts'
import type { Emulator } from '../src/emulator.ts'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { noteRoute } from './route-cover.ts'

export const APP = { client_id: 'underpin-app', client_secret: 'underpin-app-secret' }
export const SERVICE = { client_id: 'underpin-service', client_secret: 'underpin-service-secret' }
export const REDIRECT = 'http://localhost:3000/callback'
export const PM = 'pm@northside.example'

export interface Pair {
  readonly access_token: string
  readonly refresh_token: string
}

export function setUp(options: EmulatorOptions = {}) {
  const clock = new VirtualClock()
  const emulator = createEmulator({ clock, random: seededRandom(1), ...options })
  noteRoutesOf(emulator)
  return { clock, emulator, ...usualCalls(emulator) }
}

/** For the coverage table: whatever this emulator answers counts as seen by the test file. */
export function noteRoutesOf({ parts: { journal } }: Emulator): void {
  journal.listen(() => {
    const entry = journal.endedAs(journal.closedCount - 1)
    if (entry?.status) noteRoute(entry.method, entry.route, entry.status)
  })
}

export function usualCalls(emulator: Emulator, base = '') {
  const fetchIt = base === '' ? emulator.fetch : fetch
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetchIt(`${base}${path}`, { headers })
  const send = (path: string, body: unknown, method = 'POST', headers = {}) =>
    fetchIt(`${base}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const form = (path: string, fields: Record<string, string>) =>
    fetchIt(`${base}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  const token = (fields: Record<string, string>) => form('/oauth/token', fields)
  const door = async (path: string, body?: unknown, method?: string) => {
    const url = `/_underpin/${path}`
    const init =
      body === undefined
        ? { method: method ?? 'GET' }
        : { method: method ?? 'POST', body: JSON.stringify(body) }
    const response = await fetchIt(`${base}${url}`, init)
    return { status: response.status, json: await response.json() }
  }
  const code = async (user = PM, redirectUri = REDIRECT): Promise<string> => {
    const { json } = await door('codes', { user, clientId: APP.client_id, redirectUri })
    return json.code
  }
  const exchange = async (given: string) =>
    token({ ...APP, grant_type: 'authorization_code', code: given, redirect_uri: REDIRECT })
  const signIn = async (user = PM): Promise<Pair> =>
    (await (await exchange(await code(user))).json()) as Pair
  const refresh = (refreshToken: string) =>
    token({ ...APP, grant_type: 'refresh_token', refresh_token: refreshToken })
  const api = (path: string, accessToken: string, init: RequestInit = {}) =>
    fetchIt(`${base}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'procore-company-id': '4001',
        'content-type': 'application/json',
        ...init.headers,
      },
    })
  /** As a browser: a redirect is an answer too. */
  const visit = (path: string, init: RequestInit = {}) =>
    fetchIt(`${base}${path}`, { redirect: 'manual', ...init })
  const journal = async () => (await door('journal')).json.exchanges
  return { get, visit, send, form, token, door, code, exchange, signIn, refresh, api, journal }
}
