/** What the probes of the network find, on real sockets that fail as networks do. */
import { createServer, type TlsOptions } from 'node:tls'
import {
  badTls,
  blackHole,
  captivePortal,
  closedPort,
  cuttingPort,
  front,
  httpProxy,
  makeAuthority,
  type NameAnswer,
  nameServer,
  type Rig,
} from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import { afterEach, expect, it } from 'vitest'
import type { ExamineOptions } from '../src/probes/examine.ts'
import type { Targets } from '../src/report/targets.ts'
import {
  examined,
  impatientClock,
  keeper,
  listeningEmulator,
  resultOf,
  targetsAt,
} from './doctor-rig.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

const opened = async <T extends Rig>(rig: Promise<T>): Promise<T> => keep(await rig)

const NAME = 'api.procore.test'

/** The API is at `url`, by a name; everything else is a healthy emulator. */
async function apiAt(
  url: string,
  options: Partial<ExamineOptions> = {},
  changed: Partial<Targets> = {},
) {
  const healthy = keep(await listeningEmulator())
  const { nameServer: resolver } = await opened(nameServer({ [NAME]: '127.0.0.1' }))
  const { protocol, port } = new URL(url)
  const apiUrl = `${protocol}//${NAME}:${port}`
  return examined({ ...targetsAt(healthy.url), apiUrl, resolver, ...changed }, options)
}

const found = (report: Awaited<ReturnType<typeof apiAt>>, name: string) => {
  const { verdict, signs, failure } = resultOf(report, name)
  return { verdict, signs: [...signs], failure }
}

const DNS_ROWS: {
  name: string
  here: NameAnswer
  there: NameAnswer
  verdict: string
  signs: string[]
}[] = [
  { name: 'known to both', here: '127.0.0.1', there: '127.0.0.1', verdict: 'pass', signs: [] },
  {
    name: 'known elsewhere alone',
    ...{ here: 'nxdomain', there: '127.0.0.1', verdict: 'fail' },
    signs: ['dns-fails', 'dns-fails-here-only'],
  },
  {
    name: 'known to none',
    ...{ here: 'servfail', there: 'nxdomain', verdict: 'fail' },
    signs: ['dns-fails', 'dns-fails-everywhere'],
  },
  {
    name: 'sent inside by the resolver of this network alone',
    ...{ here: '127.0.0.1', there: '203.0.113.7', verdict: 'warn' },
    signs: ['dns-answers-private'],
  },
]
it.each(DNS_ROWS)('a name that is $name: $verdict', async ({ here, there, verdict, signs }) => {
  const { url } = await opened(closedPort())
  const { nameServer: resolver } = await opened(nameServer({ [NAME]: here }))
  const { nameServer: secondResolver } = await opened(nameServer({ [NAME]: there }))
  const report = await apiAt(url, {}, { resolver, secondResolver })
  const failure = verdict === 'fail' ? 'dns-failure' : null
  expect(found(report, 'dns-api')).toEqual({ verdict, signs, failure })
  expect(resultOf(report, 'tcp-api').blockedBy).toBe(verdict === 'fail' ? 'dns-api' : null)
})

it('a second resolver that is not there says nothing of the name', async () => {
  const { url } = await opened(closedPort())
  const { nameServer: resolver } = await opened(nameServer({}))
  const gone = await nameServer({})
  await gone.close()
  const report = await apiAt(url, {}, { resolver, secondResolver: gone.nameServer })
  expect(found(report, 'dns-api').signs).toEqual(['dns-fails'])
})

it('a name of this machine or of the inside is told to no resolver elsewhere', async () => {
  const asked: string[] = []
  const second = await opened(nameServer({}))
  second.answers.get = (name) => {
    asked.push(name)
    return undefined
  }
  const inside = { 'gateway.internal': '127.0.0.1', 'login.procore.test': '127.0.0.1' } as const
  const { nameServer: resolver } = await opened(nameServer(inside))
  const { port } = new URL((await opened(closedPort())).url)
  const report = await examined({
    ...targetsAt(`http://gateway.internal:${port}`),
    ...{ loginUrl: `http://login.procore.test:${port}`, appUrl: `http://localhost:${port}` },
    ...{ statusUrl: `http://127.0.0.1:${port}`, resolver, secondResolver: second.nameServer },
  })
  for (const name of ['dns-api', 'dns-app', 'dns-status']) {
    expect(resultOf(report, name).verdict).toBe('pass')
  }
  expect(new Set(asked)).toEqual(new Set(['login.procore.test']))
})

