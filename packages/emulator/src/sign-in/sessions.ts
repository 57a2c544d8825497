/**
 * Who is signed in. In memory: a restart signs everybody out, which a data file of a test bench should
 * do. A session also holds the token that its forms must bring back, so that no other site's page can
 * send them (CSRF).
 */
import { type Clock, type Random, randomHex } from '@underpin/ports'
import { BoundedMap } from '../bounded-map.ts'
import type { Call } from '../call.ts'

const SESSION_COOKIE = 'underpin_session'

/**
 * Sessions of people held at once, and of strangers who look at a sign-in page; the oldest goes first.
 * Two bounds, so that strangers sign nobody out. A guess: no bench has a thousand browsers.
 */
const SESSIONS_MAX = 1_000
/** Fact sheet section 12: sessions do not end by inactivity; ours end after a day, to bound them. A guess. */
export const SESSION_LIFETIME_MS = 86_400_000
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
  readonly #ofPeople = new BoundedMap<string, Session>(SESSIONS_MAX)
  readonly #ofStrangers = new BoundedMap<string, Session>(SESSIONS_MAX)

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  /** The session of a request, or null when its cookie names none that is alive. */
  find(request: Request): Session | null {
    const id = sessionId(request)
    const session = id === null ? undefined : this.#get(id)
    if (session === undefined) return null
    if (this.#clock.nowMs() < session.endsAtMs) return session
    this.end(session)
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
    const place = userId === null ? this.#ofStrangers : this.#ofPeople
    place.set(session.id, session)
    return session
  }

  end(session: Session): void {
    this.#ofPeople.delete(session.id)
    this.#ofStrangers.delete(session.id)
  }

  /** Signs somebody out everywhere: their password was changed. */
  endAllOf(userId: number): void {
    const ended = this.#ofPeople.values().filter((session) => session.userId === userId)
    for (const session of [...ended]) this.end(session)
  }

  clear(): void {
    this.#ofPeople.clear()
    this.#ofStrangers.clear()
  }

  #get(id: string): Session | undefined {
    return this.#ofPeople.get(id) ?? this.#ofStrangers.get(id)
  }
}

/** `Secure` where the request came under TLS; plain HTTP is for loopback, where it would keep the cookie away. */
export function sessionCookie(session: Session, { request }: Call): string {
  return `${SESSION_COOKIE}=${session.id}${cookieFlags(request)}`
}

/** Makes a browser forget the cookie. */
export function endedCookie({ request }: Call): string {
  return `${SESSION_COOKIE}=${cookieFlags(request)}; Max-Age=0`
}

/** The id that a request's cookie names; null without one. */
export function sessionId(request: Request): string | null {
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const [key = '', value = ''] = pair.trim().split('=')
    if (key === SESSION_COOKIE && value !== '') return value
  }
  return null
}

function cookieFlags(request: Request): string {
  const secure = request.url.startsWith('https:') ? '; Secure' : ''
  return `; Path=/; HttpOnly; SameSite=Lax${secure}`
}
