/** Names whose values are secret wherever they stand: in headers, queries, forms and JSON. */

/** Header names in lower case, and what their value is called. */
const HEADER_KINDS: Readonly<Record<string, string>> = {
  authorization: 'authorization',
  'proxy-authorization': 'authorization',
  cookie: 'cookie',
  'set-cookie': 'cookie',
  'x-api-key': 'API key',
}

/** Keys without case, dash and underscore, and what their value is called. */
const KEY_KINDS: Readonly<Record<string, string>> = {
  accesstoken: 'access token',
  refreshtoken: 'refresh token',
  idtoken: 'id token',
  token: 'token',
  clientsecret: 'client secret',
  codeverifier: 'code verifier',
  xapikey: 'API key',
  authorization: 'authorization',
  xamzsignature: 'upload signature',
  xamzcredential: 'upload credential',
  xamzsecuritytoken: 'upload token',
  xgoogsignature: 'upload signature',
  xgoogcredential: 'upload credential',
}

/** Secret only where OAuth is spoken: an error object has a `code` too, and an address a `state`. */
const OAUTH_KINDS: Readonly<Record<string, string>> = {
  code: 'authorization code',
  state: 'OAuth state',
}

/** Everything below these is secret: the headers that a webhook's receiver is greeted with. */
const SUBTREE_KEYS: ReadonlySet<string> = new Set(['destinationheaders'])

export const SUBTREE_KIND = 'destination header'

/** A signed upload policy is base64 of a JSON document; a shorter `policy` is a word. */
const SIGNED_POLICY = /^[A-Za-z0-9+/=_%-]{40,}$/

export type KeyNames = Readonly<Record<string, string>>

/** The kind of a header's value, or null when it may be shown. `further` has lower-case names. */
export function headerKind(name: string, further: KeyNames): string | null {
  const lower = name.toLowerCase()
  return own(HEADER_KINDS, lower) ?? own(further, lower) ?? keyKind(lower, '', false, further)
}

/** The kind of a value by its key, or null. `hook[destination_headers][X]` counts by each of its parts. */
export function keyKind(
  key: string,
  value: string,
  isOauth: boolean,
  further: KeyNames,
): string | null {
  const parts = key
    .toLowerCase()
    .split(/[[\]]+/)
    .filter((part) => part !== '')
  if (parts.some(isSubtreeKey)) return SUBTREE_KIND
  const last = parts.at(-1) ?? ''
  const bare = last.replace(/[-_]/g, '')
  const known = own(KEY_KINDS, bare) ?? own(further, last)
  if (known !== null) return known
  if (bare.includes('password')) return 'password'
  if (isOauth) return own(OAUTH_KINDS, bare)
  return bare === 'policy' && SIGNED_POLICY.test(value) ? 'upload policy' : null
}

export function isSubtreeKey(key: string): boolean {
  return SUBTREE_KEYS.has(key.toLowerCase().replace(/[-_]/g, ''))
}

/** OAuth is spoken where its parameters are named, be it in a query, a form, JSON or multipart. */
export function speaksOauth(text: string): boolean {
  return OAUTH_PARAMETER.test(text) || OAUTH_PATH.test(text) || isCallback(text)
}

const OAUTH_PARAMETER = /\b(grant_type|redirect_uri|response_type|code_verifier|client_id)\b/
const OAUTH_PATH = /\/oauth\/|callback\b/

/** Addresses that are signed until some time, as storages and their caches write them. */
export function isSigned(url: string): boolean {
  return /[?&](?:expires|se|key-pair-id)=/i.test(url)
}

/** Secret in such an address alone: a signature on a drawing is a signature too. */
export const SIGNED_NAMES: KeyNames = { signature: 'signature', sig: 'signature', policy: 'policy' }

function isCallback(text: string): boolean {
  return /[?&#]code=/.test(text) && /[?&#]state=/.test(text)
}

function own(names: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(names, name) ? (names[name] ?? null) : null
}
