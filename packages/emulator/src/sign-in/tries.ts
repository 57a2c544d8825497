/**
 * One try to sign in, from the address and password to what becomes of it. What is answered never tells
 * whether an address exists: the same work is done and the same words are said, except for an account
 * that is locked, whose page says so (fact sheet section 12).
 */
import { sleep } from '@underpin/ports'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { DirectoryUser } from '../world/directory.ts'
import { FAILED_TRIES_MAX } from './lockouts.ts'
import type { Passwords } from './passwords.ts'
import { Throttle, type Turn } from './throttle.ts'

/** Tries for one account that nobody has to wait for. A guess: more than lock one, where a policy does. */
const FREE_TRIES_OF_ACCOUNT = 5
/** The same for all accounts from one network address. A guess: an office shares one. */
const FREE_TRIES_OF_ADDRESS = 50
/** Tries that wait for their turn at once; one more is turned away. A guess. */
const WAITING_MAX = 1_000

export type TryOutcome =
  | { readonly kind: 'signed-in'; readonly user: DirectoryUser }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'locked' }
  /** Not looked at: too many failed before. */
  | { readonly kind: 'too-fast'; readonly waitMs: number }
  /** Not looked at: more passwords are being checked than this machine has time for. */
  | { readonly kind: 'busy' }

export class Tries {
  readonly #platform: Platform
  readonly #passwords: Passwords
  readonly #byAccount: Throttle
  readonly #byAddress: Throttle
  #waitingCount = 0
  /** Tries of one account that are being checked: those in a crowd count before they have failed. */
  readonly #underWay = new Map<number, number>()

  constructor(platform: Platform, passwords: Passwords) {
    this.#platform = platform
    this.#passwords = passwords
    this.#byAccount = new Throttle(platform.clock, FREE_TRIES_OF_ACCOUNT)
    this.#byAddress = new Throttle(platform.clock, FREE_TRIES_OF_ADDRESS)
    platform.database.onRestored(() => {
      this.#byAccount.clear()
      this.#byAddress.clear()
    })
  }

  /** @throws when the caller goes away while it waits for its turn. */
  async attempt(call: Call, email: string, password: string): Promise<TryOutcome> {
    const account = email.trim().toLowerCase()
    const address = call.socket?.remoteAddress ?? null
    const turns: Turn[] = [this.#byAccount.begin(account)]
    if (address !== null) turns.push(this.#byAddress.begin(address))
    const waitMs = Math.max(...turns.map((turn) => turn.waitMs))
    const isTurnedAway = turns.some(({ kind }) => kind === 'turned-away')
    if (isTurnedAway || (waitMs > 0 && this.#waitingCount >= WAITING_MAX)) {
      return { kind: 'too-fast', waitMs }
    }
    if (waitMs > 0) await this.#wait(waitMs, call.request.signal)
    const outcome: TryOutcome = this.#passwords.isBusy
      ? { kind: 'busy' }
      : await this.#check(account, password, call.via)
    if (outcome.kind === 'busy') this.#byAccount.undo(account)
    if (outcome.kind === 'signed-in') this.#byAccount.forgive(account)
    const isFailed = outcome.kind === 'rejected' || outcome.kind === 'locked'
    if (!isFailed && address !== null) this.#byAddress.undo(address)
    return outcome
  }

  /** Somebody has shown by mail that the account is theirs: what failed before does not slow them. */
  forgive(email: string): void {
    this.#byAccount.forgive(email.trim().toLowerCase())
  }

  async #wait(waitMs: number, signal: AbortSignal): Promise<void> {
    this.#waitingCount += 1
    try {
      await sleep(this.#platform.clock, waitMs, signal)
    } finally {
      this.#waitingCount -= 1
    }
  }

  async #check(email: string, password: string, via: Call['via']): Promise<TryOutcome> {
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
