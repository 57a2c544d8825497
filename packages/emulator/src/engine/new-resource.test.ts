import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../test/api-rig.ts'
import { RESOURCES } from '../resources/index.ts'
import { choice, createdBy, dateTime, decimal, reference, text } from './field.ts'
import type { Resource } from './resource.ts'
import { routesOf } from './resource.ts'

/** As a later resource would be written: v1 and v2 paths, a scope in the query, rules as data. */
const gadgets: Resource = {
  name: 'gadgets',
  wrapper: 'gadget',
  belongsTo: 'project',
  firstId: 40_001,
  source: '11, Punch items',
  paths: [
    {
      scope: 'project',
      tool: 'punch_list',
      levels: { delete: 'Standard' },
      routes: [
        ...routesOf('/rest/v1.0/gadgets', ['list', 'show', 'create', 'update', 'delete', 'sync']),
        ...routesOf('/rest/v2.0/companies/{company_id}/projects/{project_id}/gadgets', [
          'list',
          'show',
          'create',
        ]),
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 20 }),
    status: choice(['Open', 'Closed'], { default: 'Open' }),
    cost: decimal({ min: 0 }),
    due_at: dateTime(),
    vendor: reference('vendors', { input: 'vendor_id' }),
    created_by: createdBy(),
    origin_id: text(),
  },
  unique: [{ fields: ['name'], within: 'project' }],
  filters: { status: { kind: 'equals', on: '$.status', as: 'text' } },
  defaultSort: '-name',
  sorts: { name: { on: '$.name' } },
}

const RESOURCES_AND_ONE = [...RESOURCES, gadgets]
const V2 = '/rest/v2.0/companies/4001/projects/5001/gadgets'
const rig = () => apiRig({ resources: RESOURCES_AND_ONE })
const make = ({ post }: ApiRig, gadget: object) =>
  post('/rest/v1.0/gadgets', { project_id: 5001, gadget })

it('a resource is served from its definition alone', async () => {
  const api = rig()
  const made = await make(api, { name: 'Paint', cost: 2.5, due_at: '2026-12-01T10:00:00+02:00' })
  expect(made).toMatchObject({
    status: 201,
    json: {
      id: 40_001,
      name: 'Paint',
      status: 'Open',
      cost: 2.5,
      due_at: '2026-12-01T08:00:00Z',
      vendor: null,
    },
  })
  const changed = await api.patch('/rest/v1.0/gadgets/40001', {
    project_id: 5001,
    gadget: { status: 'Closed' },
  })
  expect(changed.json).toMatchObject({ name: 'Paint', status: 'Closed', cost: 2.5 })
  expect(
    (await api.get('/rest/v1.0/gadgets?project_id=5001&filters[status]=Closed')).json,
  ).toHaveLength(1)
  expect((await api.send('DELETE', '/rest/v1.0/gadgets/40001?project_id=5001')).status).toBe(200)
  expect((await api.get('/rest/v1.0/gadgets/40001?project_id=5001')).status).toBe(404)
})

it('v2: no wrapper, data in an envelope, ids as strings, ten a page and a hundred at most', async () => {
  const api = rig()
  const made = await api.post(V2, { name: 'Door' })
  expect(made).toMatchObject({
    status: 201,
    json: { data: { id: '40001', created_by: { id: '7001' } } },
  })
  const updates = Array.from({ length: 119 }, (_, at) => ({ name: `P${at}` }))
  await api.patch('/rest/v1.0/gadgets/sync', { project_id: 5001, updates })
  expect((await api.get(V2)).json.data).toHaveLength(10)
  const page = await api.get(`${V2}?per_page=500`)
  expect([page.json.data.length, page.headers['per-page'], page.headers['total']]).toEqual([
    100,
    '100',
    '120',
  ])
  expect((await api.get('/rest/v2.0/companies/4002/projects/5001/gadgets')).status).toBe(404)
})

it.each([
  {
    rule: 'a choice that there is not',
    item: { name: 'A', status: 'Ajar' },
    want: [400, { status: ['is invalid'] }],
  },
  {
    rule: 'a number below its least',
    item: { name: 'A', cost: -1 },
    want: [400, { cost: ['is invalid'] }],
  },
  {
    rule: 'a text that is too long',
    item: { name: 'A'.repeat(21) },
    want: [400, { name: ['is invalid'] }],
  },
  { rule: 'a blank name', item: { name: '' }, want: [400, { name: ['required'] }] },
  {
    rule: 'a vendor that there is not',
    item: { name: 'A', vendor_id: 5 },
    want: [400, { vendor_id: ['is invalid'] }],
  },
  {
    rule: 'a name that is taken',
    item: { name: 'taken' },
    want: [409, { name: ['has already been taken'] }],
  },
  {
    rule: 'an origin_id that is taken',
    item: { name: 'A', origin_id: 'o' },
    want: [409, { origin_id: ['has already been taken'] }],
  },
])('$rule is refused, and nothing is stored', async ({ item, want }) => {
  const api = rig()
  await make(api, { name: 'Taken', origin_id: 'o' })
  const { status, json } = await make(api, item)
  expect([status, json.errors]).toEqual(want)
  expect((await api.get('/rest/v1.0/gadgets?project_id=5001')).headers['total']).toBe('1')
})

it('a date-time without a time, or none at all, is stored as null', async () => {
  for (const due_at of ['2026-12-01', 'soon', 5, '2026-02-31T10:00:00Z']) {
    const { json, call } = await make(rig(), { name: 'A', due_at })
    expect([json.due_at, call.failure]).toEqual([null, 'date-silently-dropped'])
  }
})

it('the default sort holds where no other is asked for', async () => {
  const api = rig()
  for (const name of ['B', 'A', 'C']) await make(api, { name })
  const names = async (query: string) =>
    (await api.get(`/rest/v1.0/gadgets?project_id=5001${query}`)).json.map(
      (each: { name: string }) => each.name,
    )
  expect(await names('')).toEqual(['C', 'B', 'A'])
  expect(await names('&sort=name')).toEqual(['A', 'B', 'C'])
  expect(await names('&sort=id')).toEqual(['B', 'A', 'C'])
})

it('an origin_id that another project of the company holds is taken', async () => {
  const api = rig()
  await make(api, { name: 'A', origin_id: 'o' })
  const sync = (project_id: number, name: string) =>
    api.patch('/rest/v1.0/gadgets/sync', { project_id, updates: [{ name, origin_id: 'o' }] })
  expect((await sync(5003, 'B')).json).toMatchObject({
    entities: [],
    errors: [{ errors: { origin_id: ['has already been taken'] } }],
  })
  expect((await sync(5001, 'C')).json).toMatchObject({ entities: [{ name: 'C' }], errors: [] })
})

it('two resources of one name, and two routes of one path, are refused at the start', () => {
  expect(() => apiRig({ resources: [...RESOURCES, gadgets, gadgets] })).toThrow(
    'two resources are named',
  )
  const twin = { ...gadgets, name: 'other' }
  expect(() => apiRig({ resources: [...RESOURCES, gadgets, twin] })).toThrow('two routes answer')
})
