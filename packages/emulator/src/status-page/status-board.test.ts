import { memoryLog, VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { Database } from '../state/database.ts'
import type { IncidentOrder } from './incident.ts'
import { StatusBoard } from './status-board.ts'
import type { StatusEvent } from './status-event.ts'

const HOUR_MS = 3_600_000

function setUp() {
  const clock = new VirtualClock()
  const log = memoryLog()
  const database = Database.open()
  const board = new StatusBoard({ clock, log, database })
  const events: StatusEvent[] = []
  const listen = () => board.listen((event) => events.push(event))
  return { clock, log, database, board, events, listen, nowMs: clock.nowMs() }
}

/** What happened, in short, with the minutes since the start. */
function told(events: readonly StatusEvent[], startMs: number): string[] {
  return events.map((event) => {
    const minutes = (event.atMs - startMs) / 60_000
    if (event.kind === 'component') return `${minutes} ${event.component.name} ${event.to}`
    return `${minutes} ${event.kind} ${event.what} ${event.update.status}`
  })
}

const order: IncidentOrder = {
  name: 'Slow',
  status: 'investigating',
  impact: 'major',
  components: ['Webhooks'],
  body: 'We look.',
}

it('a listener hears each post, then the components that it changes', () => {
  const { board, events, listen, clock, nowMs } = setUp()
  listen()
  const { id } = board.openIncident(order)
  clock.advance(60_000)
  board.updateIncident(id, { status: 'monitoring', body: 'Better.' })
  board.updateIncident(id, { status: 'resolved' })
  board.updateIncident(id, { status: 'postmortem', body: 'Why.' })
  expect(told(events, nowMs)).toEqual([
    '0 incident opened investigating',
    '0 Webhooks partial_outage',
    '1 incident updated monitoring',
    '1 incident resolved resolved',
    '1 Webhooks operational',
    '1 incident updated postmortem',
  ])
})

it('a component changes only when the worst that is posted of it changes', () => {
  const { board, events, listen } = setUp()
  const first = board.openIncident({ ...order, impact: 'critical' })
  listen()
  const second = board.openIncident(order)
  board.updateIncident(second.id, { status: 'resolved' })
  expect(events.filter(({ kind }) => kind === 'component')).toEqual([])
  board.updateIncident(first.id, { components: ['API Gateway'] })
  expect(events.filter(({ kind }) => kind === 'component')).toMatchObject([
    { component: { name: 'API Gateway' }, from: 'operational', to: 'major_outage' },
    { component: { name: 'Webhooks' }, from: 'major_outage', to: 'operational' },
  ])
})

it.each([
  { name: 'in one leap', leapsMs: [5 * HOUR_MS] },
  { name: 'in small steps', leapsMs: Array.from({ length: 10 }, () => HOUR_MS / 2) },
])('a maintenance is announced, starts and ends at its own times, the clock moved $name', (row) => {
  const { board, events, listen, clock, nowMs } = setUp()
  listen()
  board.plan({ title: 'Upgrade', startMs: nowMs + HOUR_MS, endMs: nowMs + 3 * HOUR_MS })
  for (const leapMs of row.leapsMs) clock.advance(leapMs)
  const posts = events.filter(({ kind }) => kind === 'maintenance')
  expect(told(posts, nowMs)).toEqual([
    '0 maintenance announced scheduled',
    '60 maintenance started in_progress',
    '180 maintenance ended completed',
  ])
  const component = events.find(({ kind }) => kind === 'component')
  expect(component).toMatchObject({ from: 'operational', to: 'under_maintenance' })
  expect(clock.pendingCount).toBe(0)
})

it('whoever only looks later finds the same posts, and no timer was held for it', () => {
  const { board, clock, nowMs } = setUp()
  board.plan({ title: 'Upgrade', startMs: nowMs + HOUR_MS, endMs: nowMs + 3 * HOUR_MS })
  expect(clock.pendingCount).toBe(0)
  clock.advance(5 * HOUR_MS)
  const posts = board.maintenances[0]?.updates.map(({ status, atMs }) => [status, atMs - nowMs])
  expect(posts).toEqual([
    ['completed', 3 * HOUR_MS],
    ['in_progress', HOUR_MS],
    ['scheduled', 0],
  ])
})

it('a maintenance that is announced when it has begun is in progress at once', () => {
  const { board, events, listen, nowMs } = setUp()
  listen()
  const planned = { title: 'Late', startMs: nowMs - HOUR_MS, endMs: nowMs + HOUR_MS }
  expect(board.plan(planned).status).toBe('in_progress')
  const posts = events.filter(({ kind }) => kind === 'maintenance')
  expect(told(posts, nowMs)).toEqual([
    '0 maintenance announced scheduled',
    '0 maintenance started in_progress',
  ])
  expect(board.statusOf('API Gateway')).toBe('under_maintenance')
  expect(board.statusOf('Support Site')).toBe('operational')
})

it.each([
  { name: 'moved', startH: 3, endH: 5, isNew: true },
  { name: 'made longer', startH: 2, endH: 5, isNew: true },
  { name: 'made shorter', startH: 2, endH: 3, isNew: false },
])('a window that is $name: announced anew is $isNew', ({ startH, endH, isNew }) => {
  const { board, events, listen, clock, nowMs } = setUp()
  const at = (hours: number) => nowMs + hours * HOUR_MS
  const { id } = board.plan({ title: 'Upgrade', startMs: at(2), endMs: at(4) })
  clock.advance(HOUR_MS)
  listen()
  const changed = board.changePlan(id, { startMs: at(startH), endMs: at(endH) })
  expect(changed?.announcedAtMs).toBe(isNew ? at(1) : at(0))
  expect(events).toMatchObject([{ what: 'changed', maintenance: { endMs: at(endH) } }])
  clock.advance(9 * HOUR_MS)
  expect(told(events.slice(-1), nowMs)[0]).toMatch(new RegExp(`^${endH * 60} `))
  expect(board.changePlan(id, { endMs: at(20) })).toBeNull()
})

it('a listener that fails is logged, and the others hear it and the post stands', () => {
  const { board, events, listen, log } = setUp()
  board.listen(() => {
    throw new Error('deaf')
  })
  listen()
  board.openIncident(order)
  expect(events).toHaveLength(2)
  expect(log.lines).toHaveLength(2)
  expect(board.incidents).toHaveLength(1)
})

it('a listener that looks at the board sees no later step before the others hear this one', () => {
  const { board, events, listen, nowMs } = setUp()
  board.listen(() => void board.maintenances.length)
  listen()
  board.plan({ title: 'Late', startMs: nowMs - 2 * HOUR_MS, endMs: nowMs - HOUR_MS })
  const posts = events.filter(({ kind }) => kind === 'maintenance')
  expect(posts.map((event) => 'what' in event && event.what)).toEqual([
    'announced',
    'started',
    'ended',
  ])
})

it('nothing is told after listening has ended, and no timer is left', () => {
  const { board, events, clock, nowMs } = setUp()
  const stop = board.listen((event) => events.push(event))
  board.plan({ title: 'Upgrade', startMs: nowMs + HOUR_MS, endMs: nowMs + 2 * HOUR_MS })
  expect(clock.pendingCount).toBe(1)
  stop()
  expect(clock.pendingCount).toBe(0)
  clock.advance(5 * HOUR_MS)
  expect(events).toHaveLength(1)
})

it('what is stored is read again by the next board, ids going on', () => {
  const { board, clock, log, database, nowMs } = setUp()
  const first = board.openIncident(order)
  board.plan({ title: 'Upgrade', startMs: nowMs + HOUR_MS, endMs: nowMs + 2 * HOUR_MS })
  clock.advance(3 * HOUR_MS)
  const again = new StatusBoard({ clock, log, database })
  expect(again.incidents).toEqual(board.incidents)
  expect(again.maintenances[0]?.status).toBe('completed')
  expect(again.openIncident(order).id).not.toBe(first.id)
  expect(again.sinceMs).toBe(nowMs)
})

it('of many updates the first is kept, since it says from when', () => {
  const { board, nowMs, clock } = setUp()
  const { id } = board.openIncident(order)
  for (let at = 0; at < 150; at++) {
    clock.advance(1_000)
    board.updateIncident(id, { body: `${at}` })
  }
  const updates = board.incident(id)?.updates ?? []
  expect(updates).toHaveLength(100)
  expect(updates.at(-1)).toMatchObject({ fromMs: nowMs, body: 'We look.' })
  expect(updates[0]?.body).toBe('149')
})
