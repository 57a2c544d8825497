import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RetryBudget } from './retry-budget.ts'

const budgetOf = (changed = {}) =>
  new RetryBudget({ percent: 10, reserve: 1, windowMs: 1_000, ...changed })

it.each([
  { name: 'an idle client has only its reserve', attempts: 0, quietMs: 0, want: 1 },
  { name: 'part of a retry is rounded down', attempts: 19, quietMs: 0, want: 2 },
  { name: 'traffic counts until its window ends', attempts: 20, quietMs: 999, want: 3 },
  { name: 'and not after', attempts: 20, quietMs: 1_000, want: 1 },
])('$name', ({ attempts, quietMs, want }) => {
  const budget = budgetOf()
  for (let at = 0; at < attempts; at++) budget.recordAttempt(0)
  const answers = Array.from({ length: 9 }, () => budget.takeRetry(quietMs))
  expect(answers.filter(Boolean)).toHaveLength(want)
})

it.each([{ percent: 0 }, { percent: 101 }, { reserve: -1 }, { windowMs: 9 }])(
  'rejects %o',
  (bad) => {
    expect(() => budgetOf(bad)).toThrow(RangeError)
  },
)

it('never grants more than its share, whatever the order and timing', () => {
  const waitMs = fc.oneof({ weight: 9, arbitrary: fc.nat(20) }, fc.nat(2_000))
  const step = fc.record({ waitMs, isRetry: fc.nat(3).map((roll) => roll === 0) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
      const budget = budgetOf()
      const sent = { attempts: [] as number[], retries: [] as number[] }
      let nowMs = 0
      const since = (ageMs: number) => (atMs: number) => atMs > nowMs - ageMs
      for (const { waitMs: passedMs, isRetry } of steps) {
        nowMs += passedMs
        if (!isRetry) budget.recordAttempt(nowMs)
        else if (!budget.takeRetry(nowMs)) continue
        sent[isRetry ? 'retries' : 'attempts'].push(nowMs)
        // Exact to one slot: the newest nine tenths of a window must keep to the share.
        const allowed = 1 + Math.floor(sent.attempts.filter(since(1_000)).length / 10)
        if (isRetry) expect(sent.retries.filter(since(900)).length).toBeLessThanOrEqual(allowed)
      }
    }),
  )
})
