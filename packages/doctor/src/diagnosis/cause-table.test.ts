import { FAILURE_IDS, failureMode } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { SIGNS, type Sign } from '../report/sign.ts'
import { CAUSE_IDS } from './cause.ts'
import { CAUSE_TABLE } from './cause-table.ts'
import { SEEN_SIGNS } from './seen-signs.ts'

const ALL_FAILURES = Object.values(FAILURE_IDS).flat()

/** Worth telling, and no cause of its own. */
const WEIGHTLESS: readonly Sign[] = [
  'status-incident-elsewhere',
  'status-maintenance-soon',
  'status-unreachable',
  'tls-old',
  'company-visible',
]

it('every cause has one row', () => {
  expect(CAUSE_TABLE.map(({ id }) => id).toSorted()).toEqual([...CAUSE_IDS].toSorted())
})

it('every failure of the catalogue belongs to a cause, and is a sign of one', () => {
  const named = new Set(CAUSE_TABLE.flatMap(({ failures }) => failures))
  expect(ALL_FAILURES.filter((id) => !named.has(id))).toEqual([])
  for (const id of ALL_FAILURES) expect(SIGNS[SEEN_SIGNS[id]].by).toBe('error')
})

it('what a failure is a sign of speaks for a cause that has this failure', () => {
  for (const { id, failures, weights } of CAUSE_TABLE) {
    for (const failure of failures.filter((each) => !SHARED.includes(`${id} ${each}`))) {
      const weight = weights.find(([sign]) => sign === SEEN_SIGNS[failure])?.[1] ?? 0
      expect(weight, `${id}: ${failure}`).toBeGreaterThan(0)
    }
  }
})

/** A cause that borrows the durations of a failure whose sign says nothing of it. */
const SHARED: readonly string[] = ['our-network non-json-error-body']

it('every sign that probes and people can tell weighs somewhere', () => {
  const weighed = new Set(CAUSE_TABLE.flatMap(({ weights }) => weights.map(([sign]) => sign)))
  const idle = (Object.keys(SIGNS) as Sign[]).filter((sign) => !weighed.has(sign))
  expect(idle.toSorted()).toEqual([...WEIGHTLESS].toSorted())
})

describe.each(CAUSE_TABLE)('$id', ({ weights, title, headline, failures, party, prior }) => {
  it('names each sign once, with a weight and a reason', () => {
    const signs = weights.map(([sign]) => sign)
    expect(new Set(signs).size).toBe(signs.length)
    for (const [sign, weight, because] of weights) {
      expect(weight, sign).not.toBe(0)
      expect(because, sign).toMatch(/^[a-z“"‘P].*[^.]$/)
    }
  })

  it('is unlikely until something speaks for it, and something can make it likely', () => {
    expect(prior).toBeLessThan(-2)
    expect(Math.max(...weights.map(([, weight]) => weight)) + prior).toBeGreaterThan(0)
  })

  it('is said in a whole sentence, and its first failure is of the same party or has a remedy', () => {
    expect(headline).toMatch(/^[A-Z].*\.$/)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    const { remedies } = failureMode(failures[0])
    expect(party).not.toBe('')
    expect(Object.values(remedies).some((remedy) => remedy !== null)).toBe(true)
  })
})
