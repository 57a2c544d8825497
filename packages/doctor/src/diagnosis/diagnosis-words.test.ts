import { describe, expect, it } from 'vitest'
import { clockWords, zonedClockWords, zoneWords } from './clock-words.ts'
import { NO_COMPLAINT } from './complaint.ts'
import { diagnose } from './diagnose.ts'
import { clockSentences, escalationWords } from './diagnosis-words.ts'

/** Ten past seven in the morning, wherever this runs. */
const NOW_MS = new Date(2026, 10, 20, 7, 10).getTime()
const MINUTE_MS = 60_000

const heavyLoadSince = (sinceMs: number | null) =>
  diagnose({
    report: null,
    complaint: { ...NO_COMPLAINT, sinceMs, seen: ['heavy-load'] },
    nowMs: NOW_MS,
  })

describe('times in words', () => {
  it('when to escalate names its zone, and how far off it is', () => {
    const { clock } = heavyLoadSince(null)
    const inTwenty = { ...clock, escalateAtMs: NOW_MS + 20 * MINUTE_MS, escalateByMs: null }
    const zone = zoneWords() === 'UTC' ? 'UTC' : '\\S+'
    expect(escalationWords(inTwenty, NOW_MS)).toMatch(
      new RegExp(`^at 07:30 ${zone} \\(in 20 minutes\\) if it still fails, to `),
    )
  })

  it('a wait is rounded up, and never told shorter than it is', () => {
    const { clock } = heavyLoadSince(null)
    const words = (ms: number) => escalationWords({ ...clock, escalateAtMs: NOW_MS + ms }, NOW_MS)
    expect(words(61_000)).toMatch(/\(in 2 minutes\)/)
    expect(words(59_000)).toMatch(/\(in less than a minute\)/)
    expect(words(0)).toMatch(/^now, to /)
  })

  it('when it began is also said as how long ago', () => {
    const [began] = clockSentences(heavyLoadSince(NOW_MS - 25 * MINUTE_MS), NOW_MS)
    expect(began).toBe('It began at 06:45, 25 minutes ago.')
  })

  it('where the time to escalate stands above, only the reason is told', () => {
    const diagnosis = heavyLoadSince(NOW_MS)
    const alone = clockSentences(diagnosis, NOW_MS).at(-1)
    const below = clockSentences(diagnosis, NOW_MS, { isEscalationShown: true }).at(-1)
    expect(alone).toMatch(/^Escalate at .* to Procore/)
    expect(below).toMatch(/^Why escalate then: [a-z]/)
    expect(below).not.toMatch(/Procore|\d\d:\d\d/)
  })
})

it.each([Number.NaN, 8.64e15 + 1, 1e300])('%d is told as no time, and stops nothing', (atMs) => {
  expect(clockWords(atMs, 0)).toBe('an unknown time')
  expect(zonedClockWords(atMs, 0)).toBe('an unknown time')
})
