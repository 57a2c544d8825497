/** What anybody wrote is text on every page: planted everywhere, and every page opened in a real browser. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DEFAULT_PASSWORD } from '../../src/world/default-world.ts'
import { ADMIN, PLANTED_WORLD, type PlantedPage, plant, SHOWN } from '../security/planted-world.ts'
import { setUpBrowser } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

async function setUp() {
  const bench = await emulate({ world: PLANTED_WORLD, limits: { hourly: 0, spike: 0 } })
  const pages = await plant(bench, bench)
  const page = await openPage(1280)
  return { bench, pages, page }
}

/** Elements that only planted markup has. A script, a dialog or a refused load the rig tells by itself. */
const PLANTED = 'x-planted, script, [onclick], [onerror], img[src="x"]'

/** A download is bytes of somebody's: no page of ours. */
const isShown = ({ name }: PlantedPage) => name !== 'download-file'

async function open(page: Page, { name, url }: PlantedPage) {
  await page.goto(url)
  const planted = await page
    .locator(PLANTED)
    .evaluateAll((all) => all.map((each) => each.outerHTML))
  expect([name, planted]).toEqual([name, []])
  return (await page.textContent('body'))?.includes(SHOWN) ?? false
}

it('for somebody who is signed in, on every page of the platform and of the status page', async () => {
  const { bench, pages, page } = await setUp()
  await page.goto(`${bench.url}/login`)
  await page.getByLabel('Email').fill(ADMIN)
  await page.getByLabel('Password').fill(DEFAULT_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign out' }).first().waitFor()
  const shown: string[] = []
  for (const each of pages.filter(isShown)) {
    if (await open(page, each)) shown.push(each.name)
  }
  // Else the sweep would sweep nothing.
  const silent = pages
    .filter(isShown)
    .map(({ name }) => name)
    .filter((name) => !shown.includes(name))
  expect(silent.sort()).toEqual(SHOWS_NOTHING)
})

it('for a stranger too, on every page', async () => {
  const { pages, page } = await setUp()
  for (const each of pages.filter(isShown)) await open(page, each)
})

it('an uploaded page is shown as a picture of itself: no script of it runs, and it is of no place', async () => {
  const bench = await emulate()
  const { access_token: token } = await bench.signIn(ADMIN)
  const form = new FormData()
  form.append('file[name]', 'page.html')
  form.append('file[parent_id]', '70001')
  form.append('file[data]', new File([ACTIVE], 'page.html', { type: 'text/html' }))
  const headers = { authorization: `Bearer ${token}`, 'procore-company-id': '4001' }
  const uploads = `${bench.url}/rest/v1.0/files?project_id=5001`
  const uploaded = await fetch(uploads, { method: 'POST', body: form, headers })
  const { file_versions: versions } = await uploaded.json()
  const sentOn = await fetch(versions[0].url, { headers, redirect: 'manual' })
  // What the policy refuses is told on the console, which the rig counts as wrong: here it is right.
  const browser = (await openPage()).context().browser()
  const page = await browser?.newPage()
  if (page === undefined) throw new Error('the browser is gone')
  await page.goto(sentOn.headers.get('location') ?? '')
  expect(await page.textContent('h1')).toBe('Mine')
  expect(await page.title()).toBe('quiet')
  expect(await page.evaluate('self.origin')).toBe('null')
  await page.close()
})

/** Would say so in its title if it ran. */
const ACTIVE = '<title>quiet</title><h1>Mine</h1><script>document.title = "ran"</script>'

/** What these show is ours alone; they are opened for what their addresses say. */
const SHOWS_NOTHING: readonly string[] = [
  'a page with a damaged address',
  'consent for nobody',
  'every failure',
  'forgot',
  'no link',
  'no page',
  'no status page',
  'reset',
  'subscribe',
  'subscribe by text',
]
