/** Goal: each event is handled once, however often it is delivered; each change is given once, however often it is read. */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ProcoreClient } from '../index.ts'
import type { ListOptions } from '../list.ts'
import {
  CatchUp,
  type Getter,
  type Lister,
  memoryInboxStore,
  oldestDiscarded,
  readWebhookEvent,
  webhookInbox,
} from './index.ts'

const ULID = '01JD3XZ7W8Q4R5T6Y7U8I9O0PA'

const V2 = {
  id: 77,
  ulid: ULID,
  timestamp: '2026-11-20T08:00:00.000000Z',
  metadata: {
    source_user_id: 7002,
    source_project_id: 5001,
    source_operation_id: null,
    source_company_id: 4001,
    source_application_id: 'underpin-app',
  },
  user_id: 7002,
  company_id: 4001,
  project_id: 5001,
  api_version: 'v2.0',
  event_type: 'UPDATE',
  resource_name: 'RFIs',
  resource_id: 31,
}
const V3 = { ...V2, api_version: 'v3.0', related_resources: [{ id: 9, name: 'Contracts' }] }
const V4 = {
  id: ULID,
  timestamp: '2026-11-20T08:00:00.000000Z',
  reason: 'update',
  company_id: '4001',
  project_id: '5001',
  user_id: '7002',
  resource_type: 'RFIs',
  resource_id: '31',
}

it.each([
  { version: 'v2.0', payload: V2, source: 'underpin-app' },
  { version: 'v3.0', payload: V3, source: 'underpin-app' },
  { version: 'v4.0', payload: V4, source: null },
])('$version is read', ({ version, payload, source }) => {
  expect(readWebhookEvent(payload)).toEqual({
    key: ULID,
    version,
    reason: 'update',
    resource: 'RFIs',
    resourceId: '31',
    companyId: '4001',
    projectId: '5001',
    userId: '7002',
    atMs: Date.UTC(2026, 10, 20, 8),
    sourceApplicationId: source,
    sourceUserId: source === null ? null : '7002',
  })
})

it('an event without a ULID is known by its number, within its company', () => {
  const { ulid: _, ...old } = V2
  expect(readWebhookEvent(old)?.key).toBe('4001/77')
  expect(readWebhookEvent({ ...old, company_id: 4002 })?.key).toBe('4002/77')
})

it.each([null, 7, 'text', [], {}, { ...V2, id: null, ulid: null }, { ...V4, resource_id: null }])(
  '%j is no event',
  async (payload) => {
    expect(await webhookInbox().receive(payload)).toEqual({ kind: 'unreadable' })
  },
)

describe('an inbox', () => {
  const kindOf = async (inbox: ReturnType<typeof webhookInbox>, payload: unknown) =>
    (await inbox.receive(payload)).kind

  it('takes an event once, in whichever version it comes again', async () => {
    const inbox = webhookInbox()
    expect(await kindOf(inbox, V2)).toBe('new')
    for (const again of [V2, V3, V4]) expect(await kindOf(inbox, again)).toBe('duplicate')
    expect(await kindOf(inbox, { ...V2, ulid: ULID.replace('A', 'B') })).toBe('new')
  })

  it.each([
    { name: 'by its app', own: { applicationId: 'underpin-app' }, kind: 'echo' },
    { name: 'by its user', own: { userId: 7002 }, kind: 'echo' },
    { name: 'and is not fooled by others', own: { applicationId: 'x', userId: 1 }, kind: 'new' },
  ])('knows its own echo $name', async ({ own, kind }) => {
    expect(await kindOf(webhookInbox({ own }), V2)).toBe(kind)
    expect(await kindOf(webhookInbox({ own }), V4)).toBe('new')
  })

  it('takes an event anew that could not be handled', async () => {
    const inbox = webhookInbox()
    const received = await inbox.receive(V2)
    if (received.kind !== 'new') throw new Error('it was not new')
    await inbox.release(received.event)
    expect(await kindOf(inbox, V2)).toBe('new')
  })

  it('asks a store that several processes share', async () => {
    const keys = new Set<string>()
    const store = {
      add: async (key: string) => keys.size !== keys.add(key).size,
      remove: async (key: string) => void keys.delete(key),
    }
    expect(await kindOf(webhookInbox({ store }), V2)).toBe('new')
    expect(await kindOf(webhookInbox({ store }), V2)).toBe('duplicate')
  })

  it('remembers so many, and then forgets the oldest', () => {
    const store = memoryInboxStore(2)
    for (const key of ['a', 'b', 'c']) expect(store.add(key)).toBe(true)
    expect([store.add('c'), store.add('b'), store.add('a')]).toEqual([false, false, true])
    expect(() => memoryInboxStore(0)).toThrow('whole number')
  })
})

