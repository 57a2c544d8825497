/** Comparing secrets without telling by the time it takes how much of a guess was right. */
import { createHash, timingSafeEqual } from 'node:crypto'

/** Salted with the user's id. A plain hash: this is a world of test users on loopback. */
export function hashPassword(userId: number, password: string): string {
  return createHash('sha256').update(`${userId}:${password}`).digest('hex')
}

export function isSameSecret(known: string, given: string): boolean {
  return timingSafeEqual(digest(known), digest(given))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
