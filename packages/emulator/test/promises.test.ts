/** The ledger of promises: what breaks one, and what is only near it. */
import { expect, it } from 'vitest'
import { setUp } from './emulator-rig.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'

type Bench = ReturnType<typeof setUp> & { access: string; refreshToken: string }

interface Row {
  readonly name: string
  readonly play: (bench: Bench) => Promise<unknown>
  /** The kinds that the last exchange broke. */
  readonly want: readonly string[]
}

const waitFor = (fault: object) => async (bench: Bench, waitMs: number) => {
  await bench.door('faults', { times: 1, ...fault })
  await bench.api(RFIS, bench.access)
  bench.clock.advance(waitMs)
  await bench.api(RFIS, bench.access)
}
const heavyLoad = waitFor({ failure: 'heavy-load', retryAfterS: 5 })
const spike = waitFor({ failure: 'rate-limit-spike' })

const badWrite = (bench: Bench, body: string) =>
  bench.api(RFIS, bench.access, { method: 'POST', body })

const rows: readonly Row[] = [
  {
    name: 'a call before Retry-After is over',
    play: (b) => heavyLoad(b, 4_999),
    want: ['called-while-told-to-wait'],
  },
  { name: 'a call when Retry-After is over', play: (b) => heavyLoad(b, 5_000), want: [] },
  {
    name: 'a call before the spike limit resets',
    play: (b) => spike(b, 9_999),
    want: ['called-while-told-to-wait'],
  },
  { name: 'a call when the spike limit has reset', play: (b) => spike(b, 10_000), want: [] },
  {
    name: 'another grant need not wait',
    play: async (b) => {
      await b.door('faults', { failure: 'heavy-load', times: 1 })
      await b.api(RFIS, b.access)
      await b.api(RFIS, (await b.signIn('admin@northside.example')).access_token)
    },
    want: [],
  },
  {
    name: 'a refresh while the API says wait is no call of the API',
    play: async (b) => {
      await b.door('faults', { failure: 'heavy-load', times: 1, match: { path: '/rest/*' } })
      await b.api(RFIS, b.access)
      await b.refresh(b.refreshToken)
    },
    want: [],
  },
  {
    name: 'a token call before the login host’s Retry-After is over',
    play: async (b) => {
      await b.door('faults', { failure: 'heavy-load', times: 1 })
      await b.refresh(b.refreshToken)
      await b.refresh(b.refreshToken)
    },
    want: ['called-while-told-to-wait'],
  },
  {
    name: 'a refresh token presented twice',
    play: async (b) => {
      await b.refresh(b.refreshToken)
      await b.refresh(b.refreshToken)
    },
    want: ['spent-refresh-token-presented'],
  },
  {
    name: 'a refresh token presented again after its reply was lost',
    play: async (b) => {
      await b.door('faults', { failure: 'refresh-reply-lost', times: 1 })
      await b.refresh(b.refreshToken).catch(() => 'lost')
      await b.refresh(b.refreshToken)
    },
    want: ['spent-refresh-token-presented'],
  },
  {
    name: 'each refresh token once',
    play: async (b) => b.refresh((await (await b.refresh(b.refreshToken)).json()).refresh_token),
    want: [],
  },
  {
    name: 'an access token used again after a 401',
    play: async (b) => {
      b.clock.advance(5_400_000)
      await b.api(RFIS, b.access)
      await b.api('/rest/v1.0/me', b.access)
    },
    want: ['dead-access-token-reused'],
  },
  {
    name: 'a new access token after a 401',
    play: async (b) => {
      b.clock.advance(5_400_000)
      await b.api(RFIS, b.access)
      await b.api(RFIS, (await (await b.refresh(b.refreshToken)).json()).access_token)
    },
    want: [],
  },
  ...[59_999, 60_000].map((waitMs) => ({
    name: `a disconnected company called again after ${waitMs} ms`,
    play: async (b: Bench) => {
      const headers = { 'procore-company-id': '4002' }
      await b.api('/rest/v1.0/vendors?company_id=4002', b.access, { headers })
      b.clock.advance(waitMs)
      await b.api('/rest/v1.0/vendors?company_id=4002', b.access, { headers })
    },
    want: waitMs < 60_000 ? ['called-disconnected-company'] : [],
  })),
  {
    name: 'a company that was connected again',
    play: async (b) => {
      const headers = { 'procore-company-id': '4002' }
      const call = () => b.api('/rest/v1.0/me', b.access, { headers })
      await call()
      b.emulator.parts.platform.directory.connect('underpin-app', 4002, null)
      await call()
      await call()
    },
    want: [],
  },
  {
    name: 'a failure of another kind, after a company was connected again',
    play: async (b) => {
      const headers = { 'procore-company-id': '4002' }
      const call = (path: string) => b.api(path, b.access, { headers })
      await call('/rest/v1.0/me')
      b.emulator.parts.platform.directory.connect('underpin-app', 4002, null)
      await call('/rest/v1.0/me')
      await call('/rest/v1.0/nothing')
    },
    want: [],
  },
  {
    name: 'a call after the shorter of two waits, and before the longer one is over,',
    play: async (b) => {
      await b.door('faults', { failure: 'heavy-load', times: 1, retryAfterS: 30 })
      await b.door('faults', { failure: 'heavy-load', times: 1, retryAfterS: 5 })
      await Promise.all([b.api(RFIS, b.access), b.api(RFIS, b.access)])
      b.clock.advance(10_000)
      await b.api(RFIS, b.access)
    },
    want: ['called-while-told-to-wait'],
  },
  {
    name: 'the same rejected write again',
    play: async (b) => {
      await badWrite(b, '{"rfi":{}}')
      b.clock.advance(3_599_999)
      await badWrite(b, '{"rfi":{}}')
    },
    want: ['repeated-rejected-request'],
  },
  {
    name: 'a rejected write that was changed',
    play: async (b) => {
      await badWrite(b, '{"rfi":{}}')
      await badWrite(b, '{"rfi":{"subject":"A subject"}}')
    },
    want: [],
  },
  ...[59_999, 60_000].map((waitMs) => ({
    name: `what was not found looked for again after ${waitMs} ms`,
    play: async (b: Bench) => {
      await b.api(`${RFIS}/999999`, b.access)
      b.clock.advance(waitMs)
      await b.api(`${RFIS}/999999`, b.access)
    },
    want: waitMs < 60_000 ? ['repeated-rejected-request'] : [],
  })),
]

