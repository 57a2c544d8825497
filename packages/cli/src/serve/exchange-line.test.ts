import picocolors from 'picocolors'
import { expect, it } from 'vitest'
import { exchangeLine } from './exchange-line.ts'

const plain = picocolors.createColors(false)
const exchange = {
  atMs: Date.UTC(2026, 10, 20, 8, 1, 2),
  elapsedMs: 3.4,
  method: 'GET',
  url: 'http://localhost:4010/rest/v1.0/me',
  status: 200,
  outcome: 'answer',
  failure: null,
  faultNumber: null,
  brokenPromises: [],
}

it.each([
  { name: 'an answer', changed: {}, want: '08:01:02  GET     /rest/v1.0/me  200  3 ms' },
  {
    name: 'a failure that a fault raised, and a promise that was broken',
    changed: {
      status: 503,
      failure: 'heavy-load' as const,
      faultNumber: 2,
      brokenPromises: [{ kind: 'called-while-told-to-wait' }],
    },
    want: '08:01:02  GET     /rest/v1.0/me  503  3 ms  heavy-load  (fault 2)  broken promise: called-while-told-to-wait',
  },
  {
    name: 'no answer',
    changed: { status: null, outcome: 'reset' },
    want: '08:01:02  GET     /rest/v1.0/me  reset  3 ms',
  },
  {
    name: 'a body cut short',
    changed: { outcome: 'truncate' },
    want: '08:01:02  GET     /rest/v1.0/me  200 cut  3 ms',
  },
  {
    name: 'secrets in the query',
    changed: { url: 'http://localhost/oauth/authorize?client_id=a&code=s3cr3t&filters[id]=1' },
    want: '08:01:02  GET     /oauth/authorize?client_id=a&code=…&filters[id]=1  200  3 ms',
  },
])('$name', ({ changed, want }) => {
  expect(exchangeLine({ ...exchange, ...changed }, plain)).toBe(want)
})

it('nothing that a caller sends reaches the terminal as an escape', () => {
  for (const url of [
    'http://localhost/\u001b[31m',
    '\u001b]0;title\u0007',
    `http://x/${'a'.repeat(9_999)}`,
  ]) {
    const line = exchangeLine({ ...exchange, url }, plain)
    expect(line).not.toContain('\u001b')
    expect(line.length).toBeLessThan(200)
  }
})
