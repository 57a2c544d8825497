/**
 * What the browser tests share: a real browser, started when first asked for and closed with the file; an
 * emulator that listens, with its status page; pages as wide as a phone or a desktop. Whatever a page
 * asks of another machine is stopped, and fails the test; so does a dialog, a script that throws, and
 * whatever the page's own content policy refuses.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, vi } from 'vitest'
import type { EmulatorOptions } from '../../src/emulator-options.ts'
import { type Listening, listen, listenForStatus } from '../../src/server/listen.ts'
import type { Certificate } from '../../src/tls/certificate.ts'
import { setUp, usualCalls } from '../emulator-rig.ts'
import { launchChromium } from './own-chromium.ts'

export { expectAccessible } from './expect-accessible.ts'
export { expectKeyboardPath } from './expect-keyboard-path.ts'

/** A phone and a desktop, in CSS pixels: what every screen is shown at. */
export const WIDTHS = [390, 1280] as const
export type Width = (typeof WIDTHS)[number]

/** What a test or a hook may take in all. A test takes seconds; a busy machine of one slow core, this. */
const TEST_MAX_MS = 180_000
/** What one step of a page may take: an answer takes milliseconds. As above. */
const STEP_MAX_MS = 45_000

/** On a busy machine the browser may have no frame to give yet, and says that it cannot. A guess. */
const SHOTS_MAX = 4

const SCREENS = join(import.meta.dirname, '../../../../.screens')

const DEVICES: Readonly<Record<Width, BrowserContextOptions>> = {
  390: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
  1280: { viewport: { width: 1280, height: 800 } },
}

export interface BrowserOptions {
  /** More arguments for the browser's command line. */
  readonly args?: readonly string[]
}

/**
 * Call it once, at the top of a test file. What it gives lives as long as the test that asked for it;
 * the browser lives as long as the file.
 */
export function setUpBrowser({ args = [] }: BrowserOptions = {}) {
  vi.setConfig({ testTimeout: TEST_MAX_MS, hookTimeout: TEST_MAX_MS })
  let starting: Promise<Browser> | null = null
  const contexts: BrowserContext[] = []
  const ends: (() => Promise<void> | void)[] = []
  const wrong: string[] = []

  /** A page in a session of its own: another page shares it through `page.context().newPage()`. */
  const page = async (width: Width = 1280, options: BrowserContextOptions = {}): Promise<Page> => {
    starting ??= launchChromium(args)
    const browser = await starting
    const context = await browser.newContext({ ...DEVICES[width], locale: 'en-US', ...options })
    contexts.push(context)
    context.setDefaultTimeout(STEP_MAX_MS)
    await watch(context, wrong)
    return context.newPage()
  }

  /**
   * An emulator on a virtual clock that listens on free ports, closed with the test. `url` and
   * `statusUrl` have no slash at the end; the calls (`door`, `signIn`, `api` …) go over its socket.
   *
   * @param tls serves both over HTTPS; whether the browser trusts it is up to its `args`.
   */
  const emulate = async (options: EmulatorOptions = {}, tls?: Certificate) => {
    const { clock, emulator } = setUp(options)
    const place = { port: 0, ...(tls === undefined ? {} : { tls }) }
    const platform = await listen(emulator, place)
    const status = await listenForStatus(emulator, place)
    ends.push(
      () => close(platform, status),
      () => emulator.close(),
    )
    const { url } = platform
    return { clock, emulator, url, statusUrl: status.url, ...usualCalls(emulator, url) }
  }

  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    for (const end of ends.splice(0)) await end()
    const found = wrong.splice(0)
    if (found.length > 0) throw new Error(`A page did what it may not:\n${found.join('\n')}`)
  })
  afterAll(async () => {
    await (await starting)?.close()
  })
  return { page, emulate }
}

/** Keeps the whole page as `.screens/<name>-<width>.png`, which git ignores. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true })
  const width = page.viewportSize()?.width ?? 0
  const path = join(SCREENS, `${name}-${width}.png`)
  for (let shot = 1; ; shot++) {
    try {
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
      return
    } catch (error) {
      const isLate = error instanceof Error && error.message.includes('Unable to capture')
      if (!isLate || shot === SHOTS_MAX) throw error
    }
  }
}

/**
 * Tells `wrong` what the pages of this context do that none may do. Of foreign requests it hears twice:
 * a route stops one, but does not see where a redirect leads.
 */
export async function watch(context: BrowserContext, wrong: string[]): Promise<void> {
  await context.route(
    (url) => !isLoopback(url.href),
    (route) => route.abort('blockedbyclient'),
  )
  context.on('request', (request) => {
    if (!isLoopback(request.url())) wrong.push(`asked for ${request.url()}: only loopback may be`)
  })
  context.on('dialog', (dialog) => {
    wrong.push(`opened a dialog: ${dialog.type()} “${dialog.message()}”`)
    void dialog.dismiss()
  })
  context.on('weberror', (error) => wrong.push(`threw ${error.error()}`))
  context.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && text.includes('Content Security Policy')) wrong.push(text)
  })
}

function isLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  if (['data:', 'blob:', 'about:'].includes(protocol)) return true
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

async function close(...open: readonly Listening[]): Promise<void> {
  await Promise.all(open.map((each) => each.close()))
}
