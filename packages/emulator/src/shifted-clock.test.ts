/** The clock of the emulator: forward by the door, with the timers that it jumps over. */
import { VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ShiftedClock } from './shifted-clock.ts'

const setUp = () => {
  const base = new VirtualClock()
  return { base, clock: new ShiftedClock(base), fired: [] as string[] }
}

it('is ahead by what it was moved, on the wall and monotonic', () => {
  const { base, clock } = setUp()
  clock.advance(5_000)
  base.advance(1_000)
  expect(clock.nowMs() - base.nowMs()).toBe(5_000)
  expect(clock.monotonicMs()).toBe(6_000)
})

it('fires the timers that it jumps over, in order and each at its own time', () => {
  const { clock, fired } = setUp()
  const start = clock.nowMs()
  for (const ms of [300, 100, 200, 900]) {
    clock.schedule(ms, () => fired.push(`${ms} at ${clock.nowMs() - start}`))
  }
  clock.advance(500)
  expect(fired).toEqual(['100 at 100', '200 at 200', '300 at 300'])
  expect(clock.nowMs() - start).toBe(500)
})

it('leaves the other timers with the time that is left on them', () => {
  const { base, clock, fired } = setUp()
  clock.schedule(900, () => fired.push('late'))
  clock.advance(500)
  base.advance(399)
  expect(fired).toEqual([])
  base.advance(1)
  expect(fired).toEqual(['late'])
})

it('does not fire what was cancelled, nor anything twice', () => {
  const { base, clock, fired } = setUp()
  clock.schedule(100, () => fired.push('cancelled'))()
  clock.schedule(100, () => fired.push('once'))
  clock.advance(200)
  base.advance(1_000)
  expect(fired).toEqual(['once'])
  expect(base.pendingCount).toBe(0)
})

it('a timer that is set while time is skipped may fire within the same skip', () => {
  const { clock, fired } = setUp()
  clock.schedule(100, () => clock.schedule(100, () => fired.push('second')))
  clock.advance(200)
  expect(fired).toEqual(['second'])
})

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 9e15])('does not advance by %s', (forMs) => {
  const { clock } = setUp()
  expect(() => clock.advance(forMs)).toThrow(RangeError)
})

it('restored to 0 it shows the base clock again, and monotonic time has not gone back', () => {
  const { base, clock } = setUp()
  clock.advance(5_000)
  clock.restore(0)
  expect(clock.nowMs()).toBe(base.nowMs())
  expect(clock.monotonicMs()).toBe(5_000)
})

it('however it is moved, every timer fires once, in its order, and never early', () => {
  const move = fc.record({ byShift: fc.boolean(), forMs: fc.nat(1_000) })
  fc.assert(
    fc.property(fc.array(fc.nat(3_000)), fc.array(move), (waits, moves) => {
      const { base, clock } = setUp()
      const fired: number[] = []
      for (const waitMs of waits) {
        clock.schedule(waitMs, () => {
          expect(clock.monotonicMs()).toBeGreaterThanOrEqual(waitMs)
          fired.push(waitMs)
        })
      }
      for (const { byShift, forMs } of moves) (byShift ? clock : base).advance(forMs)
      const passedMs = moves.reduce((sum, { forMs }) => sum + forMs, 0)
      const due = waits.filter((waitMs) => waitMs <= passedMs).sort((a, b) => a - b)
      if (moves.length > 0) expect(fired).toEqual(due)
    }),
  )
})
