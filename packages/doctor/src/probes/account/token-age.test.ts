import { expect, it } from 'vitest'
import { tokenAgeMs } from './token-age.ts'

const NOW = 1_795_000_000_000
const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url')
const token = (claims: unknown) => `${part({ alg: 'ES512' })}.${part(claims)}.c2ln`

it.each([
  ['just made', 5_400, 0],
  ['a minute old', 5_340, 60_000],
  ['at its end', 0, 5_400_000],
  ['past its end', -60, 5_460_000],
  ['of a longer life than is known', 9_000, 0],
])('%s', (_, leftS, age) => {
  expect(tokenAgeMs(token({ aid: 'a', exp: NOW / 1_000 + leftS }), NOW)).toBe(age)
})

it.each([
  '',
  '0123456789abcdef',
  'a.b.c',
  'a..c',
  token({ aid: 'a' }),
  token({ exp: 'soon' }),
  token(null),
  token(['exp']),
  `${'x'.repeat(9_000)}.${part({ exp: 1 })}.x`,
])('a token that does not say when it ends has no age: %j', (text) => {
  expect(tokenAgeMs(text, NOW)).toBeNull()
})
