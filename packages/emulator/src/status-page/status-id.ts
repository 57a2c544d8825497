/** Ids in Statuspage's form: twelve lower-case letters and digits. */
import { createHash } from 'node:crypto'

const ID_CHARS = 12
/** Bytes that give more than twelve digits in base 36. */
const DIGEST_BYTES = 16

/**
 * The id of the `count`th thing of the page. No chance is in it: what is posted by itself must not change
 * what a seed gives to the rest of the platform.
 */
export function statusId(count: number): string {
  const digest = createHash('sha256').update(`status page ${count}`).digest('hex')
  const whole = BigInt(`0x${digest.slice(0, 2 * DIGEST_BYTES)}`).toString(36)
  return whole.padStart(ID_CHARS, '0').slice(-ID_CHARS)
}
