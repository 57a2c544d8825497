/**
 * Every failure that can be raised is raised, over a real socket and in process, and what a caller sees
 * is the same in both; what it sees is known as that failure, or as one that the wire cannot tell from it.
 */
import { type HeaderMap, networkError } from '@underpin/exchange'
import { classify, FAILURE_IDS, type FailureId, failureMode } from '@underpin/failures'
import { systemClock } from '@underpin/ports'
import { seededRandom } from '@underpin/ports/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import type { Emulator } from '../src/emulator.ts'
import { raisableFailures } from '../src/faults/raise.ts'
import { type Listening, listen } from '../src/server/listen.ts'
import { APP, PM, REDIRECT, usualCalls } from './emulator-rig.ts'

type Calls = ReturnType<typeof usualCalls>

let emulator: Emulator
let server: Listening
let places: { socket: Calls; process: Calls }

beforeAll(async () => {
  const limits = { hourly: 3_600, spike: 25 }
  emulator = createEmulator({ clock: systemClock, random: seededRandom(7), limits })
  server = await listen(emulator, { port: 0 })
  places = { socket: usualCalls(emulator, server.url), process: usualCalls(emulator) }
})

afterAll(async () => {
  await server.close()
  emulator.close()
})

/** What came of a call, as plain data. */
interface Seen {
  readonly status?: number
  readonly headers?: HeaderMap
  readonly body?: string
  readonly code?: string
  readonly isTruncated?: boolean
}

async function see(call: Promise<Response>): Promise<Seen> {
  let response: Response
  try {
    response = await call
  } catch (error) {
    return { code: networkError(error).code }
  }
  const { status } = response
  const headers = Object.fromEntries(response.headers)
  try {
    return { status, headers, body: await response.text(), isTruncated: false }
  } catch (error) {
    return { status, headers, code: networkError(error).code, isTruncated: true }
  }
}

/** The call that each failure needs; the others happen to a plain read. */
const CALLS: Partial<Record<FailureId, (at: Calls, token: string) => Promise<Response>>> = {
  'refresh-token-spent': async (at) => at.refresh((await at.signIn()).refresh_token),
  'refresh-reply-lost': async (at) => at.refresh((await at.signIn()).refresh_token),
  'oauth-code-rejected': async (at) => at.exchange(await at.code()),
  'oauth-invalid-client': (at) => at.token({ ...APP, grant_type: 'client_credentials' }),
  'oauth-request-malformed': (at) => at.token({ ...APP, grant_type: 'client_credentials' }),
  'oauth-grant-not-allowed': (at) => at.token({ ...APP, grant_type: 'client_credentials' }),
  'sync-items-rejected': (at, token) =>
    at.api('/rest/v1.0/vendors/sync', token, {
      method: 'PATCH',
      body: JSON.stringify({ company_id: 4001, updates: [{ name: unique() }, { name: unique() }] }),
    }),
  'date-silently-dropped': (at, token) =>
    at.api('/rest/v1.0/projects/5001/rfis', token, {
      method: 'POST',
      body: JSON.stringify({
        rfi: {
          subject: unique(),
          question: { body: 'Which?' },
          assignee_ids: [7001],
          due_date: '2026-12-01',
        },
      }),
    }),
}

for (const failure of FAILURE_IDS.storage) {
  CALLS[failure] = (at, token) =>
    at.api('/storage/uploads/1', token, { method: 'PUT', body: 'bytes' })
}

for (const failure of FAILURE_IDS.web) CALLS[failure] = (at) => at.get('/4001/company/home/list')

const signInAs = async (at: Calls, email: string) => {
  const page = await at.get('/login')
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const token = /name="form_token" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const body = new URLSearchParams({ form_token: token, email, password: 'Sandbox#2026' })
  return at.visit('/login', { method: 'POST', body, headers: { cookie } })
}

Object.assign(CALLS, {
  'login-rejected': (at: Calls) => signInAs(at, 'viewer@northside.example'),
  'account-locked': (at: Calls) => signInAs(at, 'sub@northside.example'),
  'stale-session': async (at: Calls) => {
    const signedIn = await signInAs(at, PM)
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    return at.get('/4001/company/home/list', { cookie })
  },
} satisfies typeof CALLS)

const CONSENT: FailureId = 'consent-denied'

const inProcessOnly: readonly FailureId[] = raisableFailures('process').filter(
  (id) => !raisableFailures('socket').includes(id),
)

