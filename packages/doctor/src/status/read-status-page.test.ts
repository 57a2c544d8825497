import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMPONENTS_MAX, EVENTS_MAX, readStatusPage } from './read-status-page.ts'

const AT = 1_795_000_000_000
const PAGE = { id: 'p1', name: 'Example', url: 'https://status.example.com' }

const read = (document: object) => {
  const page = readStatusPage([document], AT)
  if (page === null) throw new Error('not read')
  return page
}

describe('what is no status page is none, and not an empty one', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', [{ page: PAGE }]],
    ['a text', 'operational'],
    ['another health answer', { status: 'ok', checks: [] }],
    ['a page of something else', { page: 3, total: 9, components: 'none' }],
    ['lists of something else', { components: [{ name: 'button' }] }],
  ])('%s', (_, document) => {
    expect(readStatusPage([document], AT)).toBeNull()
  })
})

it('a summary without any list is read, and what is missing is said', () => {
  const page = read({ page: PAGE, status: { indicator: 'minor', description: 'Trouble' } })
  expect(page).toMatchObject({ indicator: 'minor', components: [], incidents: [], readAtMs: AT })
  expect(page.notes).toEqual([
    'The page has no list of components, nor of incidents, nor of scheduled maintenances.',
  ])
})

it('groups give their name to their members, and are no components themselves', () => {
  const page = read({
    page: PAGE,
    components: [
      { id: 'g', name: 'Group', group: true, status: 'major_outage' },
      { id: 'a', name: 'Inside', group_id: 'g', status: 'operational' },
      { id: 'b', name: 'Outside', status: 'partial_outage' },
      { id: 'c', name: 'Lost', group_id: 'gone' },
      { id: 'd', status: 'operational' },
    ],
  })
  expect(page.components).toEqual([
    { id: 'a', name: 'Inside', group: 'Group', status: 'operational' },
    { id: 'b', name: 'Outside', group: null, status: 'partial_outage' },
    { id: 'c', name: 'Lost', group: null, status: 'unknown' },
  ])
})

it('a state that nobody knows is unknown, and not operational', () => {
  const page = read({
    page: PAGE,
    status: { indicator: 'purple' },
    components: [{ id: 'a', name: 'A', status: 'sleeping' }],
  })
  expect(page.indicator).toBe('unknown')
  expect(page.components[0]?.status).toBe('unknown')
})

it('what is over is left out, and what is twice is once', () => {
  const incident = (id: string, status: string) => ({ id, name: `Incident ${id}`, status })
  const page = read({
    page: PAGE,
    incidents: [
      incident('1', 'investigating'),
      incident('2', 'resolved'),
      incident('3', 'postmortem'),
      incident('1', 'investigating'),
    ],
    scheduled_maintenances: [incident('4', 'completed'), incident('5', 'scheduled')],
  })
  expect(page.incidents.map(({ id }) => id)).toEqual(['1'])
  expect(page.maintenances.map(({ id }) => id)).toEqual(['5'])
})

it('the last post counts by its time, and an event without components takes those of its posts', () => {
  const page = read({
    page: PAGE,
    incidents: [
      {
        name: 'Slow',
        incident_updates: [
          {
            status: 'investigating',
            body: 'First.',
            display_at: '2026-11-20T07:00:00Z',
            affected_components: [{ code: 'x1', name: 'Group - API' }, { name: 'Web' }, null],
          },
          { status: 'identified', body: 'Second.', display_at: '2026-11-20T08:00:00Z' },
        ],
      },
    ],
  })
  expect(page.incidents[0]).toMatchObject({
    id: 'Slow',
    impact: 'unknown',
    startedAtMs: null,
    updatedAtMs: Date.parse('2026-11-20T08:00:00Z'),
    lastPost: { status: 'identified', body: 'Second.' },
    components: [
      { id: 'x1', name: 'Group - API' },
      { id: 'Web', name: 'Web' },
    ],
  })
})

it('hostile text is plain text on one line', () => {
  const hostile =
    '\u001b[31mRed\u001b]0;title\u0007\r\n\u202Egnp.exe <script>alert(1)</script>\ud800'
  const { incidents, page } = read({
    page: { ...PAGE, name: hostile, url: 'javascript:alert(1)' },
    incidents: [
      {
        name: hostile,
        status: hostile,
        shortlink: 'javascript:alert(1)',
        incident_updates: [{ body: `<p>We look.<br/>Still &lt; ${hostile}</p>` }],
      },
    ],
  })
  const texts = [page.name, ...incidents.flatMap((i) => [i.name, i.status, i.lastPost?.body ?? ''])]
  for (const text of texts) expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
  expect(incidents[0]?.lastPost?.body).toMatch(/^We look\. Still &lt; /)
  expect([page.url, incidents[0]?.link]).toEqual([null, null])
})

it('every list and every text has its bound, and what was left out is said', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ id: `n${n}`, name: 'x'.repeat(5_000) }))
  const page = read({
    page: PAGE,
    components: many(COMPONENTS_MAX + 1),
    incidents: many(EVENTS_MAX + 1),
    scheduled_maintenances: [],
  })
  expect(page.components).toHaveLength(COMPONENTS_MAX)
  expect(page.incidents).toHaveLength(EVENTS_MAX)
  expect(page.components[0]?.name).toHaveLength(200)
  expect(page.notes).toEqual([
    'Not read: its components after the first 20000, and its incidents after the first 100.',
  ])
})

it('whatever the JSON is, reading it never throws', () => {
  const fields = ['page', 'status', 'components', 'incidents', 'scheduled_maintenances']
  const near = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 4 }))
  const inner = fc.record(
    {
      page: fc.constant(PAGE),
      components: fc.array(fc.jsonValue()),
      incidents: fc.array(
        fc.record({
          name: fc.string(),
          incident_updates: fc.jsonValue(),
          components: fc.jsonValue(),
        }),
      ),
    },
    { requiredKeys: ['page'] },
  )
  fc.assert(
    fc.property(fc.oneof(near, inner, fc.jsonValue()), (document) => {
      const page = readStatusPage([document], AT)
      expect(page === null || page.readAtMs === AT).toBe(true)
    }),
  )
})

it('an incident whose status is an object without a text is read', () => {
  const incidents = [{ id: 'i', name: 'Slow', status: { toString: 1 } }]
  expect(read({ page: PAGE, incidents }).incidents).toMatchObject([{ status: 'unknown' }])
})
