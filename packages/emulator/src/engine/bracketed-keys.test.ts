import { expect, it } from 'vitest'
import { readBracketed } from './bracketed-keys.ts'

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

it.each([
  { body: 'a=1&b=2', want: { a: '1', b: '2' } },
  { body: 'a[b]=1&a[c]=2', want: { a: { b: '1', c: '2' } } },
  { body: 'a[b][c]=1', want: { a: { b: { c: '1' } } } },
  { body: 'a[]=1&a[]=2', want: { a: ['1', '2'] } },
  { body: 'a[][x]=1&a[][y]=2&a[][x]=3', want: { a: [{ x: '1', y: '2' }, { x: '3' }] } },
  { body: 'a=1&a=2', want: { a: '2' } },
  { body: 'a[=1', want: { 'a[': '1' } },
  { body: 'a=1&a[b]=2', want: null },
  { body: 'a[]=1&a[b]=2', want: null },
  { body: 'a[b]=2&a[]=1', want: null },
])('$body is $want', ({ body, want }) => {
  expect(plain(readBracketed(new URLSearchParams(body).entries()))).toEqual(want)
})

it('no key reaches a prototype', () => {
  const read = readBracketed([
    ['__proto__[polluted]', '1'],
    ['a[__proto__][polluted]', '1'],
    ['constructor[prototype][polluted]', '1'],
  ])
  expect(read).not.toBe(null)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})
