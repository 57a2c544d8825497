import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editDistance, nearest } from './edit-distance.ts'

it.each([
  ['', '', 0],
  ['rfi', 'rfi', 0],
  ['show', 'sho', 1],
  ['show', 'showww', 2],
  ['conection', 'connection', 1],
  ['form', 'from', 1],
  ['kitten', 'sitting', 3],
])('from "%s" to "%s" it is %i', (from, to, want) => {
  expect(editDistance(from, to)).toBe(want)
})

it('is the same both ways, and never more than the longer word', () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(editDistance(a, b) === 0).toBe(a === b)
    }),
  )
})

it('names what is near, nearest first, and nothing that is far', () => {
  const names = ['maintenance', 'maintenance-page', 'heavy-load']
  expect(nearest('maintenence', names)).toEqual(['maintenance'])
  expect(nearest('zzz', names)).toEqual([])
})
