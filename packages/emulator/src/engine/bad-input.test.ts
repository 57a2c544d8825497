import fc from 'fast-check'
import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'

const ids = [
  '0',
  '-1',
  '9e99',
  '1;drop',
  '%00',
  '99999999999999999999',
  '1.5',
  'null',
  '..',
  '%F0%9F%A6%8A',
  "1'--",
  '007',
]

it.each(ids)('the id %s is not found, wherever a path has one', async (id) => {
  const { send } = apiRig()
  for (const path of [
    `/rest/v1.0/projects/5001/rfis/${id}`,
    `/rest/v1.0/projects/${id}/rfis`,
    `/rest/v1.0/vendors/${id}?company_id=4001`,
    `/rest/v1.0/projects/5001/rfis/${id}/replies`,
  ]) {
    for (const method of ['GET', 'PATCH', 'POST']) {
      const { status } = await send(method, path, { body: method === 'GET' ? undefined : {} })
      expect([method, path, status]).toEqual([method, path, 404])
    }
  }
})

it.each(ids)('the company %s in a query is no id', async (id) => {
  const { status, json } = await apiRig().get(`/rest/v1.0/vendors?company_id=${id}`)
  expect([status, json]).toEqual([400, { errors: { company_id: ['is invalid'] } }])
})

it.each([
  {
    rule: 'a required scope is missing',
    method: 'GET',
    path: '/rest/v1.0/vendors',
    want: [400, 'missing-field'],
  },
  {
    rule: 'the project of the legacy form is missing',
    method: 'GET',
    path: '/rest/v1.0/rfis',
    want: [400, 'missing-field'],
  },
  { rule: 'JSON is cut', body: '{"rfi":', want: [400, 'malformed-json'] },
  { rule: 'JSON is a list', body: '[1]', want: [400, 'missing-field'] },
  { rule: 'JSON is null', body: 'null', want: [400, 'missing-field'] },
  { rule: 'there is no body', want: [400, 'missing-field'] },
  { rule: 'the wrapper is missing', body: '{"subject":"x"}', want: [400, 'missing-field'] },
  { rule: 'the wrapper is a text', body: '{"rfi":"x"}', want: [400, 'missing-field'] },
  {
    rule: 'the type is text',
    body: 'hello',
    type: 'text/plain',
    want: [406, 'unsupported-content-type'],
  },
  {
    rule: 'the type is XML',
    body: '<a/>',
    type: 'application/xml',
    want: [406, 'unsupported-content-type'],
  },
  {
    rule: 'the multipart body is none',
    body: 'x',
    type: 'multipart/form-data; boundary=y',
    want: [400, 'malformed-json'],
  },
  {
    rule: 'bracketed keys contradict each other',
    body: 'rfi=1&rfi[a]=2',
    type: 'application/x-www-form-urlencoded',
    want: [400, 'malformed-json'],
  },
  {
    rule: 'bracketed keys are very deep',
    body: `rfi${'[a]'.repeat(50)}=1`,
    type: 'application/x-www-form-urlencoded',
    want: [400, 'malformed-json'],
  },
  {
    rule: 'a number is a word',
    body: '{"rfi":{"subject":"x","question":{"body":"y"},"assignee_ids":[7002],"cost_code_id":"here"}}',
    want: [400, 'invalid-value'],
  },
  {
    rule: 'a reference is nobody',
    body: '{"rfi":{"subject":"x","question":{"body":"y"},"assignee_ids":[1]}}',
    want: [400, 'invalid-value'],
  },
  {
    rule: 'a text is an object',
    body: '{"rfi":{"subject":{"a":1},"question":{"body":"y"},"assignee_ids":[7002]}}',
    want: [400, 'invalid-value'],
  },
  {
    rule: 'a list is too long',
    body: `{"rfi":{"subject":"x","question":{"body":"y"},"assignee_ids":[${Array(501).fill(7002)}]}}`,
    want: [400, 'invalid-value'],
  },
  {
    rule: 'JSON nests very deeply',
    body: `{"rfi":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    want: [400, 'missing-field'],
  },
])(
  '$rule: $want',
  async ({
    method = 'POST',
    path = '/rest/v1.0/projects/5001/rfis',
    body,
    type = 'application/json',
    want,
  }) => {
    const { send, get } = apiRig()
    const { status, call } = await send(method, path, {
      body,
      headers: body === undefined ? {} : { 'content-type': type },
    })
    expect([status, call.failure]).toEqual(want)
    expect((await get('/rest/v1.0/projects/5001/rfis')).headers['total']).toBe('1')
  },
)

it('keys that every object inherits are attributes like any other', async () => {
  const { post } = apiRig()
  const body =
    '{"company_id":4001,"vendor":{"name":"x","__proto__":{"is_active":false},"constructor":1}}'
  const { status, json } = await post('/rest/v1.0/vendors', body, {
    headers: { 'content-type': 'application/json' },
  })
  expect([status, json.is_active]).toEqual([201, true])
  expect(({} as Record<string, unknown>)['is_active']).toBeUndefined()
})

it('an unknown attribute is ignored, or refused', async () => {
  const body = { company_id: 4001, vendor: { name: 'x', colour: 'red' } }
  expect((await apiRig().post('/rest/v1.0/vendors', body)).json).not.toHaveProperty('colour')
  const strict = apiRig({ assumptions: { 'unknown-attribute': '406' } })
  const { status, json } = await strict.post('/rest/v1.0/vendors', body)
  expect([status, json]).toEqual([406, { errors: { colour: ['is not a known field'] } }])
})

it.each([
  {
    type: 'application/x-www-form-urlencoded',
    body: 'rfi[subject]=S&rfi[question][body]=Q&rfi[assignee_ids][]=7002&rfi[assignee_ids][]=7003&rfi[cost_code_id]=4&rfi[private]=true',
  },
  {
    type: 'multipart/form-data; boundary=b',
    body: [
      ['rfi[subject]', 'S'],
      ['rfi[question][body]', 'Q'],
      ['rfi[assignee_ids][]', '7002'],
      ['rfi[assignee_ids][]', '7003'],
      ['rfi[cost_code_id]', '4'],
      ['rfi[private]', 'true'],
    ]
      .map(
        ([name, value]) =>
          `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join('')
      .concat('--b--\r\n'),
  },
  {
    type: 'application/json',
    body: '{"rfi":{"subject":"S","question":{"body":"Q"},"assignee_ids":[7002,7003],"cost_code_id":4,"private":true}}',
  },
])('the same RFI comes of $type', async ({ type, body }) => {
  const { post } = apiRig()
  const { status, json } = await post('/rest/v1.0/projects/5001/rfis', body, {
    headers: { 'content-type': type },
  })
  expect(status).toBe(201)
  expect(json).toMatchObject({
    subject: 'S',
    cost_code_id: 4,
    private: true,
    questions: [{ body: 'Q' }],
  })
  expect(json.assignees.map((each: { id: number }) => each.id)).toEqual([7002, 7003])
})

