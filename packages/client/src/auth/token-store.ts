/** Where a grant is kept between calls, processes and restarts; and the one in memory. */

interface Descended {
  /**
   * Fingerprint of the code or refresh token from the options that this grant descends from, so that a
   * restart with the same options does not present it a second time. Not the token itself.
   */
  readonly seed: string | null
}

/** Tokens that may be used now. */
export interface ReadyGrant extends Descended {
  readonly status: 'ready'
  /** Null when only a refresh token is known yet. */
  readonly accessToken: string | null
  /** Wall time, milliseconds since the epoch; 0 when there is no access token. */
  readonly accessExpiresAtMs: number
  readonly obtainedAtMs: number
  /** Null for client credentials. */
  readonly refreshToken: string | null
}

/**
 * The intent, written down *before* a single-use token is presented. Whoever finds this mark long
 * after knows that the token may be spent, and must not present it again.
 */
export interface PresentingGrant extends Descended {
  readonly status: 'presenting'
  readonly sinceMs: number
  /** Who presents: a random name for one keeper in one process. */
  readonly by: string
  /** What was known before. Its access token may still be used until it expires. */
  readonly before: ReadyGrant
}

/** A person must sign in again. */
/** Why a grant is lost: its token is spent, or may be. */
export type LossFailure =
  | 'refresh-reply-lost'
  | 'refresh-token-spent'
  | 'oauth-code-rejected'
  | 'oauth-invalid-client'
  | 'oauth-request-malformed'
  | 'oauth-grant-not-allowed'

export interface LostGrant extends Descended {
  readonly status: 'lost'
  readonly sinceMs: number
  readonly failure: LossFailure
  /** Its refresh token is gone; its access token may work until it expires. */
  readonly before: ReadyGrant
}

export type Grant = ReadyGrant | PresentingGrant | LostGrant

export interface StoredGrant {
  /** From 1, one more with every write. */
  readonly version: number
  readonly grant: Grant
}

/**
 * Several processes may share a store. Its one duty is the conditional write: of two writers that
 * expect the same version exactly one wins, on whatever machine they run.
 */
export interface TokenStore {
  read(key: string): Promise<StoredGrant | null>
  /**
   * Writes `next` as version `expectedVersion` + 1 if the stored version is `expectedVersion`
   * (0: nothing is stored yet). Resolves to false, and writes nothing, if it is another.
   */
  write(key: string, next: Grant, expectedVersion: number): Promise<boolean>
}

/** Forgets with the process. Enough for client credentials, and for tests. */
export function memoryStore(): TokenStore {
  const stored = new Map<string, StoredGrant>()
  return {
    read: async (key) => stored.get(key) ?? null,
    write: async (key, grant, expectedVersion) => {
      if ((stored.get(key)?.version ?? 0) !== expectedVersion) return false
      stored.set(key, { version: expectedVersion + 1, grant })
      return true
    },
  }
}
