/** The rigs fail as they say, on real sockets, and each is known by the catalogue. */
import { Resolver } from 'node:dns/promises'
import { request } from 'node:https'
import { networkError } from '@underpin/exchange'
import { classify } from '@underpin/failures'
import { afterEach, expect, it } from 'vitest'
import { badResolver } from './bad-resolver.ts'
import { badTls } from './bad-tls.ts'
import { blackHole } from './black-hole.ts'
import { captivePortal } from './captive-portal.ts'
import { closedPort } from './closed-port.ts'
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
