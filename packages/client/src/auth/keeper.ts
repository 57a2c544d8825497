/**
 * Keeps one grant alive: hands out the access token, renews it in time, once for everybody who waits,
 * and never presents a single-use token twice, on however many machines it runs.
 */
import { type Clock, type Random, randomHex, sleep } from '@underpin/ports'
import type { Tell } from '../events.ts'
import type { Auth } from './grants.ts'
import { Presenter, type PresenterOptions, type PresentResult } from './presenter.ts'
import { presentable, type Seed, seedOf } from './seed.ts'
import type { Grant, LostGrant, ReadyGrant, StoredGrant, TokenStore } from './token-store.ts'

/** Renewed this long before it expires; Procore advises to be early, by how much is a guess. */
const MARGIN_MS = 120_000
/** Spread over this much more, so that processes which share a grant do not all renew at once. A guess. */
const JITTER_MS = 180_000
/** Of a token that lives only minutes, at most this share is given away for it. */
const MARGIN_SHARE = 0.1

/** How often a process looks whether its sibling has the new token. A guess. */
const POLL_MS = 250

/**
 * A token request is given up after 60 s. A mark that is older, with room for clocks that differ, was
 * left by a process that died, and what became of the token is unknown.
 */
const PRESENTING_MAX_MS = 90_000

/** Rounds of reading and trying to write, after which something else is wrong with the store. */
const ROUNDS_MAX = 1_000

export interface Token {
  /** What goes into `Authorization`; empty where no bearer may go. */
  readonly bearer: string
  readonly accessToken: string
  readonly obtainedAtMs: number
  /** Wall time. */
  readonly renewAtMs: number
}

/** What the road asks of whoever has the tokens. */
export type TokenSource = Pick<Keeper, 'current' | 'token' | 'replace' | 'refuse'>

export interface KeeperOptions extends PresenterOptions {
  readonly auth: Auth
  readonly store: TokenStore
  readonly clock: Clock
  readonly random: Random
  readonly tell: Tell
}

export class Keeper {
  readonly #options: KeeperOptions
  readonly #seed: Seed
  readonly #key: string
  readonly #name: string
  readonly #presenter: Presenter
  #token: Token | null = null
  #renewal: Promise<Token> | null = null
  /** The access token that the server turned down last: no other call may go with it either. */
  #refused: string | null = null
  /** A new pair that the store did not take yet. Nothing is sent with it until it has. */
  #unstored: ReadyGrant | null = null

  constructor(options: KeeperOptions) {
    this.#options = options
    const { auth, loginUrl, random } = options
    const account = auth.kind === 'client_credentials' ? 'service' : (auth.account ?? 'default')
    this.#key = `${loginUrl} ${auth.clientId} ${account}`
    this.#name = randomHex(random, 8)
    this.#seed = seedOf(auth)
    this.#presenter = new Presenter(options, this.#seed.fingerprint)
    options.secrets.learn(auth.clientSecret)
  }

