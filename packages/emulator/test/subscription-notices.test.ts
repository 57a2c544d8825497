/** What subscribers are told, when, and that it is once. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@underpin/ports'
import { VirtualClock } from '@underpin/ports/testing'
import { afterEach, expect, it } from 'vitest'
import { DAY_MS, INCIDENT, linkIn, READER, subscriptionRig } from './subscription-rig.ts'
import { turn } from './webhook-rig.ts'

const HOUR_MS = 3_600_000
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function dataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'subscriptions-'))
  folders.push(folder)
  return join(folder, 'data.db')
}

it('a maintenance is told of at once, seven days before, when it begins and when it ends', async () => {
  const { subscribe, board, sent, clock } = subscriptionRig()
  await subscribe()
  const startMs = clock.nowMs() + 10 * DAY_MS
  board.plan({ title: 'New racks', startMs, endMs: startMs + 1.5 * HOUR_MS })
  clock.advance(20 * DAY_MS)
  const told = sent('status-maintenance').map(({ subject, sentAtMs }) => [
    (sentAtMs - startMs) / DAY_MS,
    subject,
  ])
  expect(told).toEqual([
    [-10, 'Maintenance planned: New racks'],
    [-7, 'Maintenance in seven days: New racks'],
    [0, 'Maintenance has begun: New racks'],
    [1.5 / 24, 'Maintenance is over: New racks'],
  ])
  const text = sent('status-maintenance')[1]?.text
  expect(text).toContain('Window: Nov 30, 2026, 00:00 PST to Nov 30, 2026, 01:30 PST (1 h 30 min)')
  expect(text).toContain('In UTC: 2026-11-30 08:00 to 2026-11-30 09:30')
})

it.each([
  { days: 7, why: 'announced on that day' },
  { days: 3, why: 'announced later' },
])('there is no reminder of what was $why', async ({ days }) => {
  const { subscribe, board, subjects, clock } = subscriptionRig()
  await subscribe()
  const startMs = clock.nowMs() + days * DAY_MS
  board.plan({ title: 'Racks', startMs, endMs: startMs + HOUR_MS })
  clock.advance(20 * DAY_MS)
  expect(subjects().filter((each) => each.startsWith('Maintenance'))).toEqual([
    'Maintenance planned: Racks',
    'Maintenance has begun: Racks',
    'Maintenance is over: Racks',
  ])
})

it('a plan that moves is told of again, and reminded of by its new time', async () => {
  const { subscribe, board, sent, clock } = subscriptionRig()
  await subscribe()
  const startMs = clock.nowMs() + 10 * DAY_MS
  const { id } = board.plan({ title: 'Racks', startMs, endMs: startMs + HOUR_MS })
  clock.advance(4 * DAY_MS)
  const laterMs = startMs + 10 * DAY_MS
  board.changePlan(id, { startMs: laterMs, endMs: laterMs + HOUR_MS })
  clock.advance(9.5 * DAY_MS)
  expect(sent('status-maintenance').map(({ subject }) => subject.split(':')[0])).toEqual([
    'Maintenance planned',
    'Maintenance in seven days',
    'Maintenance changed',
    'Maintenance in seven days',
  ])
})

it('a subscriber hears only of the components that were chosen', async () => {
  const { subscribe, board, subjects, sent, post, last } = subscriptionRig()
  await subscribe(READER, ['Webhooks'])
  board.openIncident(INCIDENT)
  board.openIncident({ ...INCIDENT, name: 'No component', components: [] })
  expect(sent('status-incident')).toEqual([])
  const { id } = board.openIncident({ ...INCIDENT, name: 'Hooks', components: ['Webhooks'] })
  // Told that it is over for them, too.
  board.updateIncident(id, { components: ['API Gateway'] })
  board.updateIncident(id, { status: 'resolved' })
  expect(subjects().slice(1)).toEqual(['New incident: Hooks', 'Update: Hooks'])
  const link = linkIn(last('status-incident'))
  expect((await post(link, { do: 'save' })).text).toContain('all components')
  board.openIncident({ ...INCIDENT, name: 'No component', components: [] })
  expect(subjects().at(-1)).toBe('New incident: No component')
})

it('a restart repeats nothing, and tells what was posted while nobody listened', async () => {
  const clock = new VirtualClock()
  const file = dataFile()
  const first = subscriptionRig({ clock, dataFile: file })
  await first.subscribe()
  const startMs = clock.nowMs() + 8 * DAY_MS
  first.board.plan({ title: 'Racks', startMs, endMs: startMs + HOUR_MS })
  first.board.openIncident(INCIDENT)
  expect(first.subjects()).toHaveLength(3)
  first.emulator.close()
  clock.advance(2 * DAY_MS)
  const second = subscriptionRig({ clock, dataFile: file })
  await turn()
  expect(second.subjects()).toEqual(['Maintenance in seven days: Racks'])
  second.emulator.close()
  clock.advance(30 * DAY_MS)
  const third = subscriptionRig({ clock, dataFile: file })
  await turn()
  clock.advance(1)
  expect(third.subjects()).toEqual(['Maintenance has begun: Racks', 'Maintenance is over: Racks'])
  third.emulator.close()
  const fourth = subscriptionRig({ clock, dataFile: file })
  await turn()
  clock.advance(1)
  expect(fourth.subjects()).toEqual([])
  fourth.emulator.close()
  expect(clock.pendingCount).toBe(0)
})

it('a reset ends every subscription, and a snapshot brings it back without a notice twice', async () => {
  const { subscribe, board, door, sent, clock } = subscriptionRig()
  await subscribe()
  board.openIncident(INCIDENT)
  const snapshot = await door('snapshot')
  await door('reset', {})
  await turn()
  board.openIncident(INCIDENT)
  expect(sent()).toEqual([])
  expect(clock.pendingCount).toBe(0)
  await door('snapshot', snapshot.json, 'PUT')
  await turn()
  expect(sent()).toEqual([])
  board.openIncident({ ...INCIDENT, name: 'After' })
  expect(sent().map(({ subject }) => subject)).toEqual(['New incident: After'])
})

it('a timer is held only while something is due and somebody is to be told', async () => {
  const { subscribe, board, clock, last, post, emulator } = subscriptionRig()
  const startMs = clock.nowMs() + 30 * DAY_MS
  board.plan({ title: 'Racks', startMs, endMs: startMs + HOUR_MS })
  expect(clock.pendingCount).toBe(0)
  await subscribe()
  expect(clock.pendingCount).toBeGreaterThan(0)
  board.openIncident(INCIDENT)
  await post(linkIn(last('status-incident')), { do: 'end' })
  expect(clock.pendingCount).toBe(0)
  await subscribe()
  emulator.close()
  expect(clock.pendingCount).toBe(0)
})

it('what falls due in the middle of telling is told once, and nothing before it twice', async () => {
  for (let earlyMs = 1; earlyMs <= 40; earlyMs++) {
    /** A clock that runs on whenever it is read, as a real one does. */
    const virtual = new VirtualClock()
    let isRunning = false
    const clock: Clock = {
      nowMs: () => {
        if (isRunning) virtual.advance(1)
        return virtual.nowMs()
      },
      monotonicMs: () => virtual.monotonicMs(),
      schedule: (waitMs, fire) => virtual.schedule(waitMs, fire),
    }
    const deliver: typeof fetch = async () => new Response('')
    const rig = subscriptionRig({ clock, deliver })
    const { subscribe, subscribeWebhook, board, subjects, post, last } = rig
    await subscribe()
    // Its payload looks at the board once more, in the middle of telling.
    await subscribeWebhook('http://localhost:9/in')
    const startMs = virtual.nowMs() + 8 * DAY_MS
    board.plan({ title: 'Racks', startMs, endMs: startMs + 5 })
    const link = linkIn(last('status-maintenance'))
    virtual.advance(DAY_MS - earlyMs)
    isRunning = true
    await post(link, { do: 'save' })
    isRunning = false
    virtual.advance(7 * DAY_MS - 60)
    isRunning = true
    await post(link, { do: 'save' })
    isRunning = false
    virtual.advance(HOUR_MS)
    expect(subjects().slice(2), `${earlyMs} ms early`).toEqual([
      'Maintenance planned: Racks',
      'Maintenance in seven days: Racks',
      'Maintenance has begun: Racks',
      'Maintenance is over: Racks',
    ])
  }
})