it.each(rows)('$name breaks $want', async ({ play, want }) => {
  const bench = setUp()
  const { access_token, refresh_token } = await bench.signIn()
  await play({ ...bench, access: access_token, refreshToken: refresh_token })
  const last = (await bench.journal()).at(-1)
  expect(last.brokenPromises.map(({ kind }: { kind: string }) => kind)).toEqual(want)
})

it('a broken promise names what was said, when, until when and by which exchange', async () => {
  const bench = setUp()
  const { access_token } = await bench.signIn()
  const toldAt = new Date(bench.clock.nowMs()).toISOString()
  await heavyLoad({ ...bench, access: access_token, refreshToken: '' }, 1_000)
  const [told, broken] = (await bench.journal()).slice(-2)
  expect(broken.brokenPromises).toEqual([
    {
      kind: 'called-while-told-to-wait',
      told: '503: wait 5 s (Retry-After)',
      toldAt,
      until: new Date(Date.parse(toldAt) + 5_000).toISOString(),
      exchange: told.n,
    },
  ])
})

it('calls that were under way when it was told break nothing', async () => {
  const bench = setUp()
  const { access_token } = await bench.signIn()
  await bench.door('faults', { failure: 'heavy-load' })
  await Promise.all(Array.from({ length: 5 }, () => bench.api(RFIS, access_token)))
  const all = (await bench.journal()).slice(-5)
  expect(all.flatMap((each: { brokenPromises: unknown[] }) => each.brokenPromises)).toEqual([])
})
