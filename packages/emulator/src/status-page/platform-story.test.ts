import { FAILURE_IDS } from '@underpin/failures'
import { expect, it } from 'vitest'
import { setUp as setUpEmulator } from '../../test/emulator-rig.ts'
import type { EmulatorOptions } from '../emulator-options.ts'
import type { FaultOrder } from '../faults/fault.ts'
import { COMPONENT_NAMES } from './components.ts'
import { STATUS_DELAY_MS } from './platform-story.ts'
import { mergedSpells, platformShare } from './spell.ts'
import { TOLD_FAILURES } from './told-failures.ts'

const MINUTE_MS = 60_000

function setUp(options: EmulatorOptions = {}) {
  const bench = setUpEmulator(options)
  const { board, faults } = bench.emulator.parts
  const startMs = bench.clock.nowMs()
  const on = (order: Partial<FaultOrder> = {}) => faults.add({ failure: 'heavy-load', ...order })
  /** Every post of every incident, oldest first, with the minutes since the start. */
  const posts = () =>
    board.incidents
      .flatMap(({ updates }) => updates)
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ status, atMs }) => `${(atMs - startMs) / MINUTE_MS} ${status}`)
  const minutes = (count: number) => bench.clock.advance(count * MINUTE_MS)
  return { ...bench, board, faults, on, posts, minutes, startMs }
}

const WHOLE_STORY = ['5 investigating', '15 identified', '35 monitoring', '45 resolved']

it.each([
  { name: 'watched minute by minute', looks: 60, isHeard: false },
  { name: 'looked at once, hours later', looks: 1, isHeard: false },
  { name: 'told to a listener, the clock moved in one leap', looks: 1, isHeard: true },
])('half an hour of heavy load is one story, $name', ({ looks, isHeard }) => {
  const { board, on, posts, minutes, clock } = setUp()
  const heard: string[] = []
  if (isHeard) board.listen((event) => event.kind === 'incident' && heard.push(event.what))
  on({ forMs: 30 * MINUTE_MS })
  for (let look = 0; look < looks; look++) {
    minutes(300 / looks)
    posts()
  }
  expect(posts()).toEqual(WHOLE_STORY)
  if (isHeard) expect(heard).toEqual(['opened', 'updated', 'updated', 'resolved'])
  expect(clock.pendingCount).toBe(0)
})

it('the page is behind in both directions, and yet says since when and until when', () => {
  const { board, on, minutes, startMs } = setUp()
  on({ forMs: 30 * MINUTE_MS })
  minutes(4)
  expect(board.incidents).toEqual([])
  minutes(2)
  expect(board.incidents).toMatchObject([{ startedAtMs: startMs, impact: 'major' }])
  expect(board.statusOf('API Gateway')).toBe('partial_outage')
  expect(board.statusOf('Support Site')).toBe('operational')
  minutes(27)
  expect(board.statusOf('API Gateway')).toBe('partial_outage')
  minutes(3)
  expect(board.statusOf('API Gateway')).toBe('operational')
  expect(board.incidents[0]?.updates[0]).toMatchObject({
    status: 'monitoring',
    fromMs: startMs + 30 * MINUTE_MS,
  })
})

it('a fault that somebody switches off ends then', () => {
  const { on, posts, minutes, faults } = setUp()
  const { number } = on()
  minutes(60)
  expect(posts()).toEqual(['5 investigating', '15 identified'])
  faults.remove(number)
  minutes(60)
  expect(posts()).toEqual(['5 investigating', '15 identified', '65 monitoring', '75 resolved'])
})

it('a fault that lasts as long as the page is late is told of', () => {
  const { on, posts, minutes } = setUp()
  on({ forMs: 5 * MINUTE_MS })
  minutes(300)
  expect(posts()).toEqual(['5 investigating', '10 monitoring', '20 resolved'])
})

