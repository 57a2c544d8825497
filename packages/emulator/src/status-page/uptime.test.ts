import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ComponentStatus } from './component-status.ts'
import {
  DOWN_PERCENT,
  meanUptime,
  type PlannedWork,
  piecesOf,
  type Trouble,
  type UptimeRules,
  uptimeIn,
} from './uptime.ts'
import { DAY_MS, ZonedTime } from './zoned-time.ts'

const MINUTE_MS = 60_000
const rules: UptimeRules = {
  businessHours: { time: new ZonedTime('America/Los_Angeles'), fromHour: 8, untilHour: 18 },
  noticeMs: 7 * DAY_MS,
}

const at = (text: string) => Date.parse(text)
const early = at('2026-01-01T00:00:00Z')
/** Friday, in Los Angeles. */
const friday = { fromMs: at('2026-11-20T08:00:00Z'), untilMs: at('2026-11-21T08:00:00Z') }
const saturday = { fromMs: at('2026-11-21T08:00:00Z'), untilMs: at('2026-11-22T08:00:00Z') }

const trouble = (status: ComponentStatus, from: string, until: string | null): Trouble => ({
  ...{ status, fromMs: at(from), untilMs: until === null ? null : at(until) },
})
const work = (from: string, until: string, announcedAtMs = early): PlannedWork => ({
  ...{ fromMs: at(from), untilMs: at(until), announcedAtMs },
})

interface Case {
  readonly name: string
  readonly troubles?: readonly Trouble[]
  readonly works?: readonly PlannedWork[]
  readonly window?: { readonly fromMs: number; readonly untilMs: number }
  readonly now?: string
  readonly down: number
  readonly leftOut?: number
  readonly counted?: number
  /** Of the promise, in minutes: 1.44 of a day unless something is left out of it. */
  readonly left: number
}

