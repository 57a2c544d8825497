/** Reads the address that a person comes back to after signing in. */
import type { ProcoreError } from '../errors.ts'
import { judge } from '../judgement.ts'
import { raise } from '../raise.ts'
import { Secrets } from '../secrets.ts'

/**
 * The authorization code: single use, ten minutes.
 *
 * @param address as it came: absolute, or path and query.
 * @param state what `authorizationUrl` gave for this person. Another one means that somebody else's code
 * is being slipped in.
 * @throws {ProcoreError} when the person said no, or the sign-in server did.
 * @throws {TypeError} when it is no answer to this sign-in.
 */
export function readRedirect(address: string, state: string): string {
  const { searchParams: query } = new URL(address, 'http://localhost')
  if (query.get('state') !== state) {
    throw new TypeError('the state is not the one that this sign-in began with: start anew')
  }
  const code = query.get('code')
  if (code !== null && code !== '') return code
  throw refusal(query) ?? new TypeError('the address has neither a code nor an error in it')
}

/** The error comes in the query of a redirect; the catalogue knows it by the same words in a body. */
function refusal(query: URLSearchParams): ProcoreError | null {
  const error = query.get('error')
  if (error === null) return null
  const text = JSON.stringify({ error, error_description: query.get('error_description') ?? '' })
  const headers = { 'content-type': 'application/json' }
  const judgement = judge(
    {
      kind: 'answered',
      response: new Response(text, { status: 400, headers }),
      data: null,
      text,
      flaw: null,
      cause: undefined,
    },
    {
      surface: 'oauth',
      outgoing: { method: 'GET', url: '/oauth/authorize', headers: {}, body: null },
      repeatable: 'no',
      tokenAgeMs: null,
      nowMs: 0,
    },
  )
  if (judgement === null) return null
  const asked = 'GET /oauth/authorize'
  const seen = { judgement: { ...judgement, status: null }, asked, attempts: [], company: null }
  return raise({ ...seen, applied: 'no' }, new Secrets(), null)
}
