/** The history of a hook has a bound, and its queue is counted right whatever happens to it. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Database } from '../state/database.ts'
import type { Delivery } from './delivery.ts'
import { HISTORY_MAX } from './event-queue.ts'
import type { NewEvent } from './webhook-event.ts'
import { WebhookStore } from './webhook-store.ts'

const AT = Date.UTC(2026, 10, 20)
const OK: Delivery = {
  ...{ startedMs: AT, completedMs: AT, status: 200, headers: {}, body: '', error: null },
}
const BAD: Delivery = { ...OK, status: 500 }

function setUp() {
  const database = Database.open()
  const store = new WebhookStore(database)
  const owner = { companyId: 1, projectId: null, userId: 1, clientId: null }
  const { id } = store.hooks.create(
    owner,
    {
      ...{ namespace: 'app', destinationUrl: 'http://127.0.0.1:9', destinationHeaders: {} },
      ...{ apiVersion: 'v2', payloadVersion: 'v2.0', status: 'active' },
    },
    AT,
  )
  const add = () => {
    const eventId = store.queue.nextEventId()
    const event: NewEvent = {
      ...{ hookId: id, eventId, ulid: String(eventId), atMs: AT, eventType: 'create' },
      ...{ resourceName: 'RFIs', resourceId: 1, companyId: 1, projectId: null },
      ...{ userId: 1, clientId: null, related: [] },
    }
    store.queue.add(event)
  }
  const count = (table: string) =>
    Number(database.get(`SELECT count(*) AS count FROM webhook_${table}`)?.['count'])
  return { database, store, id, add, count }
}

it('keeps the newest records, and the events that they are of', () => {
  const { store, id, add, count } = setUp()
  store.tables.transaction(() => {
    for (let at = 0; at < HISTORY_MAX + 1_000; at++) {
      add()
      const event = store.queue.first(id)
      if (event) store.queue.delivered(event, OK, false)
    }
  })
  expect(count('attempts')).toBeLessThanOrEqual(HISTORY_MAX + 500)
  expect(count('attempts')).toBeGreaterThanOrEqual(HISTORY_MAX)
  expect(count('events')).toBe(count('attempts'))
})

it('a hook that is deleted leaves nothing behind', () => {
  const { store, id, add, count } = setUp()
  store.hooks.createTrigger({ hookId: id, resourceName: 'RFIs', eventType: 'create', userId: 1 })
  for (const each of [1, 2]) {
    add()
    const event = store.queue.first(id)
    if (event && each === 1) store.queue.delivered(event, OK, false)
  }
  const tables = ['hooks', 'triggers', 'events', 'attempts']
  expect(tables.map(count)).toEqual([1, 1, 2, 1])
  store.hooks.remove(id)
  expect(tables.map(count)).toEqual([0, 0, 0, 0])
})

it('counts its queue right, sends in order, and never forgets a failure, whatever happens', () => {
  const step = fc.constantFrom('add', 'ok', 'again', 'fail', 'flush')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { database, store, id, add } = setUp()
      const { queue } = store
      let waiting: number[] = []
      let failures = 0
      let next = 1_000_001
      for (const each of steps) {
        const event = queue.first(id)
        expect(event?.eventId ?? null).toBe(waiting[0] ?? null)
        if (each === 'add') {
          add()
          waiting.push(next++)
        } else if (each === 'flush') {
          queue.flush(id, AT)
          waiting = []
          failures = 0
        } else if (event) {
          if (each === 'fail') queue.failed(event, BAD)
          else queue.delivered(event, OK, each === 'again')
          failures = each === 'fail' ? failures + 1 : 0
          if (each === 'ok') waiting.shift()
        }
        const { queuedCount, failureCount, failingSinceMs } = queue.stateOf(id)
        expect([queuedCount, failureCount]).toEqual([waiting.length, failures])
        expect(failingSinceMs).toBe(failures > 0 ? AT : null)
      }
      database.close()
    }),
    { numRuns: 100 },
  )
})
