/**
 * Comparing secrets without telling by the time it takes how much of a guess was right, and turning
 * passwords into what may be stored: by scrypt, which makes guessing them from a data file dear.
 */
import { createHash, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Node's own defaults: 16 MB and some 40 ms a guess. A guess of ours: a bench wants to sign in at once. */
const SCRYPT = { cost: 16_384, blockSize: 8, parallelization: 1 }
const KEY_BYTES = 32

/**
 * Turns a quick hash and a salt into a key. Off the event loop for whoever comes over a socket; at once
 * for a caller in this process, whose virtual clock would run on while it waits in real time.
 */
export type DeriveKey = (
  quickHash: string,
  salt: Uint8Array,
  via: 'socket' | 'process',
) => Promise<Uint8Array>

const scryptAsync = promisify<string, Uint8Array, number, typeof SCRYPT, Buffer>(scrypt)

export const deriveKey: DeriveKey = async (quickHash, salt, via) =>
  via === 'process'
    ? scryptSync(quickHash, salt, KEY_BYTES, SCRYPT)
    : scryptAsync(quickHash, salt, KEY_BYTES, SCRYPT)

/**
 * What a key is derived from, salted with the user's id: 64 hexadecimal characters, whatever the length
 * of the password. By itself it is kept only for passwords that stand in a world's file in plain text
 * anyway, until somebody first tries to sign in: a thousand keys at start would take a minute.
 */
export function quickHash(userId: number, password: string): string {
  return createHash('sha256').update(`${userId}:${password}`).digest('hex')
}

export function isQuickHash(stored: string): boolean {
  return /^[0-9a-f]{64}$/.test(stored)
}

/** `scrypt$16384$8$1$<salt>$<key>`: says how it was made, so that the numbers may be raised one day. */
export function storedKey(key: Uint8Array, salt: Uint8Array): string {
  const { cost, blockSize, parallelization } = SCRYPT
  const parts = [cost, blockSize, parallelization, base64(salt), base64(key)]
  return `scrypt$${parts.join('$')}`
}

/** The salt and key of what `storedKey` made; null for anything else. */
export function readStoredKey(stored: string): { salt: Uint8Array; key: string } | null {
  const [name, cost, , , salt, key] = stored.split('$')
  if (name !== 'scrypt' || cost !== String(SCRYPT.cost) || !salt || !key) return null
  return { salt: Buffer.from(salt, 'base64url'), key }
}

export function isSameSecret(known: string, given: string): boolean {
  return timingSafeEqual(digest(known), digest(given))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
