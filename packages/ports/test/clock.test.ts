/** One contract that both clocks keep, and what only the virtual one promises. */
import { expect, it } from 'vitest'
import { type Clock, sleep, systemClock } from '../src/index.ts'
import { VirtualClock } from '../src/testing/index.ts'

/** Lets real milliseconds pass on the real clock, and virtual ones on the virtual. */
const CLOCKS: readonly { name: string; clock: Clock; pass: (ms: number) => Promise<void> }[] =
  (() => {
    const virtual = new VirtualClock()
    return [
      { name: 'the system clock', clock: systemClock, pass: (ms) => sleep(systemClock, ms) },
      { name: 'the virtual clock', clock: virtual, pass: (ms) => virtual.pass(ms) },
    ]
  })()

it.each(CLOCKS)('$name fires a timer once, and not before its time', async ({ clock, pass }) => {
  const fired: number[] = []
  const startMs = clock.monotonicMs()
  clock.schedule(5, () => fired.push(clock.monotonicMs() - startMs))
  await pass(30)
  expect(fired).toHaveLength(1)
  expect(fired[0]).toBeGreaterThanOrEqual(5)
})

it.each(CLOCKS)('$name does not fire a cancelled timer', async ({ clock, pass }) => {
  let fired = 0
  clock.schedule(5, () => fired++)()
  await pass(20)
  expect(fired).toBe(0)
})

it.each(CLOCKS)('$name: an aborted sleep rejects with the reason', async ({ clock }) => {
  const controller = new AbortController()
  const sleeping = sleep(clock, 60_000, controller.signal)
  controller.abort(new Error('enough'))
  await expect(sleeping).rejects.toThrow('enough')
  await expect(sleep(clock, 1, controller.signal)).rejects.toThrow('enough')
})

it('a week on the virtual clock is over at once, with its timers in order', async () => {
  const clock = new VirtualClock(0)
  const seen: number[] = []
  const week = async () => {
    for (let day = 0; day < 7; day++) {
      await sleep(clock, 86_400_000)
      seen.push(clock.nowMs() / 86_400_000)
    }
    return 'done'
  }
  expect(await clock.run(week())).toBe('done')
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(clock.pendingCount).toBe(0)
})

it('timers of one moment fire in the order in which they were set', () => {
  const clock = new VirtualClock()
  const seen: number[] = []
  for (let i = 0; i < 50; i++) clock.schedule(i % 3, () => seen.push(i))
  clock.advance(2)
  const want = Array.from({ length: 50 }, (_, i) => i).sort((a, b) => (a % 3) - (b % 3) || a - b)
  expect(seen).toEqual(want)
})

it('work that no timer can wake is an error, not a hang', async () => {
  const clock = new VirtualClock()
  await expect(clock.run(new Promise(() => undefined))).rejects.toThrow('no timer is left')
})

it('a cancelled or fired timer is no longer pending', () => {
  const clock = new VirtualClock()
  const cancel = clock.schedule(10, () => undefined)
  clock.schedule(5, () => undefined)
  expect(clock.pendingCount).toBe(2)
  clock.advance(5)
  cancel()
  cancel()
  expect(clock.pendingCount).toBe(0)
})
