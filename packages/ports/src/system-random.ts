/** Real chance, from the platform's cryptographic source, so that tokens made of it cannot be guessed. */
import type { Random } from './random.ts'

export const systemRandom: Random = {
  fraction: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
}
