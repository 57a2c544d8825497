/**
 * Business hours: maintenance in them counts as downtime, however early it was announced. The seed says
 * "standard business hours" and not which they are.
 */
import { daysLater, weekdayOf, type ZonedTime } from './zoned-time.ts'

export interface Span {
  readonly fromMs: number
  /** Not in it any more. */
  readonly untilMs: number
}

export interface BusinessHours {
  readonly time: ZonedTime
  /** Of local time, 0 to 24. */
  readonly fromHour: number
  readonly untilHour: number
}

/** Monday to Friday. Holidays are not known here, and count as the weekdays that they are. */
const FIRST_WEEKDAY = 1
const LAST_WEEKDAY = 5

/** Days looked at for one span: more than the longest maintenance that is reckoned day by day. */
const DAYS_MAX = 400

/** The business hours that lie within a span, cut to it. */
export function businessSpans(hours: BusinessHours, { fromMs, untilMs }: Span): Span[] {
  const { time, fromHour, untilHour } = hours
  const spans: Span[] = []
  let day = time.dayOf(fromMs)
  for (let count = 0; count < DAYS_MAX && time.atMs(day) < untilMs; count++) {
    const weekday = weekdayOf(day)
    if (weekday >= FIRST_WEEKDAY && weekday <= LAST_WEEKDAY) {
      const span = {
        fromMs: Math.max(fromMs, time.atMs(day, fromHour)),
        untilMs: Math.min(untilMs, time.atMs(day, untilHour)),
      }
      if (span.fromMs < span.untilMs) spans.push(span)
    }
    day = daysLater(day, 1)
  }
  return spans
}

/** What of a span lies outside of these spans, which are in order and do not overlap. */
export function without({ fromMs, untilMs }: Span, spans: readonly Span[]): Span[] {
  const left: Span[] = []
  let atMs = fromMs
  for (const span of spans) {
    if (span.fromMs > atMs) left.push({ fromMs: atMs, untilMs: Math.min(span.fromMs, untilMs) })
    atMs = Math.max(atMs, span.untilMs)
  }
  if (atMs < untilMs) left.push({ fromMs: atMs, untilMs })
  return left.filter((span) => span.fromMs < span.untilMs)
}