it('what two faults and a maintenance bring is posted in the order of time', () => {
  const { board, on, clock, minutes } = setUp()
  const heardAtMs: number[] = []
  board.listen(({ atMs }) => heardAtMs.push(atMs))
  const inMs = (count: number) => clock.nowMs() + count * MINUTE_MS
  board.plan({ title: 'Upgrade', startMs: inMs(7), endMs: inMs(33) })
  on({ forMs: 30 * MINUTE_MS })
  on({ failure: 'bad-gateway', afterMs: 3 * MINUTE_MS, forMs: 30 * MINUTE_MS })
  minutes(300)
  expect(heardAtMs.length).toBeGreaterThan(20)
  expect(heardAtMs).toEqual([...heardAtMs].sort((a, b) => a - b))
})

it('a fault that begins later is told of later', () => {
  const { on, posts, minutes } = setUp()
  on({ afterMs: 60 * MINUTE_MS, forMs: 30 * MINUTE_MS })
  minutes(300)
  expect(posts()[0]).toBe('65 investigating')
})

it.each([
  { name: 'shorter than the delay', order: { forMs: 4 * MINUTE_MS } },
  { name: 'of one path', order: { match: { path: '/rest/v1.0/vendors*' } } },
  { name: 'of one method', order: { match: { method: 'POST' } } },
  { name: 'of one company', order: { match: { companyId: 4001 } } },
  { name: 'of one client', order: { match: { clientId: 'underpin-app' } } },
  { name: 'of so many calls', order: { times: 3 } },
  { name: 'of hardly any call', order: { probability: 0.01 } },
  { name: 'of the caller', order: { failure: 'access-token-expired' } },
  { name: 'of the network', order: { failure: 'connection-reset' } },
] as const)('a fault $name is not told of', ({ order }) => {
  const { on, posts, minutes } = setUp()
  on(order)
  minutes(600)
  expect(posts()).toEqual([])
})

it.each([
  { order: { failure: 'heavy-load', probability: 0.3 }, impact: 'minor' },
  { order: { failure: 'heavy-load', probability: 0.5 }, impact: 'major' },
  { order: { failure: 'regional-outage', probability: 0.3 }, impact: 'major' },
  { order: { failure: 'regional-outage', match: { path: '/rest/*' } }, impact: 'critical' },
  { order: { failure: 'maintenance' }, impact: 'critical' },
] as const)('$order is of impact $impact', ({ order, impact }) => {
  const { on, minutes, board } = setUp()
  on(order)
  minutes(6)
  expect(board.incidents).toMatchObject([{ impact }])
})

it('what comes back while it is watched goes on in the same incident', () => {
  const { on, posts, minutes, board } = setUp()
  on({ forMs: 10 * MINUTE_MS })
  minutes(17)
  on({ forMs: 10 * MINUTE_MS })
  minutes(300)
  expect(board.incidents).toHaveLength(1)
  expect(posts()).toEqual([
    '5 investigating',
    '15 monitoring',
    '22 investigating',
    '32 monitoring',
    '42 resolved',
  ])
})

it('faults of the same kind that overlap are one incident, others another', () => {
  const { on, minutes, board } = setUp()
  on({ forMs: 20 * MINUTE_MS })
  on({ failure: 'bad-gateway', forMs: 20 * MINUTE_MS })
  minutes(10)
  on({ forMs: 30 * MINUTE_MS })
  minutes(300)
  expect(board.incidents.map(({ name }) => name).sort()).toEqual([
    'Backend services not reached',
    'Requests refused under heavy load',
  ])
})

it('it happens again after the end: another incident', () => {
  const { on, minutes, board } = setUp()
  for (let at = 0; at < 3; at++) {
    on({ forMs: 20 * MINUTE_MS })
    minutes(120)
  }
  expect(board.incidents).toHaveLength(3)
  expect(new Set(board.incidents.map(({ id }) => id)).size).toBe(3)
})

it('a person who resolves it has the last word, also while the fault goes on', () => {
  const { on, minutes, board, posts } = setUp()
  on()
  minutes(6)
  board.updateIncident(board.incidents[0]?.id ?? '', { status: 'resolved', body: 'Enough.' })
  minutes(600)
  expect(posts()).toEqual(['5 investigating', '6 resolved'])
})

it('a person who takes it over to monitoring is waited for until the fault ends', () => {
  const { on, minutes, board, posts } = setUp()
  on({ forMs: 60 * MINUTE_MS })
  minutes(6)
  board.updateIncident(board.incidents[0]?.id ?? '', { status: 'monitoring' })
  minutes(600)
  expect(posts()).toEqual(['5 investigating', '6 monitoring', '70 resolved'])
})

