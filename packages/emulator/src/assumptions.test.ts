import { expect, it } from 'vitest'
import { ASSUMED_CHOICES } from './assumed-choices.ts'
import { AssumptionError, Assumptions } from './assumptions.ts'

it.each(ASSUMED_CHOICES)('$name has its default among its alternatives, and says why', (choice) => {
  expect(choice.alternatives as readonly string[]).toContain(choice.default)
  expect(choice.alternatives.length).toBeGreaterThan(1)
  expect(choice.why).toMatch(/\.$/)
  expect(choice.from).toMatch(/^\d+(\.\d+)?$/)
  expect(new Assumptions().get(choice.name)).toBe(choice.default)
})

it('rows show what is in force', () => {
  const rows = Assumptions.parse(['disabled-tool=404']).rows()
  expect(rows.find(({ name }) => name === 'disabled-tool')).toMatchObject({
    default: '403',
    value: '404',
  })
  expect(rows).toHaveLength(ASSUMED_CHOICES.length)
})

it.each([
  { pair: 'disabled-tools=404', says: 'did you mean "disabled-tool"' },
  { pair: 'disabled-tool=500', says: 'is 403 or 404, not "500"' },
  { pair: 'disabled-tool', says: 'NAME=VALUE' },
  { pair: '__proto__=1', says: 'there is no assumption' },
])('$pair is refused: $says', ({ pair, says }) => {
  expect(() => Assumptions.parse([pair])).toThrow(AssumptionError)
  expect(() => Assumptions.parse([pair])).toThrow(says)
})

it.each([
  { pair: 'invalid-grant=401', failure: 'refresh-token-spent', want: { status: 401 } },
  { pair: 'rate-limit-body=plain', failure: 'rate-limit-spike', want: { shape: 'E9' } },
  {
    pair: 'rejected-token-wording=distinct',
    failure: 'access-token-expired',
    want: { text: 'The access token expired' },
  },
  {
    pair: 'rejected-token-body=error-text',
    failure: 'access-token-revoked',
    want: { shape: 'E4' },
  },
] as const)('$pair changes the wire of $failure', ({ pair, failure, want }) => {
  expect(Assumptions.parse([pair]).wireChanges(failure)).toEqual(want)
})

it('nothing flipped changes no status', () => {
  const assumptions = new Assumptions()
  expect(assumptions.wireChanges('tool-disabled')).toEqual({ status: 403 })
  expect(assumptions.wireChanges('server-error')).toEqual({})
})
