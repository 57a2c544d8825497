/** The rigs fail as they say, on real sockets, and each is known by the catalogue. */
import { Resolver } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { networkError } from '@underpin/exchange'
import { classify } from '@underpin/failures'
import { afterEach, expect, it } from 'vitest'
import { makeAuthority } from './authority.ts'
import { badResolver } from './bad-resolver.ts'
import { badTls } from './bad-tls.ts'
import { blackHole } from './black-hole.ts'
import { captivePortal } from './captive-portal.ts'
import { closedPort } from './closed-port.ts'
import { cuttingPort } from './cutting-port.ts'
import { front } from './front.ts'
import { httpProxy } from './http-proxy.ts'
import { nameServer } from './name-server.ts'
import type { Rig } from './rig.ts'

const open: Rig[] = []
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close()
})

async function started<T extends Rig>(rig: Promise<T>): Promise<T> {
  const made = await rig
  open.push(made)
  return made
}

const failing = async (url: string) => {
  const thrown = await fetch(url).then(
    () => null,
    (error: unknown) => error,
  )
  return networkError(thrown)
}

it.each([
  { rig: closedPort, code: 'ECONNREFUSED', failure: 'connection-refused' },
  { rig: badResolver, code: 'ENOTFOUND', failure: 'dns-failure' },
  { rig: badTls, code: 'DEPTH_ZERO_SELF_SIGNED_CERT', failure: 'tls-failure' },
  {
    rig: () => badTls('not-tls'),
    code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    failure: 'tls-failure',
  },
])('fetch fails with $code, which is $failure', async ({ rig, code, failure }) => {
  const network = await failing((await started<Rig>(rig())).url)
  expect(network.code).toBe(code)
  expect(classify({ network })?.failure).toBe(failure)
})

it('a black hole never answers a connection, so the caller gives up', async () => {
  const { url } = await started(blackHole())
  const { hostname, port } = new URL(url)
  const { connect } = await import('node:net')
  const socket = connect(Number(port), hostname)
  const ended = await new Promise((resolve) => {
    socket.setTimeout(300, () => resolve('timeout'))
    socket.once('connect', () => resolve('connected'))
    socket.once('error', () => resolve('refused'))
  })
  socket.destroy()
  expect(ended).toBe('timeout')
})

it.each([
  { answer: 'nxdomain', code: 'ENOTFOUND' },
  { answer: 'servfail', code: 'ESERVFAIL' },
] as const)('the name server answers $answer', async ({ answer, code }) => {
  const { nameServer } = await started(badResolver(answer))
  const resolver = new Resolver()
  resolver.setServers([nameServer])
  await expect(resolver.resolve4('api.procore.invalid')).rejects.toMatchObject({ code })
})

it('an expired certificate is known as expired to whoever trusts its maker', async () => {
  const { url, certificatePem } = await started(badTls('expired'))
  const error = await new Promise((resolve) => {
    request(url, { ca: certificatePem ?? '' })
      .on('error', resolve)
      .on('response', () => resolve(null))
      .end()
  })
  expect(error).toMatchObject({ code: 'CERT_HAS_EXPIRED' })
})

it.each(['page', 'redirect'] as const)('a captive portal answers with its %s', async (way) => {
  const { url } = await started(captivePortal(way))
  const response = await fetch(`${url}/rest/v1.0/me`)
  const body = await response.text()
  const headers = Object.fromEntries(response.headers)
  const evidence = { surface: 'api', response: { status: response.status, headers, body } } as const
  expect(response.redirected).toBe(way === 'redirect')
  expect(classify(evidence)?.failure).toBe('network-intercepted')
})

