import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HOME, safeReturnTo, signInPath } from './return-to.ts'

it.each([
  '/4001/company/home',
  '/5001/project/rfi/show/1?tab=a%20b#reply',
  '/oauth/authorize?client_id=a&redirect_uri=http%3A%2F%2Flocalhost&state=%22%3E',
  '/%2f%2fevil.example',
  '/a//b',
  '/loginish',
])('%s is a path of this platform', (path) => {
  expect(safeReturnTo(path)).toBe(path)
})

it.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['an absolute URL', 'https://evil.example/'],
  ['a URL without a scheme', '//evil.example'],
  ['a third slash', '///evil.example'],
  ['a backslash', '/\\evil.example'],
  ['two backslashes', '\\\\evil.example'],
  ['a backslash further on', '/a\\..\\b'],
  ['a tab between the slashes', '/\t/evil.example'],
  ['a line break between the slashes', '/\n/evil.example'],
  ['a carriage return and a header', '/home\r\nSet-Cookie: a=b'],
  ['a null character', '/\0/evil.example'],
  ['a dot that resolves to two slashes', '/.//evil.example'],
  ['dots that resolve to two slashes', '/a/..//evil.example'],
  ['encoded dots that resolve to two slashes', '/%2e//evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:text/html,x'],
  ['a relative path', 'home'],
  ['a blank in front', ' //evil.example'],
  ['an at sign behind a scheme', 'http:@evil.example'],
  ['the sign-in page', '/login?return_to=/login'],
  ['signing out', '/logout'],
  ['a path to the sign-in page', '/a/../login/reset'],
  ['too long a path', `/${'a'.repeat(5_000)}`],
])('%s leads home', (_name, text) => {
  expect(safeReturnTo(text)).toBe(HOME)
})

it('whatever it is given, a browser at this platform stays at it, and no header can be ended', () => {
  const piece = fc.constantFrom(
    ...[
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '%2e',
      '\t',
      '\n',
      '\r',
      ' ',
      ':',
      '@',
      '?',
      '#',
      'evil.example',
      'a',
    ],
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 8 }).map((each) => `/${each.join('')}`),
  )
  fc.assert(
    fc.property(text, (given) => {
      const sent = safeReturnTo(given)
      const arrived = new URL(sent, 'https://platform.example/login')
      expect(arrived.origin).toBe('https://platform.example')
      expect(sent).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
      // What is taken is taken again: the form carries it on.
      expect(safeReturnTo(sent)).toBe(sent)
    }),
    { seed: 20261120, numRuns: 2_000 },
  )
})

it('the way to the sign-in page carries the destination, as one value', () => {
  expect(signInPath(HOME)).toBe('/login')
  const { searchParams } = new URL(signInPath('/a?b=c&d=e'), 'http://x')
  expect([...searchParams]).toEqual([['return_to', '/a?b=c&d=e']])
})
