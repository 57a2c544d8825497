import { expect, it } from 'vitest'
import { elapsedWords } from './elapsed-words.ts'

it.each([
  [-5_000, 'less than a minute'],
  [59_999, 'less than a minute'],
  [119_999, '1 minute'],
  [3_600_000, '1 hour'],
  [7_500_000, '2 hours 5 minutes'],
  [90_000_000, '1 day 1 hour'],
])('%i ms have gone by: %s', (ms, words) => {
  expect(elapsedWords(ms)).toBe(words)
})
