/** The token of an `Authorization` header. */

const BEARER = /^Bearer +(\S+) *$/i

/** Null when there is no such header, or it is no bearer. */
export function bearerToken(authorization: string | null): string | null {
  if (authorization === null) return null
  return BEARER.exec(authorization)?.[1] ?? null
}
