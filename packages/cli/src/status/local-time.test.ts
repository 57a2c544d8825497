import { describe, expect, it } from 'vitest'
import { LocalTime } from './local-time.ts'

const at = (iso: string) => Date.parse(iso)

describe('times are those of the reader, with the zone', () => {
  it.each([
    ['America/Los_Angeles', 'Fri 20 Nov 2026 00:05 PST'],
    ['America/Denver', 'Fri 20 Nov 2026 01:05 MST'],
    ['Europe/Berlin', 'Fri 20 Nov 2026 09:05 GMT+1'],
    ['Asia/Kolkata', 'Fri 20 Nov 2026 13:35 GMT+5:30'],
    ['Pacific/Kiritimati', 'Fri 20 Nov 2026 22:05 GMT+14'],
    ['UTC', 'Fri 20 Nov 2026 08:05 UTC'],
  ])('%s', (zone, words) => {
    expect(new LocalTime(zone).moment(at('2026-11-20T08:05:09Z'))).toBe(words)
  })

  it('a line of a watch has its seconds', () => {
    const times = new LocalTime('America/Los_Angeles')
    expect(times.stamp(at('2026-11-20T08:05:09Z'))).toBe('20 Nov 00:05:09 PST')
  })
})

describe('a span says once what both ends share', () => {
  const times = new LocalTime('America/Los_Angeles')
  it.each([
    ['one day', '2026-12-05T08:00Z', '2026-12-05T10:00Z', 'Sat 5 Dec 2026 00:00 to 02:00 PST'],
    [
      'two',
      '2026-12-05T07:00Z',
      '2026-12-05T10:00Z',
      'Fri 4 Dec 2026 23:00 to Sat 5 Dec 2026 02:00 PST',
    ],
    [
      'the clocks change in it',
      '2026-11-01T08:30Z',
      '2026-11-01T10:30Z',
      'Sun 1 Nov 2026 01:30 PDT to Sun 1 Nov 2026 02:30 PST',
    ],
  ])('%s', (_, from, to, words) => {
    expect(times.span(at(from), at(to))).toBe(words)
  })
})
