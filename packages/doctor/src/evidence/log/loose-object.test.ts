import fc from 'fast-check'
import { expect, it } from 'vitest'
import { looseObject } from './loose-object.ts'

it.each([
  { name: 'JSON', text: '{"a":{"b":[1,"x",true]}}', want: { a: { b: [1, 'x', true] } } },
  {
    name: 'Node',
    text: "{ status: 403, data: { errors: [ 'it isn\\'t' ] }, f: [Function: x] }",
    want: { status: 403, data: { errors: ["it isn't"] }, f: '[Function: x]' },
  },
  {
    name: 'Node, with names',
    text: "{ r: <ref *1> ClientRequest { a: 1 }, h: Object [Headers] { b: '2' } }",
    want: { r: { a: 1 }, h: { b: '2' } },
  },
  { name: 'Node, a long string', text: "{ m: 'one ' +\n    'two' }", want: { m: 'one two' } },
  {
    name: 'Python',
    text: "{'errors': ['no'], 'ok': False, 'n': None}",
    want: { errors: ['no'], ok: false, n: 'None' },
  },
  { name: 'Ruby', text: '{"errors"=>["no"], :status=>403}', want: { errors: ['no'], status: 403 } },
  { name: 'cut off', text: '{"errors":["App is not', want: { errors: ['App is not'] } },
])('$name', ({ text, want }) => {
  expect(looseObject(text, 0)).toEqual(want)
})

it('reads what JSON reads', () => {
  const plain = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.oneof(fc.nat(), fc.stringMatching(/^[\w ]{0,9}$/), fc.boolean()),
  )
  fc.assert(
    fc.property(plain, (object) => {
      expect(looseObject(JSON.stringify(object), 0)).toEqual(JSON.parse(JSON.stringify(object)))
    }),
  )
})

it('is null where no object begins', () => {
  expect(looseObject('[1]', 0)).toBeNull()
})
