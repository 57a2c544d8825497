import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Exchange, headerMap, networkError } from '@underpin/exchange'
import { systemClock } from '@underpin/ports'
import { expect, it, onTestFinished } from 'vitest'
import { fetchStatusPage } from './fetch-status-page.ts'

const SUMMARY = {
  page: { id: 'p', name: 'Example' },
  components: [{ id: 'a', name: 'API', status: 'operational' }],
  incidents: [],
  scheduled_maintenances: [],
}

/** A server that answers these documents, or does what it is told; and how often each was asked for. */
async function serve(paths: Readonly<Record<string, object | string | RequestListener>>) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const found = paths[path]
    if (typeof found === 'function') return found(request, response)
    if (found === undefined) return response.writeHead(404).end('<h1>Not found</h1>')
    const type = typeof found === 'string' ? 'text/html' : 'application/json'
    response.writeHead(200, { 'content-type': type })
    response.end(typeof found === 'string' ? found : JSON.stringify(found))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

async function get(url: string): Promise<Exchange> {
  const request = { method: 'GET', url, headers: {}, body: null }
  const startedAtMs = systemClock.nowMs()
  try {
    const response = await fetch(url, { redirect: 'manual' })
    const { status, headers } = response
    const answer = { status, headers: headerMap(headers), isTruncated: false }
    const body = await response.text()
    const outcome = { kind: 'answered', response: { ...answer, body }, elapsedMs: 1 } as const
    return { request, startedAtMs, outcome }
  } catch (thrown) {
    const outcome = { kind: 'unanswered', error: networkError(thrown), elapsedMs: 1 } as const
    return { request, startedAtMs, outcome }
  }
}

const S = '/api/v2/summary.json'

it.each([
  '',
  '/',
  '/history',
  '/history?page=2',
  '/incidents/abc',
  '/api/v2/status.json',
  '/uptime',
])('any address of the page leads to its summary: %j', async (path) => {
  const { url, asked } = await serve({ [S]: SUMMARY })
  expect(await fetchStatusPage(`${url}${path}`, get)).toMatchObject({ kind: 'read' })
  expect(asked).toEqual([S])
})

it('without a summary, the documents that tell the same are read together', async () => {
  const { page, ...lists } = SUMMARY
  const { url, asked } = await serve({
    '/api/v2/status.json': { page, status: { indicator: 'minor', description: 'Slow' } },
    '/api/v2/components.json': { page, components: lists.components },
    '/api/v2/incidents.json': {
      page,
      incidents: [
        { id: '1', name: 'Now', status: 'identified' },
        { id: '2', name: 'Then', status: 'resolved' },
      ],
    },
  })
  expect(await fetchStatusPage(url, get)).toMatchObject({
    kind: 'read',
    page: {
      indicator: 'minor',
      components: [{ name: 'API' }],
      incidents: [{ name: 'Now' }],
      notes: ['The page has no list of scheduled maintenances.'],
    },
  })
  expect(asked).toHaveLength(5)
})

it('a redirect is followed, to another host too, and not for ever', async () => {
  const there = await serve({ [S]: SUMMARY })
  const here = await serve({
    [S]: (_, response) => response.writeHead(301, { location: `${there.url}${S}` }).end(),
  })
  expect(await fetchStatusPage(here.url, get)).toMatchObject({ kind: 'read' })

  const round = await serve({
    [S]: (_, response) => response.writeHead(302, { location: S }).end(),
  })
  const reading = await fetchStatusPage(round.url, get)
  expect(reading).toMatchObject({ kind: 'not-a-statuspage' })
  expect(round.asked.filter((path) => path === S)).toHaveLength(4)
})

it('no redirect leads from https to http, nor away from the web', async () => {
  const asked: string[] = []
  const redirecting = (location: string) => async (url: string) => {
    asked.push(url)
    const response = { status: 302, headers: { location }, body: '', isTruncated: false }
    const outcome = { kind: 'answered', response, elapsedMs: 1 } as const
    return { request: { method: 'GET', url, headers: {}, body: null }, startedAtMs: 0, outcome }
  }
  for (const to of [`http://127.0.0.1:1${S}`, 'file:///etc/passwd', 'https://[', '']) {
    await fetchStatusPage('https://127.0.0.1:1', redirecting(to))
  }
  expect(asked.every((url) => url.startsWith('https://127.0.0.1:1/api/v2/'))).toBe(true)
})

it.each([
  ['a page', '<!doctype html><h1>Welcome</h1>', /answers 200 with text\/html\.$/],
  ['JSON of something else', { status: 'ok' }, /answers 200 with application\/json\.$/],
  ['JSON that is broken', '{"page":', /is no Atlassian Statuspage/],
])('%s is no Statuspage, and that is said with the address', async (_, answer, says) => {
  const { url } = await serve({ [S]: answer })
  const reading = await fetchStatusPage(url, get)
  expect(reading).toMatchObject({ kind: 'not-a-statuspage', says: expect.stringMatching(says) })
  expect(reading).toMatchObject({ says: expect.stringContaining(url) })
})

it.each([503, 500, 429])(
  '%i is a page that cannot be read now: nothing more is asked of it',
  async (status) => {
    const { url, asked } = await serve({ [S]: (_, response) => response.writeHead(status).end() })
    const reading = await fetchStatusPage(url, get)
    expect(reading).toMatchObject({
      kind: 'unreadable',
      says: `${url} answers ${status}: it cannot be read now.`,
    })
    expect(asked).toEqual([S])
  },
)

it('nobody there', async () => {
  expect(await fetchStatusPage('http://127.0.0.1:1', get)).toMatchObject({ kind: 'unreadable' })
})
