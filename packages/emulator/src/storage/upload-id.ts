/** Ids as ULIDs are: 26 characters, the time first, so that they sort by age (fact sheet section 9). */
import type { Random } from '@underpin/ports'

/** Crockford's base 32: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_CHARS = 10
const CHANCE_CHARS = 16

export function makeUploadId(nowMs: number, random: Random): string {
  let id = ''
  for (let left = nowMs, at = 0; at < TIME_CHARS; at++, left = Math.floor(left / 32)) {
    id = `${ALPHABET[left % 32]}${id}`
  }
  for (const byte of random.bytes(CHANCE_CHARS)) id += ALPHABET[byte % 32]
  return id
}
