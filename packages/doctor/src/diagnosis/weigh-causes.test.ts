import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIGNS, type Sign } from '../report/sign.ts'
import type { CauseId } from './cause.ts'
import { CAUSE_TABLE } from './cause-table.ts'
import { probability, reasonedFirst, weighCauses } from './weigh-causes.ts'

const ALL_SIGNS = Object.keys(SIGNS) as Sign[]
const anySigns = fc.subarray(ALL_SIGNS)

const likelihoodOf = (id: CauseId, signs: readonly Sign[]) =>
  weighCauses(signs).find(({ row }) => row.id === id)?.likelihood ?? Number.NaN

describe('for any signs', () => {
  it('every cause has a likelihood from 0 to 1, and they are in order', () => {
    fc.assert(
      fc.property(anySigns, (signs) => {
        const found = weighCauses(signs).map(({ likelihood }) => likelihood)
        expect(found).toHaveLength(CAUSE_TABLE.length)
        expect(found.every((each) => each >= 0 && each <= 1)).toBe(true)
        expect(found).toEqual(found.toSorted((a, b) => b - a))
      }),
    )
  })

  it('the order in which they were found, and how often, changes nothing', () => {
    fc.assert(
      fc.property(anySigns, fc.infiniteStream(fc.nat()), (signs, keys) => {
        const shuffled = signs
          .map((sign) => ({ sign, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ sign }) => sign)
        expect(weighCauses([...shuffled, ...shuffled])).toEqual(weighCauses(signs))
      }),
    )
  })

  it('a sign for a cause never lowers it, and a sign against it never raises it', () => {
    fc.assert(
      fc.property(anySigns, fc.constantFrom(...CAUSE_TABLE), fc.nat(), (signs, row, at) => {
        const [sign, weight] = row.weights[at % row.weights.length] ?? row.weights[0] ?? NONE
        const without = likelihoodOf(
          row.id,
          signs.filter((each) => each !== sign),
        )
        const withIt = likelihoodOf(row.id, [...signs, sign])
        if (weight > 0) expect(withIt).toBeGreaterThanOrEqual(without)
        else expect(withIt).toBeLessThanOrEqual(without)
      }),
    )
  })
})

const NONE = ['blip', 0, ''] as const

it('two causes with strong signs of their own are both near certain', () => {
  const signs: Sign[] = ['api-maintenance', 'token-expired']
  expect(likelihoodOf('scheduled-maintenance', signs)).toBeGreaterThan(0.9)
  expect(likelihoodOf('our-token', signs)).toBeGreaterThan(0.9)
})

const ALL_WORKS: readonly Sign[] = [
  'control-reachable',
  'all-hosts-reachable',
  'api-healthy',
  'login-healthy',
  'app-healthy',
  'status-operational',
]

it('that everything works speaks for no cause by itself', () => {
  for (const { id, prior } of CAUSE_TABLE) {
    expect(likelihoodOf(id, ALL_WORKS), id).toBeLessThanOrEqual(probability(prior))
  }
})

it('that everything works narrows down what is suspected', () => {
  const suspected: Sign[] = ['only-one-person']
  const alone = likelihoodOf('browser-session', suspected)
  expect(likelihoodOf('browser-session', [...suspected, ...ALL_WORKS])).toBeGreaterThan(alone)
})

it('what somebody met goes before what is only common', () => {
  const signs: Sign[] = ['saw-network', ...ALL_WORKS]
  const [first] = reasonedFirst(weighCauses(signs))
  expect(first?.speaking.some(([sign, weight]) => sign === 'saw-network' && weight > 0)).toBe(true)
  expect(weighCauses(signs)[0]?.speaking.some(([, weight]) => weight > 0)).toBe(false)
})
