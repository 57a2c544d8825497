/** The windows that uptime is told of: whole days and months of the page's time zone. */
import type { Span } from './business-hours.ts'
import { daysLater, monthsLater, type ZonedTime } from './zoned-time.ts'

/** Bars of a component: as many as Statuspage shows. */
export const DAYS_SHOWN = 90

export const WINDOW_NAMES = ['today', '7 days', '30 days', '90 days', 'this month'] as const
export type WindowName = (typeof WINDOW_NAMES)[number]

const DAYS: Readonly<Record<Exclude<WindowName, 'this month'>, number>> = {
  today: 1,
  '7 days': 7,
  '30 days': 30,
  '90 days': DAYS_SHOWN,
}

/**
 * Today is one of the days of each. Today and this month end with the calendar's, so that what is left of
 * the promise is for all of it; the others end now.
 */
export function windowAt(name: WindowName, time: ZonedTime, nowMs: number): Span {
  if (name === 'this month') return monthAt(time, nowMs, 0)
  const today = time.dayOf(nowMs)
  return {
    fromMs: time.atMs(daysLater(today, 1 - DAYS[name])),
    untilMs: name === 'today' ? time.atMs(daysLater(today, 1)) : nowMs,
  }
}

/** @param back how many months before the present one: 0 or more. */
export function monthAt(time: ZonedTime, nowMs: number, back: number): Span {
  const today = time.dayOf(nowMs)
  return {
    fromMs: time.atMs(monthsLater(today, -back)),
    untilMs: time.atMs(monthsLater(today, 1 - back)),
  }
}

/** The days that are shown, oldest first; the last one is today. */
export function shownDays(time: ZonedTime, nowMs: number): Span[] {
  const today = time.dayOf(nowMs)
  const starts = Array.from({ length: DAYS_SHOWN + 1 }, (_, at) =>
    time.atMs(daysLater(today, at + 1 - DAYS_SHOWN)),
  )
  return starts.slice(0, -1).map((fromMs, at) => ({ fromMs, untilMs: starts[at + 1] ?? fromMs }))
}
