/** A whole examination, on real sockets: what it finds, how long it may take, and that it only reads. */
import {
  badResolver,
  blackHole,
  closedPort,
  front,
  nameServer,
  type Rig,
} from '@underpin/emulator/rigs'
import { VirtualClock } from '@underpin/ports/testing'
import { afterEach, expect, it } from 'vitest'
import { examined, keeper, listeningEmulator, resultOf, targetsAt } from '../../test/doctor-rig.ts'
import type { Targets } from '../report/targets.ts'
import { EXAMINE_MS_MAX, type ExamineEvent, examineBy } from './examine.ts'
import { probeTable } from './probe-table.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)
const opened = async <T extends Rig>(rig: Promise<T>): Promise<T> => keep(await rig)

it('everything that works passes', async () => {
  const { url } = keep(await listeningEmulator())
  const report = await examined(targetsAt(url))
  expect(report.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  const signs = report.results.flatMap((each) => each.signs)
  expect(signs).toEqual(['api-healthy', 'login-healthy', 'app-healthy', 'all-hosts-reachable'])
})

it('a closed port is a refused connection', async () => {
  const { url } = await opened(closedPort())
  const report = await examined(targetsAt(url))
  const { verdict, signs, failure } = resultOf(report, 'tcp-api')
  expect({ verdict, signs, failure }).toEqual({
    verdict: 'fail',
    signs: ['connect-refused'],
    failure: 'connection-refused',
  })
})

const silence = async () =>
  front({ upstream: 'http://127.0.0.1:9', interfere: () => ({ kind: 'silence' }) })

const DEAD: { name: string; arrange: () => Promise<Partial<Targets> & { apiUrl: string }> }[] = [
  {
    name: 'no connection is ever answered',
    arrange: async () => ({ apiUrl: (await opened(blackHole())).url }),
  },
  {
    name: 'no question to a resolver is ever answered',
    arrange: async () => {
      const { nameServer: resolver } = await opened(nameServer({}, 'silence'))
      return { apiUrl: 'http://api.procore.test', resolver, secondResolver: resolver }
    },
  },
  {
    name: 'the resolver fails at every name',
    arrange: async () => {
      const { nameServer: resolver } = await opened(badResolver('servfail'))
      return { apiUrl: 'https://api.procore.test', resolver }
    },
  },
  {
    name: 'connections stand and nothing is ever said',
    arrange: async () => ({ apiUrl: (await opened(silence())).url }),
  },
  {
    name: 'connections stand and no TLS comes about',
    arrange: async () => {
      const { url } = await opened(silence())
      return { apiUrl: url.replace('http:', 'https:') }
    },
  },
]
it.each(DEAD)(
  'when $name, the report comes within its bound, and calls nothing fine',
  async (row) => {
    const changed = await row.arrange()
    const clock = new VirtualClock()
    const credentials = { accessToken: 'a-token-that-nobody-gave' }
    const targets = { ...targetsAt(changed.apiUrl), ...changed, statusUrl: changed.apiUrl }
    const report = await clock.run(examined(targets, { clock, credentials }))
    expect(report.elapsedMs).toBeLessThan(EXAMINE_MS_MAX)
    expect(clock.pendingCount).toBe(0)
    expect(resultOf(report, 'hosts').signs).toEqual(['all-hosts-unreachable'])
    const good = report.results.filter(({ verdict }) => verdict === 'pass').map(({ name }) => name)
    expect(good.filter((name) => !/^(?:proxy|dns-|tcp-)/.test(name))).toEqual([])
  },
)

it('what is not done within the bound is unknown, and says so', async () => {
  const clock = new VirtualClock()
  const targets = targetsAt('http://127.0.0.1:1')
  const hang = { dependsOn: [], timeoutMs: 60_000, run: () => new Promise<never>(() => undefined) }
  const probes = [{ ...hang, name: 'a', asks: 'Is it well?' }]
  const options = { targets, credentials: null, clock }
  const report = await clock.run(examineBy({ probes, leftOut: [] }, options))
  expect(report.elapsedMs).toBe(EXAMINE_MS_MAX)
  expect(resultOf(report, 'a')).toMatchObject({ verdict: 'unknown', blockedBy: null })
  expect(resultOf(report, 'a').says).toContain('15 s')
})

it('an interruption brings the report at once, with no samples', async () => {
  const { url } = await opened(blackHole())
  const stop = new AbortController()
  const on = ({ kind }: ExamineEvent) => {
    if (kind === 'started') stop.abort(new Error('you ended it'))
  }
  const report = await examined(targetsAt(url), { signal: stop.signal, on, observeMs: 60_000 })
  expect(resultOf(report, 'hosts')).toMatchObject({ verdict: 'unknown' })
  expect(resultOf(report, 'hosts').says).toContain('you ended it')
  expect(report.observation).toBeNull()
})

it('an interruption of the sampling brings what was sampled so far', async () => {
  const { url } = keep(await listeningEmulator())
  const stop = new AbortController()
  const on = ({ kind }: ExamineEvent) => {
    if (kind === 'sample') stop.abort(new Error('you ended it'))
  }
  const report = await examined(targetsAt(url), { signal: stop.signal, on, observeMs: 3_600_000 })
  expect(report.results.every(({ verdict }) => verdict === 'pass')).toBe(true)
  expect(report.observation).toMatchObject({ verdict: 'unknown' })
  expect(report.observation?.samples).toHaveLength(3)
})

it('each probe that is begun is told of, and each result, before the report', async () => {
  const { url } = keep(await listeningEmulator())
  const events: ExamineEvent[] = []
  const report = await examined(targetsAt(url), { on: (event) => events.push(event) })
  const ended = events.flatMap((event) => (event.kind === 'ended' ? [event.result] : []))
  expect(new Set(ended)).toEqual(new Set(report.results))
  const started = events.flatMap((event) => (event.kind === 'started' ? [event.name] : []))
  expect(started.toSorted()).toEqual(report.results.map(({ name }) => name).toSorted())
})

it('what a probe waits for stands earlier in the table, and every name is there once', () => {
  for (const scheme of ['http', 'https']) {
    const targets = targetsAt(`${scheme}://procore.test`, {
      ...{ statusUrl: `${scheme}://status.test`, controlUrl: `${scheme}://control.test` },
      ...{ companyId: '1', projectId: '2', tool: 'rfis' },
    })
    const given = { targets, credentials: { accessToken: 'a-token-that-nobody-gave' } }
    for (const environment of [{}, { all_proxy: 'http://proxy.test:3128' }]) {
      const earlier = new Set<string>()
      for (const { name, dependsOn, after = [] } of probeTable(given, environment).probes) {
        for (const other of dependsOn) expect(earlier, `${name} stands on it`).toContain(other)
        for (const other of after) expect(earlier, `${name} comes after it`).toContain(other)
        expect(earlier).not.toContain(name)
        earlier.add(name)
      }
    }
  }
})

it('an examination with everything given only reads, and refreshes no token', async () => {
  const { url, emulator } = keep(await listeningEmulator())
  const accessToken = await tokenFrom(url)
  const since = emulator.parts.journal.closedCount
  const report = await examined(
    targetsAt(url, { companyId: '4001', projectId: '5001', tool: 'rfis' }),
    { credentials: { accessToken }, observeMs: 1 },
  )
  const response = await fetch(`${url}/_underpin/journal?since=${since}`)
  const { exchanges } = (await response.json()) as { exchanges: JournalRow[] }
  const asked = exchanges.map((each) => `${each.method} ${new URL(each.url).pathname}`)
  expect(asked).toContain('GET /oauth/token/info')
  expect(asked).toContain('GET /rest/v1.0/projects/5001/rfis')
  expect(report.observation?.samples).toHaveLength(3)
  expect(asked.filter((each) => !/^(?:GET|HEAD) /.test(each))).toEqual([])
  expect(asked.filter((each) => /\/oauth\/(?:token(?!\/info)|revoke)/.test(each))).toEqual([])
})

it('a token goes to the API and the sign-in service, and nowhere else', async () => {
  const { url } = keep(await listeningEmulator())
  const seen: string[] = []
  const elsewhere = await opened(
    front({
      upstream: url,
      interfere: (incoming) => {
        seen.push(String(incoming.headers.authorization))
        return { kind: 'pass' }
      },
    }),
  )
  const targets = targetsAt(url, {
    ...{ appUrl: elsewhere.url, statusUrl: elsewhere.url, controlUrl: elsewhere.url },
    ...{ companyId: '4001', projectId: '5001', tool: 'rfis' },
  })
  await examined(targets, { credentials: { accessToken: await tokenFrom(url) } })
  expect(new Set(seen)).toEqual(new Set(['undefined']))
})

interface JournalRow {
  readonly method: string
  readonly url: string
}

async function tokenFrom(url: string): Promise<string> {
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'underpin-service',
      client_secret: 'underpin-service-secret',
    }),
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  return token
}
