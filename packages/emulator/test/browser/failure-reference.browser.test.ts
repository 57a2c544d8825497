/** The catalogue as pages, in a real browser. */
import { expect, it } from 'vitest'
import { expectAccessible, expectKeyboardPath, setUpBrowser, shoot, WIDTHS } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

it.each(WIDTHS)('the list, a search and a page at %i px, by keyboard', async (width) => {
  const { url } = await emulate()
  const page = await openPage(width)
  await page.goto(`${url}/_underpin/failures`)
  await shoot(page, 'failures')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['Find a failure', 'Search', 'Webhooks', 'oauth-invalid-client'])
  await page.getByLabel('Find a failure').fill('app isnt conected')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Failures that fit' }).waitFor()
  await shoot(page, 'failures-found')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'app-not-connected' }).first().press('Enter')
  await page.getByRole('heading', { name: 'How to raise it here' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/_underpin/failures/app-not-connected')
  await shoot(page, 'failure')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['All failures', 'Command that raises it', 'Find a failure'])
})

it.each(WIDTHS)('what is not there, and what nothing fits, at %i px', async (width) => {
  const { url } = await emulate()
  const page = await openPage(width)
  await page.goto(`${url}/_underpin/failures/heavy-lod`)
  await shoot(page, 'failure-unknown')
  await expectAccessible(page)
  await page.goto(`${url}/_underpin/failures?q=qqqq`)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${url}/_underpin/failures/heavy-load`)
  await shoot(page, 'failure-dark')
})

it('every page of the catalogue can be read at 390 px', async () => {
  const { url } = await emulate()
  const page = await openPage(390)
  await page.goto(`${url}/_underpin/failures`)
  const links = await page
    .locator('th a')
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
  expect(links.length).toBeGreaterThan(60)
  const wide: string[] = []
  for (const link of links) {
    await page.goto(link)
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    if (isWide) wide.push(link)
  }
  expect(wide).toEqual([])
})
