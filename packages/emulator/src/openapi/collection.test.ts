import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentOf, openapiRig } from '../../test/openapi-rig.ts'
import { type IdKind, readId, showId } from './collection.ts'
import { OpenApi } from './openapi.ts'
import { Schemas } from './schema.ts'
import { wrapperOf } from './wrapper.ts'

it('an id leads back to its number, and nothing else does', () => {
  const kinds = fc.constantFrom<IdKind>('integer', 'text', 'uuid')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), kinds, (number, kind) => {
      expect(readId(String(showId(number, kind)), kind)).toBe(number)
    }),
  )
  expect(showId(16, 'uuid')).toBe('00000000-0000-4000-8000-000000000010')
  for (const text of ['', '0', '01', '-1', '1.5', '9e9', 'x', '1'.repeat(20)]) {
    expect([readId(text, 'integer'), readId(text, 'text'), readId(text, 'uuid')]).toEqual([
      null,
      null,
      null,
    ])
  }
})

const object = { type: 'object' }
const id = { type: 'integer' }
it.each([
  {
    what: 'one object beside ids',
    path: '/things',
    properties: { project_id: id, thing: object },
    want: 'thing',
  },
  {
    what: 'one object beside files',
    path: '/things',
    properties: { thing: object, attachments: { type: 'array' } },
    want: 'thing',
  },
  {
    what: 'one object of the name of the path',
    path: '/categories',
    properties: { category: object, title: {} },
    want: 'category',
  },
  {
    what: 'one object among attributes',
    path: '/things',
    properties: { name: {}, address: object },
    want: null,
  },
  {
    what: 'two objects',
    path: '/things',
    properties: { thing: object, other: object },
    want: null,
  },
  { what: 'no object', path: '/things', properties: { name: {} }, want: null },
  { what: 'v2', path: '/rest/v2.0/things', properties: { thing: object }, want: null },
])('the wrapper with $what', ({ path, properties, want }) => {
  const content = { 'application/json': { schema: { properties } } }
  const { document, operations } = OpenApi.from(
    documentOf({ [path]: { post: { requestBody: { content } } } }),
  )
  const [operation] = operations
  expect(operation && wrapperOf(operation, new Schemas(document))).toBe(want)
})

const OK = { responses: { 200: { description: '' } } }
it('records below one parent are not those below another', async () => {
  const { send, get } = await openapiRig(
    documentOf({
      '/rest/v1.0/lots/{lot_id}/bays': { post: OK, get: OK },
      '/rest/v1.0/lots/{lot}/bays/{id}': { get: OK },
    }),
  )
  expect((await send('POST', '/rest/v1.0/lots/7/bays', { name: 'A' })).json).toMatchObject({
    id: 1,
    name: 'A',
  })
  expect((await get('/rest/v1.0/lots/7/bays')).json).toHaveLength(1)
  expect((await get('/rest/v1.0/lots/7/bays/1')).json).toMatchObject({ name: 'A' })
  expect((await get('/rest/v1.0/lots/8/bays')).json).toEqual([])
  expect((await get('/rest/v1.0/lots/8/bays/1')).status).toBe(404)
})

it('without a POST that makes items nothing is kept, and every item is made up', async () => {
  const schema = { type: 'object', properties: { id, name: { type: 'string' } } }
  const answer = { responses: { 200: { content: { 'application/json': { schema } } } } }
  const { get, emulator } = await openapiRig(
    documentOf({ '/rest/v1.0/signs': { get: OK }, '/rest/v1.0/signs/{id}': { get: answer } }),
  )
  expect(emulator.parts.openapi?.stateful).toBe(0)
  expect((await get('/rest/v1.0/signs/9')).json).toEqual({ id: 9, name: 'name' })
})
