/** One request on its way through the emulator: what it asks, who asks, and what the checks found out. */
import type { FailureId } from '@underpin/failures'
import type { BrokenPromise } from './journal/promises.ts'

/** Who stands behind an access token, or sits at the web app. */
export interface Caller {
  /** The app's client id, `underpin-app`. */
  readonly clientId: string
  /** A person at the pages of the web app: they act for themselves, and no app stands between. */
  readonly isBrowser?: boolean
  /** The directory user that acts: a person, or the app's service user. */
  readonly userId: number
  readonly isService: boolean
  /** Distinguishes tokens without showing them: what limits and promises are kept by. */
  readonly grantId: string
  readonly tokenIssuedAtMs: number
  readonly tokenExpiresAtMs: number
}

/** What of a socket says who is at its other end, and where it was reached: no header can say otherwise. */
export interface SocketEnds {
  readonly remoteAddress?: string | undefined
  readonly localAddress?: string | undefined
  readonly localPort?: number | undefined
}

export interface Call {
  /** The journal's number, from 1. */
  readonly n: number
  /** Sent back as `X-Request-Id`. */
  readonly requestId: string
  readonly request: Request
  readonly method: string
  /** How it came: over a socket, or from a caller in this process. */
  readonly via: 'socket' | 'process'
  /** Null in process. */
  readonly socket: SocketEnds | null
  /** Path without query, percent-encoding as it came. */
  readonly path: string
  /** The query, without its question mark. */
  readonly search: string
  /** The emulator's wall time at arrival. */
  readonly atMs: number
  /** Null until the token check has passed, and for ever on surfaces that need none. */
  caller: Caller | null
  /** The app that calls, where only its client id is known: at the token endpoint. */
  clientId: string | null
  companyId: number | null
  projectId: number | null
  /** The route that matched, as in the reference: `/rest/v1.0/projects/{project_id}/rfis`. */
  route: string | null
  /** What was answered, when it was a failure. */
  failure: FailureId | null
  /** What a refusal said of its reason: for the journal. */
  because: string | null
  /** The fault that was raised on purpose, by its number. */
  faultNumber: number | null
  readonly brokenPromises: BrokenPromise[]
  /** The request's body, read once and bounded; null when there is none. Filled by `readBody`. */
  bodyText: string | null
  /** The body as it came, where a fault spoilt it on the way; null where none did. */
  bodyTextAsSent: string | null
  /** The refresh token that a refresh call presented, and so spent. */
  refreshToken: string | null
  /** Headers that the answer carries whatever it is: the request id, rate limits and the like. */
  readonly replyHeaders: Record<string, string>
}
