import { describe, expect, it } from 'vitest'
import { createRedactor } from './redactor.ts'

const ACCESS = 'c1f7a3d2e49b8a56f0c1f7a3d2e49b8a56f0c1f7a3d2e49b8a56f0c1f7a3d2e4'
const REFRESH = '9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a'

describe('over line breaks', () => {
  it.each([
    { name: 'a folded header', fold: '\r\n ' },
    { name: 'two lines', fold: '\n' },
    { name: 'two lines of a JSON string', fold: '\\n' },
  ])('finds a secret that is cut over $name', ({ fold }) => {
    for (let at = 1; at < ACCESS.length; at++) {
      const redactor = createRedactor()
      redactor.learn('access token', ACCESS)
      const written = `a ${ACCESS.slice(0, at)}${fold}${ACCESS.slice(at)} b`
      expect(redactor.leftovers(written)).toEqual(['access token'])
      expect(redactor.text(written)).toBe('a [access token 1] b')
    }
  })

  it('leaves nothing of base64 that goes on over further lines', () => {
    const redactor = createRedactor()
    redactor.learn('token', ACCESS + REFRESH)
    for (const end of ['\n', '\r\n', '\\n']) {
      const lines = btoa(`{"user":"somebody","token":"${ACCESS}${REFRESH}"}`).replace(
        /.{64}/g,
        (line) => line + end,
      )
      expect(redactor.text(`see: ${lines} (end)`)).toBe('see: [token 1] (end)')
    }
  })

  it('leaves lines of prose around base64 as they are', () => {
    const redactor = createRedactor()
    redactor.learn('token', 'hunter22-and-more')
    const shown = redactor.text(`first\n${btoa('x: hunter22-and-more')}\nlast`)
    expect(shown).toBe('first\n[token 1]\nlast')
  })
})
