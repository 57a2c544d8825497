import { expect, it } from 'vitest'
import { timeMs } from './record-time.ts'

const EIGHT = Date.UTC(2026, 10, 20, 8, 0, 1, 123)

it.each([
  ['2026-11-20T08:00:01.123Z', EIGHT, false],
  ['2026-11-20T09:00:01.123456789+01:00', EIGHT, false],
  ['2026-11-20 09:00:01,123 +0100', EIGHT, false],
  ['2026-11-20 08:00:01,123', EIGHT, true],
  ['2026/11/20 08:00:01', EIGHT - 123, true],
  ['20/Nov/2026:09:00:01 +0100', EIGHT - 123, false],
  ['Fri Nov 20 08:00:01.123456 2026', EIGHT - 123, true],
  [EIGHT, EIGHT, false],
  [EIGHT / 1_000, EIGHT, false],
  [EIGHT * 1_000, EIGHT, false],
  [`${EIGHT}000000`, EIGHT, false],
])('%s', (written, atMs, isZoneless) => {
  expect(timeMs(written)).toEqual({ atMs, isZoneless })
})

it.each(['', 'soon', '503', 42, null, {}, '2026-13-45 99:00:00', Number.NaN])(
  '%j is no time',
  (written) => {
    expect(timeMs(written)).toBeNull()
  },
)