it.each([
  { rig: closedPort, sign: 'connect-refused', failure: 'connection-refused' },
  { rig: blackHole, sign: 'connect-times-out', failure: 'connect-timeout' },
])('a connection that comes to nothing: $sign', async ({ rig, sign, failure }) => {
  const report = await apiAt((await opened(rig())).url, { clock: impatientClock })
  expect(found(report, 'tcp-api')).toEqual({ verdict: 'fail', signs: [sign], failure })
  expect(resultOf(report, 'http-api').blockedBy).toBe('tcp-api')
  expect(found(report, 'hosts')).toMatchObject({ signs: ['some-hosts-unreachable'] })
})

it('a connection that is cut, before or after it is taken note of', async () => {
  const report = await apiAt((await opened(cuttingPort())).url)
  const signs = ['tcp-api', 'http-api'].flatMap((name) => found(report, name).signs)
  expect(signs).toEqual(['connect-reset'])
})

const TLS_ROWS = [
  { name: 'expired', wrong: 'expired', names: [NAME], signs: ['tls-fails', 'tls-expired'] },
  { name: 'not valid yet', wrong: 'not-yet', names: [NAME], signs: ['tls-fails', 'tls-expired'] },
  {
    name: 'for another name',
    ...{ wrong: undefined, names: ['www.elsewhere.test'] },
    signs: ['tls-fails', 'tls-wrong-name'],
  },
] as const
it.each(TLS_ROWS)('a certificate that is $name', async ({ wrong, names, signs }) => {
  const healthy = keep(await listeningEmulator())
  const authority = await makeAuthority('Public Trust Test')
  const tls = await authority.issue(names, wrong)
  const { url } = await opened(front({ upstream: healthy.url, tls }))
  const report = await apiAt(url, { trust: [authority.certificatePem] })
  expect(found(report, 'tls-api')).toEqual({ verdict: 'fail', signs, failure: 'tls-failure' })
})

it('a certificate that is good is passed with what it says, and the answer comes over it', async () => {
  const healthy = keep(await listeningEmulator())
  const authority = await makeAuthority('Public Trust Test')
  const { url } = await opened(front({ upstream: healthy.url, tls: await authority.issue([NAME]) }))
  const report = await apiAt(url, { trust: [authority.certificatePem] })
  const { verdict, facts } = resultOf(report, 'tls-api')
  expect(verdict).toBe('pass')
  expect(facts).toMatchObject({
    version: 'TLSv1.3',
    subject: NAME,
    issuer: 'Public Trust Test',
    chain: `${NAME} ← Public Trust Test`,
    trustedBy: 'given',
  })
  expect(Date.parse(String(facts['validTo']))).toBeGreaterThan(systemClock.nowMs())
  expect(found(report, 'http-api').signs).toEqual(['api-healthy'])
})

it('a certificate of an office is told from Procore’s, trusted or not', async () => {
  const healthy = keep(await listeningEmulator())
  const authority = await makeAuthority('Zscaler Root CA')
  const { url } = await opened(front({ upstream: healthy.url, tls: await authority.issue([NAME]) }))
  const trusted = await apiAt(url, { trust: [authority.certificatePem] })
  expect(found(trusted, 'tls-api')).toMatchObject({ verdict: 'warn', signs: ['tls-intercepted'] })
  expect(found(trusted, 'http-api').verdict).toBe('pass')
  const untrusted = await apiAt(url)
  expect(found(untrusted, 'tls-api')).toEqual({
    verdict: 'fail',
    signs: ['tls-fails', 'tls-untrusted', 'tls-intercepted'],
    failure: 'tls-failure',
  })
  expect(resultOf(untrusted, 'http-api').blockedBy).toBe('tls-api')
})

