import { describe, expect, it } from 'vitest'
import { documentOf, openapiRig } from '../../test/openapi-rig.ts'
import { SAMPLE_DOCUMENT } from '../../test/sample-document.ts'

const CRANES = '/rest/v1.0/projects/5001/cranes'
const required = ['required']
const invalid = ['is invalid']
const rig = () => openapiRig(SAMPLE_DOCUMENT)

it.each([
  { rule: 'no wrapper', body: { name: 'N' }, want: { crane: required } },
  { rule: 'no body', body: {}, want: { crane: required } },
  { rule: 'a required attribute', body: { crane: {} }, want: { name: required } },
  { rule: 'one that is null', body: { crane: { name: null } }, want: { name: required } },
  {
    rule: 'one value of several',
    body: { crane: { name: 'N', status: 'ajar' } },
    want: { status: invalid },
  },
  { rule: 'a number', body: { crane: { name: 'N', height: 'tall' } }, want: { height: invalid } },
  {
    rule: 'a bound that is left out',
    body: { crane: { name: 'N', height: 0 } },
    want: { height: invalid },
  },
  { rule: 'a length', body: { crane: { name: 'N'.repeat(41) } }, want: { name: invalid } },
  {
    rule: 'an expression as Ruby writes it',
    body: { crane: { name: 'north' } },
    want: { name: invalid },
  },
  {
    rule: 'a list that is too long',
    body: { crane: { name: 'N', tags: ['a', 'b', 'c', 'd'] } },
    want: { tags: invalid },
  },
  {
    rule: 'a place within a list',
    body: { crane: { name: 'N', tags: ['a', {}] } },
    want: { 'tags.1': invalid },
  },
  {
    rule: 'a place within an object',
    body: { crane: { name: 'N', owner: { email: 'x' } } },
    want: { 'owner.email': invalid },
  },
  {
    rule: 'what is missing and what is wrong at once',
    body: { crane: { status: 1 } },
    want: { name: required, status: invalid },
  },
])('a body is refused for $rule', async ({ body, want }) => {
  const { send, get, last } = await rig()
  const { status, json } = await send('POST', CRANES, body)
  expect([status, json]).toEqual([400, { errors: want }])
  const isMissing = JSON.stringify(want).includes('required')
  expect(last()?.failure).toBe(isMissing ? 'missing-field' : 'invalid-value')
  expect((await get(CRANES)).json).toEqual([])
})

it.each([
  { rule: 'text for a number', body: { crane: { name: 'N', height: '2.5' } } },
  { rule: 'a number for text', body: { crane: { name: 'N', tags: [5] } } },
  { rule: 'words for a boolean', body: { crane: { name: 'N', is_mobile: 'true' } } },
  {
    rule: 'null, to clear what is optional',
    body: { crane: { name: 'N', height: null, owner: null } },
  },
  {
    rule: 'what the document does not name',
    body: { crane: { name: 'N', colour: 'red' }, more: 1 },
  },
])('a body is taken with $rule', async ({ body }) => {
  const { send } = await rig()
  expect((await send('POST', CRANES, body)).status).toBe(201)
})

describe('parameters', () => {
  it.each([
    { rule: 'a required one', path: '/rest/v1.0/noise_limits', want: { zone: required } },
    { rule: 'one that is empty', path: '/rest/v1.0/noise_limits?zone=', want: { zone: required } },
    { rule: 'one too short', path: '/rest/v1.0/noise_limits?zone=A', want: { zone: invalid } },
    { rule: 'one value of several', path: `${CRANES}?status=ajar`, want: { status: invalid } },
    {
      rule: 'a date that there is not',
      path: `${CRANES}?built_on=2026-02-31`,
      want: { built_on: invalid },
    },
    {
      rule: 'an element of a list',
      path: `${CRANES}?filters[ids][]=1&filters[ids][]=x`,
      want: { 'filters[ids].1': invalid },
    },
    { rule: 'a header', path: '/rest/v1.0/rfis_outside', want: { 'X-Site': required } },
    { rule: 'a place of the path', path: '/weather/here.xml', want: { format: invalid } },
  ])('$rule is refused by its name', async ({ path, want }) => {
    const { get } = await rig()
    const { status, json } = await get(path)
    expect([status, json]).toEqual([400, { errors: want }])
  })

  it.each([
    `${CRANES}?filters[ids]=1,2`,
    `${CRANES}?filters[ids][]=1&filters[ids][]=2`,
    `${CRANES}?filters[ids]=1`,
    `${CRANES}?built_on=2026-01-01...2026-02-01`,
    `${CRANES}?status=up&nobody_knows=this`,
    `${CRANES}?page=no&per_page=-1`,
    '/weather/here.json',
    '/vapid/noise_limits?zone=AB',
    '/rest/v1.0/noise_limits/?zone=AB',
  ])('%s is taken', async (path) => {
    const { get } = await rig()
    expect((await get(path)).status).toBe(200)
  })

  it('one that the query should have may come in the body, and the other way round', async () => {
    const schema = { type: 'object', required: ['kind'], properties: { kind: { type: 'integer' } } }
    const { send } = await openapiRig(
      documentOf({
        '/rest/v1.0/jobs': {
          post: {
            parameters: [
              { name: 'size', in: 'query', required: true, schema: { type: 'integer' } },
            ],
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 200: { description: '' } },
          },
        },
      }),
    )
    expect((await send('POST', '/rest/v1.0/jobs?kind=2', { size: 1 })).status).toBe(200)
    const { json } = await send('POST', '/rest/v1.0/jobs', { kind: 'x', size: 'y' })
    expect(json).toEqual({ errors: { size: invalid, kind: invalid } })
  })
})

it('what is no JSON, and what is no type that the document has, is refused as anywhere else', async () => {
  const { send } = await rig()
  const type = (name: string) => ({ 'content-type': name })
  expect((await send('POST', CRANES, '{', type('application/json'))).status).toBe(400)
  expect((await send('POST', CRANES, '<a/>', type('application/xml'))).status).toBe(406)
  expect((await send('POST', '/rest/v1.0/notes', 'words', type('text/plain'))).status).toBe(202)
  const deep = `{"crane":{"name":"N","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`
  expect((await send('POST', CRANES, deep, type('application/json'))).status).toBe(400)
})