const CASES: readonly Case[] = [
  { name: 'nothing happened', down: 0, left: 1.44 },
  {
    name: 'a major outage counts in full',
    troubles: [trouble('major_outage', '2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z')],
    ...{ down: 30, left: -28.56 },
  },
  {
    name: 'a partial one to 30 percent',
    troubles: [trouble('partial_outage', '2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z')],
    ...{ down: 9, left: -7.56 },
  },
  {
    name: 'degraded performance not at all',
    troubles: [trouble('degraded_performance', '2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z')],
    ...{ down: 0, left: 1.44 },
  },
  {
    name: 'overlapping outages count once, the worse of the two',
    troubles: [
      trouble('partial_outage', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'),
      trouble('major_outage', '2026-11-20T10:30:00Z', '2026-11-20T11:30:00Z'),
      trouble('major_outage', '2026-11-20T10:40:00Z', '2026-11-20T11:00:00Z'),
    ],
    ...{ down: 30 * 0.3 + 60, left: 1.44 - 69 },
  },
  {
    name: 'an outage within another adds nothing',
    troubles: [
      trouble('major_outage', '2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z'),
      trouble('major_outage', '2026-11-20T11:00:00Z', '2026-11-20T11:30:00Z'),
      trouble('partial_outage', '2026-11-20T11:30:00Z', '2026-11-20T12:00:00Z'),
    ],
    ...{ down: 120, left: 1.44 - 120 },
  },
  {
    name: 'the same outage told twice counts once',
    troubles: [
      trouble('major_outage', '2026-11-20T10:00:00Z', '2026-11-20T10:10:00Z'),
      trouble('major_outage', '2026-11-20T10:00:00Z', '2026-11-20T10:10:00Z'),
    ],
    ...{ down: 10, left: -8.56 },
  },
  {
    name: 'only what lies in the window counts',
    troubles: [trouble('major_outage', '2026-11-19T08:00:00Z', '2026-11-20T08:05:00Z')],
    ...{ down: 5, left: -3.56 },
  },
  {
    name: 'what ends where the window begins is not in it',
    troubles: [trouble('major_outage', '2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z')],
    ...{ down: 0, left: 1.44 },
  },
  {
    name: 'what begins where the window ends is not in it',
    troubles: [trouble('major_outage', '2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z')],
    ...{ now: '2026-11-22T00:00:00Z', down: 0, left: 1.44 },
  },
  {
    name: 'an outage of no length is none',
    troubles: [trouble('major_outage', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z')],
    ...{ down: 0, left: 1.44 },
  },
  {
    name: 'an open outage counts until now',
    troubles: [trouble('major_outage', '2026-11-20T10:00:00Z', null)],
    ...{ now: '2026-11-20T10:20:00Z', down: 20, counted: 140, left: -18.56 },
  },
  {
    name: 'an open outage counts no further than its window',
    troubles: [trouble('major_outage', '2026-11-21T07:50:00Z', null)],
    ...{ now: '2026-11-25T00:00:00Z', down: 10, left: -8.56 },
  },
  {
    name: 'maintenance announced early and at night is left out',
    works: [work('2026-11-20T08:00:00Z', '2026-11-20T12:00:00Z')],
    ...{ down: 0, leftOut: 240, counted: 1_200, left: 1.2 },
  },
  {
    name: 'at a weekend it is at any hour',
    works: [work('2026-11-21T16:00:00Z', '2026-11-21T22:00:00Z')],
    window: saturday,
    ...{ now: '2026-11-22T08:00:00Z', down: 0, leftOut: 360, counted: 1_080, left: 1.08 },
  },
  {
    name: 'announced late it counts in full',
    works: [work('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', at('2026-11-13T08:00:01Z'))],
    ...{ down: 60, left: 1.44 - 60 },
  },
  {
    name: 'announced seven days before to the second it is left out',
    works: [work('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', at('2026-11-13T08:00:00Z'))],
    ...{ down: 0, leftOut: 60, counted: 1_380, left: 1.38 },
  },
  {
    name: 'announced after its start it counts in full',
    works: [work('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', at('2026-11-20T08:30:00Z'))],
    ...{ down: 60, left: 1.44 - 60 },
  },
  {
    name: 'of more than a year it counts in full, however early it was announced',
    works: [work('2026-11-20T08:00:00Z', '2036-11-20T08:00:00Z')],
    ...{ down: 1_440, left: 1.44 - 1_440 },
  },
  {
    name: 'partly in business hours, that part counts',
    works: [work('2026-11-20T14:00:00Z', '2026-11-20T17:00:00Z')],
    ...{ down: 60, leftOut: 120, counted: 1_320, left: 1.32 - 60 },
  },
  {
    name: 'over a whole business day, evening and morning are left out',
    works: [work('2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z')],
    ...{ down: 600, leftOut: 840, counted: 600, left: 0.6 - 600 },
  },
  {
    name: 'an outage in maintenance that is left out is left out with it',
    troubles: [trouble('major_outage', '2026-11-20T09:30:00Z', '2026-11-20T10:30:00Z')],
    works: [work('2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z')],
    ...{ down: 30, leftOut: 60, counted: 1_380, left: 1.38 - 30 },
  },
  {
    name: 'an outage in maintenance that counts does so once',
    troubles: [trouble('partial_outage', '2026-11-20T09:30:00Z', '2026-11-20T10:30:00Z')],
    works: [work('2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z', at('2026-11-20T00:00:00Z'))],
    ...{ down: 60 + 9, left: 1.44 - 69 },
  },
  {
    name: 'maintenance to come takes from the promise, and nothing from the time until now',
    works: [work('2026-11-21T02:00:00Z', '2026-11-21T06:00:00Z')],
    ...{ now: '2026-11-20T20:00:00Z', down: 0, counted: 720, left: 1.2 },
  },
  {
    name: 'the clocks put forward: a day of 23 hours',
    troubles: [trouble('major_outage', '2026-03-08T09:30:00Z', '2026-03-08T10:30:00Z')],
    window: { fromMs: at('2026-03-08T08:00:00Z'), untilMs: at('2026-03-09T07:00:00Z') },
    ...{ down: 60, counted: 1_380, left: 1.38 - 60 },
  },
  {
    name: 'the clocks put back: a day of 25 hours',
    troubles: [trouble('major_outage', '2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z')],
    window: { fromMs: at('2026-11-01T07:00:00Z'), untilMs: at('2026-11-02T08:00:00Z') },
    ...{ down: 1_500, counted: 1_500, left: 1.5 - 1_500 },
  },
  {
    name: 'business hours go with the clocks: 15:30 UTC is before eight in winter',
    works: [work('2026-11-20T15:30:00Z', '2026-11-20T16:00:00Z')],
    ...{ down: 0, leftOut: 30, counted: 1_410, left: 1.41 },
  },
  {
    name: 'and after eight in summer',
    works: [work('2026-07-17T15:30:00Z', '2026-07-17T16:00:00Z')],
    window: { fromMs: at('2026-07-17T07:00:00Z'), untilMs: at('2026-07-18T07:00:00Z') },
    ...{ down: 30, left: 1.44 - 30 },
  },
]

it.each(CASES)('$name', (row) => {
  const { troubles = [], works = [], window = friday, now = '2026-11-21T08:00:00Z' } = row
  const measured = uptimeIn(piecesOf(troubles, works, rules), window, at(now))
  const counted = row.counted ?? (window.untilMs - window.fromMs) / MINUTE_MS
  expect(measured.downMs / MINUTE_MS).toBeCloseTo(row.down, 6)
  expect(measured.leftOutMs / MINUTE_MS).toBe(row.leftOut ?? 0)
  expect(measured.countedMs / MINUTE_MS).toBe(counted)
  expect(measured.leftMs / MINUTE_MS).toBeCloseTo(row.left, 6)
  expect(measured.uptime).toBeCloseTo((counted - row.down) / counted, 9)
})

it('no time that counts: the uptime is not known', () => {
  const all = piecesOf([], [work('2026-11-21T08:00:00Z', '2026-11-22T08:00:00Z')], rules)
  expect(uptimeIn(all, saturday, saturday.untilMs).uptime).toBeNull()
  expect(uptimeIn([], friday, friday.fromMs).uptime).toBeNull()
})

it('the worst state of a window is told, and how long each lasted', () => {
  const pieces = piecesOf(
    [
      trouble('degraded_performance', '2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z'),
      trouble('partial_outage', '2026-11-20T11:00:00Z', '2026-11-20T11:30:00Z'),
    ],
    [],
    rules,
  )
  const measured = uptimeIn(pieces, friday, friday.untilMs)
  expect(measured.worst).toBe('partial_outage')
  expect(measured.lastedMs).toEqual({
    degraded_performance: 90 * MINUTE_MS,
    partial_outage: 30 * MINUTE_MS,
  })
})

it('99.9 % of thirty days is kept with 43 minutes down, and broken with 44', () => {
  const month = { fromMs: at('2026-09-01T07:00:00Z'), untilMs: at('2026-10-01T07:00:00Z') }
  for (const minutes of [43, 44]) {
    const fromMs = month.fromMs + DAY_MS
    const outage: Trouble = {
      ...{ status: 'major_outage', fromMs, untilMs: fromMs + minutes * MINUTE_MS },
    }
    const measured = uptimeIn(piecesOf([outage], [], rules), month, month.untilMs)
    expect(measured.leftMs > 0).toBe(minutes === 43)
    expect((measured.uptime ?? 0) > 0.999).toBe(minutes === 43)
  }
})

it('the whole is the mean of its components', () => {
  const down = piecesOf([trouble('major_outage', '2026-11-20T10:00:00Z', null)], [], rules)
  const nowMs = at('2026-11-20T10:40:00Z')
  const all = [down, [], [], []].map((pieces) => uptimeIn(pieces, friday, nowMs))
  const whole = meanUptime(all, friday)
  expect(whole.downMs).toBe(10 * MINUTE_MS)
  expect(whole.uptime).toBeCloseTo(1 - 10 / 160, 9)
  expect(whole.worst).toBe('major_outage')
  expect(meanUptime([], friday).uptime).toBeNull()
})

it('agrees with looking at every minute, whatever overlaps', () => {
  const minute = fc.integer({ min: 0, max: 4 * 1_440 })
  const statuses = Object.keys(DOWN_PERCENT) as ComponentStatus[]
  const trouble = fc.record({ status: fc.constantFrom(...statuses), from: minute, minutes: minute })
  const planned = fc.record({ from: minute, minutes: minute, noticeDays: fc.constantFrom(0, 7) })
  const inMs = (count: number) => friday.fromMs + count * MINUTE_MS
  fc.assert(
    fc.property(fc.array(trouble), fc.array(planned), minute, (troubles, works, nowMinute) => {
      const pieces = piecesOf(
        troubles.map(({ status, from, minutes }) => ({
          ...{ status, fromMs: inMs(from), untilMs: inMs(from + minutes) },
        })),
        works.map(({ from, minutes, noticeDays }) => ({
          ...{ fromMs: inMs(from), untilMs: inMs(from + minutes) },
          announcedAtMs: inMs(from) - noticeDays * DAY_MS,
        })),
        rules,
      )
      let down = 0
      let leftOut = 0
      for (let at = 0; at < Math.min(nowMinute, 3 * 1_440); at++) {
        const covers = (each: { from: number; minutes: number }) =>
          each.from <= at && at < each.from + each.minutes
        // The window begins on a Friday at midnight: business is from minute 480 to 1,080 of it.
        const isBusiness = at < 1_440 && at >= 480 && at < 1_080
        const inWork = works.filter(covers)
        if (inWork.some(({ noticeDays }) => noticeDays === 7 && !isBusiness)) leftOut += 1
        else {
          const weights = troubles.filter(covers).map(({ status }) => DOWN_PERCENT[status])
          down += Math.max(0, inWork.length > 0 ? 100 : 0, ...weights) / 100
        }
      }
      const window = { fromMs: friday.fromMs, untilMs: inMs(3 * 1_440) }
      const measured = uptimeIn(pieces, window, inMs(nowMinute))
      expect(measured.downMs / MINUTE_MS).toBeCloseTo(down, 6)
      expect(measured.leftOutMs / MINUTE_MS).toBe(leftOut)
    }),
    { numRuns: 100 },
  )
})
