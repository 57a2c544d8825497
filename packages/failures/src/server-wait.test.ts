import { expect, it } from 'vitest'
import { classify } from './classify.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 16)
const NOW_S = NOW_MS / 1_000

it.each([
  { name: 'nothing said', headers: {}, want: null },
  { name: 'seconds', headers: { 'retry-after': '30' }, want: 30_000 },
  { name: 'a fraction is waited out', headers: { 'retry-after': '0.5' }, want: 500 },
  { name: 'no wait', headers: { 'retry-after': '0' }, want: 0 },
  { name: 'a date', headers: { 'retry-after': 'Fri, 20 Nov 2026 16:05:00 GMT' }, want: 300_000 },
  { name: 'a date gone by', headers: { 'retry-after': 'Fri, 20 Nov 2026 15:00:00 GMT' }, want: 0 },
  { name: 'years are not cut short', headers: { 'retry-after': '99999999' }, want: 99_999_999_000 },
  { name: 'words', headers: { 'retry-after': 'soon' }, want: null },
  {
    name: 'what only a lenient parser takes for a date',
    headers: { 'retry-after': 'in 7' },
    want: null,
  },
  { name: 'less than nothing', headers: { 'retry-after': '-5' }, want: null },
  { name: 'a power of ten', headers: { 'retry-after': '1e300' }, want: null },
  { name: 'more than can be counted', headers: { 'retry-after': '9'.repeat(400) }, want: null },
  { name: 'a reset', headers: { 'x-rate-limit-reset': String(NOW_S + 9) }, want: 9_000 },
  { name: 'a reset gone by', headers: { 'x-rate-limit-reset': String(NOW_S - 9) }, want: 0 },
  {
    name: 'a reset in milliseconds',
    headers: { 'x-rate-limit-reset': String(NOW_MS + 9) },
    want: 9,
  },
  { name: 'a reset as a distance', headers: { 'x-rate-limit-reset': '8' }, want: 8_000 },
  {
    name: 'the longer of two',
    headers: { 'retry-after': '5', 'x-rate-limit-reset': String(NOW_S + 9) },
    want: 9_000,
  },
  {
    name: 'whichever that is',
    headers: { 'retry-after': '50', 'x-rate-limit-reset': String(NOW_S + 9) },
    want: 50_000,
  },
])('$name: $want ms', ({ headers, want }) => {
  expect(classify({ response: { status: 429, headers }, nowMs: NOW_MS })?.waitMs).toBe(want)
})

it('reads the time of the answer from its Date header when nobody says it', () => {
  const headers = {
    date: 'Fri, 20 Nov 2026 16:00:00 GMT',
    'x-rate-limit-reset': String(NOW_S + 60),
  }
  expect(classify({ response: { status: 429, headers } })?.waitMs).toBe(60_000)
})

it('takes no wait from a quota that is not spent', () => {
  const reset = { 'x-rate-limit-reset': String(NOW_S + 60) }
  const left = { ...reset, 'x-rate-limit-remaining': '7' }
  const spent = { ...reset, 'x-rate-limit-remaining': '0' }
  const waitMs = (headers: Record<string, string>) =>
    classify({ response: { status: 500, headers }, nowMs: NOW_MS })?.waitMs
  expect(waitMs(left)).toBeNull()
  expect(waitMs(spent)).toBe(60_000)
})
