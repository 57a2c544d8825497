/** Repeatable chance: the same seed gives the same run. Not for secrets. */
import type { Random } from '../random.ts'

/**
 * @param seed any whole number; its low 32 bits count.
 *
 * The generator is Mulberry32 (Tommy Ettinger, public domain, 2017): 32 bits of state are plenty for
 * schedules of faults, and the same everywhere.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return {
    fraction: () => next() / 2 ** 32,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() >>> 24),
  }
}
