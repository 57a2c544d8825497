/** Chance: the seeded kind repeats, the real kind does not, and both stay in range. */
import { expect, it } from 'vitest'
import { type Random, randomHex, randomInteger, systemRandom } from '../src/index.ts'
import { seededRandom } from '../src/testing/index.ts'

const draw = (random: Random) => [
  random.fraction(),
  randomHex(random, 8),
  randomInteger(random, 1000),
]

it('the same seed gives the same draws, another seed others', () => {
  expect(draw(seededRandom(7))).toEqual(draw(seededRandom(7)))
  expect(draw(seededRandom(7))).not.toEqual(draw(seededRandom(8)))
})

it('real draws differ', () => {
  expect(draw(systemRandom)).not.toEqual(draw(systemRandom))
})

it.each([
  { name: 'seeded', random: seededRandom(1) },
  { name: 'real', random: systemRandom },
])('$name draws stay in range and reach all of it', ({ random }) => {
  const seen = new Set<number>()
  for (let i = 0; i < 2_000; i++) {
    const fraction = random.fraction()
    expect(fraction).toBeGreaterThanOrEqual(0)
    expect(fraction).toBeLessThan(1)
    seen.add(randomInteger(random, 10))
  }
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(randomHex(random, 32)).toMatch(/^[0-9a-f]{64}$/)
})
