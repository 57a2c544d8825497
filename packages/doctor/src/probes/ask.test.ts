/** One request: it only reads, throws nothing, is bounded in every way, and keeps the token at home. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { blackHole, closedPort, httpProxy, type Rig } from '@underpin/emulator/rigs'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { impatientClock, keeper, targetsAt } from '../../test/doctor-rig.ts'
import { type AskOptions, ask } from './ask.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

async function serving(handler: Handler): Promise<string> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  keep({
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function optionsFor(url: string, changed: Partial<AskOptions> = {}): AskOptions {
  return {
    ...{ targets: targetsAt(url), credentials: { accessToken: 'secret-token' } },
    ...{ clock: impatientClock, signal: new AbortController().signal },
    ...{ environment: {}, trust: [], ...changed },
  }
}

it('an answer comes with its status, headers and body, and the request that was made', async () => {
  const url = await serving((incoming, outgoing) => {
    outgoing.setHeader('set-cookie', ['a=1', 'b=2'])
    outgoing.writeHead(418).end(`${incoming.method} ${incoming.url}`)
  })
  const { request, outcome } = await ask(`${url}/tea?milk=no#top`, optionsFor(url))
  expect(request).toMatchObject({ method: 'GET', url: `${url}/tea?milk=no#top`, body: null })
  expect(outcome).toMatchObject({
    kind: 'answered',
    response: { status: 418, headers: { 'set-cookie': 'a=1, b=2' }, isTruncated: false },
  })
  expect(outcome.kind === 'answered' && outcome.response.body).toBe('GET /tea?milk=no')
})

it('a redirect is an answer, and is not followed', async () => {
  let count = 0
  const url = await serving((_incoming, outgoing) => {
    count += 1
    outgoing.writeHead(302, { location: '/elsewhere' }).end()
  })
  const { outcome } = await ask(url, optionsFor(url))
  expect([outcome.kind === 'answered' && outcome.response.status, count]).toEqual([302, 1])
})

it.each([
  { name: 'asked to, at the API', withToken: true, isOurs: true, want: 'Bearer secret-token' },
  { name: 'not asked to', withToken: false, isOurs: true, want: undefined },
  { name: 'asked to, at another origin', withToken: true, isOurs: false, want: undefined },
])('the token is sent or kept: $name', async ({ withToken, isOurs, want }) => {
  let seen: string | undefined
  const url = await serving((incoming, outgoing) => {
    seen = incoming.headers.authorization
    outgoing.end()
  })
  const targets = targetsAt(isOurs ? url : 'http://127.0.0.1:1', { appUrl: url })
  // A header that was put there by hand goes nowhere.
  const headers = { authorization: 'Bearer by-hand' }
  const { request } = await ask(url, optionsFor(url, { targets, withToken, headers }))
  expect(seen).toBe(want)
  expect(request.headers['authorization']).toBe(want)
})

it.each([
  { withToken: true, way: 'CONNECT' },
  { withToken: false, way: 'GET' },
])(
  'through a proxy a request of plain HTTP goes by $way, with a token: $withToken',
  async (row) => {
    const { withToken, way } = row
    const url = await serving((incoming, outgoing) => {
      outgoing.end(String(incoming.headers.authorization))
    })
    const proxy = keep(await httpProxy())
    const environment = { http_proxy: proxy.url }
    const { outcome } = await ask(url, optionsFor(url, { withToken, environment }))
    expect(proxy.asked).toEqual([`${way} ${new URL(url).host}`])
    const body = outcome.kind === 'answered' && outcome.response.body
    expect(body).toBe(withToken ? 'Bearer secret-token' : 'undefined')
  },
)

it('a body is read to its bound', async () => {
  const url = await serving((_incoming, outgoing) => {
    outgoing.on('error', () => undefined)
    const more = () => outgoing.write('x'.repeat(10_000), (error) => error ?? setImmediate(more))
    more()
  })
  const { outcome } = await ask(url, optionsFor(url, { bytesMax: 25_000 }))
  expect(outcome).toMatchObject({ kind: 'answered' })
  expect(outcome.kind === 'answered' && outcome.response.body.length).toBe(25_000)
})

it('a body that ends early is an answer that is cut short', async () => {
  const url = await serving((_incoming, outgoing) => {
    outgoing.writeHead(200, { 'content-length': 1_000 })
    outgoing.write('half', () => outgoing.socket?.end())
  })
  const { outcome } = await ask(url, optionsFor(url))
  expect(outcome).toMatchObject({ kind: 'answered', response: { status: 200, isTruncated: true } })
})

const rigs: { rig: () => Promise<Rig>; code: string; phase: string }[] = [
  { rig: closedPort, code: 'ECONNREFUSED', phase: 'connect' },
  { rig: blackHole, code: 'UND_ERR_CONNECT_TIMEOUT', phase: 'connect' },
]
it.each(rigs)('no connection: $code', async ({ rig, code, phase }) => {
  const { url } = keep(await rig())
  const { outcome } = await ask(url, optionsFor(url))
  expect(outcome).toMatchObject({ kind: 'unanswered', error: { code, phase } })
})

it.each([
  { name: 'silence', handler: () => undefined, code: 'UND_ERR_HEADERS_TIMEOUT' },
  {
    name: 'a reset',
    handler: (incoming: IncomingMessage) => incoming.socket.resetAndDestroy(),
    code: 'ECONNRESET',
  },
])('a connection, and then $name', async ({ handler, code }) => {
  const url = await serving(handler)
  const { outcome } = await ask(url, optionsFor(url, { timeoutMs: 2_000 }))
  expect(outcome).toMatchObject({ kind: 'unanswered', error: { code, phase: 'exchange' } })
})

it('when it is ended from outside, it ends at once', async () => {
  const url = await serving(() => undefined)
  const stop = new AbortController()
  const asked = ask(url, optionsFor(url, { signal: stop.signal }))
  stop.abort(new Error('you ended it'))
  const { outcome } = await asked
  expect(outcome).toMatchObject({ kind: 'unanswered' })
  expect(outcome.kind === 'unanswered' && outcome.error.message).toContain('you ended it')
})

it('whatever it is asked, it throws nothing', async () => {
  const signal = AbortSignal.abort(new Error('ended before it began'))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.webUrl()), fc.string(), async (url, resolver) => {
      const targets = { ...targetsAt(url), resolver }
      const environment = { all_proxy: resolver }
      const { outcome } = await ask(url, optionsFor(url, { signal, targets, environment }))
      expect(outcome.kind).toBe('unanswered')
    }),
    { numRuns: 200 },
  )
})

it('whoever goes over to another protocol unasked has answered', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined).resume()
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: chat', 'Connection: Upgrade']
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  keep({ close: () => new Promise((resolve) => server.close(() => resolve(undefined))) })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { outcome } = await ask(url, optionsFor(url))
  expect(outcome).toMatchObject({ kind: 'answered', response: { status: 101, body: '' } })
})

it('a proxy is shown neither the sign-in nor the fragment of an address', async () => {
  const asked: (string | undefined)[] = []
  const proxy = await serving((incoming, outgoing) => {
    asked.push(incoming.url, incoming.headers.authorization)
    outgoing.end()
  })
  const url = 'http://ada:s3cretWord@127.0.0.1:9/page?x=1#part'
  await ask(url, optionsFor(url, { environment: { http_proxy: proxy } }))
  expect(asked).toEqual(['http://127.0.0.1:9/page?x=1', undefined])
})
