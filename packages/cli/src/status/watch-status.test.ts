import { readStatusPage, type StatusReading } from '@underpin/doctor'
import { VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { type WatchEvent, watchStatus } from './watch-status.ts'

const page = (status: string): StatusReading => {
  const components = [{ id: 'a', name: 'API', status }]
  const read = readStatusPage([{ page: { name: 'P' }, components }], 0)
  if (read === null) throw new Error('not read')
  return { kind: 'read', page: read, exchanges: [] }
}
const gone: StatusReading = { kind: 'unreadable', says: 'It is gone.', exchanges: [] }

/** One reading a minute; the watch is ended after the last. */
async function watch(readings: readonly StatusReading[]) {
  const clock = new VirtualClock()
  const end = new AbortController()
  const events: WatchEvent[] = []
  const readAtMs: number[] = []
  let kept = 0
  const over = watchStatus({
    ...{ clock, signal: end.signal, everyMs: 60_000, before: null },
    read: async () => {
      const next = readings[readAtMs.length]
      readAtMs.push(clock.monotonicMs())
      if (readAtMs.length === readings.length) clock.schedule(1, () => end.abort())
      return next ?? gone
    },
    tell: (event) => events.push(event),
    keep: () => {
      kept += 1
    },
  })
  await clock.run(over)
  expect(clock.pendingCount).toBe(0)
  return { events, readAtMs, kept, kinds: events.map(({ kind }) => kind) }
}

it('the page is told once, then each change when it is seen', async () => {
  const { kinds, events, readAtMs, kept } = await watch([
    page('operational'),
    page('operational'),
    page('major_outage'),
    page('major_outage'),
    page('operational'),
  ])
  expect(kinds).toEqual(['page', 'change', 'change'])
  expect(events[1]).toMatchObject({ change: { from: 'operational', to: 'major_outage' } })
  expect(events[2]).toMatchObject({ change: { from: 'major_outage', to: 'operational' } })
  expect(readAtMs).toEqual([0, 60_000, 120_000, 180_000, 240_000])
  expect(kept).toBe(5)
})

it('errors of the page are told once, and so is their end; a change in between is not lost', async () => {
  const { kinds, events } = await watch([
    page('operational'),
    gone,
    { ...gone, kind: 'not-a-statuspage' },
    gone,
    page('partial_outage'),
    gone,
  ])
  expect(kinds).toEqual(['page', 'unreadable', 'readable', 'change', 'unreadable'])
  expect(events[2]).toMatchObject({ unreadableMs: 180_000 })
})

it('a page that cannot be read at first is shown when it can', async () => {
  const { kinds } = await watch([gone, gone, page('operational'), page('operational')])
  expect(kinds).toEqual(['unreadable', 'readable', 'page'])
})
