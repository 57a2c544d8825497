import { expect, it } from 'vitest'
import { lackingIn } from './password-rule.ts'

it.each(['Sandbox#2026', 'aB3!aB3!', 'Größe#9 und mehr', `aB3!${'x'.repeat(196)}`])(
  '%s lacks nothing',
  (password) => {
    expect(lackingIn(password)).toEqual([])
  },
)

it.each([
  ['aB3!aB3', ['8 to 200 characters']],
  ['ab3!ab3!', ['an upper-case letter']],
  ['AB3!AB3!', ['a lower-case letter']],
  ['aBc!aBc!', ['a digit']],
  ['aB3-aB3-', ['one of ! @ # $ % ^ & *']],
  [`aB3!${'x'.repeat(197)}`, ['8 to 200 characters']],
  [
    '',
    [
      '8 to 200 characters',
      'an upper-case letter',
      'a lower-case letter',
      'a digit',
      'one of ! @ # $ % ^ & *',
    ],
  ],
])('%s lacks %j', (password, lacking) => {
  expect(lackingIn(password)).toEqual(lacking)
})

it('a letter of two code units counts as one character', () => {
  expect(lackingIn('aB3!𝒳𝒳𝒳')).toEqual(['8 to 200 characters'])
})
