/**
 * Access tokens look like Procore's: a JWT with an ES512 header and the claims `aid` and `uid` (fact
 * sheet section 2.2). The signature part is chance and not a signature, since callers must treat a token
 * as opaque and nobody may verify it; that also makes it unguessable.
 */
import type { Random } from '@underpin/ports'

/** An ES512 signature has 132 bytes (RFC 7518, section 3.4). */
const SIGNATURE_BYTES = 132

const HEADER = encode({ typ: 'JWT', alg: 'ES512' })

/** A token is a few hundred characters; longer ones are not worth decoding. A guess. */
const TOKEN_CHARS_MAX = 4_096

const THREE_PARTS = /^eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+$/

export interface AccessTokenClaims {
  /** The app's client id. */
  readonly clientId: string
  readonly userId: number
  readonly expiresAtMs: number
}

export function makeAccessToken(claims: AccessTokenClaims, random: Random): string {
  const { clientId, userId, expiresAtMs } = claims
  const payload = encode({ aid: clientId, uid: userId, exp: Math.floor(expiresAtMs / 1_000) })
  const signature = Buffer.from(random.bytes(SIGNATURE_BYTES)).toString('base64url')
  return `${HEADER}.${payload}.${signature}`
}

/**
 * What a well-formed token says of itself: one of ours, or of another environment. Nothing is verified.
 *
 * @returns null for a text that is no such token.
 */
export function readAccessToken(token: string): AccessTokenClaims | null {
  if (token.length > TOKEN_CHARS_MAX) return null
  const payload = THREE_PARTS.exec(token)?.[1]
  if (payload === undefined) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    if (typeof claims !== 'object' || claims === null) return null
    if (!('aid' in claims && 'exp' in claims)) return null
    const userId = 'uid' in claims ? Number(claims.uid) : 0
    return { clientId: String(claims.aid), userId, expiresAtMs: Number(claims.exp) * 1_000 }
  } catch {
    return null // The middle part is no JSON: the answer is no, and there is nothing to report.
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
