/**
 * What the rest of the platform asks of signing in: whose request this is, and what it is built from. One
 * way in for people and for apps that ask for access (fact sheet sections 2.1 and 12).
 */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { DirectoryUser } from '../world/directory.ts'
import type { DeriveKey } from '../world/secrets.ts'
import { Passwords } from './passwords.ts'
import { type Session, Sessions, sessionId } from './sessions.ts'
import { Tries } from './tries.ts'

/** Somebody who is signed in. */
export interface CurrentSession {
  readonly session: Session
  readonly user: DirectoryUser
}

export type Visitor =
  | ({ readonly kind: 'signed-in' } & CurrentSession)
  /** The browser brings a session that has ended: the page to show is that of `stale-session`. */
  | { readonly kind: 'stale' }
  /** Never signed in, or signed out: the way is to the sign-in page. */
  | { readonly kind: 'stranger' }

export class SignIn {
  readonly #platform: Platform
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly tries: Tries

  /** @param derive default: scrypt. */
  constructor(platform: Platform, derive?: DeriveKey) {
    this.#platform = platform
    this.sessions = new Sessions(platform.clock, platform.random)
    this.passwords = new Passwords(derive ? { ...platform, derive } : platform)
    this.tries = new Tries(platform, this.passwords)
    platform.database.onRestored(() => this.sessions.clear())
  }

  visitor(call: Call): Visitor {
    const { request } = call
    const session = this.sessions.find(request)
    if (session === null) return { kind: sessionId(request) === null ? 'stranger' : 'stale' }
    if (session.userId === null) return { kind: 'stranger' }
    const user = this.#platform.directory.user(session.userId)
    const isWelcome = user?.isActive && !this.#isShutOut(user.id)
    return isWelcome ? { kind: 'signed-in', session, user } : { kind: 'stale' }
  }

  /** Who is signed in; null for everybody else. */
  currentSession(call: Call): CurrentSession | null {
    const visitor = this.visitor(call)
    return visitor.kind === 'signed-in' ? visitor : null
  }

  #isShutOut(userId: number): boolean {
    const { assumptions, lockouts } = this.#platform
    return assumptions.get('locked-user-access') === 'ends' && lockouts.isLocked(userId)
  }
}
