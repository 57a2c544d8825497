/**
 * Cases recorded from an emulator in this process: each failure is met for its real cause, or raised by a
 * fault on the wire, and what came back is printed as `curl -i` prints it. The label is the failure that
 * the emulator's journal holds: nothing here is judged by eye.
 */
import { createEmulator, type Emulator, type EmulatorOptions } from '@underpin/emulator'
import type { FailureId } from '@underpin/failures'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import type { LabelledCase } from './labelled-case.ts'

const APP = { client_id: 'underpin-app', client_secret: 'underpin-app-secret' }
const SERVICE = { client_id: 'underpin-service', client_secret: 'underpin-service-secret' }
const REDIRECT = 'http://localhost:3000/callback'
const P = '/rest/v1.0/projects/5001'
const RFI = { subject: 'Joint', question: { body: 'Which one?' }, assignee_ids: [7002] }
const ADMIN = 'admin@northside.example'

interface Bench {
  readonly clock: VirtualClock
  readonly emulator: Emulator
  readonly token: string
  readonly refreshToken: string
}

type Meet = (bench: Bench) => Response | Promise<Response>

interface Recording {
  readonly want: FailureId
  readonly meet: Meet
  readonly who?: string
  readonly options?: EmulatorOptions
  /** Raised on demand: it has no cause in an emulator, or one that takes long. */
  readonly fault?: object
}

