import { expect, it } from 'vitest'
import { givenThings } from './given-things.ts'

const FILES = new Set(['a.har', 'answers', 'error'])

it.each([
  { words: ['503'], want: ['503'] },
  { words: ['503', '502', 'app-not-connected'], want: ['503', '502', 'app-not-connected'] },
  { words: ['a.har', 'answers'], want: ['a.har', 'answers'] },
  { words: ['a.har', '-'], want: ['a.har', '-'] },
  { words: ['gone.har', '503'], want: ['gone.har', '503'] },
  { words: ['permission', 'denied', 'sorry'], want: ['permission denied sorry'] },
  { words: ['503', 'Service', 'Unavailable'], want: ['503 Service Unavailable'] },
  { words: ['404', '-', 'File', 'not', 'found'], want: ['404 - File not found'] },
  { words: ['error', '503'], want: ['error', '503'] },
  { words: ['HTTP', '503'], want: ['HTTP 503'] },
  { words: ['500', 'vs', '503'], want: ['500 vs 503'] },
  { words: ['403', 'App is not connected'], want: ['403 App is not connected'] },
  {
    words: ['App is not connected', 'Invalid Token here'],
    want: ['App is not connected', 'Invalid Token here'],
  },
  { words: ['404', 'https://app.procore.com/1/x'], want: ['404 https://app.procore.com/1/x'] },
  { words: ['{"error":"x"}', '503'], want: ['{"error":"x"}', '503'] },
  { words: ['app-not-conected', '503'], want: ['app-not-conected', '503'] },
  { words: ['the', 'time-out', '503'], want: ['the time-out 503'] },
  { words: [], want: [] },
])('$words are $want', ({ words, want }) => {
  expect(givenThings(words, (name) => FILES.has(name))).toEqual(want)
})
