import { describe, expect, it } from 'vitest'
import { readSince } from './since-time.ts'

/** Ten past seven in the morning, wherever this runs. */
const NOW_MS = new Date(2026, 10, 20, 7, 10).getTime()
const at = (day: number, hours: number, minutes: number) =>
  new Date(2026, 10, day, hours, minutes).getTime()

describe('when it began, as people say it', () => {
  it.each([
    { given: '06:45', is: at(20, 6, 45) },
    { given: '6:45', is: at(20, 6, 45) },
    { given: ' 07:10 ', is: at(20, 7, 10) },
    { given: '23:50', is: at(19, 23, 50) },
    { given: '30m', is: NOW_MS - 30 * 60_000 },
    { given: '1.5h', is: NOW_MS - 90 * 60_000 },
    { given: '2d', is: NOW_MS - 48 * 3_600_000 },
    { given: '2026-11-20T06:30', is: at(20, 6, 30) },
    { given: '2026-11-20 06:30:00', is: at(20, 6, 30) },
    { given: '2026-11-19', is: at(19, 0, 0) },
    { given: '2026-11-01T06:30:00Z', is: Date.UTC(2026, 10, 1, 6, 30) },
    { given: '2026-11-01T06:30+02:00', is: Date.UTC(2026, 10, 1, 4, 30) },
  ])('$given', ({ given, is }) => {
    expect(readSince(given, NOW_MS)).toBe(is)
  })

  it.each(['', 'this morning', '25:00', '7.15', '1700000000', '2026-13-01', '30', '-5m', '500ms'])(
    '%j is refused, and what is wanted is named',
    (given) => {
      expect(() => readSince(given, NOW_MS)).toThrow(/07:15 \(today\), 30m \(ago\)/)
    },
  )

  it('what is still to come has not begun', () => {
    expect(() => readSince('2026-11-20T08:00', NOW_MS)).toThrow(/still to come/)
  })
})
