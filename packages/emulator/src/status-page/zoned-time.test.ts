import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type BusinessHours, businessSpans, without } from './business-hours.ts'
import { monthAt, shownDays, WINDOW_NAMES, windowAt } from './uptime-windows.ts'
import { DAY_MS, daysLater, monthsLater, weekdayOf, ZonedTime } from './zoned-time.ts'

const HOUR_MS = 3_600_000
const at = (text: string) => Date.parse(text)
const inAngeles = new ZonedTime('America/Los_Angeles')
const hours: BusinessHours = { time: inAngeles, fromHour: 8, untilHour: 18 }

it.each([
  { name: 'an ordinary day', day: [2026, 11, 20], hours: 24 },
  { name: 'the clocks put forward', day: [2026, 3, 8], hours: 23 },
  { name: 'the clocks put back', day: [2026, 11, 1], hours: 25 },
  { name: 'half an hour back', zone: 'Australia/Lord_Howe', day: [2026, 4, 5], hours: 24.5 },
  { name: 'a midnight that is not', zone: 'America/Havana', day: [2026, 3, 8], hours: 23 },
  { name: 'a midnight that is twice', zone: 'America/Havana', day: [2026, 11, 1], hours: 25 },
] as const)('$name has $hours hours', (row) => {
  const time = 'zone' in row ? new ZonedTime(row.zone) : inAngeles
  const [year, month, day] = row.day
  const length = time.atMs({ year, month, day: day + 1 }) - time.atMs({ year, month, day })
  expect(length / HOUR_MS).toBe(row.hours)
})

it('a midnight that is not is the moment at which the clocks are put forward', () => {
  const time = new ZonedTime('America/Havana')
  const startMs = time.atMs({ year: 2026, month: 3, day: 8 })
  expect(time.dayOf(startMs)).toEqual({ year: 2026, month: 3, day: 8 })
  expect(time.dayOf(startMs - 1)).toEqual({ year: 2026, month: 3, day: 7 })
})

it('every moment lies in the day that it is of', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: at('2017-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') }),
      fc.constantFrom('America/Los_Angeles', 'UTC', 'Asia/Kolkata', 'America/Havana'),
      (atMs, zone) => {
        const time = new ZonedTime(zone)
        const day = time.dayOf(atMs)
        expect(time.atMs(day)).toBeLessThanOrEqual(atMs)
        expect(time.atMs(daysLater(day, 1))).toBeGreaterThan(atMs)
      },
    ),
    { numRuns: 200 },
  )
})

it('days and months go over the ends of months and years', () => {
  expect(daysLater({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 })
  expect(daysLater({ year: 2028, month: 3, day: 1 }, -1)).toMatchObject({ month: 2, day: 29 })
  expect(monthsLater({ year: 2026, month: 1, day: 31 }, -1)).toMatchObject({
    year: 2025,
    month: 12,
  })
  expect(weekdayOf({ year: 2026, month: 11, day: 20 })).toBe(5)
})

it.each([
  { name: 'a Friday', from: '2026-11-20T08:00:00Z', until: '2026-11-21T08:00:00Z', want: [10] },
  { name: 'a weekend', from: '2026-11-21T08:00:00Z', until: '2026-11-23T08:00:00Z', want: [] },
  {
    name: 'a week',
    from: '2026-11-16T08:00:00Z',
    until: '2026-11-23T08:00:00Z',
    want: [10, 10, 10, 10, 10],
  },
  { name: 'the evening', from: '2026-11-21T02:00:00Z', until: '2026-11-21T08:00:00Z', want: [] },
  {
    name: 'an end in it',
    from: '2026-11-20T10:00:00Z',
    until: '2026-11-20T17:30:00Z',
    want: [1.5],
  },
  { name: 'a start in it', from: '2026-11-21T01:00:00Z', until: '2026-11-21T09:00:00Z', want: [1] },
  { name: 'nothing', from: '2026-11-20T18:00:00Z', until: '2026-11-20T18:00:00Z', want: [] },
])('$name has business hours of $want', ({ from, until, want }) => {
  const span = { fromMs: at(from), untilMs: at(until) }
  const spans = businessSpans(hours, span)
  expect(spans.map((each) => (each.untilMs - each.fromMs) / HOUR_MS)).toEqual(want)
  const rest = without(span, spans)
  const lengths = [...spans, ...rest].map((each) => each.untilMs - each.fromMs)
  expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(span.untilMs - span.fromMs)
})

it.each([
  { name: 'today', hours: 24 },
  { name: '7 days', hours: 6.5 * 24 },
  { name: '30 days', hours: 29.5 * 24 + 1 },
  { name: '90 days', hours: 89.5 * 24 + 1 },
  { name: 'this month', hours: 30 * 24 + 1 },
] as const)(
  'at noon of 20 November the window "$name" has $hours hours',
  ({ name, hours: want }) => {
    const nowMs = at('2026-11-20T20:00:00Z')
    const { fromMs, untilMs } = windowAt(name, inAngeles, nowMs)
    expect((untilMs - fromMs) / HOUR_MS).toBe(want)
    expect(WINDOW_NAMES).toContain(name)
  },
)

it('the days shown join, the last one is today, and months join them', () => {
  const nowMs = at('2026-11-20T07:59:59Z')
  const days = shownDays(inAngeles, nowMs)
  expect(days).toHaveLength(90)
  for (const [index, day] of days.slice(1).entries()) expect(day.fromMs).toBe(days[index]?.untilMs)
  // It is still the 19th there.
  expect(days.at(-1)?.untilMs).toBe(at('2026-11-20T08:00:00Z'))
  expect(days.filter((day) => day.untilMs - day.fromMs > DAY_MS)).toHaveLength(1)
  expect(monthAt(inAngeles, nowMs, 1).untilMs).toBe(monthAt(inAngeles, nowMs, 0).fromMs)
})
