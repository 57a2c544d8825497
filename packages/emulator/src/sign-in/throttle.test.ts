import { VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { Throttle } from './throttle.ts'

function setUp(freeTries = 3) {
  const clock = new VirtualClock()
  const throttle = new Throttle(clock, freeTries)
  const waits = (count: number, name = 'a') =>
    Array.from({ length: count }, () => {
      const turn = throttle.begin(name)
      if (turn.kind === 'wait') clock.advance(turn.waitMs)
      return turn.waitMs
    })
  return { clock, throttle, waits }
}

it('some tries are free, then each waits twice as long as the one before, up to half a minute', () => {
  const { waits } = setUp()
  expect(waits(10)).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

it('names do not slow one another', () => {
  const { waits } = setUp()
  waits(8)
  expect(waits(2, 'b')).toEqual([0, 0])
})

it('a crowd that comes at once waits one after the other, and the rest is turned away', () => {
  const { throttle } = setUp()
  const turns = Array.from({ length: 12 }, () => throttle.begin('a'))
  const waiting = turns.filter(({ kind }) => kind === 'wait').map(({ waitMs }) => waitMs)
  expect(waiting).toEqual([0, 0, 0, 1_000, 3_000, 7_000, 15_000, 31_000])
  expect(turns.slice(8).map(({ kind }) => kind)).toEqual(Array(4).fill('turned-away'))
})

it('who is turned away does not make the wait longer', () => {
  const { clock, throttle } = setUp()
  for (let n = 0; n < 1_000; n++) throttle.begin('a')
  clock.advance(61_000)
  expect(throttle.begin('a')).toEqual({ kind: 'wait', waitMs: 0 })
})

it.each([
  { after: 'forgiving', does: (at: ReturnType<typeof setUp>) => at.throttle.forgive('a') },
  {
    after: 'a quarter of an hour',
    does: (at: ReturnType<typeof setUp>) => at.clock.advance(931_000),
  },
  { after: 'clearing', does: (at: ReturnType<typeof setUp>) => at.throttle.clear() },
])('after $after, tries are free again', ({ does }) => {
  const at = setUp()
  at.waits(9)
  does(at)
  expect(at.waits(4)).toEqual([0, 0, 0, 1_000])
})

it('a try that went well does not count', () => {
  const { throttle, waits } = setUp()
  for (let n = 0; n < 20; n++) {
    throttle.begin('a')
    throttle.undo('a')
  }
  expect(waits(4)).toEqual([0, 0, 0, 1_000])
})

it('ten thousand other names push one out, so that memory does not grow', () => {
  const { throttle, waits } = setUp()
  waits(9)
  for (let n = 0; n < 10_000; n++) throttle.begin(`other ${n}`)
  expect(waits(1)).toEqual([0])
})
