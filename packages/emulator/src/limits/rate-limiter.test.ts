import { VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Assumptions } from '../assumptions.ts'
import { RateLimiter } from './rate-limiter.ts'

const setUp = (limits = { hourly: 3600, spike: 25 }, flipped: Record<string, string> = {}) => {
  const clock = new VirtualClock(Date.UTC(2026, 10, 20, 8, 30))
  const limiter = new RateLimiter({ limits, clock, assumptions: new Assumptions(flipped) })
  const take = (grant = 'a') => {
    const headers: Record<string, string> = {}
    const refusal = limiter.take(grant, headers)
    const number = (name: string) => Number(headers[`x-rate-limit-${name}`])
    return {
      refusal,
      headers,
      limit: number('limit'),
      left: number('remaining'),
      resetS: number('reset'),
    }
  }
  return { clock, limiter, take }
}

it('shows the spike limit until the hourly one is nearly spent', () => {
  const { clock, take } = setUp({ hourly: 60, spike: 25 })
  const shown = Array.from({ length: 60 }, () => {
    clock.advance(1_000)
    return take().limit
  })
  expect(shown.slice(0, 40)).toEqual(Array(40).fill(25))
  expect(shown.slice(-10)).toEqual(Array(10).fill(60))
})

it('the request after the last one that fits is refused, with the time until the next one fits', () => {
  const { clock, take } = setUp({ hourly: 0, spike: 3 })
  for (const left of [2, 1, 0]) {
    expect(take()).toMatchObject({ refusal: null, left })
    clock.advance(1_000)
  }
  const { refusal, resetS, left } = take()
  expect(refusal).toMatchObject({ failure: 'rate-limit-spike', retryAfterS: 7 })
  expect([left, resetS]).toEqual([0, (clock.nowMs() + 7_000) / 1000])
  clock.advance(7_000)
  expect(take().refusal).toBe(null)
})

it('remaining goes up again as the spike window rolls', () => {
  const { clock, take } = setUp({ hourly: 0, spike: 5 })
  for (let i = 0; i < 4; i++) take()
  clock.advance(10_000)
  expect(take().left).toBe(4)
})

it('grants have windows of their own', () => {
  const { take } = setUp({ hourly: 0, spike: 1 })
  expect(take('a').refusal).toBe(null)
  expect(take('a').refusal).not.toBe(null)
  expect(take('b').refusal).toBe(null)
})

it.each([
  { name: 'no limit at all sends no headers', limits: { hourly: 0, spike: 0 }, want: undefined },
  { name: 'the hourly limit alone is shown', limits: { hourly: 10, spike: 0 }, want: '10' },
])('$name', ({ limits, want }) => {
  expect(setUp(limits).take().headers['x-rate-limit-limit']).toBe(want)
})

it.each([
  { name: 'from-first-request', want: 3_600_000 },
  { name: 'clock-hour', want: 1_800_000 },
])('the hourly window may run $name', ({ name, want }) => {
  const { clock, take } = setUp({ hourly: 1, spike: 0 }, { 'hourly-window': name })
  take()
  expect(take().resetS * 1000 - clock.nowMs()).toBe(want)
  clock.advance(want)
  expect(take().refusal).toBe(null)
})

it('assumptions: no Retry-After, refused requests that count, and the window that has to empty', () => {
  expect(spent({ 'rate-limit-retry-after': 'no' }).refusal).not.toHaveProperty('retryAfterS')
  expect(spent({ 'spike-reset': 'window-empty' }).waitS).toBe(10)
  expect(spent({ 'spike-reset': 'oldest-leaves' }).waitS).toBe(5)
  const { clock, take } = setUp({ hourly: 0, spike: 1 }, { 'rejected-requests-count': 'yes' })
  for (let i = 0; i < 30; i++) {
    take()
    clock.advance(5_000)
  }
  expect(take().refusal).not.toBe(null)
})

function spent(flipped: Record<string, string>) {
  const { clock, take } = setUp({ hourly: 0, spike: 2 }, flipped)
  take()
  clock.advance(5_000)
  take()
  const { refusal, resetS } = take()
  return { refusal, waitS: resetS - clock.nowMs() / 1000 }
}

it.each([
  { hourly: -1, spike: 1 },
  { hourly: 1.5, spike: 1 },
  { hourly: 1, spike: 10_001 },
])('rejects the limits %o', (limits) => {
  expect(() => setUp(limits)).toThrow(RangeError)
})

it('agrees with an oracle that looks at every request, whatever the timing', () => {
  const wait = fc.oneof({ weight: 8, arbitrary: fc.nat(1_500) }, fc.nat(20_000), fc.nat(2_000_000))
  fc.assert(
    fc.property(fc.array(wait, { maxLength: 300, size: 'max' }), (waits) => {
      const { clock, take } = setUp({ hourly: 40, spike: 5 })
      const counted: number[] = []
      let hourStart = Number.NEGATIVE_INFINITY
      for (const waitMs of waits) {
        clock.advance(waitMs)
        const now = clock.monotonicMs()
        if (now - hourStart >= 3_600_000) hourStart = now
        const inHour = counted.filter((at) => at >= hourStart).length
        const inSpike = counted.filter((at) => at > now - 10_000).length
        const fits = inHour < 40 && inSpike < 5
        const { refusal, left } = take()
        expect(refusal === null).toBe(fits)
        if (fits) counted.push(now)
        expect(left).toBe(fits ? Math.min(40 - inHour, 5 - inSpike) - 1 : 0)
      }
    }),
  )
})
