/** The secrets of subscriptions: links that work once, codes, and the link to end each subscription. */
import { createHash, createHmac } from 'node:crypto'
import { type Random, randomHex, randomInteger } from '@underpin/ports'
import { isSameSecret } from '../../world/secrets.ts'
import type { SubscriptionTables } from './subscription-tables.ts'

/** 256 bits: nobody guesses one. */
const KEY_BYTES = 32
/** Six digits, as people expect of a code; few tries are taken of each. */
const CODE_DIGITS = 6

export class SubscriptionSecrets {
  readonly #tables: SubscriptionTables
  readonly #random: Random

  constructor(tables: SubscriptionTables, random: Random) {
    this.#tables = tables
    this.#random = random
  }

  newToken(): string {
    return randomHex(this.#random, KEY_BYTES)
  }

  newCode(): string {
    return String(randomInteger(this.#random, 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
  }

  /** What is stored of a token. */
  tokenHash(token: string): string {
    return createHash('sha256').update(token).digest('hex')
  }

  /** What is stored of a code: with a key, as a million codes are soon tried. */
  codeHash(handle: string, code: string): string {
    return this.#keyed(`code ${handle} ${code}`)
  }

  isCode(stored: string, handle: string, code: string): boolean {
    return isSameSecret(stored, this.codeHash(handle, code.trim()))
  }

  /** In every notice: so it is computed from the key, and is stored nowhere. */
  manageToken(subscriptionId: number): string {
    return `${subscriptionId}.${this.#keyed(`manage ${subscriptionId}`)}`
  }

  /** The subscription that a link is of; null when the link is not one of ours. */
  managedId(token: string): number | null {
    const [, id] = /^(\d{1,15})\.[0-9a-f]{64}$/.exec(token) ?? []
    if (id === undefined) return null
    return isSameSecret(this.manageToken(Number(id)), token) ? Number(id) : null
  }

  #keyed(text: string): string {
    return createHmac('sha256', this.#key()).update(text).digest('hex')
  }

  #key(): string {
    const row = this.#tables.get('SELECT key FROM status_key')
    if (row !== undefined) return String(row['key'])
    const key = randomHex(this.#random, KEY_BYTES)
    this.#tables.run('INSERT INTO status_key VALUES (?)', key)
    return key
  }
}
