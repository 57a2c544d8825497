/** The small parts of webhooks, each for itself: waits, ids, masks, destinations, names. */
import { seededRandom } from '@underpin/ports/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Resources } from '../engine/resources.ts'
import { makeUlid } from '../ulid.ts'
import { waitBeforeRetryMs } from './backoff.ts'
import { whyNotSentTo } from './destination.ts'
import { readEventType, readPayloadVersion } from './hook.ts'
import { secretsOf } from './hook-secrets.ts'
import { masked } from './masked-headers.ts'
import { eventsOf, isStopped, webhookResources } from './webhook-resources.ts'

const NOW = Date.UTC(2026, 10, 20)

it.each([
  { failures: 1, want: 1_000 },
  { failures: 2, want: 2_000 },
  { failures: 12, want: 2_048_000 },
  { failures: 13, want: 3_600_000 },
  { failures: 5_000, want: 3_600_000 },
])('after $failures failures in a row a hook waits $want ms', ({ failures, want }) => {
  expect(waitBeforeRetryMs(failures)).toBe(want)
})

it('ULIDs have 26 characters, sort as their times do, and repeat with their seed', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })
  fc.assert(
    fc.property(time, time, fc.nat(), (a, b, seed) => {
      const [first, second] = [makeUlid(a, seededRandom(seed)), makeUlid(b, seededRandom(seed + 1))]
      expect(first).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
      expect(first).toBe(makeUlid(a, seededRandom(seed)))
      if (a !== b) expect(first < second).toBe(a < b)
    }),
  )
})

it('the time of a ULID is the one of the specification', () => {
  expect(makeUlid(1_469_918_176_385, seededRandom(1)).slice(0, 10)).toBe('01ARYZ6S41')
})

it('a destination header shows five stars and its last five characters, a short one none', () => {
  const headers = { A: 'Bearer abcdefg', B: '1234567890', C: '', D: '12345678901' }
  expect(masked(headers)).toEqual({ A: '*****cdefg', B: '*****', C: '*****', D: '*****78901' })
})

it('secrets of a hook are its header values, with and without their scheme, and its password', () => {
  const destinationHeaders = { Authorization: 'Bearer abc def', 'X-Key': 'plain' }
  const settings = { destinationHeaders, destinationUrl: 'https://me:pass@x.example/y' }
  expect(secretsOf(settings as never)).toEqual(['Bearer abc def', 'abc def', 'plain', 'pass'])
})

describe('without being allowed more, notices go', () => {
  it.each([
    'http://127.0.0.1:3000/in',
    'https://127.8.9.10/',
    'http://localhost:1',
    'http://hooks.localhost/x',
    'http://[::1]:8080/',
    'http://127.1/',
    'http://2130706433/',
  ])('to %s', (url) => {
    expect(whyNotSentTo(url, 'loopback')).toBeNull()
  })

  it.each([
    'https://hooks.example.com/in',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://[::ffff:10.0.0.1]/',
    'http://user@127.0.0.1/',
    'file:///etc/passwd',
    'not an address',
  ])('not to %s', (url) => {
    expect(whyNotSentTo(url, 'loopback')).toMatch(/destination|loopback/)
  })

  it('and anywhere when somebody says so, but never by another scheme', () => {
    expect(whyNotSentTo('https://hooks.example.com/in', 'anywhere')).toBeNull()
    expect(whyNotSentTo('ftp://hooks.example.com/in', 'anywhere')).toMatch(/http/)
  })
})

it.each([
  { given: 'v2', want: 'v2.0' },
  { given: 'v2.0', want: 'v2.0' },
  { given: 'V3.0', want: 'v3.0' },
  { given: '4.0', want: 'v4.0' },
  { given: 'v1', want: null },
  { given: 'v22', want: null },
  { given: 2, want: null },
])('the payload version $given is $want', ({ given, want }) => {
  expect(readPayloadVersion(given)).toBe(want)
})

it.each([
  { given: 'create', want: 'create' },
  { given: 'DELETE', want: 'delete' },
  { given: 'created', want: null },
  { given: null, want: null },
])('the event type $given is $want', ({ given, want }) => {
  expect(readEventType(given)).toBe(want)
})

describe('what can be subscribed to', () => {
  const none = new Resources([])
  const names = (scope: 'company' | 'project') =>
    webhookResources(scope, none, NOW).map(({ name }) => name)

  it('is 25 names of a company and 96 of a project, each once', () => {
    expect(new Set(names('company')).size).toBe(25)
    expect(names('company')).toHaveLength(25)
    expect(new Set(names('project')).size).toBe(96)
    expect(names('project')).toHaveLength(96)
    expect(names('project').filter((name) => names('company').includes(name))).toEqual([])
  })

  it.each([
    { scope: 'company' as const, name: 'Bids', want: ['update'] },
    { scope: 'company' as const, name: 'Projects', want: ['create', 'update'] },
    { scope: 'company' as const, name: 'Trades', want: ['create', 'delete'] },
    { scope: 'project' as const, name: 'RFIs', want: ['create', 'update', 'delete'] },
    { scope: 'project' as const, name: 'Budget View Snapshots', want: ['create'] },
    { scope: 'project' as const, name: 'Project Users', want: ['create', 'delete'] },
  ])('$name has $want', ({ scope, name, want }) => {
    const found = webhookResources(scope, none, NOW).find((each) => each.name === name)
    expect(found && eventsOf(found)).toEqual(want)
  })

  it.each([
    { day: '2026-06-30T23:59:59Z', name: 'Project Users', type: 'update' as const, want: false },
    { day: '2026-07-01T00:00:00Z', name: 'Project Users', type: 'update' as const, want: true },
    { day: '2026-07-01T00:00:00Z', name: 'Project Vendors', type: 'update' as const, want: true },
    { day: '2026-07-01T00:00:00Z', name: 'Project Users', type: 'create' as const, want: false },
    { day: '2026-07-01T00:00:00Z', name: 'Company Users', type: 'update' as const, want: false },
  ])('$name $type at $day is stopped: $want', ({ day, name, type, want }) => {
    expect(isStopped(name, type, Date.parse(day))).toBe(want)
  })
})
