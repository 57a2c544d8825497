import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'

const setUp = async (options = {}) => {
  const rig = apiRig(options)
  const sync = async (...updates: unknown[]) => {
    const answer = await rig.patch('/rest/v1.0/vendors/sync', { company_id: 4001, updates })
    return { ...answer, entities: answer.json?.entities, errors: answer.json?.errors }
  }
  const first = await sync({ name: 'Known', origin_id: 'k-1' }, { name: 'Plain' })
  const [known, plain] = first.entities
  return { ...rig, sync, known, plain }
}

it('neither id: the item is made, without an origin_id', async () => {
  const { sync } = await setUp()
  const { status, entities, errors } = await sync({ name: 'New' })
  expect([status, errors]).toEqual([200, []])
  expect(entities).toMatchObject([{ name: 'New', origin_id: null }])
})

it('an id that is nobody is an error of the item, with what the caller sent', async () => {
  const { sync } = await setUp()
  const answer = await sync({ id: 999_999, name: 'Ghost' }, { name: 'Fine' })
  expect(answer.status).toBe(200)
  expect(answer.errors).toEqual([
    { id: 999_999, name: 'Ghost', errors: { id: ['Entity with this ID not found'] } },
  ])
  expect(answer.entities).toMatchObject([{ name: 'Fine' }])
  expect(answer.call.failure).toBe('sync-items-rejected')
})

it('an id that is there: updated', async () => {
  const { sync, plain } = await setUp()
  const { entities } = await sync({ id: plain.id, name: 'Renamed' })
  expect(entities).toMatchObject([{ id: plain.id, name: 'Renamed' }])
})

it('an origin_id that is nobody: made; the same again: updated, so that a replay is safe', async () => {
  const { sync, get } = await setUp()
  const made = await sync({ name: 'Once', origin_id: 'o-1' })
  const again = await sync({ name: 'Once more', origin_id: 'o-1' })
  expect(again.entities).toMatchObject([{ id: made.entities[0].id, name: 'Once more' }])
  const listed = await get('/rest/v1.0/vendors?company_id=4001&filters[origin_id]=o-1')
  expect(listed.headers['total']).toBe('1')
})

it('both: the id decides, and the origin_id is changed', async () => {
  const { sync, known } = await setUp()
  const { entities } = await sync({ id: known.id, origin_id: 'k-2' })
  expect(entities).toMatchObject([{ id: known.id, name: 'Known', origin_id: 'k-2' }])
})

it('both, with an origin_id that another record holds: an error of the item', async () => {
  const { sync, plain } = await setUp()
  const { errors } = await sync({ id: plain.id, origin_id: 'k-1' })
  expect(errors[0].errors).toEqual({ origin_id: ['has already been taken'] })
})

it('an origin_id that a deleted record holds is free', async () => {
  const { sync, known, engine, clock } = await setUp()
  const { records, resources } = engine.parts
  const vendors = resources.byName('vendors')
  if (!vendors) throw new Error('vendors are served')
  const table = records.of(resources.shapeOf(vendors))
  const row = table.find(known.id)
  if (row) table.update({ ...row, deletedMs: clock.nowMs() }, true)
  const { entities, errors } = await sync({ name: 'Next', origin_id: 'k-1' })
  expect(errors).toEqual([])
  expect(entities[0].id).not.toBe(known.id)
})

it('origin ids are free in another company', async () => {
  const { patch } = await setUp()
  const body = { company_id: 598134325779301, updates: [{ name: 'Elsewhere', origin_id: 'k-1' }] }
  const { json } = await patch('/rest/v1.0/vendors/sync', body, { company: 598134325779301 })
  expect(json).toMatchObject({ entities: [{ name: 'Elsewhere', origin_id: 'k-1' }], errors: [] })
})

it('one bad item keeps nothing from the others, and order is kept', async () => {
  const { sync } = await setUp()
  const { entities, errors } = await sync(
    { name: 'A' },
    { name: '' },
    7,
    { name: 'B' },
    { name: 5 },
  )
  expect(entities.map((each: { name: string }) => each.name)).toEqual(['A', 'B', '5'])
  expect(errors).toEqual([
    { name: '', errors: { name: ['required'] } },
    { item: 7, errors: { base: ['is invalid'] } },
  ])
})

it('two items of one call with the same origin_id are one record', async () => {
  const { sync } = await setUp()
  const { entities } = await sync({ name: 'A', origin_id: 'x' }, { name: 'B', origin_id: 'x' })
  expect(entities[0].id).toBe(entities[1].id)
})

it.each([
  {
    rule: 'more than 1,000 items are too many',
    count: 1_001,
    flipped: {},
    want: [413, 'batch-too-large'],
  },
  {
    rule: 'or a bad request',
    count: 1_001,
    flipped: { 'sync-above-max': '400' },
    want: [400, 'invalid-value'],
  },
  { rule: '1,000 are not', count: 1_000, flipped: {}, want: [200, null] },
])('$rule', async ({ count, flipped, want }) => {
  const { sync } = await setUp({ assumptions: flipped })
  const { status, call } = await sync(
    ...Array.from({ length: count }, (_, at) => ({ name: `V${at}` })),
  )
  expect([status, call.failure]).toEqual(want)
})

it('a call without updates is refused as a whole', async () => {
  const { patch } = await setUp()
  const { status, json } = await patch('/rest/v1.0/vendors/sync', { company_id: 4001 })
  expect([status, json]).toEqual([400, { errors: { updates: ['required'] } }])
})
