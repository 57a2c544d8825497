import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { documentOf, openapiRig } from '../../test/openapi-rig.ts'
import { OpenApi } from './openapi.ts'

const OK = { responses: { 200: { description: '' } } }
const DEEP = `{"openapi":"3.0.0","paths":{"/a":{"get":{"x":${'['.repeat(600)}${']'.repeat(600)}}}}}`
const BOMB = `openapi: 3.0.0
a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
h: [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
paths: { /a: { get: {} } }
`

it.each([
  { what: 'nothing', text: ' \n', says: /^api: is empty/ },
  { what: 'JSON that is cut', text: '{"openapi":\n"3.0.0",', says: /line 2: is no JSON/ },
  { what: 'JSON with a fault', text: '{"openapi":\n"3.0.0",,}', says: /line 2: is no JSON/ },
  { what: 'YAML with a fault', text: 'openapi: 3.0.0\npaths: [\n', says: /line \d: is no YAML/ },
  { what: 'a list', text: '- a\n', says: /is a list, and no OpenAPI document/ },
  { what: 'words', text: 'hello', says: /is a single value/ },
  { what: 'other JSON', text: '{"a":1}', says: /neither "openapi" nor "swagger"/ },
  { what: 'another version', text: 'swagger: 1.2\npaths: {}', says: /is of version 1\.2/ },
  { what: 'no paths', text: 'openapi: 3.0.0', says: /paths: is missing, or no object/ },
  { what: 'paths that are a list', text: 'openapi: 3.0.0\npaths: []', says: /paths: is missing/ },
  {
    what: 'no operations',
    text: 'openapi: 3.0.0\npaths: {}',
    says: /paths: there are no operations/,
  },
  { what: 'too deep nesting', text: DEEP, says: /nests deeper than 400 levels/ },
  { what: 'aliases that make much of little', text: BOMB, says: /holds more than \d+ values/ },
  {
    what: 'a circle of aliases',
    text: 'openapi: 3.0.0\na: &a { b: *a }\npaths: {}',
    says: /nests deeper|is no YAML/,
  },
])('$what is refused, with what to do', ({ text, says }) => {
  const whole = new RegExp(`${says.source}[^]*\\. (Give|Correct|Split) `)
  expect(() => OpenApi.from(text, 'api')).toThrow(whole)
})

it.each([
  { what: 'JSON', text: JSON.stringify(documentOf({ '/a': { get: OK } })), path: '/a' },
  { what: 'YAML', text: 'openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n', path: '/a' },
  { what: 'YAML in braces', text: '{openapi: 3.0.0, paths: {/a: {get: {}}}}', path: '/a' },
  {
    what: 'Swagger 2 with its number',
    text: 'swagger: 2.0\nbasePath: v1/\npaths: {/a/: {get: {}}}',
    path: '/v1/a',
  },
  {
    what: 'a server with a path',
    text: 'openapi: 3.0.0\nservers: [{url: "https://a.b/{v}/", variables: {v: {default: v3}}}]\npaths: {/a: {get: {}}}',
    path: '/v3/a',
  },
  {
    what: 'a merge key',
    text: 'openapi: 3.0.0\nx: &x {get: {}}\npaths: {/a: {<<: *x}}',
    path: '/a',
  },
])('$what is read', ({ text, path }) => {
  expect(OpenApi.from(text).operations.map((each) => each.path)).toEqual([path])
})

