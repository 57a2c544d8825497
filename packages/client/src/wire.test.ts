/** Over a real socket: what the protocol itself can do to a call. */
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { clientFor } from '../test/client-for.ts'
import { json, type Script, scriptedServer, withTokens } from '../test/scripted-server.ts'
import { isProcoreError, ProcoreClient, refreshToken } from './index.ts'

const api = (script: Script) => scriptedServer(withTokens(script))

it('sends the bearer, the company and the body', async () => {
  const server = await api((_, response) => json(response, 201, { id: 9 }))
  const procore = clientFor(server.url)
  const { data, response } = await procore.post('/rest/v1.0/projects/{project_id}/rfis', {
    path: { project_id: 5001 },
    query: { view: 'normal', filters: { id: [1, 2] } },
    body: { rfi: { subject: 'Beam' } },
    companyId: '598134325779301',
  })
  expect({ data, status: response.status }).toEqual({ data: { id: 9 }, status: 201 })
  const sent = server.seen[1]
  expect(sent?.url).toBe(
    '/rest/v1.0/projects/5001/rfis?view=normal&filters[id][]=1&filters[id][]=2',
  )
  expect(sent?.headers).toMatchObject({
    authorization: 'Bearer access-token-1',
    'procore-company-id': '598134325779301',
    'content-type': 'application/json',
  })
  expect(JSON.parse(sent?.body ?? '')).toEqual({ rfi: { subject: 'Beam' } })
})

it('a redirect elsewhere is followed without the bearer and without the company', async () => {
  const elsewhere = await scriptedServer((_, response) => response.end('the file'))
  const server = await api((_, response) => {
    response.writeHead(302, { location: `${elsewhere.url}/file?signature=abc` })
    response.end()
  })
  const { data } = await clientFor(server.url).get('/rest/v1.0/files/1')
  expect(data).toBe('the file')
  expect(elsewhere.seen).toHaveLength(1)
  expect(elsewhere.seen[0]?.headers).not.toHaveProperty('authorization')
  expect(elsewhere.seen[0]?.headers).not.toHaveProperty('procore-company-id')
})

it('a chain that leads home again does not get the bearer back', async () => {
  const elsewhere = await scriptedServer((seen, response) => {
    response.writeHead(302, { location: `${seen.headers['x-home'] ?? home}/rest/v1.0/stolen` })
    response.end()
  })
  let home = ''
  const server = await api((seen, response) => {
    if (seen.url.endsWith('stolen'))
      return json(response, 200, { bearer: seen.headers.authorization ?? null })
    response.writeHead(302, { location: elsewhere.url })
    response.end()
  })
  home = server.url
  const { data } = await clientFor(server.url).get('/rest/v1.0/files/1')
  expect(data).toEqual({ bearer: null })
})

it('redirects that go round in circles end', async () => {
  const server = await api((seen, response) => {
    response.writeHead(302, { location: seen.url })
    response.end()
  })
  const { response } = await clientFor(server.url).get('/rest/v1.0/circle')
  expect(response.status).toBe(302)
  expect(server.seen.length).toBeLessThan(10)
})

it('a write’s redirect is not followed', async () => {
  const server = await api((_, response) => {
    response.writeHead(303, { location: '/rest/v1.0/elsewhere' })
    response.end()
  })
  const { response } = await clientFor(server.url).post('/rest/v1.0/x', { body: { a: 1 } })
  expect(response.status).toBe(303)
  expect(server.seen).toHaveLength(2)
})

it('a read whose connection broke, before or in the middle of the body, is repeated', async () => {
  const server = await api((_, response, count) => {
    if (count === 2) return response.socket?.resetAndDestroy()
    if (count === 3) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"id":')
      return setImmediate(() => response.socket?.destroy())
    }
    return json(response, 200, { id: 1 })
  })
  const procore = clientFor(server.url, { retry: { baseMs: 1 } })
  expect((await procore.get('/rest/v1.0/vendors/1')).data).toEqual({ id: 1 })
  expect(server.seen).toHaveLength(4)
})

it('a write whose reply is cut short is not sent again: the status says that it was applied', async () => {
  const server = await api((_, response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"id":')
    setImmediate(() => response.socket?.destroy())
  })
  const failed = clientFor(server.url).post('/rest/v1.0/things', {
    body: { a: 1 },
    reconcile: false,
  })
  await expect(failed).rejects.toMatchObject({ applied: 'yes' })
  expect(
    server.seen.filter(({ method, url }) => method === 'POST' && url !== '/oauth/token'),
  ).toHaveLength(1)
})