  /** The token to use, or null when one has to be waited for. */
  current(): Token | null {
    const token = this.#token
    if (token === null || token.accessToken === this.#refused) return null
    return this.#options.clock.nowMs() < token.renewAtMs ? token : null
  }

  /** @throws {ProcoreError} when no token can be had. The store's own errors pass through. */
  token(): Promise<Token> {
    return this.#renew()
  }

  /** After a 401: another token than this one. Whoever comes late gets what the first one fetched. */
  replace(refused: Token): Promise<Token> {
    const current = this.current()
    if (current !== null && current.accessToken !== refused.accessToken) {
      return Promise.resolve(current)
    }
    this.refuse(refused)
    return this.#renew()
  }

  /** After a 401 that is not to be cured now: nobody sends with this token any more. */
  refuse({ accessToken }: Token): void {
    if (this.#token?.accessToken === accessToken) this.#refused = accessToken
  }

  #renew(): Promise<Token> {
    this.#renewal ??= this.#settle().finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  /** Reads what the store holds and does the one next thing, until there is a token to use. */
  async #settle(): Promise<Token> {
    const { clock, store } = this.#options
    const startedAtMs = clock.monotonicMs()
    if (this.#unstored) return this.#keep(this.#unstored)
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const stored = await store.read(this.#key)
      const grant = this.#begun(stored?.grant ?? null)
      if (grant.status === 'ready') {
        const usable = this.#usable(grant, false)
        if (usable) return usable
        const renewed = await this.#present(grant, stored?.version ?? 0)
        if (renewed) return renewed
        continue
      }
      // What was there before may be used to its last minute while the new one is on its way.
      const usable = this.#usable(grant.before, true)
      if (usable) return usable
      if (grant.status === 'lost') throw this.#presenter.lost(grant)
      const waitedMs = clock.monotonicMs() - startedAtMs
      if (Math.max(clock.nowMs() - grant.sinceMs, waitedMs) > PRESENTING_MAX_MS) {
        await this.#declareLost(grant.before, 'refresh-reply-lost', stored?.version ?? 0)
      } else await sleep(clock, POLL_MS)
    }
    throw new Error('the token store changes faster than a token can be had from it')
  }

  /** What the options give counts when nothing is stored, or a person has signed in anew since. */
  #begun(grant: Grant | null): Grant {
    const { fingerprint, start } = this.#seed
    if (grant === null) return start
    const isNewSignIn = fingerprint !== null && grant.seed !== fingerprint
    return grant.status === 'lost' && isNewSignIn ? start : grant
  }

  #usable(grant: ReadyGrant, toTheEnd: boolean): Token | null {
    const { accessToken, accessExpiresAtMs, obtainedAtMs } = grant
    if (accessToken === null || accessToken === this.#refused) return null
    const { clock, random, secrets } = this.#options
    secrets.learn(accessToken)
    secrets.learn(grant.refreshToken)
    const nowMs = clock.nowMs()
    const known = this.#token?.accessToken === accessToken ? this.#token : null
    const marginMs = Math.min(
      MARGIN_MS + random.fraction() * JITTER_MS,
      MARGIN_SHARE * (accessExpiresAtMs - obtainedAtMs),
    )
    const ownRenewAtMs = known?.renewAtMs ?? accessExpiresAtMs - marginMs
    // To its end, but asking again now and then: a sibling may have the new one by then.
    const renewAtMs = toTheEnd ? Math.min(accessExpiresAtMs, nowMs + POLL_MS * 20) : ownRenewAtMs
    if (nowMs >= renewAtMs) return null
    const token = { bearer: `Bearer ${accessToken}`, accessToken, obtainedAtMs, renewAtMs }
    this.#token = token
    return token
  }

  /** Null: look at the store again. */
  async #present(grant: ReadyGrant, version: number): Promise<Token | null> {
    const { auth, clock, store } = this.#options
    const presented = presentable(auth, grant, this.#seed)
    if (presented === null) throw this.#presenter.nothingToPresent()
    const { closed } = this.#presenter
    if (closed) return this.#usableOrThrow(grant, closed)
    const isSingleUse = presented.kind !== 'client'
    if (isSingleUse) {
      const down = await this.#presenter.look()
      if (down) return this.#unpresented(grant, down)
      const sinceMs = clock.nowMs()
      const { seed } = grant
      const mark = { status: 'presenting', sinceMs, by: this.#name, before: grant, seed } as const
      // Written before the call: after a crash in the middle, everybody can see that it was begun.
      if (!(await store.write(this.#key, mark, version))) return null
    }
    const marked = isSingleUse ? version + 1 : version
    const result = await this.#presenter.present(presented)
    if (result.kind === 'tokens') return this.#keep(result.grant)
    if (isSingleUse) {
      if (result.kind === 'refused') {
        const stored = await store.read(this.#key)
        // A sibling that does not share our clock or our store's promises may have won.
        if (stored && stored.version !== marked) return null
      }
      if (result.kind === 'not-presented') await store.write(this.#key, grant, marked)
      else await this.#declareLost(grant, result.failure, marked)
    }
    return this.#unpresented(grant, result)
  }

  /** An access token that still works is better than none: renewing it is tried again later. */
  async #unpresented(grant: ReadyGrant, result: PresentResult): Promise<Token | null> {
    const usable = this.#usable(grant, true)
    if (usable) return usable
    await this.#presenter.waitOrThrow(result)
    return null
  }

  #usableOrThrow(grant: ReadyGrant, error: Error): Token {
    const usable = this.#usable(grant, true)
    if (usable) return usable
    throw error
  }

  /** Stores a new pair, and only then uses it. */
  async #keep(grant: ReadyGrant): Promise<Token> {
    const { store, tell, clock } = this.#options
    this.#unstored = grant
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const stored: StoredGrant | null = await store.read(this.#key)
      // Ours is the newest: whatever was written since we marked the token was written in ignorance.
      if (await store.write(this.#key, grant, stored?.version ?? 0)) break
    }
    this.#unstored = null
    tell?.({ kind: 'refreshed', atMs: clock.nowMs() })
    const usable = this.#usable(grant, false)
    if (!usable) throw new Error('the sign-in server gave a token that is expired already')
    return usable
  }

  async #declareLost(
    before: ReadyGrant,
    failure: LostGrant['failure'],
    version: number,
  ): Promise<void> {
    const { store, tell, clock } = this.#options
    const sinceMs = clock.nowMs()
    const lost = { status: 'lost', sinceMs, failure, before, seed: before.seed } as const
    if (!(await store.write(this.#key, lost, version))) return
    tell?.({ kind: 'grant-lost', failure, atMs: sinceMs })
  }
}