it('what is not followed, and what is not served, is a warning with its place', () => {
  const schema = (ref: string) => ({ content: { 'application/json': { schema: { $ref: ref } } } })
  const { warnings, warningCount, operations } = OpenApi.from(
    documentOf({
      '/a': {
        get: { responses: { 200: schema('other.yaml#/A') } },
        post: { responses: { 200: schema('#/components/schemas/None') } },
        head: OK,
      },
      'no-slash': { get: OK },
      '/b': { $ref: 'https://example.com/b.yaml' },
      '/c': {
        get: 5,
        put: { responses: { 200: { content: { a: { example: { $ref: 'data' } } } } } },
      },
    }),
  )
  const told = warnings.map(({ place, says }) => `${place}: ${says}`)
  expect(told).toEqual([
    expect.stringMatching(
      /^paths\.\/a\.get\.responses\.200\..*\$ref: other\.yaml#\/A is another document/,
    ),
    expect.stringMatching(/^paths\.\/a\.post.*None leads to nothing in this document/),
    expect.stringMatching(
      /^paths\.\/b\.\$ref: https:\/\/example\.com\/b\.yaml is another document/,
    ),
    expect.stringMatching(/^paths\.\/a\.head: operations of this method are not served/),
    expect.stringMatching(/^paths\.no-slash: a path begins with a slash/),
    expect.stringMatching(/^paths\.\/b: there is no object here/),
    expect.stringMatching(/^paths\.\/c\.get: there is no object here/),
  ])
  expect([warningCount, operations.length]).toEqual([7, 3])
})

it('a document that is handed in stays as it is', async () => {
  const given = documentOf({ '/rest/v1.0/a': { get: { ...OK, description: 'words' } } })
  const before = structuredClone(given)
  await (await openapiRig(given)).get('/rest/v1.0/a')
  expect(given).toEqual(before)
})

it('Swagger 2: body, form fields, lists with commas, and what it answers', async () => {
  const { send, get } = await openapiRig(`
swagger: '2.0'
basePath: /rest/v1.0
consumes: [application/json]
definitions:
  Lift: { type: object, required: [name], properties: { id: { type: integer }, name: { type: string } } }
paths:
  /lifts:
    get:
      parameters:
        - { name: ids, in: query, type: array, items: { type: integer } }
      responses: { 200: { schema: { type: array, items: { $ref: '#/definitions/Lift' } } } }
    post:
      parameters:
        - { name: lift, in: body, required: true, schema: { $ref: '#/definitions/Lift' } }
      responses: { 201: { schema: { $ref: '#/definitions/Lift' } } }
  /lifts/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, type: integer }]
      responses: { 200: { schema: { $ref: '#/definitions/Lift' } } }
  /plans:
    post:
      consumes: [multipart/form-data]
      parameters:
        - { name: title, in: formData, type: string, required: true }
        - { name: file, in: formData, type: file }
      responses: { 204: { description: '' } }
`)
  expect((await send('POST', '/rest/v1.0/lifts', {})).json).toEqual({
    errors: { name: ['required'] },
  })
  expect((await send('POST', '/rest/v1.0/lifts', { name: 'A' })).json).toEqual({ id: 1, name: 'A' })
  expect((await get('/rest/v1.0/lifts?ids=1,2')).json).toEqual([{ id: 1, name: 'A' }])
  expect((await get('/rest/v1.0/lifts?ids=1,x')).json).toEqual({
    errors: { 'ids.1': ['is invalid'] },
  })
  expect((await get('/rest/v1.0/lifts/1')).json).toEqual({ id: 1, name: 'A' })
  const form = new FormData()
  form.set('file', new File(['x'], 'plan.pdf'))
  expect((await send('POST', '/rest/v1.0/plans', form)).json).toEqual({
    errors: { title: ['required'] },
  })
  form.set('title', 'Ground')
  expect((await send('POST', '/rest/v1.0/plans', form)).status).toBe(204)
})

it('files: what is there is read, what is not says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-openapi-'))
  try {
    const file = join(folder, 'api.json')
    writeFileSync(file, `\uFEFF${JSON.stringify(documentOf({ '/a': { get: OK } }))}`)
    const steps: string[] = []
    const read = await OpenApi.fromFile(file, { onProgress: (step) => steps.push(step) })
    expect([read.operations.length, steps.length]).toEqual([1, 2])
    await expect(OpenApi.fromFile(folder)).rejects.toThrow(/is a folder/)
    await expect(OpenApi.fromFile(join(folder, 'gone'))).rejects.toThrow(/is not there/)
    await expect(OpenApi.fromFile('HTTPS://a.example')).rejects.toThrow(/Download it/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
