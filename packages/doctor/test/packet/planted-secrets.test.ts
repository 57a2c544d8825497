import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BETRAYALS } from './betrayals.ts'
import { secretsFound } from './independent-scan.ts'
import { exchangeOf, INPUT, packed, textsOf } from './packet-rig.ts'
import { PLACES, WRITINGS } from './planting.ts'

/** Long enough that no piece of it stands anywhere by chance. */
const token = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{16,64}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{20,40}$/),
  fc.stringMatching(/^[A-Z][A-Za-z0-9!#%&*+/=?@^~]{10,24}[0-9]$/),
)

const planted = fc.record({
  secret: token,
  writing: fc.constantFrom(...Object.keys(WRITINGS)),
  place: fc.constantFrom(...Object.keys(PLACES)),
  n: fc.nat(99),
})

describe('a secret that is known', () => {
  it('is in no file of the packet, wherever it stood and however it was written', () => {
    fc.assert(
      fc.property(planted, ({ secret, writing, place, n }) => {
        const written = WRITINGS[writing]?.(secret, n) ?? secret
        const input = PLACES[place]?.(written)
        if (input === undefined) return
        const files = packed({ ...input, secrets: [{ kind: 'password', value: secret }] })
        expect(secretsFound(files, [secret])).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

/** As tokens are; and never only letters, which a sentence could be. */
const random = fc.stringMatching(/^[a-z][0-9][A-Za-z0-9]{18,40}$/)

describe('a secret that nobody named', () => {
  it.each(Object.keys(BETRAYALS))('is found by itself: %s', (name) => {
    fc.assert(
      fc.property(random, (secret) => {
        const input = BETRAYALS[name]?.(secret)
        if (input === undefined) return
        expect(secretsFound(packed(input), [secret])).toEqual([])
      }),
      { numRuns: 2 },
    )
  })

  it.each(Object.keys(BETRAYALS))('is taken out elsewhere too, once it showed: %s', (name) => {
    fc.assert(
      fc.property(
        random,
        fc.constantFrom(...Object.keys(WRITINGS)),
        fc.nat(99),
        (secret, writing, n) => {
          const input = BETRAYALS[name]?.(secret)
          if (input === undefined) return
          const written = WRITINGS[writing]?.(secret, n) ?? secret
          const echo = exchangeOf({ headers: { 'x-echo': written }, body: `it was: ${written}` })
          const files = packed({ ...input, handed: [echo, ...input.handed] })
          expect(secretsFound(files, [secret])).toEqual([])
        },
      ),
      { numRuns: 2 },
    )
  })
})

it('the value of a cookie is known by itself, and not only as a part of its line', () => {
  const value = 'abcdefgh1ijklmnop'
  const texts = textsOf({
    ...INPUT,
    handed: [
      exchangeOf({ requestHeaders: { cookie: `lang=en; _session=${value}; theme=dark` } }),
      exchangeOf({ body: `was ${value}` }),
    ],
  })
  expect(Object.values(texts).join()).not.toContain(value)
})
