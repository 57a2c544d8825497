/** Every error screen in a real browser: as wide as a phone and a desktop, by keyboard, and what leads on from it. */
import { FAILURE_IDS, type FailureId, failureMode } from '@underpin/failures'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { PM } from '../emulator-rig.ts'
import { PASSWORD } from '../web-visits.ts'
import {
  expectAccessible,
  expectKeyboardPath,
  setUpBrowser,
  shoot,
  WIDTHS,
  type Width,
} from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

type Bench = Awaited<ReturnType<typeof emulate>>

async function signIn(page: Page, { url }: Bench): Promise<void> {
  await page.goto(`${url}/login`)
  await page.getByLabel('Email').fill(PM)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((at) => at.pathname !== '/login')
}

/** Nobody else of these tests signs in as them. */
const LOCKED = 'sub@northside.example'

const AT_SIGN_IN: ReadonlySet<FailureId> = new Set(['login-rejected', 'account-locked'])

/** Bare on purpose: nothing of the look, no language, no way on. */
const UNFORMATTED: FailureId = 'platform-not-found'

const SHOWN = FAILURE_IDS.web.filter((id) => id !== UNFORMATTED)

async function meet(id: FailureId, page: Page, bench: Bench): Promise<void> {
  const isAtSignIn = AT_SIGN_IN.has(id)
  if (id === 'stale-session') await signIn(page, bench)
  const match = { path: isAtSignIn ? '/login' : '/4001/company/*' }
  await bench.door('faults', { failure: id, times: 1, match })
  if (!isAtSignIn) {
    await page.goto(`${bench.url}/4001/company/home/list`)
    return
  }
  await page.goto(`${bench.url}/login`)
  await page.getByLabel('Email').fill(LOCKED)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
}

it.each(WIDTHS)('every screen at %i px', async (width: Width) => {
  const bench = await emulate()
  for (const id of SHOWN) {
    const page = await openPage(width)
    await meet(id, page, bench)
    await expect(page.textContent('body')).resolves.toContain(failureMode(id).wire?.text)
    await shoot(page, `screen-${id}`)
    await expectAccessible(page)
    if (!AT_SIGN_IN.has(id)) await expectKeyboardPath(page, ['Home', 'Status page'])
    await page.context().close()
  }
})

it('the unformatted 404 has none of the look', async () => {
  const bench = await emulate()
  const page = await openPage(390)
  await meet(UNFORMATTED, page, bench)
  await shoot(page, `screen-${UNFORMATTED}`)
  expect(await page.locator('style, link, a, section').count()).toBe(0)
})

it.each(WIDTHS)(
  'a notice of maintenance stands above a page until it is dismissed, at %i px',
  async (width) => {
    const bench = await emulate()
    const [start, end] = [2, 4].map((hours) =>
      new Date(bench.clock.nowMs() + hours * 3_600_000).toISOString(),
    )
    await bench.door('maintenance', { start, end, title: 'Upgrade of the database' })
    const page = await openPage(width)
    await signIn(page, bench)
    const notice = page.getByRole('region', { name: 'Planned maintenance' })
    await notice.waitFor()
    await shoot(page, 'maintenance-notice')
    await expectAccessible(page)
    await expectKeyboardPath(page, ['Dismiss'])
    const { pathname } = new URL(page.url())
    await notice.getByRole('button', { name: 'Dismiss' }).press('Enter')
    await notice.waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe(pathname)
  },
)

it('a person turned away gets the page by itself once there is room, and a form is sent again', async () => {
  const bench = await emulate({ shedAbove: 1 })
  const page = await openPage(390)
  await signIn(page, bench)
  await page.goto(`${bench.url}/logout`)
  const giveBack = await hogThePlace(page, bench)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'This website is under heavy load.' }).waitFor()
  await shoot(page, 'screen-form-kept')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['Try again'])
  const reader = await page.context().newPage()
  const shed = await reader.goto(`${bench.url}/login/forgot`)
  expect(shed?.status()).toBe(503)
  await giveBack()
  await page.getByRole('button', { name: 'Try again' }).press('Enter')
  await page.waitForURL(`${bench.url}/login`)
  await reader.getByLabel('Email').waitFor()
})

/** Takes the one place there is, with a form that never ends, of the person themselves: so nobody waits for a share. */
async function hogThePlace(page: Page, { url, emulator }: Bench) {
  const hog = new AbortController()
  const [session] = await page.context().cookies()
  const body = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(new Uint8Array(1)) })
  const headers = { cookie: `${session?.name}=${session?.value}` }
  const init = { method: 'POST', body, headers, signal: hog.signal, duplex: 'half' } as RequestInit
  const hogging = fetch(`${url}/logout`, init).catch(() => null)
  const inFlight = async (count: number) => {
    for (let n = 0; n < 200 && emulator.parts.shedder?.load.inFlight !== count; n++) {
      await fetch(`${url}/_underpin/health`)
    }
    expect(emulator.parts.shedder?.load.inFlight).toBe(count)
  }
  await inFlight(1)
  return async () => {
    hog.abort()
    await hogging
    await inFlight(0)
  }
}
