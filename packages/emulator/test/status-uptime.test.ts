/** Uptime as the door tells it, from what the emulator was made to do. */
import { VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { setUp as setUpEmulator } from './emulator-rig.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Friday the 20th, midnight in Los Angeles. */
function setUp(options: EmulatorOptions = {}) {
  const clock = new VirtualClock(Date.UTC(2026, 10, 20, 8))
  const bench = setUpEmulator({ clock, ...options })
  const uptime = async (name: string) => {
    const { json } = await bench.door('uptime')
    const window = json.windows.find((each: { name: string }) => each.name === name)
    const of = (component: string) =>
      window.components.find((each: { name: string }) => each.name === component)
    return { ...window, of }
  }
  const later = (ms: number) => new Date(clock.nowMs() + ms).toISOString()
  return { ...bench, clock, uptime, later }
}

it('says what is promised, and for which hours', async () => {
  const { json } = await setUp().door('uptime')
  expect(json).toMatchObject({
    promisedPercent: 99.9,
    timeZone: 'America/Los_Angeles',
    businessHours: { fromHour: 8, untilHour: 18 },
    noticeMinutes: 7 * 1_440,
  })
  const names = json.windows.map(({ name }: { name: string }) => name)
  expect(names).toEqual(['today', '7 days', '30 days', '90 days', 'this month'])
})

it('half an hour of a regional outage is half an hour, however late the page was', async () => {
  const { emulator, clock, uptime } = setUp()
  emulator.parts.faults.add({ failure: 'regional-outage', forMs: 30 * MINUTE_MS })
  clock.advance(DAY_MS / 2)
  const today = await uptime('today')
  expect(today.of('API Gateway')).toMatchObject({
    ...{ downMinutes: 30, allowedMinutes: 1.44, leftMinutes: -28.56, worst: 'major_outage' },
    uptimePercent: 95.83333,
  })
  expect(today.of('Support Site')).toMatchObject({ downMinutes: 0, uptimePercent: 100 })
  expect(today.whole).toMatchObject({ downMinutes: 30, uptimePercent: 95.83333 })
  // 30 days of 24 hours, and the hour more of 1 November.
  const month = await uptime('this month')
  expect(month.of('API Gateway')).toMatchObject({ allowedMinutes: 43.26, leftMinutes: 13.26 })
  // The same, without the half of today that is still to come.
  const thirty = await uptime('30 days')
  expect(thirty.of('API Gateway')).toMatchObject({ allowedMinutes: 42.54, leftMinutes: 12.54 })
})

it('heavy load counts by its weight, and only on what it is about', async () => {
  const { emulator, clock, uptime } = setUp()
  emulator.parts.faults.add({ failure: 'heavy-load', forMs: 100 * MINUTE_MS })
  clock.advance(DAY_MS)
  const week = await uptime('7 days')
  expect(week.of('API Gateway').downMinutes).toBe(30)
  expect(week.of('Estimating').downMinutes).toBe(0)
  expect(week.whole.downMinutes).toBeGreaterThan(0)
  expect(week.whole.downMinutes).toBeLessThan(30)
})

it.each([
  { name: 'announced in time, at night', days: 10, hours: 0, down: 0, leftOut: 120 },
  { name: 'announced late', days: 6, hours: 0, down: 120, leftOut: 0 },
  {
    name: 'announced in time, half of it in business hours',
    days: 10,
    hours: 7,
    down: 60,
    leftOut: 60,
  },
])('maintenance $name: $down minutes count, $leftOut are left out', async (row) => {
  const { clock, door, uptime, later } = setUp()
  const { days } = row
  const startMs = days * DAY_MS + row.hours * 60 * MINUTE_MS
  await door('maintenance', { start: later(startMs), end: later(startMs + 120 * MINUTE_MS) })
  clock.advance((days + 1) * DAY_MS - 1)
  const today = await uptime('today')
  expect(today.of('API Gateway')).toMatchObject({
    ...{ downMinutes: row.down, leftOutMinutes: row.leftOut },
  })
})

it('what is assumed can be flipped: one day of notice is enough', async () => {
  const { clock, door, uptime, later } = setUp({ assumptions: { 'maintenance-notice-days': '1' } })
  await door('maintenance', { start: later(2 * DAY_MS), end: later(2 * DAY_MS + MINUTE_MS) })
  clock.advance(3 * DAY_MS - 1)
  expect((await uptime('today')).of('Webhooks')).toMatchObject({ leftOutMinutes: 1 })
})

it('an open incident of a person counts until now, and until its components are well', async () => {
  const { clock, door, uptime } = setUp()
  const order = { name: 'Down', impact: 'critical', components: ['Webhooks', 'API Gateway'] }
  const { json } = await door('incidents', order)
  clock.advance(10 * MINUTE_MS)
  expect((await uptime('today')).of('Webhooks').downMinutes).toBe(10)
  await door(`incidents/${json.id}`, { components: ['API Gateway'], body: 'x' }, 'PATCH')
  clock.advance(10 * MINUTE_MS)
  await door(`incidents/${json.id}`, { impact: 'major' }, 'PATCH')
  clock.advance(10 * MINUTE_MS)
  await door(`incidents/${json.id}`, { status: 'resolved' }, 'PATCH')
  clock.advance(10 * MINUTE_MS)
  const today = await uptime('today')
  expect(today.of('Webhooks').downMinutes).toBe(10)
  expect(today.of('API Gateway').downMinutes).toBe(23)
})

it('the story of a fault that is on again after its end leaves the time between out', async () => {
  const { emulator, clock, uptime } = setUp()
  const { faults } = emulator.parts
  faults.add({ failure: 'regional-outage', forMs: 12 * MINUTE_MS })
  clock.advance(20 * MINUTE_MS)
  faults.add({ failure: 'regional-outage', forMs: 12 * MINUTE_MS })
  clock.advance(DAY_MS / 2)
  expect((await uptime('today')).of('Webhooks').downMinutes).toBe(24)
  expect(emulator.parts.board.incidents).toHaveLength(1)
})
