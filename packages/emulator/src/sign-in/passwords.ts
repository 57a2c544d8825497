/** Checks and sets passwords. Every check costs one derivation of a key, whatever it comes to. */
import type { Random } from '@underpin/ports'
import type { Refusal } from '../reply.ts'
import type { Directory, DirectoryUser } from '../world/directory.ts'
import {
  type DeriveKey,
  deriveKey,
  isQuickHash,
  isSameSecret,
  quickHash,
  readStoredKey,
  storedKey,
} from '../world/secrets.ts'

/** How the call came; see `DeriveKey`. */
type Via = 'socket' | 'process'

const SALT_BYTES = 16

/** Derivations at once, those that wait for a thread included. A guess: a second's work of two cores. */
const DERIVING_MAX = 50

/** Stands for the key of an address that nobody has, so that it takes as long to say no. */
const NOBODY = { salt: new Uint8Array(SALT_BYTES), key: '' }

/** The answer to whoever comes while `isBusy`. Fact sheet section 12: trying again after 5 to 10 seconds helps. */
export const TOO_BUSY: Refusal = {
  failure: 'heavy-load-page',
  retryAfterS: 5,
  because: 'too many passwords are being checked',
}

export interface PasswordParts {
  readonly directory: Directory
  readonly random: Random
  /** Default: scrypt. */
  readonly derive?: DeriveKey
}

export class Passwords {
  readonly #directory: Directory
  readonly #random: Random
  readonly #derive: DeriveKey
  #derivingCount = 0

  constructor({ directory, random, derive = deriveKey }: PasswordParts) {
    this.#directory = directory
    this.#random = random
    this.#derive = derive
  }

  /** As many passwords are being checked as may be at once. */
  get isBusy(): boolean {
    return this.#derivingCount >= DERIVING_MAX
  }

  /** The active user with this password, or null. Takes as long for an unknown email. */
  async verify(
    email: string,
    password: string,
    via: Via = 'process',
  ): Promise<DirectoryUser | null> {
    const user = this.#directory.userByEmail(email)
    const given = quickHash(user?.id ?? 0, password)
    const stored = user?.passwordHash ?? null
    const isRight =
      user !== null && stored !== null && isQuickHash(stored)
        ? await this.#verifyFirst(user.id, stored, given, via)
        : await this.#isKeyOf(stored, given, via)
    const now = user && this.#directory.user(user.id)
    // Meanwhile the password may have been changed: then it was the old one that was right.
    const isChanged = now?.passwordHash !== stored && !isQuickHash(stored ?? '')
    return isRight && !isChanged && now?.isActive ? now : null
  }

  /** True when somebody's stored password is this one. */
  async isSame(userId: number, stored: string, password: string, via: Via): Promise<boolean> {
    const given = quickHash(userId, password)
    return isQuickHash(stored) ? isSameSecret(stored, given) : this.#isKeyOf(stored, given, via)
  }

  async set(userId: number, password: string, via: Via = 'process'): Promise<void> {
    const stored = await this.#stored(quickHash(userId, password), via)
    const user = this.#directory.user(userId)
    if (user) this.#directory.putUser({ ...user, passwordHash: stored })
  }

  /** Of a password that came with the world: its key is made now, right or wrong, and kept. */
  async #verifyFirst(userId: number, quick: string, given: string, via: Via): Promise<boolean> {
    const stored = await this.#stored(quick, via)
    const user = this.#directory.user(userId)
    // Meanwhile another try may have made the key, or a reset another password.
    if (user?.passwordHash !== quick) return this.#isKeyOf(user?.passwordHash ?? null, given, via)
    this.#directory.putUser({ ...user, passwordHash: stored })
    return isSameSecret(quick, given)
  }

  async #isKeyOf(stored: string | null, given: string, via: Via): Promise<boolean> {
    const known = (stored === null ? null : readStoredKey(stored)) ?? NOBODY
    const key = await this.#counted(given, known.salt, via)
    return isSameSecret(known.key, Buffer.from(key).toString('base64url')) && known !== NOBODY
  }

  async #stored(quick: string, via: Via): Promise<string> {
    const salt = this.#random.bytes(SALT_BYTES)
    return storedKey(await this.#counted(quick, salt, via), salt)
  }

  async #counted(quick: string, salt: Uint8Array, via: Via): Promise<Uint8Array> {
    this.#derivingCount += 1
    try {
      return await this.#derive(quick, salt, via)
    } finally {
      this.#derivingCount -= 1
    }
  }
}
