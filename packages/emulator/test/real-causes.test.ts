/**
 * Every failure of a status from 400 to 599, outside of the web application, is reached by what really
 * causes it, with no fault switched on. Those that have no cause in an emulator say why.
 */
import { FAILURE_IDS, type FailureId, failureMode } from '@underpin/failures'
import { expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { APP, PM, SERVICE, setUp } from './emulator-rig.ts'

const P = '/rest/v1.0/projects/5001'
const RFI = { subject: 'Joint', question: { body: 'Which one?' }, assignee_ids: [7002] }
const ADMIN = 'admin@northside.example'
const SUB = 'sub@northside.example'
const UNPACED = { hourly: 0, spike: 0 }

/** An emulator, and the access token of who signed in. */
type Bench = Omit<ReturnType<typeof setUp>, 'token'> & { readonly token: string }

interface Cause {
  readonly options?: EmulatorOptions
  /** Who signs in. Default: the project manager. */
  readonly who?: string
  /** The last request of it is the one that meets the failure. */
  readonly meet: (bench: Bench) => Promise<Response>
}

const api =
  (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  ({ api: call, token }: Bench) =>
    call(path, token, {
      method,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers,
    })

async function jsonOf(response: Promise<Response>): Promise<Record<string, never>> {
  return (await response).json() as Promise<Record<string, never>>
}

/** An upload that is ready, and the form that sends its file. */
async function legacyUpload(bench: Bench) {
  const body = { response_filename: 'pour.jpg', response_content_type: 'image/jpeg' }
  const { url, fields } = await jsonOf(api('POST', '/rest/v1.1/projects/5001/uploads', body)(bench))
  const form = new FormData()
  for (const [name, value] of Object.entries(fields ?? {})) form.append(name, String(value))
  form.append('file', new Blob(['a photo']), 'pour.jpg')
  return { url: String(url), form }
}

const SHA_OF_OTHERS = 'a'.repeat(64)

async function segmentedUpload(bench: Bench, sha256 = SHA_OF_OTHERS) {
  const body = {
    ...{ response_filename: 'pour.jpg', response_content_type: 'image/jpeg' },
    segments: [{ size: 7, sha256 }],
  }
  const made = await jsonOf(api('POST', '/rest/v1.1/projects/5001/uploads', body)(bench))
  const [segment] = made['segments'] as unknown as {
    url: string
    headers: Record<string, string>
  }[]
  return { uuid: String(made['uuid']), url: segment?.url ?? '', headers: segment?.headers ?? {} }
}

const CAUSES: Partial<Record<FailureId, Cause>> = {
  'oauth-invalid-client': {
    meet: ({ form }) =>
      form('/oauth/token', {
        ...SERVICE,
        client_secret: 'x',
        grant_type: 'client_credentials',
      }),
  },
  'oauth-code-rejected': {
    meet: async ({ code, exchange, clock }) => {
      const late = await code()
      clock.advance(11 * 60_000)
      return exchange(late)
    },
  },
  'refresh-token-spent': {
    meet: async ({ signIn, refresh }) => {
      const { refresh_token } = await signIn()
      await refresh(refresh_token)
      return refresh(refresh_token)
    },
  },
  'oauth-request-malformed': { meet: ({ form }) => form('/oauth/token', { ...APP }) },
  'oauth-grant-not-allowed': {
    meet: ({ form }) => form('/oauth/token', { ...APP, grant_type: 'client_credentials' }),
  },

  'malformed-json': { meet: api('POST', `${P}/rfis`, '{"rfi":') },
  'missing-field': { meet: api('POST', `${P}/rfis`, { rfi: { ...RFI, subject: '' } }) },
  'invalid-value': { meet: api('POST', `${P}/rfis`, { rfi: { ...RFI, assignee_ids: [1] } }) },
  'company-header-missing': {
    meet: ({ get, token }) => get(`${P}/rfis`, { authorization: `Bearer ${token}` }),
  },
  'access-token-missing': { meet: ({ get }) => get('/rest/v1.0/me') },
  'access-token-expired': {
    meet: (bench) => {
      bench.clock.advance(91 * 60_000)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  'access-token-revoked': {
    meet: async (bench) => {
      await bench.form('/oauth/revoke', { ...APP, token: bench.token })
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  'wrong-environment-token': {
    meet: async (bench) => {
      const other = setUp({ seed: 77 })
      const { access_token } = await other.signIn()
      return bench.api('/rest/v1.0/me', access_token)
    },
  },
  'app-not-connected': {
    who: ADMIN,
    meet: api('GET', '/rest/v1.0/vendors?company_id=4002', undefined, {
      'procore-company-id': '4002',
    }),
  },
  'permission-too-low': {
    who: 'viewer@northside.example',
    meet: api('POST', `${P}/rfis`, { rfi: RFI }),
  },
  'tool-disabled': { meet: api('GET', '/rest/v1.0/projects/5002/rfis') },
  'project-out-of-scope': { meet: api('GET', '/rest/v1.0/projects/5003/rfis') },
  'resource-not-found': { meet: api('GET', `${P}/rfis/999999`) },
  'resource-hidden': { who: SUB, meet: api('GET', `${P}/rfis/20001`) },
  'route-unknown': { meet: api('GET', `${P}/cost_codes`) },
  'unknown-field': {
    options: { assumptions: { 'unknown-attribute': '406' } },
    meet: api('POST', `${P}/rfis`, { rfi: { ...RFI, colour: 'red' } }),
  },
  'unsupported-content-type': {
    meet: api('POST', `${P}/rfis`, '<rfi/>', { 'content-type': 'application/xml' }),
  },
  'duplicate-record': {
    who: ADMIN,
    meet: api('POST', '/rest/v1.0/companies/4001/users', {
      user: { email_address: PM, last_name: 'Twin' },
    }),
  },
  'origin-id-taken': {
    meet: async (bench) => {
      const body = { company_id: 4001, vendor: { name: 'First', origin_id: 'erp-1' } }
      await api('POST', '/rest/v1.0/vendors', body)(bench)
      const twin = { company_id: 4001, vendor: { name: 'Second', origin_id: 'erp-1' } }
      return api('POST', '/rest/v1.0/vendors', twin)(bench)
    },
  },
  'state-conflict': {
    meet: async (bench) => {
      // The upload has no bytes yet.
      const { uuid } = await segmentedUpload(bench)
      const { id } = await jsonOf(api('POST', `${P}/rfis`, { rfi: RFI })(bench))
      const reply = { body: 'See the photo.', upload_ids: [uuid] }
      return api('POST', `${P}/rfis/${id}/replies`, { reply })(bench)
    },
  },
  'batch-too-large': {
    meet: api('PATCH', '/rest/v1.0/vendors/sync', {
      company_id: 4001,
      updates: Array.from({ length: 1_001 }, (_, at) => ({ name: `Vendor ${at}` })),
    }),
  },
  'business-rule': {
    who: ADMIN,
    meet: api('PATCH', '/rest/v1.0/projects/5001?company_id=4001', {
      company_id: 4001,
      project: { time_zone: 'Middle of nowhere' },
    }),
  },
  'record-locked': {
    who: ADMIN,
    meet: async (bench) => {
      const orders = '/rest/v1.0/purchase_order_contracts'
      const write = (path: string, method: string, body: object) =>
        api(method, path, { project_id: 5001, purchase_order_contract: body })(bench)
      const { id } = await jsonOf(write(orders, 'POST', { title: 'Steel', origin_id: 'erp-9' }))
      const project = { company_id: 4001, project: { erp_integrated: true } }
      await api('PATCH', '/rest/v1.0/projects/5001', project)(bench)
      return write(`${orders}/${id}`, 'PATCH', { title: 'Concrete' })
    },
  },
  'rate-limit-hourly': {
    options: { limits: { hourly: 3, spike: 0 } },
    meet: async (bench) => {
      for (let left = 3; left > 0; left--) await api('GET', '/rest/v1.0/me')(bench)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  'rate-limit-spike': {
    options: { limits: { hourly: 0, spike: 2 } },
    meet: async (bench) => {
      for (let left = 2; left > 0; left--) await api('GET', '/rest/v1.0/me')(bench)
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },
  'heavy-load': {
    options: { shedAbove: 1 },
    meet: async (bench) => {
      // The only place is held by a body that does not end.
      const body = new ReadableStream<Uint8Array>()
      const init: RequestInit = { method: 'POST', body }
      void bench.api(`${P}/rfis`, bench.token, { ...init, duplex: 'half' } as RequestInit)
      const turnedAway = await api('GET', '/rest/v1.0/me')(bench)
      const waitS = Number(turnedAway.headers.get('retry-after'))
      expect(waitS).toBeGreaterThanOrEqual(5)
      expect(waitS).toBeLessThanOrEqual(10)
      return turnedAway
    },
  },
  maintenance: {
    meet: async (bench) => {
      const start = new Date(bench.clock.nowMs()).toISOString()
      const end = new Date(bench.clock.nowMs() + 3_600_000).toISOString()
      await bench.door('maintenance', { start, end, title: 'Upgrade' })
      return api('GET', '/rest/v1.0/me')(bench)
    },
  },

  'upload-timeout': {
    options: { uploads: { silenceMaxMs: 1_000 } },
    meet: async (bench) => {
      const { url, form } = await legacyUpload(bench)
      const whole = new Request(url, { method: 'POST', body: form })
      const bytes = new Uint8Array(await whole.arrayBuffer())
      // Half of the form, and then nothing more.
      const half = new ReadableStream<Uint8Array>({
        start: (to) => to.enqueue(bytes.subarray(0, bytes.length / 2)),
      })
      const type = whole.headers.get('content-type') ?? ''
      const init = { method: 'POST', body: half, headers: { 'content-type': type }, duplex: 'half' }
      return bench.clock.run(bench.emulator.fetch(url, init as RequestInit))
    },
  },
  'upload-expired': {
    meet: async (bench) => {
      const { uuid } = await segmentedUpload(bench)
      bench.clock.advance(8 * 86_400_000)
      const { access_token } = await bench.signIn()
      const body = { segments: [{ etag: 'x' }] }
      return api(
        'PATCH',
        `/rest/v1.1/projects/5001/uploads/${uuid}`,
        body,
      )({
        ...bench,
        token: access_token,
      })
    },
  },
  'upload-link-expired': {
    meet: async (bench) => {
      const { url, form } = await legacyUpload(bench)
      bench.clock.advance(61 * 60_000)
      return bench.emulator.fetch(url, { method: 'POST', body: form })
    },
  },
  'upload-digest-mismatch': {
    meet: async (bench) => {
      const { url, headers } = await segmentedUpload(bench)
      return bench.emulator.fetch(url, { method: 'PUT', body: 'a photo', headers })
    },
  },
}

/** Why nothing in an emulator really causes them: on demand they are raised by a fault. */
const WITHOUT_CAUSE: Partial<Record<FailureId, string>> = {
  'refresh-reply-lost': 'its status is that of the reply that nobody saw',
  'server-error': 'it would be a defect, and defects are mended',
  'request-timeout-batch': 'a body that never ends is cut off by the socket: server.test.ts',
  'bad-gateway': 'no gateway stands before the emulator',
  'regional-outage': 'the emulator has no regions',
}

const FROM_400 = [...FAILURE_IDS.oauth, ...FAILURE_IDS.api, ...FAILURE_IDS.storage].filter(
  (id) => (failureMode(id).status ?? 0) >= 400,
)

it('every failure from 400 on has a cause, or a reason that it has none', () => {
  const silent = FROM_400.filter((id) => !CAUSES[id] && !WITHOUT_CAUSE[id])
  expect(silent).toEqual([])
})

it.each(Object.entries(CAUSES))('%s is met where it is caused', async (id, cause) => {
  const rig = setUp({ limits: UNPACED, ...cause.options })
  const { access_token: token } = await rig.signIn(cause.who ?? PM)
  const last = await cause.meet({ ...rig, token })
  const { journal } = rig.emulator.parts
  const met = journal.endedAs(journal.closedCount - 1)
  expect({ id: met?.failure, fault: met?.faultNumber }).toEqual({ id, fault: null })
  expect(last.status).toBe(failureMode(id as FailureId).status)
  rig.emulator.close()
})
