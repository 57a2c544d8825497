/** Documents that were written to do harm, or by accident do: nothing hangs, and nothing is a defect. */
import { performance } from 'node:perf_hooks'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentOf, openapiRig } from '../../test/openapi-rig.ts'

const PATH = '/rest/v1.0/things'
/** Of one request: an ended expression takes 1 s, and a busy machine its time. */
const PATIENCE_MS = 15_000

function withSchema(schema: unknown, components: object = {}) {
  const content = { 'application/json': { schema } }
  return documentOf(
    {
      [PATH]: {
        get: { responses: { 200: { description: '', content } } },
        post: { requestBody: { content }, responses: { 200: { description: '', content } } },
      },
    },
    { components: { schemas: components } },
  )
}

function nested(levels: number, of: (inner: object) => object): object {
  let schema: object = { type: 'string' }
  for (let level = 0; level < levels; level++) schema = of(schema)
  return schema
}

const self = { $ref: '#/components/schemas/Self' }
const text = (pattern: string) => ({
  type: 'object',
  properties: { a: { type: 'string', pattern } },
})
const doubling = {
  anyOf: [
    { properties: { a: self }, required: ['x'] },
    { properties: { a: self }, required: ['y'] },
  ],
}
const deepBody = () => nested(90, (inner) => ({ a: inner }))

it.each([
  {
    what: 'an expression that never ends',
    schema: text('^(a+)+$'),
    body: { a: `${'a'.repeat(60)}!` },
  },
  { what: 'an expression too large', schema: text('((a{999}){999}){999}'), body: { a: 'a' } },
  { what: 'an expression that is none', schema: text('(['), body: { a: 'a' } },
  {
    what: 'deep nesting',
    schema: nested(90, (a) => ({ type: 'object', properties: { a } })),
    body: deepBody(),
  },
  { what: 'deep allOf', schema: nested(150, (each) => ({ allOf: [each] })), body: {} },
  { what: 'a schema that is itself', schema: self, components: { Self: self }, body: {} },
  {
    what: 'allOf of itself',
    schema: self,
    components: { Self: { allOf: [self] } },
    body: { a: 1 },
  },
  {
    what: 'oneOf of itself',
    schema: self,
    components: { Self: { oneOf: [self, self] } },
    body: { a: 1 },
  },
  {
    what: 'branches that double at each level',
    schema: self,
    components: { Self: doubling },
    body: deepBody(),
  },
  {
    what: 'what requires itself',
    schema: self,
    components: { Self: { type: 'object', required: ['a'], properties: { a: self } } },
    body: {},
  },
  {
    what: 'lists of lists of itself',
    schema: self,
    components: { Self: { type: 'array', minItems: 9, items: self } },
    body: {},
  },
  {
    what: 'a huge enum',
    schema: { enum: Array.from({ length: 200_000 }, (_, n) => `v${n}`) },
    body: {},
  },
  {
    what: 'a huge least',
    schema: { type: 'array', minItems: 1e15, items: { type: 'string', minLength: 1e15 } },
    body: {},
  },
  {
    what: 'many properties',
    schema: {
      properties: Object.fromEntries(
        Array.from({ length: 30_000 }, (_, n) => [`p${n}`, { type: 'integer' }]),
      ),
    },
    body: { p1: 'x' },
  },
  {
    what: 'names that objects have',
    schema: {
      required: ['constructor', 'toString'],
      properties: JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"string"}}'),
    },
    body: JSON.parse('{"__proto__":{"a":1},"constructor":"x","toString":"y"}'),
  },
  {
    what: 'keywords of the wrong types',
    schema: {
      type: 5,
      enum: {},
      required: true,
      properties: [],
      items: 'x',
      minimum: '1',
      allOf: {},
      format: [],
      pattern: 7,
    },
    body: { a: 1 },
  },
])('$what is survived', async ({ what, schema, body, components = {} }) => {
  const { send, get, last, emulator } = await openapiRig(withSchema(schema, components))
  const fromMs = performance.now()
  for (const ask of [() => get(PATH), () => send('POST', PATH, body), () => get(PATH)]) {
    const { status } = await ask()
    expect(status, `${what}: ${last()?.because}`).toBeLessThan(500)
  }
  expect(performance.now() - fromMs).toBeLessThan(PATIENCE_MS)
  emulator.close()
})

