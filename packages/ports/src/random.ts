/** Chance, handed in. A seeded `Random` makes a run repeatable to the byte. */

export interface Random {
  /** A number from 0 up to, and without, 1. */
  fraction(): number
  /** `count` random bytes. Unguessable from the real adapter, repeatable from the seeded one. */
  bytes(count: number): Uint8Array
}

/** Lower-case hexadecimal of `byteCount` random bytes: twice as many characters. */
export function randomHex(random: Random, byteCount: number): string {
  let hex = ''
  for (const byte of random.bytes(byteCount)) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** A whole number from 0 to `below` - 1. */
export function randomInteger(random: Random, below: number): number {
  return Math.floor(random.fraction() * below)
}