interface Row {
  readonly id: number
  readonly updated_at: string
}

/** A list that knows `filters[updated_at]`, and a server whose clock differs from ours. */
function serverOf(clock: VirtualClock, aheadMs = 0) {
  const rows = new Map<number, Row>()
  const asked: string[] = []
  const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
  return {
    rows,
    asked,
    change: (id: number) => rows.set(id, { id, updated_at: at(clock.nowMs() + aheadMs) }),
    async *list(_: string, { query = {} }: ListOptions = {}): AsyncGenerator<unknown> {
      const { updated_at: range } = query['filters'] as { updated_at: string }
      asked.push(range)
      const [from = '', to = ''] = range.split('...')
      for (const id of [...rows.keys()].sort((a, b) => a - b)) {
        const row = rows.get(id)
        if (row && row.updated_at >= from && row.updated_at <= to) yield row
      }
    },
  }
}

async function read<T>(changes: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const each of changes) all.push(each)
  return all
}

describe('catching up', () => {
  it('gives what changed since, once, and begins the next time where it ended', async () => {
    const clock = new VirtualClock()
    const server = serverOf(clock)
    server.change(1)
    clock.advance(3_600_000)
    const catchUp = new CatchUp<Row>(server, '/x', { sinceMs: clock.nowMs(), clock })
    clock.advance(1_000)
    server.change(2)
    expect((await read(catchUp.changes())).map(({ id }) => id)).toEqual([2])
    expect(await read(catchUp.changes())).toEqual([])
    clock.advance(1_000)
    server.change(2)
    expect((await read(catchUp.changes())).map(({ id }) => id)).toEqual([2])
    expect(catchUp.sinceMs).toBe(clock.nowMs())
    expect(server.asked.at(-1)).toBe('2026-11-20T08:45:01Z...2026-11-20T09:15:02Z')
  })

  it('reaches further back when it is told to', async () => {
    const clock = new VirtualClock()
    const server = serverOf(clock)
    const changedMs = clock.nowMs()
    server.change(1)
    clock.advance(86_400_000)
    const catchUp = new CatchUp<Row>(server, '/x', { sinceMs: clock.nowMs(), clock })
    expect(await read(catchUp.changes())).toEqual([])
    expect(await read(catchUp.changes(changedMs))).toHaveLength(1)
    expect(await read(catchUp.changes(changedMs))).toHaveLength(1)
  })

  it('gives again what the caller could not handle, and what follows it', async () => {
    const clock = new VirtualClock()
    const server = serverOf(clock)
    for (const id of [1, 2, 3]) server.change(id)
    const catchUp = new CatchUp<Row>(server, '/x', { sinceMs: clock.nowMs(), clock })
    const failing = async () => {
      for await (const { id } of catchUp.changes()) if (id === 2) throw new Error('cannot')
    }
    await expect(failing()).rejects.toThrow('cannot')
    expect((await read(catchUp.changes())).map(({ id }) => id)).toEqual([2, 3])
  })

  it('finds the next time what changed behind its back, however long it took', async () => {
    const clock = new VirtualClock()
    const server = serverOf(clock)
    for (const id of [1, 2, 3]) server.change(id)
    const catchUp = new CatchUp<Row>(server, '/x', {
      sinceMs: clock.nowMs(),
      clock,
      overlapMs: 60_000,
    })
    const end = clock.nowMs() + 3_600_000
    for await (const { id } of catchUp.changes()) {
      if (id !== 2) continue
      clock.advance(30_000)
      server.change(1)
      clock.advance(100_000)
      server.change(3)
    }
    clock.advance(end - clock.nowMs())
    expect((await read(catchUp.changes())).map(({ id }) => id)).toContain(1)
  })

  it('does not run ahead with the clock of the server', async () => {
    const clock = new VirtualClock()
    const server = serverOf(clock, 300_000)
    const catchUp = new CatchUp<Row>(server, '/x', { sinceMs: clock.nowMs(), clock })
    clock.advance(1_000)
    server.change(1)
    expect(await read(catchUp.changes())).toHaveLength(1)
    expect(catchUp.sinceMs).toBe(clock.nowMs())
  })

  it('is read by one at a time', async () => {
    const clock = new VirtualClock()
    const server = serverOf(clock)
    server.change(1)
    const catchUp = new CatchUp<Row>(server, '/x', { sinceMs: clock.nowMs(), clock })
    const first = catchUp.changes()
    await first.next()
    await expect(catchUp.changes().next()).rejects.toThrow('one reading at a time')
    await first.return()
    expect(await read(catchUp.changes())).toHaveLength(1)
  })

  it('keeps the other filters, and takes no time that is none', async () => {
    const clock = new VirtualClock()
    const seen: unknown[] = []
    const list = async function* (_: string, options: ListOptions = {}) {
      seen.push(options.query)
      yield* []
    }
    const query = { company_id: 4001, filters: { status: 'open' } }
    await read(new CatchUp({ list }, '/x', { sinceMs: clock.nowMs(), clock, query }).changes())
    expect(seen).toMatchObject([{ company_id: 4001, filters: { status: 'open' } }])
    expect(() => new CatchUp({ list }, '/x', { sinceMs: Number.NaN })).toThrow('sinceMs')
  })

  it('misses nothing and gives nothing twice, whatever the clocks and the breaks', async () => {
    const step = fc.record({
      waitS: fc.nat(3_000),
      change: fc.nat(4),
      read: fc.constantFrom('no', 'whole', 'broken'),
    })
    const aheadS = fc.integer({ min: -600, max: 600 })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), aheadS, async (steps, ahead) => {
        const clock = new VirtualClock()
        const server = serverOf(clock, ahead * 1_000)
        const catchUp = new CatchUp<Row>(server, '/x', { sinceMs: clock.nowMs(), clock })
        const given: string[] = []
        for (const { waitS, change, read: how } of steps) {
          clock.advance(waitS * 1_000)
          server.change(change)
          if (how === 'no') continue
          let count = 0
          for await (const { id, updated_at } of catchUp.changes()) {
            if (how === 'broken' && ++count > 1) break
            given.push(`${id} ${updated_at}`)
          }
          if (how === 'broken') continue
          for (const { id, updated_at } of server.rows.values()) {
            expect(given).toContain(`${id} ${updated_at}`)
          }
        }
        expect(new Set(given).size).toBe(given.length)
      }),
      { numRuns: 200 },
    )
  })
})