/** Those of webhooks happen to deliveries and not to calls: their own test raises them. */
const onSocket = raisableFailures('socket').filter(
  (id) => id !== CONSENT && failureMode(id).surface !== 'webhook',
)

it.each(onSocket)('%s is raised on the socket as in process, and known', async (failure) => {
  const socket = await raised(failure, places.socket)
  const process = await raised(failure, places.process)
  expect(shapeOf(socket)).toEqual(shapeOf(process))
  expect(knownAs(failure, socket)).toContain(failure)
})

it.each(inProcessOnly)('%s is raised in process alone, and known', async (failure) => {
  const seen = await raised(failure, places.process)
  expect(knownAs(failure, seen)).toContain(failure)
})

it.each(inProcessOnly)('%s is refused on a socket, with the rig to use', async (failure) => {
  const { status, json } = await places.socket.door('faults', { failure })
  expect(status).toBe(422)
  expect(json.error).toMatch(/start \w+\(\) of @underpin\/emulator\/rigs/)
})

it('a denied consent sends the person back to the app with the denial', async () => {
  const at = places.process
  await at.door('faults', { failure: CONSENT, times: 1 })
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: APP.client_id,
    redirect_uri: REDIRECT,
    state: 's',
  })
  const seen = await see(at.get(`/oauth/authorize?${query}`))
  expect(seen.headers?.['location']).toMatch(
    /^http:\/\/localhost:3000\/callback\?error=access_denied&.*&state=s$/,
  )
  expect(knownAs(CONSENT, seen)).toContain(CONSENT)
})

it('every failure can be raised somewhere', () => {
  expect(raisableFailures('process')).toEqual(Object.values(FAILURE_IDS).flat())
})

async function raised(failure: FailureId, at: Calls): Promise<Seen> {
  emulator.parts.faults.clear()
  const { access_token: token } = await at.signIn()
  const call = CALLS[failure] ?? ((here: Calls) => here.api('/rest/v1.0/projects/5001/rfis', token))
  const { status, json } = await at.door('faults', { failure, times: 1 })
  expect([status, json.failure]).toEqual([201, failure])
  const seen = await see(call(at, token))
  const fault = await at.door(`faults/${json.number}`)
  expect(fault.json).toMatchObject({ raised: 1, state: 'over' })
  return seen
}

/** What must be the same in both; ids, times and limits differ from call to call. */
function shapeOf({ status, code, isTruncated, headers, body }: Seen) {
  const type = headers?.['content-type'] ?? null
  const isError = status !== undefined && status >= 400
  return { status, code, isTruncated, type, body: isError ? withoutReference(body) : null }
}

/** A screen says when it was shown, under which number, and has a token in its form. */
function withoutReference(body: string | undefined): string | undefined {
  return body
    ?.replace(/<time datetime[\s\S]*?<\/code>/g, '')
    .replace(/name="form_token" value="\w+"/g, '')
}

/** The candidates of the classifier, which may name a twin first. */
function knownAs(failure: FailureId, seen: Seen): readonly FailureId[] {
  const { status, headers = {}, body = '', code, isTruncated = false } = seen
  const surface = failureMode(failure).surface
  const evidence = {
    ...(surface === 'network' ? { surface: 'api' as const } : { surface }),
    ...(failure === 'refresh-reply-lost' || failure === 'refresh-token-spent'
      ? { request: { method: 'POST', url: '/oauth/token', body: 'grant_type=refresh_token' } }
      : failure === 'oauth-code-rejected'
        ? {
            request: { method: 'POST', url: '/oauth/token', body: 'grant_type=authorization_code' },
          }
        : failure === 'date-silently-dropped'
          ? {
              request: {
                method: 'POST',
                url: '/rest/v1.0/projects/5001/rfis',
                body: JSON.stringify({ rfi: { due_date: '2026-12-01' } }),
              },
            }
          : failure === 'response-lost'
            ? { request: { method: 'POST', url: '/rest/v1.0/projects/5001/rfis' } }
            : {}),
    ...(status === undefined ? {} : { response: { status, headers, body, isTruncated } }),
    ...(code === undefined ? {} : { network: { code, message: '', phase: 'unknown' as const } }),
  }
  return classify(evidence)?.candidates.map(({ id }) => id) ?? []
}

let made = 0
function unique(): string {
  made += 1
  return `made for a fault ${made}`
}
