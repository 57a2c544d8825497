import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { documentOf, openapiRig } from '../../test/openapi-rig.ts'
import { SAMPLE_DOCUMENT } from '../../test/sample-document.ts'

const load = createRequire(import.meta.url)
const { Ajv } = load('ajv') as typeof import('ajv')
const formats = load('ajv-formats') as typeof import('ajv-formats')

const VALUES: Readonly<Record<string, string>> = {
  ...{ project_id: '5001', company_id: '4001', place: 'here', format: 'json' },
  ...{ id: '1', gate_id: '1' },
}
const QUERIES: Readonly<Record<string, string>> = { '/rest/v1.0/noise_limits': '?zone=A1' }
const BODIES: Readonly<Record<string, object>> = {
  '/rest/v1.0/projects/{project_id}/cranes': {
    crane: { name: 'North', owner: { email: 'a@b.co' } },
  },
  '/rest/v1.0/projects/{project_id}/cranes/{id}': { crane: { name: 'South' } },
  '/rest/v2.0/companies/{company_id}/gates': { name: 'Main', lanes: '2' },
  '/rest/v1.0/badges': { holder: 'Ada' },
}
const BUILT_IN = ['/oauth/token', '/rest/v1.0/projects/{project_id}/rfis']

/** Creations first, so that there is something to show. */
const ORDER = ['post', 'get', 'patch', 'put', 'delete']

/** Nullable is a word of OpenAPI 3.0 that ajv knows beside a type alone. */
function strict(schema: object): object {
  const text = JSON.stringify(
    { ...schema, components: SAMPLE_DOCUMENT.components },
    (_key, value) => {
      if (value?.nullable !== true) {
        if (value?.exclusiveMinimum !== true && value?.exclusiveMaximum !== true) return value
        const { minimum, maximum, exclusiveMinimum: _a, exclusiveMaximum: _b, ...rest } = value
        return {
          ...rest,
          exclusiveMinimum: minimum,
          ...(maximum ? { exclusiveMaximum: maximum } : {}),
        }
      }
      const { nullable: _nullable, ...rest } = value
      return { anyOf: [{ type: 'null' }, rest] }
    },
  )
  return JSON.parse(text)
}

it('every operation answers its documented success, with a body that its schema agrees with', async () => {
  const { send } = await openapiRig(SAMPLE_DOCUMENT)
  const operations = Object.entries(SAMPLE_DOCUMENT.paths)
    .filter(([path]) => !BUILT_IN.includes(path))
    .flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) =>
        ORDER.includes(method) ? [{ path, method, operation }] : [],
      ),
    )
    .sort((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method))
  let judged = 0
  for (const { path, method, operation } of operations) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      path.startsWith('/rest/v1.0/badges')
        ? '00000000-0000-4000-8000-000000000001'
        : (VALUES[name] ?? name),
    )
    const body = method === 'get' || method === 'delete' ? undefined : BODIES[path]
    const text = path.endsWith('notes') ? 'plain words' : body
    const headers = {
      'x-site': '5',
      ...(typeof text === 'string' ? { 'content-type': 'text/plain' } : {}),
    }
    const sent = await send(method.toUpperCase(), filled + (QUERIES[path] ?? ''), text, headers)
    const where = `${method} ${path}: ${sent.text}`
    const responses: Record<string, { content?: Record<string, { schema?: object }> }> =
      operation.responses
    const [documented = ''] = Object.keys(responses)
    expect(String(sent.status), where).toBe(documented === 'default' ? '200' : documented)
    const schema = responses[documented]?.content?.['application/json']?.schema
    if (schema === undefined || documented === 'default') continue
    const ajv = new Ajv({ strict: false })
    formats.default(ajv)
    const judge = ajv.compile(strict(schema))
    judge(sent.json)
    expect(judge.errors, where).toBe(null)
    judged += 1
  }
  expect(judged).toBeGreaterThan(15)
})

it('the same request gets the same answer, in this emulator and in another', async () => {
  const [one, other] = [await openapiRig(SAMPLE_DOCUMENT), await openapiRig(SAMPLE_DOCUMENT)]
  for (const path of ['/rest/v1.0/noise_limits?zone=A1', '/rest/v1.0/shapes', '/rest/v1.0/trees']) {
    const { text } = await one.get(path)
    expect([(await one.get(path)).text, (await other.get(path)).text]).toEqual([text, text])
  }
})

it('an example is the answer when its schema agrees with it, and is left when it does not', async () => {
  const { get } = await openapiRig(SAMPLE_DOCUMENT)
  expect((await get('/rest/v1.0/examples')).json).toEqual({ count: 7, note: 'as documented' })
  expect((await get('/rest/v1.0/wrong_examples')).json).toEqual({ count: 1, note: 'note' })
})

it('an answer of another type is sent as that type, and a redirect leads nowhere but here', async () => {
  const { get } = await openapiRig(SAMPLE_DOCUMENT)
  const csv = await get('/rest/v1.0/report.csv')
  expect([csv.text, csv.headers.get('content-type')]).toEqual(['a,b\n1,2\n', 'text/csv'])
  const download = await get('/rest/v1.0/reports/1/download')
  expect([download.status, download.headers.get('location')]).toEqual([
    302,
    'http://localhost:4010/',
  ])
})

it('the item that the path names is the one that is shown', async () => {
  const { get } = await openapiRig(
    documentOf({
      '/rest/v1.0/hoists/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: { type: 'object', properties: { id: { type: 'integer' } } },
                },
              },
            },
          },
        },
      },
    }),
  )
  expect((await get('/rest/v1.0/hoists/77')).json).toEqual({ id: 77 })
})

it('a circle of schemas ends at its second turn', async () => {
  const { get } = await openapiRig(SAMPLE_DOCUMENT)
  expect((await get('/rest/v1.0/trees')).json).toEqual({
    ...{ name: 'name', children: [] },
    twin: { name: 'name', children: [], twin: null },
  })
})
