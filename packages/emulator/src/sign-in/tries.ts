/**
 * One try to sign in, from the address and password to what becomes of it. What is answered never tells
 * whether an address exists: the same work is done and the same words are said, except for an account
 * that is locked, whose page says so (fact sheet section 12).
 */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { DirectoryUser } from '../world/directory.ts'
import { FAILED_TRIES_MAX } from './lockouts.ts'
import type { Passwords } from './passwords.ts'

export type TryOutcome =
  | { readonly kind: 'signed-in'; readonly user: DirectoryUser }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'locked' }

export class Tries {
  readonly #platform: Platform
  readonly #passwords: Passwords
  /** Tries of one account that are being checked: those in a crowd count before they have failed. */
  readonly #underWay = new Map<number, number>()

  constructor(platform: Platform, passwords: Passwords) {
    this.#platform = platform
    this.#passwords = passwords
  }

  async attempt(email: string, password: string, via: Call['via']): Promise<TryOutcome> {
    const { directory, lockouts } = this.#platform
    const known = directory.userByEmail(email)
    const bound = known?.isActive && known.passwordHash !== null ? known : null
    const mayTry = bound === null || this.#begin(bound.id)
    try {
      const user = await this.#passwords.verify(email, password, via)
      if (bound !== null && lockouts.isLocked(bound.id)) return { kind: 'locked' }
      if (!mayTry) return { kind: 'rejected' }
      if (user !== null) {
        lockouts.noteSuccess(user.id)
        return { kind: 'signed-in', user }
      }
      const isLocked = bound !== null && lockouts.noteFailure(bound.id)
      return { kind: isLocked ? 'locked' : 'rejected' }
    } finally {
      if (bound !== null && mayTry) this.#finish(bound.id)
    }
  }

  /** False when the tries that are left are all being checked: one more could be the one too many. */
  #begin(userId: number): boolean {
    const { lockouts } = this.#platform
    const underWay = this.#underWay.get(userId) ?? 0
    const isCounted = lockouts.hasPolicy(userId)
    if (isCounted && lockouts.state(userId).failedCount + underWay >= FAILED_TRIES_MAX) return false
    this.#underWay.set(userId, underWay + 1)
    return true
  }

  #finish(userId: number): void {
    const left = (this.#underWay.get(userId) ?? 1) - 1
    if (left > 0) this.#underWay.set(userId, left)
    else this.#underWay.delete(userId)
  }
}