it.each([
  { statusDelayMs: 0, want: '0 investigating' },
  { statusDelayMs: 60 * MINUTE_MS, want: '60 investigating' },
  { statusDelayMs: Number.POSITIVE_INFINITY, want: undefined },
])('the delay is settable: $statusDelayMs', ({ statusDelayMs, want }) => {
  const { on, minutes, posts } = setUp({ statusDelayMs })
  on({ forMs: 90 * MINUTE_MS })
  minutes(300)
  expect(posts()[0]).toBe(want)
})

it('a reset forgets the story, and leaves no timer', async () => {
  const { on, minutes, board, door, posts, clock } = setUp()
  board.listen(() => undefined)
  on()
  minutes(6)
  await door('reset', undefined, 'POST')
  minutes(600)
  expect(posts()).toEqual([])
  expect(clock.pendingCount).toBe(0)
})

it('a snapshot taken in the middle goes on where it was', async () => {
  const first = setUp()
  first.on({ forMs: 30 * MINUTE_MS })
  first.minutes(6)
  const { json: snapshot } = await first.door('snapshot')
  const second = setUp()
  await second.door('snapshot', snapshot, 'PUT')
  second.minutes(300)
  expect(second.posts().map((each) => each.split(' ')[1])).toEqual([
    'investigating',
    'identified',
    'monitoring',
    'resolved',
  ])
})

it('an incident whose fault is not known any more comes to its end', async () => {
  const first = setUp()
  first.on()
  first.minutes(16)
  const { json: snapshot } = await first.door('snapshot')
  const second = setUp()
  await second.door('snapshot', { ...snapshot, faults: [] }, 'PUT')
  second.minutes(300)
  expect(second.board.incidents).toMatchObject([{ status: 'resolved' }])
})

it('posting draws nothing from chance: a seed gives the same with and without it', async () => {
  const codes = []
  for (const statusDelayMs of [0, Number.POSITIVE_INFINITY]) {
    const { on, minutes, posts, code } = setUp({ statusDelayMs })
    on({ match: { path: '/rest/*' } })
    minutes(30)
    posts()
    codes.push(await code())
  }
  expect(codes[0]).toBe(codes[1])
})

it('every failure that is told of exists, and names components that exist', () => {
  const ids: readonly string[] = Object.values(FAILURE_IDS).flat()
  for (const [id, { components, name, seen, found }] of Object.entries(TOLD_FAILURES)) {
    expect(ids).toContain(id)
    expect(new Set(components).size).toBe(components.length)
    for (const each of components) expect(COMPONENT_NAMES).toContain(each)
    for (const text of [seen, found]) expect(text).toMatch(/^[A-Z].*\.$/)
    expect(name).not.toMatch(/\.$/)
  }
  expect(STATUS_DELAY_MS).toBe(300_000)
})

const spell = (sinceMs: number, untilMs: number | null, share = 1) => ({
  ...{ failure: 'heavy-load' as const, sinceMs, untilMs, share },
})

it.each([
  { spells: [spell(0, 2), spell(3, 4)], want: [spell(0, 2), spell(3, 4)] },
  { spells: [spell(3, 4), spell(0, 3, 0.5)], want: [spell(0, 4)] },
  { spells: [spell(0, null, 0.2), spell(5, 6, 0.4)], want: [spell(0, null, 0.4)] },
  { spells: [spell(0, 9), spell(2, 3)], want: [spell(0, 9)] },
  { spells: [spell(0, 9), spell(2, null)], want: [spell(0, null)] },
])('spells $spells are $want', ({ spells, want }) => {
  expect(mergedSpells(spells)).toEqual(want)
})

it.each([
  { path: '*', want: 1 },
  { path: '/*', want: 1 },
  { path: '/rest/*', want: 1 },
  { path: '/rest/v1.0/*', want: null },
  { path: '/', want: null },
])('a fault of $path is of a share of $want', ({ path, want }) => {
  expect(platformShare({ failure: 'heavy-load', match: { path } })).toBe(want)
})