const api =
  (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Meet =>
  ({ emulator, token }) =>
    emulator.fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token}`,
        'procore-company-id': '4001',
        'content-type': 'application/json',
        ...headers,
      },
    })

const form =
  (path: string, fields: Record<string, string>): Meet =>
  ({ emulator }) =>
    emulator.fetch(path, { method: 'POST', body: new URLSearchParams(fields) })

const visit =
  (path: string): Meet =>
  ({ emulator }) =>
    emulator.fetch(path, { redirect: 'manual' })

const refresh =
  (refreshToken: string): Meet =>
  (bench) =>
    form('/oauth/token', { ...APP, grant_type: 'refresh_token', refresh_token: refreshToken })(
      bench,
    )

/** Raised by a fault, on a call that this failure could happen to. */
function raised(want: FailureId, meet: Meet, fault: object = {}): Recording {
  return { want, meet, fault: { failure: want, times: 1, ...fault } }
}

const createVendor = api('POST', '/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'X' } })
const putOfPart: Meet = ({ emulator }) =>
  emulator.fetch('/storage/uploads/01M7X5EVJXVKN58TR0CKVF4EAZ/1', { method: 'PUT', body: 'x' })
const onApi = { match: { path: '/rest/*' } }
const onStorage = { match: { path: '/storage/*' } }

const RECORDINGS: readonly Recording[] = [
  {
    want: 'oauth-invalid-client',
    meet: form('/oauth/token', {
      ...SERVICE,
      client_secret: 'x',
      grant_type: 'client_credentials',
    }),
  },
  { want: 'oauth-request-malformed', meet: form('/oauth/token', APP) },
  {
    want: 'oauth-grant-not-allowed',
    meet: form('/oauth/token', { ...APP, grant_type: 'client_credentials' }),
  },
  {
    want: 'refresh-token-spent',
    meet: async (bench) => {
      await refresh(bench.refreshToken)(bench)
      return refresh(bench.refreshToken)(bench)
    },
  },
  { want: 'malformed-json', meet: api('POST', `${P}/rfis`, '{"rfi":') },
  { want: 'missing-field', meet: api('POST', `${P}/rfis`, { rfi: { ...RFI, subject: '' } }) },
  { want: 'invalid-value', meet: api('POST', `${P}/rfis`, { rfi: { ...RFI, assignee_ids: [1] } }) },
  {
    want: 'company-header-missing',
    meet: ({ emulator, token }) =>
      emulator.fetch(`${P}/rfis`, { headers: { authorization: `Bearer ${token}` } }),
  },
  { want: 'access-token-missing', meet: visit('/rest/v1.0/me') },
  {
    want: 'access-token-expired',
    meet: (bench) => {
      bench.clock.advance(91 * 60_000)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  {
    want: 'access-token-revoked',
    meet: async (bench) => {
      await form('/oauth/revoke', { ...APP, token: bench.token })(bench)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  {
    want: 'wrong-environment-token',
    meet: async ({ emulator }) => {
      const other = createEmulator({ random: seededRandom(77), seed: 77 })
      const { access_token: token } = await signIn(other, ADMIN)
      other.close()
      return api(
        'GET',
        '/rest/v1.0/me',
      )({ clock: new VirtualClock(), refreshToken: '', emulator, token })
    },
  },
  {
    want: 'app-not-connected',
    who: ADMIN,
    meet: api('GET', '/rest/v1.0/vendors?company_id=4002', undefined, {
      'procore-company-id': '4002',
    }),
  },
  {
    want: 'permission-too-low',
    who: 'viewer@northside.example',
    meet: api('POST', `${P}/rfis`, { rfi: RFI }),
  },
  { want: 'tool-disabled', meet: api('GET', '/rest/v1.0/projects/5002/rfis') },
  { want: 'project-out-of-scope', meet: api('GET', '/rest/v1.0/projects/5003/rfis') },
  { want: 'resource-not-found', meet: api('GET', `${P}/rfis/999999`) },
  {
    want: 'resource-hidden',
    who: 'sub@northside.example',
    meet: api('GET', `${P}/rfis/20001`),
  },
  { want: 'route-unknown', meet: api('GET', `${P}/cost_codes`) },
  {
    want: 'unknown-field',
    options: { assumptions: { 'unknown-attribute': '406' } },
    meet: api('POST', `${P}/rfis`, { rfi: { ...RFI, colour: 'red' } }),
  },
  {
    want: 'unsupported-content-type',
    meet: api('POST', `${P}/rfis`, '<rfi/>', { 'content-type': 'application/xml' }),
  },
  {
    want: 'duplicate-record',
    who: ADMIN,
    meet: api('POST', '/rest/v1.0/companies/4001/users', {
      user: { email_address: 'pm@northside.example', last_name: 'Twin' },
    }),
  },
  {
    want: 'origin-id-taken',
    meet: async (bench) => {
      const vendor = (name: string) =>
        api('POST', '/rest/v1.0/vendors', {
          company_id: 4001,
          vendor: { name, origin_id: 'erp-1' },
        })(bench)
      await vendor('First')
      return vendor('Second')
    },
  },
  {
    want: 'batch-too-large',
    meet: api('PATCH', '/rest/v1.0/vendors/sync', {
      company_id: 4001,
      updates: Array.from({ length: 1_001 }, (_, at) => ({ name: `Vendor ${at}` })),
    }),
  },
  {
    want: 'business-rule',
    who: ADMIN,
    meet: api('PATCH', '/rest/v1.0/projects/5001?company_id=4001', {
      company_id: 4001,
      project: { time_zone: 'Middle of nowhere' },
    }),
  },
  {
    want: 'rate-limit-hourly',
    options: { limits: { hourly: 1, spike: 0 } },
    meet: async (bench) => {
      await api('GET', '/rest/v1.0/me')(bench)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  {
    want: 'rate-limit-spike',
    options: { limits: { hourly: 0, spike: 1 } },
    meet: async (bench) => {
      await api('GET', '/rest/v1.0/me')(bench)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  raised('state-conflict', createVendor, onApi),
  raised('record-locked', createVendor, onApi),
  raised('request-timeout-batch', createVendor, onApi),
  raised('server-error', createVendor, onApi),
  raised('bad-gateway', createVendor, onApi),
  raised('heavy-load', createVendor, onApi),
  raised('maintenance', createVendor, onApi),
  raised('regional-outage', createVendor, onApi),
  raised('upload-timeout', putOfPart, onStorage),
  raised('upload-link-expired', putOfPart, onStorage),
  raised('upload-expired', putOfPart, onStorage),
  raised('upload-digest-mismatch', putOfPart, onStorage),
  raised(
    'sync-items-rejected',
    api('PATCH', '/rest/v1.0/vendors/sync', {
      company_id: 4001,
      updates: [
        { name: 'Good', origin_id: '1' },
        { name: 'Bad', origin_id: '2' },
      ],
    }),
  ),
  raised('page-not-found', visit('/4001/company/home/list')),
  raised('platform-not-found', visit('/4001/company/home/list')),
  raised('upload-timeout-page', visit('/4001/company/home/list')),
  raised('bad-request-page', visit('/4001/company/home/list')),
  raised('server-error-page', visit('/4001/company/home/list')),
  raised('maintenance-page', visit('/4001/company/home/list')),
  raised('permission-denied-page', visit('/4001/company/home/list')),
  raised('heavy-load-page', visit('/4001/company/home/list')),
  raised('service-unavailable-page', visit('/4001/company/home/list')),
]

export async function recordedCases(): Promise<LabelledCase[]> {
  const cases: LabelledCase[] = []
  for (const recording of RECORDINGS) cases.push(await record(recording))
  return cases
}

async function record({ want, meet, who, options, fault }: Recording): Promise<LabelledCase> {
  const clock = new VirtualClock()
  const emulator = createEmulator({
    ...{ clock, random: seededRandom(1), limits: { hourly: 0, spike: 0 } },
    ...options,
  })
  try {
    const pair = await signIn(emulator, who ?? 'pm@northside.example')
    if (fault) await post(emulator, '/_underpin/faults', fault)
    const response = await meet({
      ...{ clock, emulator },
      ...{ token: pair.access_token, refreshToken: pair.refresh_token },
    })
    const input = await asCurlPrints(response)
    const { journal } = emulator.parts
    const met = journal.endedAs(journal.closedCount - 1)?.failure
    if (met !== want) throw new Error(`${want} was to be met, and ${met ?? 'nothing'} was`)
    return { kind: 'recorded', want, input, from: 'the emulator’s journal' }
  } finally {
    emulator.close()
  }
}

async function signIn(emulator: Emulator, user: string) {
  const given = { user, clientId: APP.client_id, redirectUri: REDIRECT }
  const made = await post(emulator, '/_underpin/codes', given)
  const { code }: { code: string } = await made.json()
  const grant = { ...APP, grant_type: 'authorization_code', code, redirect_uri: REDIRECT }
  const answer = await emulator.fetch('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams(grant),
  })
  const pair: { access_token: string; refresh_token: string } = await answer.json()
  return pair
}

function post(emulator: Emulator, path: string, body: object): Promise<Response> {
  return emulator.fetch(path, { method: 'POST', body: JSON.stringify(body) })
}

async function asCurlPrints(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${response.status} ${response.statusText}`.trim(), ...headers]
  return `${head.join('\r\n')}\r\n\r\n${await response.text()}`
}