it('a body above the bound is an error, whether its length is stated or not', async () => {
  for (const isStated of [true, false]) {
    const server = await api((_, response) => {
      const text = JSON.stringify('x'.repeat(100_000))
      const length: Record<string, string> = isStated
        ? { 'content-length': String(text.length) }
        : {}
      response.writeHead(200, { 'content-type': 'application/json', ...length })
      response.end(text)
    })
    const procore = clientFor(server.url, { bodyBytesMax: 10_000, retry: { baseMs: 1 } })
    await expect(procore.get('/rest/v1.0/big')).rejects.toThrow('larger than 10000 bytes')
    expect(server.seen).toHaveLength(2)
  }
})

it('an answer that never comes ends with the attempt, and the write stays unknown', async () => {
  const server = await api(() => undefined)
  const procore = clientFor(server.url, { attemptTimeoutMs: 50, deadlineMs: 200 })
  const body = { vendor: { name: 'A' } }
  await expect(procore.post('/rest/v1.0/vendors', { body })).rejects.toMatchObject({
    applied: 'unknown',
    recovery: 'reconcile',
    status: null,
  })
})

it('a web page where data was asked for is no success', async () => {
  const server = await api((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<html><title>Guest Wi-Fi</title>Sign in to the network</html>')
  })
  const procore = clientFor(server.url, { deadlineMs: 300, retry: { baseMs: 1 } })
  await expect(procore.get('/rest/v1.0/me')).rejects.toMatchObject({
    failure: 'network-intercepted',
  })
})

it.each([
  { name: 'text', type: 'text/plain', body: 'plain', want: 'plain' },
  { name: 'bytes', type: 'application/pdf', body: '%PDF', want: new TextEncoder().encode('%PDF') },
  { name: 'nothing', type: 'application/json', body: '', want: null },
  { name: 'JSON of another name', type: 'application/vnd.api+json', body: '[1]', want: [1] },
])('an answer of $name is given as what it is', async ({ type, body, want }) => {
  const server = await api((_, response) => {
    response.writeHead(200, { 'content-type': type })
    response.end(body)
  })
  expect((await clientFor(server.url).get('/rest/v1.0/x')).data).toEqual(want)
})

it('takes any request to the API’s origin, and none to another', async () => {
  const server = await api((seen, response) => json(response, 200, { sent: seen.body }))
  const procore = clientFor(server.url)
  const request = new Request(`${server.url}/rest/v1.0/x`, { method: 'PATCH', body: 'a=1' })
  expect((await procore.send(request)).data).toEqual({ sent: 'a=1' })
  expect(server.seen.at(-1)?.headers).toMatchObject({ 'procore-company-id': '4001' })
  await expect(procore.send(new Request('http://127.0.0.1:9/x'))).rejects.toThrow(TypeError)
})

it('the caller’s abort ends the call with the caller’s reason, and leaves nothing behind', async () => {
  const server = await api(() => undefined)
  const controller = new AbortController()
  const reason = new Error('changed my mind')
  const call = clientFor(server.url).get('/rest/v1.0/slow', { signal: controller.signal })
  setImmediate(() => controller.abort(reason))
  await expect(call).rejects.toBe(reason)
})

it.each([
  { path: 'rest/v1.0/me', options: {} },
  { path: '/rest/v1.0/{id}', options: {} },
  { path: '/rest/v1.0/{id}', options: { path: { id: '..' } } },
  { path: '/rest/v1.0/me', options: { companyId: 2 ** 60 } },
  { path: '/rest/v1.0/me', options: { companyId: '1\r\nx: y' } },
])('$path with $options is refused before anything is sent', async ({ path, options }) => {
  const server = await api((_, response) => json(response, 200, {}))
  await expect(clientFor(server.url).get(path, options)).rejects.toThrow(TypeError)
  expect(server.seen).toHaveLength(0)
})

it('no secret is in an error, however it is looked at', async () => {
  const secrets = ['access-token-1', 'refresh-token-1', 'refresh-token-given', 'secret-of-the-app']
  const server = await api((_, response) => {
    json(response, 422, { errors: { base: [`echo of ${secrets.join(' and ')}`] } })
  })
  const procore = new ProcoreClient({
    auth: refreshToken({
      clientId: 'app',
      clientSecret: 'secret-of-the-app',
      refreshToken: 'refresh-token-given',
    }),
    environment: { apiUrl: server.url, loginUrl: server.url },
  })
  const error = await procore
    .get('/rest/v1.0/x', { query: { token: 'query-secret', q: 'access-token-1' } })
    .catch((thrown) => thrown)
  expect(isProcoreError(error)).toBe(true)
  const shown =
    inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.message
  for (const secret of [...secrets, 'query-secret']) expect(shown).not.toContain(secret)
})
