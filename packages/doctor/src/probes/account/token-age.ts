/** How old an access token is, by what it says of itself; nothing of it is verified, and nothing of it is shown. */

/** Fact sheet section 2.2: 5400 s. */
const TOKEN_LIFE_MS = 5_400_000

/** Fact sheet section 2.2: a JWT, seen with few claims. Longer ones are not read. */
const TOKEN_CHARS_MAX = 8 * 1024

/** Null when it does not say when it ends: old tokens are random digits. */
export function tokenAgeMs(token: string, nowMs: number): number | null {
  const [, payload, signature] = token.length > TOKEN_CHARS_MAX ? [] : token.split('.')
  if (payload === undefined || signature === undefined) return null
  const expiresS = expiryOf(payload)
  return expiresS === null ? null : Math.max(0, TOKEN_LIFE_MS - (expiresS * 1_000 - nowMs))
}

function expiryOf(payload: string): number | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null
    return typeof exp === 'number' && Number.isFinite(exp) ? exp : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
