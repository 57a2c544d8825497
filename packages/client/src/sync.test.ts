/** Goal: one outcome for any number of items, each error at the caller's index, nothing lost on the way. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clientFor } from '../test/client-for.ts'
import { json, scriptedServer, withTokens } from '../test/scripted-server.ts'
import { matchErrors } from './sync-errors.ts'

interface Update {
  readonly origin_id?: string
  readonly name: string
}

async function syncServer(options: { batchMax?: number; failFrom?: number } = {}) {
  const { batchMax = 1_000, failFrom = Number.POSITIVE_INFINITY } = options
  const sizes: number[] = []
  const server = await scriptedServer(
    withTokens((seen, response) => {
      const { updates } = JSON.parse(seen.body) as { updates: Update[] }
      if (updates.length > batchMax) return json(response, 413, { errors: 'Too many' })
      if (sizes.length >= failFrom) return json(response, 422, { errors: { base: ['no'] } })
      sizes.push(updates.length)
      const isBad = ({ name }: Update) => name.startsWith('bad')
      return json(response, 200, {
        entities: updates.filter((each) => !isBad(each)).map((each, at) => ({ id: at, ...each })),
        errors: updates.filter(isBad).map((each) => ({ ...each, errors: { name: ['is bad'] } })),
      })
    }),
  )
  return { server, sizes }
}

const items = (count: number, bad: readonly number[] = []): Update[] =>
  Array.from({ length: count }, (_, at) => ({
    origin_id: `erp-${at}`,
    name: bad.includes(at) ? `bad ${at}` : `good ${at}`,
  }))

it('sends any number of items in batches of 1,000, and finds each error’s index', async () => {
  const { server, sizes } = await syncServer()
  const bad = [0, 999, 1_000, 2_499]
  const outcome = await clientFor(server.url).sync('/rest/v1.0/vendors/sync', items(2_500, bad), {
    body: { company_id: 4001 },
  })
  expect(sizes).toEqual([1_000, 1_000, 500])
  expect(outcome.entities).toHaveLength(2_496)
  expect(outcome.errors.map(({ index }) => index)).toEqual(bad)
  expect(outcome.errors[1]).toMatchObject({
    item: { name: 'bad 999' },
    errors: { name: ['is bad'] },
  })
  expect(JSON.parse(server.seen[1]?.body ?? '')).toMatchObject({ company_id: 4001 })
})

it('halves a batch that is too large, and stays at that size', async () => {
  const { server, sizes } = await syncServer({ batchMax: 250 })
  const outcome = await clientFor(server.url).sync('/rest/v1.0/vendors/sync', items(2_000, [1_501]))
  expect(outcome.entities).toHaveLength(1_999)
  expect(outcome.errors).toMatchObject([{ index: 1_501 }])
  expect(sizes).toEqual(Array.from({ length: 8 }, () => 250))
})

it('a failed batch keeps what the others achieved, and names what is pending', async () => {
  const { server } = await syncServer({ failFrom: 2 })
  const error = await clientFor(server.url)
    .sync('/rest/v1.0/vendors/sync', items(3_500, [5]), {})
    .catch((thrown) => thrown)
  expect(error).toMatchObject({ status: 422, applied: 'no' })
  expect(error.partial.entities).toHaveLength(1_999)
  expect(error.partial.errors).toMatchObject([{ index: 5 }])
  expect(error.partial.pending).toEqual(Array.from({ length: 1_500 }, (_, at) => at + 2_000))
})

it('several batches at once come out in the order of the items', async () => {
  const { server } = await syncServer()
  const all = items(950)
  const options = { batchSize: 100, concurrency: 4 }
  const { entities } = await clientFor(server.url).sync<Update>('/rest/v1.0/v/sync', all, options)
  expect(entities.map(({ origin_id }) => origin_id)).toEqual(all.map(({ origin_id }) => origin_id))
})

it('with ids a lost reply is simply repeated; without, it is unknown and we stop', async () => {
  for (const hasIds of [true, false]) {
    let calls = 0
    const server = await scriptedServer(
      withTokens((_, response) => {
        if (calls++ === 0) return response.socket?.resetAndDestroy()
        return json(response, 200, { entities: [{}], errors: [] })
      }),
    )
    const item = hasIds ? { origin_id: 'a', name: 'A' } : { name: 'A' }
    const work = clientFor(server.url, { retry: { baseMs: 1 } }).sync('/rest/v1.0/v/sync', [item])
    if (hasIds) await expect(work).resolves.toMatchObject({ entities: [{}] })
    else await expect(work).rejects.toMatchObject({ applied: 'unknown', partial: { pending: [0] } })
    expect(calls).toBe(hasIds ? 2 : 1)
  }
})

it('no items, no call', async () => {
  const { server } = await syncServer()
  const outcome = await clientFor(server.url).sync('/rest/v1.0/vendors/sync', [])
  expect(outcome).toEqual({ entities: [], errors: [] })
  expect(server.seen).toHaveLength(0)
})

it.each([
  {
    name: 'by id',
    items: [{ id: 1 }, { id: 2 }],
    entities: [{ id: 1 }],
    error: { id: 2 },
    want: 1,
  },
  {
    name: 'by origin id',
    items: [{ origin_id: 'a' }, { origin_id: 'b' }],
    entities: [],
    error: { origin_id: 'b' },
    want: 1,
  },
  {
    name: 'by what is echoed',
    items: [{ name: 'A' }, { name: 'B' }],
    entities: [],
    error: { name: 'B' },
    want: 1,
  },
  {
    name: 'by order, among those no entity answers for',
    items: [{ id: 1 }, { id: 2 }],
    entities: [{ id: 1 }],
    error: {},
    want: 1,
  },
])('an error finds its item $name', ({ items: given, entities, error, want }) => {
  const [match] = matchErrors(given, 10, entities, [{ ...error, errors: { base: ['x'] } }])
  expect(match?.index).toBe(10 + want)
})

it('every error gets an item of its own, whatever is echoed', () => {
  const item = fc.record(
    { id: fc.nat(3), origin_id: fc.constantFrom('a', 'b'), name: fc.constantFrom('A', 'B') },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(item, fc.boolean()), { minLength: 1 }), (pairs) => {
      const given = pairs.map(([each]) => each)
      const bad = pairs.flatMap(([each, isBad], at) => (isBad ? [{ each, at }] : []))
      const good = pairs.flatMap(([each, isBad]) => (isBad ? [] : [each]))
      const errors = bad.map(({ each }) => ({ ...each, errors: { base: ['x'] } }))
      const indexes = matchErrors(given, 0, good, errors).map(({ index }) => index)
      expect(new Set(indexes).size).toBe(indexes.length)
      // An item that looks the same is as good.
      for (const [place, index] of indexes.entries()) {
        expect(given[index]).toMatchObject({ ...bad[place]?.each })
      }
    }),
  )
})