it('what speaks no TLS, or an old version of it', async () => {
  const notTls = await apiAt((await opened(badTls('not-tls'))).url)
  expect(found(notTls, 'tls-api')).toMatchObject({ verdict: 'fail', signs: ['tls-fails'] })
  const authority = await makeAuthority('Public Trust Test')
  const { certificatePem: cert, keyPem: key } = await authority.issue([NAME])
  const old = await opened(oldServer({ cert, key }))
  const report = await apiAt(old.url, { trust: [authority.certificatePem] })
  expect(found(report, 'tls-api')).toMatchObject({ verdict: 'warn', signs: ['tls-old'] })
})

async function oldServer(certificate: TlsOptions): Promise<Rig> {
  const server = createServer({
    ...certificate,
    ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  })
  server.on('secureConnection', (socket) => socket.on('error', () => undefined).end())
  server.on('tlsClientError', () => undefined) // The probe of the exchange wants a newer one.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `https://127.0.0.1:${port}`, close }
}

it.each(['page', 'redirect'] as const)('a captive portal that answers with its %s', async (way) => {
  const portal = await opened(captivePortal(way))
  const report = await examined({
    ...targetsAt(portal.url),
    controlUrl: `${portal.url}/generate_204`,
  })
  expect(found(report, 'http-api')).toMatchObject({ verdict: 'fail' })
  expect(found(report, 'http-api').signs).toContain('answer-not-procores')
  expect(found(report, 'control')).toMatchObject({ verdict: 'fail', signs: ['captive-portal'] })
  if (way === 'page') {
    expect(found(report, 'hosts')).toMatchObject({ signs: ['all-hosts-unreachable'] })
  }
})

it('a host outside Procore that answers, and one that does not', async () => {
  const healthy = keep(await listeningEmulator())
  const other = await opened(
    front({
      upstream: healthy.url,
      interfere: () => ({ kind: 'answer', status: 204, headers: {}, body: '' }),
    }),
  )
  const controlUrl = `${other.url}/generate_204`
  const reached = await examined(targetsAt(healthy.url, { controlUrl }))
  expect(found(reached, 'control')).toMatchObject({
    verdict: 'pass',
    signs: ['control-reachable'],
  })
  const { url: closed } = await opened(closedPort())
  const cut = await examined(targetsAt(closed, { controlUrl: `${closed}/generate_204` }))
  expect(found(cut, 'control')).toMatchObject({ verdict: 'fail', signs: ['control-unreachable'] })
  expect(found(cut, 'hosts')).toMatchObject({ verdict: 'fail', signs: ['all-hosts-unreachable'] })
})

it('a page where an empty answer was due is somebody in between', async () => {
  const healthy = keep(await listeningEmulator())
  const body = '<h1>This page is not allowed here.</h1>'
  const filter = await opened(
    front({
      upstream: healthy.url,
      interfere: () => ({ kind: 'answer', status: 200, headers: {}, body }),
    }),
  )
  const controlUrl = `${filter.url}/generate_204`
  const report = await examined(targetsAt(healthy.url, { controlUrl }))
  expect(found(report, 'control')).toMatchObject({ verdict: 'fail', signs: ['captive-portal'] })
})

it('without a host outside Procore that probe is left out, and it is said what to give', async () => {
  const { url } = await opened(closedPort())
  const { results, leftOut } = await examined(targetsAt(url))
  expect(results.map(({ name }) => name)).not.toContain('control')
  const control = leftOut.find(({ name }) => name === 'control')
  expect(control?.because).toContain('--control-url')
})

const PASSWORD = 'pr0xy-Passw0rd'