it('a name server says of each name what it is told, also when that changes', async () => {
  const rig = await started(
    nameServer({ 'api.procore.test': '127.0.0.1', 'app.procore.test': 'servfail' }),
  )
  const resolver = new Resolver({ timeout: 100, tries: 1 })
  resolver.setServers([rig.nameServer])
  expect(await resolver.resolve4('API.procore.test')).toEqual(['127.0.0.1'])
  await expect(resolver.resolve6('api.procore.test')).rejects.toMatchObject({ code: 'ENODATA' })
  await expect(resolver.resolve4('app.procore.test')).rejects.toMatchObject({ code: 'ESERVFAIL' })
  await expect(resolver.resolve4('other.test')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  rig.answers.set('api.procore.test', 'silence')
  await expect(resolver.resolve4('api.procore.test')).rejects.toMatchObject({ code: 'ETIMEOUT' })
})

it.each([
  { wrong: undefined, code: null },
  { wrong: 'expired', code: 'CERT_HAS_EXPIRED' },
  { wrong: 'not-yet', code: 'CERT_NOT_YET_VALID' },
] as const)('a front shows a certificate of an authority: $wrong', async ({ wrong, code }) => {
  const authority = await makeAuthority('Public Test Authority')
  const tls = await authority.issue(['127.0.0.1'], wrong)
  const upstream = await started(
    front({ upstream: 'http://127.0.0.1:9', interfere: says('behind') }),
  )
  const { url } = await started(front({ upstream: upstream.url, tls }))
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    request(url, { ca: authority.certificatePem })
      .on('error', resolve)
      .on('response', (answer) => resolve(answer.statusCode === 200 ? null : new Error('no 200')))
      .end()
  })
  expect(error?.code ?? null).toBe(code)
  const untrusted = code ?? 'SELF_SIGNED_CERT_IN_CHAIN'
  expect((await failing(url)).code, 'nobody else trusts it').toBe(untrusted)
})

const says = (body: string) => () =>
  ({ kind: 'answer', status: 200, headers: { 'content-type': 'text/plain' }, body }) as const

it.each([
  { act: { kind: 'pass' }, outcome: 'behind' },
  { act: { kind: 'late', byMs: 20 }, outcome: 'behind' },
  { act: { kind: 'answer', status: 200, headers: {}, body: 'mine' }, outcome: 'mine' },
  { act: { kind: 'reset' }, outcome: 'ECONNRESET' },
] as const)('a front does to a request what it is told: $act.kind', async ({ act, outcome }) => {
  const behind = await started(front({ upstream: 'http://127.0.0.1:9', interfere: says('behind') }))
  const { url } = await started(front({ upstream: behind.url, interfere: () => act }))
  const got = await fetch(url).then(
    (response) => response.text(),
    (error: unknown) => networkError(error).code,
  )
  expect(got).toBe(outcome)
})

it('a front answers a failure as the catalogue writes it', async () => {
  const interfere = () => ({ kind: 'fail', failure: 'bad-gateway' }) as const
  const { url } = await started(front({ upstream: 'http://127.0.0.1:9', interfere }))
  expect((await fetch(url)).status).toBe(502)
})

it('a port cuts every connection', async () => {
  expect((await failing((await started(cuttingPort())).url)).code).toBe('ECONNRESET')
})

it.each([
  { way: 'passes', status: 200 },
  { way: 'demands-sign-in', status: 407 },
] as const)('a proxy that $way', async ({ way, status }) => {
  const behind = await started(front({ upstream: 'http://127.0.0.1:9', interfere: says('behind') }))
  const proxy = await started(httpProxy(way))
  const { hostname, port } = new URL(proxy.url)
  const path = behind.url.replace('127.0.0.1', 'api.procore.test')
  const got = await new Promise((resolve, reject) => {
    plainRequest({ hostname, port, path, headers: { host: new URL(path).host } })
      .on('response', (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(got).toBe(status)
  const connected = await new Promise((resolve, reject) => {
    plainRequest({ hostname, port, method: 'CONNECT', path: new URL(path).host })
      .on('connect', (answer, socket) => {
        socket.destroy()
        resolve(answer.statusCode)
      })
      .on('error', reject)
      .end()
  })
  expect(connected).toBe(status)
  expect(proxy.asked).toHaveLength(2)
})
