import { NO_COMPLAINT, SIGNS, signsOf } from '@underpin/doctor'
import { describe, expect, it } from 'vitest'
import { answersOf, collectSaid, SAID_VALUES } from './said.ts'

describe('--said', () => {
  it('takes every sign that a person tells, and no other', () => {
    const told = Object.entries(SIGNS).filter(([, { by }]) => by === 'person')
    expect([...SAID_VALUES].sort()).toEqual(told.map(([sign]) => sign).sort())
  })

  it.each(SAID_VALUES)('%s is read as the very sign that it names', (sign) => {
    const complaint = { ...NO_COMPLAINT, ...answersOf(collectSaid(sign)) }
    expect(signsOf({ report: null, complaint })).toEqual([sign])
  })

  it('may be given again, for more answers, and the same twice is once', () => {
    const said = ['only-our-company', 'one-action', 'one-action'].reduce(
      (earlier, text) => collectSaid(text, earlier),
      collectSaid('worked-before'),
    )
    expect(answersOf(said)).toEqual({ onlyOurCompany: true, oneAction: true, workedBefore: true })
  })

  it('names the nearest when it is mistyped, and all of them when nothing is near', () => {
    expect(() => collectSaid('only-our-compny')).toThrow('Did you mean only-our-company?')
    expect(() => collectSaid('???')).toThrow(/only-our-company, other-companies-too, .*bulk-work/)
  })

  it.each([
    ['only-our-company', 'other-companies-too'],
    ['private-window-works', 'private-window-fails'],
    ['never-worked', 'worked-before'],
  ] as const)('%s and %s contradict each other, and both are named', (one, other) => {
    const both = () => answersOf([one, other])
    expect(both).toThrow(/contradict each other/)
    expect(both).toThrow(one)
    expect(both).toThrow(other)
  })
})
