/** The status page in a real browser: as it is seen, read out and walked through. */
import { expect, it } from 'vitest'
import { HOSTILE, HOUR_MS } from '../status-rig.ts'
import { expectAccessible, expectKeyboardPath, setUpBrowser, shoot, WIDTHS } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

/** Of every state something, on the page now and in the days before. */
async function eventful() {
  const bench = await emulate()
  const { clock, emulator, door } = bench
  const { faults } = emulator.parts
  const later = (hours: number) => new Date(clock.nowMs() + hours * HOUR_MS).toISOString()
  await door('maintenance', { start: later(240), end: later(243), title: 'Database upgrade' })
  faults.add({ failure: 'regional-outage', afterMs: 24 * HOUR_MS, forMs: 2 * HOUR_MS })
  faults.add({ failure: 'heavy-load', afterMs: 100 * HOUR_MS, forMs: HOUR_MS / 2 })
  faults.add({ failure: 'bad-gateway', probability: 0.2, afterMs: 130 * HOUR_MS, forMs: HOUR_MS })
  clock.advance(241 * HOUR_MS)
  await door('incidents', {
    ...{ name: `Late notices ${HOSTILE}`, impact: 'critical', components: ['Webhooks'] },
    body: `Notices arrive late.\n${HOSTILE}`,
  })
  await door('incidents', { name: 'Slow lists', impact: 'minor', components: ['API Gateway'] })
  await door('maintenance', { start: later(200), end: later(204), title: 'Quarterly maintenance' })
  clock.advance(HOUR_MS)
  return bench
}

it.each(WIDTHS)('the status page with something of everything at %i px', async (width) => {
  const { statusUrl } = await eventful()
  const page = await openPage(width)
  await page.goto(statusUrl)
  await shoot(page, 'status')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['Status', 'History', 'Uptime', 'Slow lists', 'RSS', 'Atom'])
  const bars = page.getByRole('list', { name: 'API Gateway, the last 90 days' })
  await expect.poll(() => bars.getByRole('listitem').count()).toBe(90)
  const said = await bars.getByRole('listitem').allInnerTexts()
  expect(said.filter((each) => each.includes('major outage 2 h'))).toHaveLength(1)
  // Every bar is seen, and they stand in one line.
  const boxes = await bars.getByRole('listitem').evaluateAll((all) =>
    all.map((each) => {
      const { width: wide, height, bottom } = each.getBoundingClientRect()
      return { wide, height, bottom: Math.round(bottom) }
    }),
  )
  expect(Math.min(...boxes.map(({ wide }) => wide))).toBeGreaterThan(1.5)
  expect(Math.min(...boxes.map(({ height }) => height))).toBeGreaterThan(8)
  expect(new Set(boxes.map(({ bottom }) => bottom)).size).toBe(1)
})

it.each(WIDTHS)('from the status page to one incident, by keyboard, at %i px', async (width) => {
  const { statusUrl } = await eventful()
  const page = await openPage(width)
  await page.goto(statusUrl)
  await page.getByRole('link', { name: 'Slow lists' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Slow lists' }).waitFor()
  await shoot(page, 'status-incident')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'History', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
  await shoot(page, 'status-history')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['Database upgrade', 'Older months'])
})

it.each(WIDTHS)('uptime at %i px', async (width) => {
  const { statusUrl } = await eventful()
  const page = await openPage(width)
  await page.goto(`${statusUrl}/uptime`)
  await shoot(page, 'status-uptime')
  await expectAccessible(page)
  await page.getByRole('rowheader', { name: 'API Gateway' }).waitFor()
})

it.each(WIDTHS)('when all is well, and when there is no such page, at %i px', async (width) => {
  const { statusUrl } = await emulate()
  const page = await openPage(width)
  await page.goto(statusUrl)
  await page.getByRole('heading', { level: 1, name: 'All Systems Operational' }).waitFor()
  await shoot(page, 'status-well')
  await expectAccessible(page)
  const response = await page.goto(`${statusUrl}/incidents/000000000000`)
  expect(response?.status()).toBe(404)
})