it('a malformed date is stored as null, nobody is told, and the journal knows', async () => {
  const { post } = apiRig()
  const rfi = {
    subject: 'S',
    question: { body: 'Q' },
    assignee_ids: [7002],
    due_date: '31/12/2026',
  }
  const { status, json, call } = await post('/rest/v1.0/projects/5001/rfis', { rfi })
  expect([status, json.due_date, call.failure]).toEqual([201, null, 'date-silently-dropped'])
  const right = await post('/rest/v1.0/projects/5001/rfis', {
    rfi: { ...rfi, due_date: '2026-12-31' },
  })
  expect([right.json.due_date, right.call.failure]).toEqual(['2026-12-31', null])
})

it('no request makes the API fail, whatever its path, query and body', async () => {
  const api = apiRig()
  const paths = api.engine.routes.routes.map(({ method, path }) => ({ method, path }))
  const part = fc.oneof(
    fc.constantFrom('4001', '5001', '20001', '7001', '0', 'null', '1;drop', '%', '%zz'),
    fc.string(),
  )
  const value = fc.oneof(
    fc.string(),
    fc.jsonValue(),
    fc.constantFrom(5001, 4001, [], {}, null, 7002, -1, 1e99),
  )
  const keys = [
    'rfi',
    'vendor',
    'project',
    'user',
    'reply',
    'updates',
    'tools',
    'company_id',
    'project_id',
    'subject',
    'question',
    'assignee_ids',
    'name',
    'id',
    'origin_id',
    'time_zone',
    'is_active',
    'number',
  ]
  const level = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 })
  const body = fc.dictionary(
    fc.constantFrom(...keys),
    fc.oneof(value, level, fc.array(level, { maxLength: 3 })),
    { maxKeys: 6 },
  )
  const names = [
    'page',
    'per_page',
    'sort',
    'view',
    'search',
    'company_id',
    'project_id',
    'filters[id]',
    'filters[created_at]',
    'filters[search]',
    'filters[status][]',
    'filters[by_status]',
    'filters[include_deleted]',
    'sort[attribute]',
    'sort[direction]',
  ]
  const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), part), {
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      part,
      query,
      body,
      fc.boolean(),
      async (route, id, pairs, sent, isScoped) => {
        const ids: Record<string, string> = {
          company_id: '4001',
          project_id: '5001',
          rfi_id: '20001',
        }
        const path = route.path.replace(
          /\{(\w+)\}/g,
          (_, name: string) => ids[name] ?? encodeURIComponent(id.slice(0, 30)),
        )
        const search = new URLSearchParams([
          ...(isScoped ? [['company_id', '4001']] : []),
          ...pairs,
        ] as [string, string][])
        const wanted =
          route.method === 'GET' ? {} : { body: isScoped ? { company_id: 4001, ...sent } : sent }
        const { status } = await api.send(route.method, `${path}?${search}`, wanted)
        expect([200, 201, 202, 204, 207, 400, 403, 404, 409, 413, 422]).toContain(status)
      },
    ),
    { numRuns: 2_000 },
  )
})
