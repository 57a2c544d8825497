import { expect, it } from 'vitest'
import { leaksIn } from './leaks.ts'

const SECRET = 'eyJhbGciOiJFUzUxMiJ9.c2VjcmV0+/=='

it.each([
  { how: 'raw', text: `token: ${SECRET}.` },
  { how: 'raw', text: `${SECRET.slice(0, 9)}\n  ${SECRET.slice(9)}` },
  { how: 'raw', text: JSON.stringify({ it: `${SECRET.slice(0, 9)}\n${SECRET.slice(9)}` }) },
  { how: 'percent', text: `?token=${encodeURIComponent(SECRET)}&a=1` },
  { how: 'hex', text: Buffer.from(SECRET).toString('hex') },
  { how: 'base64', text: Buffer.from(SECRET).toString('base64') },
  { how: 'base64', text: Buffer.from(`a:${SECRET} and more`).toString('base64') },
  { how: 'base64', text: Buffer.from(`ab:${SECRET}!`).toString('base64url') },
])('a secret is found, written as $how', ({ how, text }) => {
  expect(leaksIn(text, { token: SECRET })).toContain(`token, ${how}`)
})

it('what is not there is not found', () => {
  expect(leaksIn('eyJhbGciOiJFUzUxMiJ9.c2VjcmV0', { token: SECRET })).toEqual([])
})
