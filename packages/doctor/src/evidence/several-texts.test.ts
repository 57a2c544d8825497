import { expect, it } from 'vitest'
import { failureGroups } from '../diagnosis/failure-groups.ts'
import { readEvidence } from './read-evidence.ts'

function failuresIn(text: string) {
  const read = readEvidence(text)
  return read.kind === 'unreadable' ? [] : failureGroups(read).map(({ failure }) => failure)
}

it.each([
  { text: '500 vs 503', want: ['server-error', 'heavy-load'] },
  { text: '503, 502 and 503', want: ['heavy-load', 'bad-gateway'] },
  { text: 'What is the difference between 500 and 503?', want: ['server-error', 'heavy-load'] },
  { text: '503\n429\n503', want: ['heavy-load', 'rate-limit-hourly'] },
  {
    text: '- 403 App is not connected to this company.\n- HTTP 502\n- connect ECONNREFUSED 127.0.0.1:443',
    want: ['app-not-connected', 'bad-gateway', 'connection-refused'],
  },
])('$text holds several', ({ text, want }) => {
  expect(failuresIn(text).toSorted()).toEqual(want.toSorted())
})

it.each([
  '503',
  '404 - File not found',
  '503 Service Unavailable\nNo server is available to handle this request.',
  'I got 500 items and then 503',
  'permission denied\nsorry',
])('%j is one text', (text) => {
  expect(failuresIn(text).length).toBeLessThan(2)
})
