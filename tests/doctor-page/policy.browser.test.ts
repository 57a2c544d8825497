/** What the browser itself refuses the doctor's page: whatever runs in it, nothing that was pasted gets out. */
import { createEmulator, listen } from '@underpin/emulator'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { launchChromium } from '../../packages/emulator/test/browser/own-chromium.ts'
import { DOCTOR_PATH, doctorMount } from './mounted.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium([])
})
afterAll(() => browser.close())

/** What a script might try, in a page or beside it. Each is true when it got through. */
const TRIES: Readonly<Record<string, string>> = {
  'fetch of its own place': `fetch('/_underpin/health?smuggled').then(() => true, () => false)`,
  'fetch without reading': `fetch('/_underpin/health?smuggled', { mode: 'no-cors' }).then(() => true, () => false)`,
  'an old request': `new Promise((tell) => { const r = new XMLHttpRequest(); r.onload = () => tell(true); r.onerror = () => tell(false); r.open('GET', '/_underpin/health?smuggled'); r.send() })`,
  'a socket': `new Promise((tell) => { try { const s = new WebSocket(origin.replace('http', 'ws') + '/?smuggled'); s.onopen = () => tell(true); s.onerror = () => tell(false) } catch { tell(false) } })`,
  'a stream of events': `new Promise((tell) => { const s = new EventSource('/_underpin/journal?smuggled'); s.onopen = () => tell(true); s.onerror = () => tell(false) })`,
}

/** The browser tells the page what it has refused. */
const HEAR = (rule: string) =>
  `addEventListener('securitypolicyviolation', (e) => { if (e.effectiveDirective === '${rule}') tell(false) })`

const PAGE_TRIES: Readonly<Record<string, string>> = {
  ...TRIES,
  'a picture': `new Promise((tell) => { const i = new Image(); i.onload = () => tell(true); i.onerror = () => tell(false); i.src = '/_underpin/health?smuggled' })`,
  'a beacon': `new Promise((tell) => { ${HEAR('connect-src')}; navigator.sendBeacon('/_underpin/health?smuggled', 'x') })`,
  'a form': `new Promise((tell) => { ${HEAR('form-action')}; const f = document.createElement('form'); f.action = '/_underpin/health?smuggled'; document.body.append(f); f.submit() })`,
  'a frame': `new Promise((tell) => { ${HEAR('frame-src')}; const f = document.createElement('iframe'); f.src = '/_underpin/health?smuggled'; document.body.append(f) })`,
  markup: `(() => { try { document.body.innerHTML = '<b>taken</b>'; return true } catch { return false } })()`,
}

async function setUp() {
  const reached: string[] = []
  const mount = doctorMount()
  const emulator = createEmulator({
    mounts: [
      {
        ...mount,
        serve: (request) => {
          reached.push(request.url)
          return mount.serve(request)
        },
      },
    ],
  })
  const { url, close } = await listen(emulator, { port: 0 })
  const context = await browser.newContext()
  await context.route(
    (asked) => !asked.href.startsWith(url),
    (route) => route.abort('blockedbyclient'),
  )
  const page = await context.newPage()
  const answered: string[] = []
  page.on('response', (response) => answered.push(response.url()))
  await page.goto(`${url}${DOCTOR_PATH}`)
  await page.locator('body[data-ready]').waitFor()
  const end = async () => {
    await context.close()
    await close()
    emulator.close()
  }
  return { page, url, answered, reached, end }
}

it('the page gets nowhere, whatever a script in it tries', async () => {
  const { page, answered, end } = await setUp()
  for (const [name, code] of Object.entries(PAGE_TRIES)) {
    expect([name, await page.evaluate(code)]).toEqual([name, false])
  }
  expect(answered.filter((each) => each.includes('smuggled'))).toEqual([])
  await end()
})

it('nor does what reads beside it', async () => {
  const { page, answered, end } = await setUp()
  const [reader] = page.workers()
  for (const [name, code] of Object.entries(TRIES)) {
    expect([name, await reader?.evaluate(code)]).toEqual([name, false])
  }
  expect(answered.filter((each) => each.includes('smuggled'))).toEqual([])
  await end()
})

it('the server hears of nothing that is done on the page', async () => {
  const { page, reached, end } = await setUp()
  const before = reached.length
  expect(before).toBeGreaterThan(50)
  await page.getByLabel('Paste what you have of it').fill('503 for the secret project Falcon')
  await page.getByRole('button', { name: 'Explain' }).click()
  await page.locator('#answer h2').first().waitFor()
  expect(reached.slice(before)).toEqual([])
  expect(reached.filter((each) => each.includes('Falcon'))).toEqual([])
  await end()
})

it('by itself a page of this port may: the tries above are real ones', async () => {
  const { page, url, end } = await setUp()
  await page.goto(`${url}/_underpin/health`)
  for (const name of ['fetch of its own place', 'an old request']) {
    expect([name, await page.evaluate(TRIES[name] ?? '')]).toEqual([name, true])
  }
  await end()
})