it('everything goes through the proxy that is set, and its password is shown nowhere', async () => {
  const healthy = keep(await listeningEmulator())
  const proxy = await opened(httpProxy())
  const authority = await makeAuthority('Public Trust Test')
  const { url } = await opened(front({ upstream: healthy.url, tls: await authority.issue([NAME]) }))
  const address = proxy.url.replace('://', `://somebody:${PASSWORD}@`)
  const report = await apiAt(url, {
    environment: { HTTPS_PROXY: address, NO_PROXY: '127.0.0.1' },
    trust: [authority.certificatePem],
  })
  expect(proxy.asked).toEqual(expect.arrayContaining([`CONNECT ${NAME}:${new URL(url).port}`]))
  expect(found(report, 'proxy')).toEqual({
    ...{ verdict: 'pass', signs: ['proxy-in-use'], failure: null },
  })
  for (const name of ['tcp-api', 'tls-api', 'http-api']) {
    expect(resultOf(report, name)).toMatchObject({ verdict: 'pass', facts: { proxy: proxy.url } })
  }
  expect(JSON.stringify(report)).not.toContain(PASSWORD)
  expect(JSON.stringify(report)).not.toContain(btoa(`somebody:${PASSWORD}`))
})

it.each([
  { scheme: 'http', variable: 'http_proxy', refused: 'http-api' },
  { scheme: 'https', variable: 'HTTPS_PROXY', refused: 'tcp-api' },
])('a proxy that wants people to sign in refuses $scheme', async (row) => {
  const { scheme, variable, refused } = row
  const proxy = await opened(httpProxy('demands-sign-in'))
  const { url } = await opened(closedPort())
  const report = await apiAt(url.replace('http:', `${scheme}:`), {
    environment: { [variable]: proxy.url, no_proxy: '127.0.0.1' },
  })
  expect(found(report, refused)).toMatchObject({ verdict: 'fail', signs: ['proxy-refuses'] })
  expect(resultOf(report, refused).says).toContain('407')
})

it('a proxy that is not there blocks what would go through it, and a name that it alone knows is unknown', async () => {
  const { url } = await opened(closedPort())
  const report = await apiAt(
    url,
    { environment: { http_proxy: url, no_proxy: '127.0.0.1' } },
    { resolver: (await opened(nameServer({}))).nameServer },
  )
  expect(found(report, 'proxy')).toMatchObject({
    verdict: 'fail',
    signs: ['proxy-in-use', 'proxy-unreachable'],
  })
  expect(found(report, 'dns-api')).toMatchObject({ verdict: 'unknown', signs: [] })
  expect(resultOf(report, 'tcp-api').blockedBy).toBe('proxy')
  expect(found(report, 'hosts')).toMatchObject({ signs: ['some-hosts-unreachable'] })
})

it('a proxy of a kind that is not understood is said, without its address', async () => {
  const { url } = await opened(closedPort())
  const report = await examined(targetsAt(url), {
    environment: { ALL_PROXY: `socks5://somebody:${PASSWORD}@127.0.0.1:9` },
  })
  expect(found(report, 'proxy').verdict).toBe('warn')
  expect(resultOf(report, 'proxy').says).toContain('ALL_PROXY')
  expect(JSON.stringify(report)).not.toContain(PASSWORD)
})

const CLOCK_ROWS = [
  { name: 'right', byMs: 0, verdict: 'pass', signs: [] },
  { name: 'half a minute off', byMs: 30_000, verdict: 'pass', signs: [] },
  { name: 'two minutes ahead', byMs: 120_000, verdict: 'warn', signs: ['clock-skewed'] },
  { name: 'two minutes behind', byMs: -120_000, verdict: 'warn', signs: ['clock-skewed'] },
  { name: 'an hour ahead', byMs: 3_600_000, verdict: 'fail', signs: ['clock-skewed'] },
]
it.each(CLOCK_ROWS)('a clock that is $name: $verdict', async ({ byMs, verdict, signs }) => {
  const { url } = keep(await listeningEmulator())
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + byMs }
  const report = await examined(targetsAt(url), { clock })
  expect(found(report, 'clock')).toEqual({ verdict, signs, failure: null })
  expect(Number(resultOf(report, 'clock').facts['skewS']) - byMs / 1_000).toBeCloseTo(0, -1)
})

it('a clock is unknown when nobody answers', async () => {
  const { url } = await opened(closedPort())
  expect(found(await examined(targetsAt(url)), 'clock').verdict).toBe('unknown')
})
