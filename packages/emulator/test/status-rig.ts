/** An emulator whose status page has something to tell of every kind. */
import { VirtualClock } from '@underpin/ports/testing'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { isTextAnswer } from '../src/reply.ts'
import { setUp } from './emulator-rig.ts'

export const HOUR_MS = 3_600_000

/** What somebody may write who means no good: into HTML, XML and CDATA. */
export const HOSTILE = '<i>Slow</i> & "x" ]]><script>alert(1)</script> ]]> \u0007 \ud800 <![CDATA['

/** Friday the 20th, midnight in Los Angeles, unless told otherwise. */
export function setUpStatus(options: EmulatorOptions = {}) {
  const clock = new VirtualClock()
  const bench = setUp({ clock, ...options })
  const { statusPage, board } = bench.emulator.parts
  const answer = (path: string, method = 'GET') =>
    statusPage.answer(new Request(`http://localhost:4011${path}`, { method }))
  const feed = async (kind: 'rss' | 'atom') => {
    const reply = await statusPage.reply(new Request(`http://localhost:4011/history.${kind}`))
    if (reply.kind !== 'answer' || !isTextAnswer(reply.answer)) throw new Error('no feed')
    return reply.answer
  }
  const document = (name: string) => JSON.parse(answer(`/api/v2/${name}.json`).text)
  const later = (hours: number) => new Date(clock.nowMs() + hours * HOUR_MS).toISOString()
  return { ...bench, clock, board, answer, feed, document, later }
}

/** Two incidents that are over, two that are open, and a maintenance of each state. */
export async function eventful(options: EmulatorOptions = {}) {
  const bench = setUpStatus(options)
  const { door, clock, later, emulator } = bench
  const maintain = (from: number, until: number, title: string) =>
    door('maintenance', { start: later(from), end: later(until), title })
  await maintain(1, 2, 'Database upgrade')
  emulator.parts.faults.add({ failure: 'regional-outage', forMs: HOUR_MS / 2 })
  clock.advance(3 * HOUR_MS)
  const open = {
    impact: 'major',
    components: ['Webhooks', 'API Gateway'],
    body: 'We look.\nStill.',
  }
  const { json: over } = await door('incidents', { ...open, name: 'Late notices' })
  clock.advance(HOUR_MS)
  await door(`incidents/${over.id}`, { status: 'resolved', body: 'Done.' }, 'PATCH')
  await door('incidents', { ...open, name: HOSTILE, body: HOSTILE })
  await door('incidents', { name: 'Odd texts', impact: 'none' })
  await maintain(-1, 1, 'Emergency work')
  await maintain(240, 244, 'Quarterly maintenance')
  return bench
}
