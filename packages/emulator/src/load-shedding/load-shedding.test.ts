/** Who gets a place while there are fewer places than requests. */
import { VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Leave, LoadShedding, WAIT_MAX_MS } from './load-shedding.ts'

function setUp(shedAbove: number) {
  const clock = new VirtualClock()
  return { clock, load: new LoadShedding({ clock, shedAbove }) }
}

/** Places that were given at once. */
function take(load: LoadShedding, party: string, count: number): Leave[] {
  return Array.from({ length: count }, () => load.enter(party)).filter(
    (place) => typeof place === 'function',
  )
}

it('one party alone may hold every place, and is turned away at once beyond', () => {
  const { load, clock } = setUp(5)
  expect(take(load, 'a', 9)).toHaveLength(5)
  expect(load.enter('a')).toBeNull()
  expect([load.inFlight, load.waitingCount, clock.pendingCount]).toEqual([5, 0, 0])
})

it('a place that is given back is there again', () => {
  const { load } = setUp(1)
  const [leave] = take(load, 'a', 1)
  expect(load.enter('a')).toBeNull()
  leave?.()
  leave?.()
  expect(load.inFlight).toBe(0)
  expect(take(load, 'a', 2)).toHaveLength(1)
})

it('whoever holds less than an equal share gets the next place, however hard another hammers', async () => {
  const { load, clock } = setUp(4)
  const hammering = take(load, 'a', 4)
  const quiet = load.enter('b')
  expect(load.enter('a')).toBeNull()
  hammering[0]?.()
  expect(load.enter('a')).toBeNull()
  expect(typeof (await quiet)).toBe('function')
  expect([load.inFlight, load.waitingCount, clock.pendingCount]).toEqual([4, 0, 0])
})

it('who waits is turned away after a second', async () => {
  const { load, clock } = setUp(1)
  take(load, 'a', 1)
  const waiting = Promise.resolve(load.enter('b'))
  await clock.pass(WAIT_MAX_MS - 1)
  expect(load.waitingCount).toBe(1)
  await clock.pass(1)
  expect(await waiting).toBeNull()
  expect([load.waitingCount, clock.pendingCount]).toEqual([0, 0])
})

it('when it ends nobody waits any more, and no timer is left', async () => {
  const { load, clock } = setUp(1)
  take(load, 'a', 1)
  const waiting = load.enter('b')
  load.close()
  expect(await waiting).toBeNull()
  expect(clock.pendingCount).toBe(0)
})

it.each([0, -1, 1.5, Number.NaN])('%d is no limit', (shedAbove) => {
  expect(() => setUp(shedAbove)).toThrow(RangeError)
})

it('never more in flight than the limit, never more waiting, no place lost, no party starved', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('enter' as const), party: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ kind: fc.constant('leave' as const), at: fc.nat(20) }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(WAIT_MAX_MS) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(step), async (limit, steps) => {
      const { load, clock } = setUp(limit)
      const held: { party: string; leave: Leave }[] = []
      for (const each of steps) {
        if (each.kind === 'pass') await clock.pass(each.ms)
        else if (each.kind === 'leave') held.splice(each.at, 1)[0]?.leave()
        else {
          const { party } = each
          const holds = held.filter((one) => one.party === party).length
          const place = load.enter(party)
          // Nobody without anything is turned away while another has more than its share.
          if (place === null && holds === 0) expect(load.waitingCount).toBeGreaterThan(0)
          void Promise.resolve(place).then((leave) => leave && held.push({ party, leave }))
        }
        await clock.pass(0)
        expect(load.inFlight).toBe(held.length)
        expect(load.inFlight).toBeLessThanOrEqual(limit)
        expect(load.waitingCount).toBeLessThanOrEqual(limit)
      }
      load.close()
      for (const { leave } of held) leave()
      expect([load.inFlight, clock.pendingCount]).toEqual([0, 0])
    }),
  )
})
