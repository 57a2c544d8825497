/**
 * Every web failure is met in the browser by what really causes it, with no fault switched on, and is
 * known from what was shown. Those that have no cause in an emulator say why.
 */
import { classify, FAILURE_IDS, type FailureId, failureMode } from '@underpin/failures'
import { expect, it } from 'vitest'
import type { EmulatorOptions } from '../../src/emulator-options.ts'
import { type Seen, SUB, VIEWER, type Visitor, webRig } from './web-rig.ts'

type Rig = ReturnType<typeof webRig>

interface Cause {
  readonly options?: EmulatorOptions
  /** Who is signed in; null for nobody. Default: the project manager. */
  readonly who?: string | null
  readonly meet: (visitor: Visitor, rig: Rig) => Promise<Seen>
}

const HOME = '/4001/company/home/list'

const failToSignIn = async ({ go, send }: Visitor) =>
  send(await go('/login'), { email: SUB, password: 'not it' })

const CAUSES: Partial<Record<FailureId, Cause>> = {
  'page-not-found': { meet: ({ go }) => go('/5001/project/rfi/show/999999') },
  'malformed-link': { meet: ({ go }) => go('/5001/project/rfi/sho') },
  'upload-timeout-page': {
    options: { uploads: { fileBytesMax: 1_000 } },
    meet: async ({ go, send }) =>
      send(await go('/5001/project/documents/upload'), {
        'file[data]': new File([new Uint8Array(11_000_000)], 'pour.mp4'),
      }),
  },
  'bad-request-page': {
    meet: async ({ go, send }) =>
      send(await go('/5001/project/rfi/new'), { form_token: 'of another site' }),
  },
  'login-rejected': { who: null, meet: failToSignIn },
  'account-locked': {
    who: null,
    meet: async (visitor) => {
      for (let n = 1; n < 3; n++) await failToSignIn(visitor)
      return failToSignIn(visitor)
    },
  },
  'maintenance-page': {
    meet: async ({ go }, { clock, door }) => {
      const [start, end] = [0, 3_600_000].map((ms) => new Date(clock.nowMs() + ms).toISOString())
      await door('maintenance', { start, end, title: 'Upgrade' })
      return go(HOME)
    },
  },
  'permission-denied-page': { who: VIEWER, meet: ({ go }) => go('/5001/project/rfi/new') },
  'heavy-load-page': {
    options: { shedAbove: 1 },
    meet: async ({ go, cookie }, { emulator }) => {
      // The only place is held by a form of the same company that does not end.
      const body = new ReadableStream<Uint8Array>()
      const init: RequestInit = { method: 'POST', body, headers: { cookie } }
      void emulator.fetch('/4001/company/apps/list', { ...init, duplex: 'half' } as RequestInit)
      return go(HOME)
    },
  },
  'stale-session': {
    meet: ({ go }, { clock }) => {
      clock.advance(25 * 3_600_000)
      return go(HOME)
    },
  },
}

/** On demand they are raised by a fault. */
const WITHOUT_CAUSE: Partial<Record<FailureId, string>> = {
  'platform-not-found': 'nothing stands before the emulator that could answer in its place',
  'server-error-page': 'it would be a defect, and defects are mended',
  'service-unavailable-page': 'an emulator that cannot take requests answers nothing at all',
}

it('every web failure has a cause, or a reason that it has none', () => {
  const silent = FAILURE_IDS.web.filter((id) => !CAUSES[id] && !WITHOUT_CAUSE[id])
  expect(silent).toEqual([])
})

it.each(Object.entries(CAUSES))('%s is met where it is caused', async (id, cause) => {
  const rig = webRig(cause.options)
  const visitor = await rig.visitor(cause.who === undefined ? undefined : cause.who)
  const seen = await cause.meet(visitor, rig)
  const { journal } = rig.emulator.parts
  const met = journal.endedAs(journal.closedCount - 1)
  expect({ id: met?.failure, fault: met?.faultNumber }).toEqual({ id, fault: null })
  expect(seen.status).toBe(failureMode(id as FailureId).status)
  const known = classify({
    request: { method: 'GET', url: `http://localhost:4010${seen.path}` },
    response: { status: seen.status, headers: Object.fromEntries(seen.headers), body: seen.text },
  })
  const twins = failureMode(id as FailureId).twins?.ids ?? []
  expect([id, ...twins]).toContain(known?.failure)
  rig.emulator.close()
})
