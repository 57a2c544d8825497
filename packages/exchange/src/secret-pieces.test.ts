import { describe, expect, it } from 'vitest'
import { createRedactor } from './redactor.ts'

const ACCESS = 'c1f7a3d2e49b8a56f0c1f7a3d2e49b8a56f0c1f7a3d2e49b8a56f0c1f7a3d2e4'

describe('pieces', () => {
  it.each([
    { name: 'its beginning, as logs cut it', text: `token ${ACCESS.slice(0, 12)}…` },
    { name: 'its end', text: `…${ACCESS.slice(-9)} failed` },
    {
      name: 'its middle, percent-encoded',
      text: `x=%${ACCESS.charCodeAt(20).toString(16)}${ACCESS.slice(21, 40)}`,
    },
  ])('takes out a piece of a secret where it is asked to: $name', ({ text }) => {
    const redactor = createRedactor()
    redactor.learn('access token', ACCESS)
    expect(redactor.leftovers(text)).toEqual([])
    const shown = redactor.withoutPieces(text)
    expect(shown).toContain('[access token 1]')
    expect(shown).not.toMatch(/[0-9a-f]{8}/)
  })

  it('words, numbers and dates are no pieces of a secret', () => {
    const redactor = createRedactor()
    redactor.learn(
      'cookie',
      'tz=America/Los_Angeles; company=598134325779301; day=2026-11-20T15:04:05',
    )
    const text = 'company 598134325779301 at 2026-11-20T15:04:05, America/Los_Angeles'
    expect(redactor.withoutPieces(text)).toBe(text)
  })
})
