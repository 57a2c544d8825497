/**
 * Caused and known: each failure of the web application is met for its true cause, and `classify` gives it
 * back from what a browser sees; a page on which nothing is wrong is taken for no failure.
 */
import { readEvidence } from '@underpin/doctor'
import { createEmulator } from '@underpin/emulator'
import { headerMap } from '@underpin/exchange'
import { classify, type Evidence, type FailureId, failureMode } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { signInAtPage } from './web-visits.ts'

const URL_OF_APP = 'http://localhost:4010'

interface Visit {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly body?: BodyInit
  readonly isSignedIn?: boolean
}

async function setUp() {
  const emulator = createEmulator({ uploads: { fileBytesMax: 1_000 }, seed: 1 })
  const cookie = await signInAtPage(emulator.fetch, URL_OF_APP)
  const visit = async ({ path, method = 'GET', body, isSignedIn = true }: Visit) => {
    const headers: Record<string, string> = isSignedIn ? { cookie } : {}
    const init: RequestInit = { method, headers, redirect: 'manual', ...(body ? { body } : {}) }
    const response = await emulator.fetch(`${URL_OF_APP}${path}`, init)
    const evidence: Evidence = {
      request: { method, url: `https://app.procore.com${path}`, headers: {}, body: null },
      response: {
        status: response.status,
        headers: headerMap(response.headers),
        body: await response.text(),
        isTruncated: false,
      },
    }
    const entry = emulator.parts.journal.endedAs(emulator.parts.journal.closedCount - 1)
    return { evidence, failure: entry?.failure ?? null }
  }
  const page = await visit({ path: '/5001/project/rfi/new' })
  const text = page.evidence.response?.body ?? ''
  const token = /name="form_token" value="([^"]+)"/.exec(text)?.[1] ?? ''
  return { visit, token }
}

describe('a failure of the web application that has its true cause is known by what the browser sees', () => {
  const film = (token: string) => {
    const form = new FormData()
    form.append('form_token', token)
    form.append('file[data]', new File([new Uint8Array(11_000_000)], 'film.mp4'))
    return form
  }
  const NEW = '/5001/project/rfi/new'
  const CAUSES: readonly (readonly [FailureId, string, (token: string) => Visit])[] = [
    ['page-not-found', 'an RFI that is gone', () => ({ path: '/5001/project/rfi/show/99' })],
    ['malformed-link', 'a word that is cut off', () => ({ path: '/5001/project/rfi/sho' })],
    ['malformed-link', 'a misspelt word', () => ({ path: '/5001/project/rfi/showww/1' })],
    ['permission-denied-page', 'a tool that is off', () => ({ path: '/5002/project/rfi/list' })],
    ['permission-denied-page', 'a project of others', () => ({ path: '/5003/project/home' })],
    [
      'upload-timeout-page',
      'a file over the limit',
      (token) => ({ path: '/5001/project/documents/upload', method: 'POST', body: film(token) }),
    ],
    [
      'bad-request-page',
      'a form of no session',
      () => ({ path: NEW, method: 'POST', body: new URLSearchParams({ form_token: 'x' }) }),
    ],
    [
      'stale-session',
      'a session that has ended',
      () => ({ path: NEW, method: 'POST', body: new URLSearchParams({}), isSignedIn: false }),
    ],
  ]
  it.each(CAUSES)('%s: %s', async (id, _cause, visitOf) => {
    const { visit, token } = await setUp()
    const { evidence, failure } = await visit(visitOf(token))
    expect(failure).toBe(id)
    const found = classify(evidence)
    const twins = failureMode(id).twins?.ids ?? []
    expect([id, ...twins], JSON.stringify(evidence)).toContain(found?.failure)
    expect(found?.candidates.map((candidate) => candidate.id)).toContain(id)
  })
})

const PAGES = [
  '/companies',
  '/4001/company/home/list',
  '/4001/company/directory/list',
  '/5001/project/home',
  '/5001/project/rfi/list',
  '/5001/project/rfi/new',
  '/5001/project/rfi/show/20001',
  '/5001/project/documents/list',
  '/5001/project/documents/upload',
  '/5001/project/documents/new',
  '/5001/project/settings',
  '/5001/project/directory',
  '/profile',
]

it('a page on which nothing is wrong is no failure, and its link is well formed', async () => {
  const { visit } = await setUp()
  for (const path of PAGES) {
    const { evidence } = await visit({ path })
    expect([path, classify(evidence)?.failure ?? null]).toEqual([path, null])
    const read = readEvidence(`https://app.procore.com${path}`)
    expect(read).toMatchObject({ kind: 'procore-url', named: [] })
  }
})

it('a link that `explain` calls damaged is damaged to the application too', async () => {
  const { visit } = await setUp()
  for (const path of [
    '/5001/project/rfi/sho',
    '/5001/project/rfi/showww/123456',
    '/5001/project/rfi/lis',
    '/4001/company/directory/lst',
    '/5001/project/documents/shw/1',
  ]) {
    const read = readEvidence(`https://app.procore.com${path}`)
    expect([path, 'named' in read && read.named]).toEqual([path, ['malformed-link']])
    expect([path, (await visit({ path })).failure]).toEqual([path, 'malformed-link'])
  }
})