/** Any JSON under any keyword: most of it makes no sense, as much of what is found in documents. */
const schemas = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(
      {},
      true,
      null,
      5,
      { $ref: '#/components/schemas/Self' },
      { $ref: '#/nowhere' },
    ),
    fc.record(
      {
        type: fc.constantFrom<unknown>(
          'string',
          'integer',
          'number',
          'boolean',
          'object',
          'array',
          'null',
          ['string', 'null'],
          'odd',
        ),
        nullable: fc.boolean(),
        format: fc.constantFrom('date-time', 'date', 'uuid', 'email', 'binary', 'odd'),
        enum: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }),
        const: fc.jsonValue({ maxDepth: 1 }),
        default: fc.jsonValue({ maxDepth: 2 }),
        example: fc.jsonValue({ maxDepth: 2 }),
        pattern: fc.constantFrom('^a+$', '(a|a)*b', '[', '\\d{3}', '^(?:x|y)[^z]?$'),
        minLength: fc.nat(40),
        maxLength: fc.nat(40),
        minimum: fc.integer({ min: -5, max: 50 }),
        exclusiveMaximum: fc.constantFrom<unknown>(true, 3, 'x'),
        multipleOf: fc.constantFrom(0, 0.1, 3, -1),
        minItems: fc.nat(4),
        uniqueItems: fc.boolean(),
        required: fc.array(fc.constantFrom('a', 'b', 'id', '__proto__'), { maxLength: 3 }),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'id', 'data', 'thing'), tie('schema'), {
          maxKeys: 3,
        }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
        items: tie('schema'),
        allOf: fc.array(tie('schema'), { maxLength: 2 }),
        oneOf: fc.array(tie('schema'), { maxLength: 2 }),
        not: tie('schema'),
        readOnly: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  ),
})).schema

it('no document and no body make a defect, and what was made can be shown', async () => {
  await fc.assert(
    fc.asyncProperty(schemas, schemas, fc.jsonValue({ maxDepth: 4 }), async (one, other, body) => {
      const content = { 'application/json': { schema: one } }
      const paths = {
        [PATH]: {
          get: {
            parameters: [{ name: 'q', in: 'query', schema: other }],
            responses: { 200: { content } },
          },
          post: {
            requestBody: { content: { 'application/json': { schema: other } } },
            responses: { 201: { content } },
          },
        },
        [`${PATH}/{id}`]: {
          get: { responses: { 200: { content } } },
          patch: { requestBody: { content }, responses: {} },
          delete: {},
        },
        '/rest/v1.0/plain': {
          get: { responses: { 200: { content } } },
          put: { requestBody: { content }, responses: { 200: { content } } },
        },
      }
      const { send, last, emulator } = await openapiRig(
        documentOf(paths, { components: { schemas: { Self: one } } }),
      )
      const asks: [string, string, unknown?][] = [
        ...[
          ['POST', PATH, body],
          ['POST', PATH, {}],
          ['GET', `${PATH}?q=1&q[]=x`],
          ['GET', `${PATH}/1`],
        ],
        ...[
          ['PATCH', `${PATH}/1`, body],
          ['GET', '/rest/v1.0/plain'],
          ['PUT', '/rest/v1.0/plain', body],
        ],
        ['DELETE', `${PATH}/1`],
      ] as [string, string, unknown?][]
      for (const [method, path, sent] of asks) {
        const { status } = await send(method, path, sent)
        expect(status, `${method} ${path}: ${last()?.because}`).toBeLessThan(500)
      }
      emulator.close()
    }),
    { numRuns: 60 },
  )
}, 60_000)
