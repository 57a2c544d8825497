import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wrap } from './word-wrap.ts'

it('keeps every word, in order, and no line longer than it must be', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(words, fc.integer({ min: 8, max: 60 }), (given, columns) => {
      const lines = wrap(given.join(' '), { columns, first: '- ' }).split('\n')
      expect(lines.join(' ').replace(/^- /, '').split(/\s+/)).toEqual(given)
      for (const line of lines) {
        expect(line.length <= columns || !line.trim().replace(/^- /, '').includes(' ')).toBe(true)
      }
    }),
  )
})

it('hangs the lines after the first below its text', () => {
  expect(wrap('one two three', { columns: 10, first: '  - ' })).toBe('  - one\n    two\n    three')
})

it('running text brings no colour of its own', () => {
  expect(wrap('seen \u001b[8mhidden\u001b[0m', { columns: 40 })).not.toContain('\u001b')
})