it('the oldest discarded event is found on whichever page it is', async () => {
  const random = seededRandom(4)
  const all = Array.from({ length: 230 }, (_, at) => ({
    id: at + 1,
    outcome: at % 5 === 0 ? 'retried' : 'discarded',
    event: { timestamp: new Date(1e12 + Math.floor(random.fraction() * 1e9)).toISOString() },
  }))
  const times = all
    .filter(({ outcome }) => outcome === 'discarded')
    .map(({ event }) => Date.parse(event.timestamp))
    .sort((a, b) => a - b)
  const queries: unknown[] = []
  const get = async (_: string, { query = {} }: { query?: Record<string, unknown> } = {}) => {
    queries.push(query)
    const from = Number(query['page_start'] ?? 0)
    return { data: all.slice(from, from + 100), response: new Response() }
  }
  const procore = { get: get as never }
  expect(await oldestDiscarded(procore, { hookId: 9, companyId: 4001 })).toBe(times[0])
  expect(queries).toMatchObject([
    { company_id: 4001 },
    { page_start: '100' },
    { page_start: '200' },
  ])
  const after = times[20] ?? 0
  expect(await oldestDiscarded(procore, { hookId: 9, projectId: 5001 }, after)).toBe(times[21])
  expect(await oldestDiscarded(procore, { hookId: 9, projectId: 5001 }, times.at(-1))).toBeNull()
  queries.length = 0
  const same = async (_: string, { query = {} }: { query?: Record<string, unknown> } = {}) => {
    queries.push(query)
    return { data: all.slice(0, 100), response: new Response() }
  }
  await oldestDiscarded({ get: same as never }, { hookId: 9, companyId: 4001 })
  expect(queries, 'a server that knows no pages is not asked for ever').toHaveLength(2)
})

it('any client will do, one with typed paths too', () => {
  interface paths {
    '/rest/v1.0/vendors': {
      get: { responses: { 200: { content: { 'application/json': { id: number }[] } } } }
    }
  }
  expectTypeOf<ProcoreClient>().toExtend<Lister & Getter>()
  expectTypeOf<ProcoreClient<paths>>().toExtend<Lister>()
})
