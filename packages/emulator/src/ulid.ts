/** ULIDs: 48 bits of time and 80 of chance in 26 characters, which sort as their times do (github.com/ulid/spec). */
import type { Random } from '@underpin/ports'

/** Crockford's base 32: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_CHARS = 10
const CHANCE_CHARS = 16

export function makeUlid(atMs: number, random: Random): string {
  let time = ''
  let left = Math.floor(atMs)
  for (let at = 0; at < TIME_CHARS; at++) {
    time = `${ALPHABET[left % 32]}${time}`
    left = Math.floor(left / 32)
  }
  let chance = ''
  // Five bits of each byte: simpler than packing, and as even.
  for (const byte of random.bytes(CHANCE_CHARS)) chance += ALPHABET[byte % 32]
  return time + chance
}
