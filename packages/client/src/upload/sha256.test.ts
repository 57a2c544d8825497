/** Goal: the same digest as everybody else's, in whatever pieces the bytes come. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytesOfSize } from '../../test/upload-rig.ts'
import { bitsOf, digestOf, Sha256 } from './sha256.ts'

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('agrees with the platform on any bytes in any pieces', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 })
  fc.assert(
    fc.property(pieces, (each) => {
      const hash = new Sha256()
      for (const piece of each) hash.update(piece)
      expect(hash.hex()).toBe(expected(Buffer.concat(each)))
    }),
  )
})

it.each([0, 1, 55, 56, 63, 64, 65, 1_048_576, 1_048_577, 3_000_000])(
  'agrees on %i bytes',
  async (size) => {
    const bytes = bytesOfSize(size)
    expect(await digestOf(bytes)).toBe(expected(bytes))
  },
)

it.each([0, 1, 2 ** 29 - 1, 2 ** 29, 2 ** 32 + 7, 2 ** 40 + 3, Number.MAX_SAFE_INTEGER])(
  'counts the bits of %i bytes',
  (size) => {
    const [high, low] = bitsOf(size)
    expect(BigInt(high) * 2n ** 32n + BigInt(low)).toBe(BigInt(size) * 8n)
  },
)
