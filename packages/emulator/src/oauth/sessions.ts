/**
 * Who is signed in at the login pages. In memory: a restart signs everybody out, which a data file of a
 * test bench should do. A session also holds the token that its forms must bring back (CSRF).
 */
import { type Clock, type Random, randomHex } from '@underpin/ports'
import { BoundedMap } from '../bounded-map.ts'

export const SESSION_COOKIE = 'underpin_session'

/** Sessions held at once; the oldest goes first. A guess: no bench has a thousand browsers. */
const SESSIONS_MAX = 1_000
/** Fact sheet section 12: sessions do not end by inactivity; ours end after a day, to bound them. A guess. */
const SESSION_LIFETIME_MS = 86_400_000
const SESSION_ID_BYTES = 32

export interface Session {
  readonly id: string
  /** What every form of this session carries, and a foreign page cannot know. */
  readonly formToken: string
  /** Null until somebody has signed in. */
  readonly userId: number | null
  readonly endsAtMs: number
}

export class Sessions {
  readonly #clock: Clock
  readonly #random: Random
  readonly #byId = new BoundedMap<string, Session>(SESSIONS_MAX)

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  /** The session of a request, or null when its cookie names none that is alive. */
  find(request: Request): Session | null {
    const id = cookie(request.headers.get('cookie'), SESSION_COOKIE)
    const session = id === null ? undefined : this.#byId.get(id)
    if (session === undefined) return null
    if (this.#clock.nowMs() < session.endsAtMs) return session
    this.#byId.delete(session.id)
    return null
  }

  /** A new session; signing in takes a new one, so that an id planted before it is worth nothing. */
  open(userId: number | null): Session {
    const session: Session = {
      id: randomHex(this.#random, SESSION_ID_BYTES),
      formToken: randomHex(this.#random, SESSION_ID_BYTES),
      userId,
      endsAtMs: this.#clock.nowMs() + SESSION_LIFETIME_MS,
    }
    this.#byId.set(session.id, session)
    return session
  }

  end(session: Session): void {
    this.#byId.delete(session.id)
  }

  clear(): void {
    this.#byId.clear()
  }
}

/** Not `Secure`: the emulator speaks plain HTTP on loopback. */
export function sessionCookie(session: Session): string {
  return `${SESSION_COOKIE}=${session.id}; Path=/oauth; HttpOnly; SameSite=Lax`
}

function cookie(header: string | null, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [key = '', value = ''] = pair.trim().split('=')
    if (key === name) return value
  }
  return null
}
