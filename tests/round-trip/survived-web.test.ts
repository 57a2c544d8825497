/**
 * Survived, in the browser: what a person survives a web failure with is its screen, so that has to hold
 * the next step. And a client that is sent such a screen in answer to a call, by a proxy or an edge that
 * does not know programs from people, keeps every promise: what it says of the write is true.
 */
import { isProcoreError, type ProcoreError } from '@underpin/client'
import { createEmulator } from '@underpin/emulator'
import { FAILURE_IDS, type FailureId, failureMode } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { COMPANY, switchOn } from './platform.ts'
import { provocationOf } from './provocations.ts'
import { setUp, URL_OF_STAGE } from './stage.ts'
import { openSignIn, signInAtPage } from './web-visits.ts'

const NAME = 'Survivor Steel'

/** The screen that a browser is shown. */
async function screenOf(id: FailureId): Promise<Response> {
  const emulator = createEmulator()
  const visit = (url: string, init?: RequestInit) => emulator.fetch(url, init)
  try {
    const {
      method,
      path,
      body,
      headers = {},
    } = provocationOf(id, {
      tokens: { access_token: '', refresh_token: '' },
      code: '',
      visit: await openSignIn(visit, URL_OF_STAGE),
      sessionCookie: await signInAtPage(visit, URL_OF_STAGE),
    })
    await switchOn(visit, URL_OF_STAGE, { failure: id, times: 1 })
    const form = body instanceof URLSearchParams ? { body } : {}
    return await visit(`${URL_OF_STAGE}${path}`, { method, headers, redirect: 'manual', ...form })
  } finally {
    emulator.close()
  }
}

/** Bare on purpose: Procore did not write it. */
const WITH_LOOK = FAILURE_IDS.web.filter((id) => id !== 'platform-not-found')

describe('a person who meets', () => {
  it.each(WITH_LOOK)('%s reads what happened, the next step, and what to quote', async (id) => {
    const screen = await screenOf(id)
    const text = (await screen.text()).replace(/\s+/g, ' ')
    const { wire, remedies } = failureMode(id)
    expect(screen.status).toBe(wire?.status)
    expect(text).toContain(wire?.text)
    expect(text).toContain(remedies.user?.says)
    expect(text).toContain(screen.headers.get('x-request-id'))
    expect(text).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[^"]+">/)
    expect(text).toMatch(/<a href="\/|<form method="post"/)
    expect(screen.headers.get('cache-control')).toContain('no-store')
  })
})

describe('a client that is answered a create with', () => {
  it.each(FAILURE_IDS.web)('the screen of %s', async (id) => {
    const screen = await screenOf(id)
    const text = await screen.text()
    let shown = 0
    const stage = await setUp(({ method, path, body }) => {
      const isCreate = method === 'POST' && path.startsWith('/rest/') && body.includes(NAME)
      return isCreate && shown++ === 0 ? new Response(text, screen) : null
    })
    const error = await stage.clock
      .run(
        stage.client.post('/rest/v1.0/vendors', {
          body: { company_id: COMPANY, vendor: { name: NAME } },
        }),
      )
      .then(() => null, asProcoreError)
    const made = stage.vendors().filter(({ name }) => name === NAME).length
    // Nothing of it was applied: it is made by a repeat, once, or not at all, and then nobody says that it was.
    if (error === null) expect(made).toBe(1)
    else {
      expect(made).toBe(0)
      expect(error.applied).not.toBe('yes')
      expect(error.remedy).not.toBe('')
      expect(shown, 'sent once').toBe(1)
    }
    const isForPeople = ['none', 'ask-admin', 'reauthenticate'].includes(failureMode(id).recovery)
    if (isForPeople) expect(error, 'what waiting does not cure is not waited for').not.toBeNull()
    const waitS = Number(screen.headers.get('retry-after') ?? 0)
    const creates = stage.crossings.filter(({ body }) => body.includes(NAME))
    const gapMs = (creates[1]?.atMs ?? Infinity) - (creates[0]?.atMs ?? 0)
    expect(gapMs).toBeGreaterThanOrEqual(waitS * 1_000)
    expect(stage.clock.pendingCount, 'timers left').toBe(0)
    stage.close()
  })
})

function asProcoreError(thrown: unknown): ProcoreError {
  if (isProcoreError(thrown)) return thrown
  throw thrown
}
