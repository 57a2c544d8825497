/** The journal's ring: what it keeps, forgets, and finds again, in whatever order exchanges end. */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BODY_CHARS_MAX, IN_PROCESS, Journal } from './journal.ts'

const setUp = (exchangesMax: number) => {
  const parts = { clock: new VirtualClock(), random: seededRandom(1), tokens: { find: () => null } }
  const journal = new Journal({ ...parts, exchangesMax })
  const open = (body: string | null = null) => {
    const call = journal.open(new Request('http://localhost/x?y=1#z'), '/x', IN_PROCESS)
    call.bodyText = body
    return call
  }
  return { journal, open }
}

it('finds what a naive list finds, in any order of ending', () => {
  const step = fc.oneof(fc.constant('open' as const), fc.nat(20))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.nat(40), (steps, since) => {
      const { journal, open } = setUp(8)
      const waiting: ReturnType<typeof open>[] = []
      const ended: number[] = []
      for (const each of steps) {
        if (each === 'open') waiting.push(open())
        else {
          const [call] = waiting.splice(each % Math.max(1, waiting.length), 1)
          if (!call) continue
          journal.close(call, { kind: 'reset' })
          ended.push(call.n)
        }
      }
      const want = ended.slice(-8).filter((n) => n > since)
      const numbers = journal.entriesSince(since).map(({ n }) => n)
      expect(numbers).toEqual(want.sort((a, b) => a - b))
      expect(journal.settledN).toBe(Math.min(journal.lastN, ...waiting.map(({ n }) => n - 1)))
    }),
  )
})

it('keeps of a long body its beginning, and says how long it was', () => {
  const { journal, open } = setUp(8)
  const long = 'ä'.repeat(BODY_CHARS_MAX + 1)
  journal.close(open(long), {
    kind: 'answer',
    answer: { status: 200, headers: {}, text: 'short' },
    headers: {},
  })
  const [entry] = journal.entriesSince(0)
  expect(entry?.requestBody).toBe(`${'ä'.repeat(BODY_CHARS_MAX)}… (${long.length} characters)`)
  expect(entry?.responseBody).toBe('short')
})

it('an exchange that was under way when the journal was cleared is not kept', () => {
  const { journal, open } = setUp(8)
  const call = open()
  journal.clear()
  journal.close(call, { kind: 'reset' })
  expect([journal.entriesSince(0), journal.lastN]).toEqual([[], 0])
})

it('the query is what stands between the question mark and the fragment', () => {
  expect(setUp(8).open().search).toBe('y=1')
})
