/** `POST /oauth/token`, `/oauth/token/info`, `/oauth/revoke`: fact sheet sections 2.2 to 2.4. */
import { expect, it } from 'vitest'
import { APP, PM, REDIRECT, SERVICE, setUp } from './emulator-rig.ts'
import { coversPaths } from './route-cover.ts'

const INVALID_GRANT =
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.'
const INVALID_CLIENT =
  'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.'

it('a code buys a pair with exactly the documented keys', async () => {
  const { exchange, code, clock } = setUp()
  const response = await exchange(await code())
  const body = await response.json()
  expect(response.status).toBe(200)
  expect(Object.keys(body).sort()).toEqual([
    'access_token',
    'created_at',
    'expires_in',
    'refresh_token',
    'token_type',
  ])
  expect(body).toMatchObject({ token_type: 'bearer', expires_in: 5400 })
  expect(body.created_at).toBe(Math.floor(clock.nowMs() / 1_000))
  expect(body.refresh_token).toMatch(/^[0-9a-f]{64}$/)
  expect(response.headers.get('cache-control')).toBe('no-store')
})

it('an access token is a JWT in form, with the claims that were seen', async () => {
  const { signIn, clock } = setUp()
  const [head = '', claims = ''] = (await signIn()).access_token.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  expect(head).toBe('eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9')
  expect(read(claims)).toEqual({
    aid: APP.client_id,
    uid: 7002,
    exp: Math.floor(clock.nowMs() / 1_000) + 5400,
  })
})

it('client credentials buy an access token and no refresh token', async () => {
  const { token } = setUp()
  const body = await (await token({ ...SERVICE, grant_type: 'client_credentials' })).json()
  expect(Object.keys(body).sort()).toEqual([
    'access_token',
    'created_at',
    'expires_in',
    'token_type',
  ])
})

it.each([
  {
    as: 'form',
    path: '/oauth/token',
    body: (fields: object) => new URLSearchParams({ ...fields }),
  },
  {
    as: 'a path with a slash at its end',
    path: '/oauth/token/',
    body: (fields: object) => new URLSearchParams({ ...fields }),
  },
  { as: 'multipart', path: '/oauth/token', body: multipart },
  { as: 'JSON', path: '/oauth/token', body: (fields: object) => JSON.stringify(fields) },
])('the body is read as $as', async ({ as, path, body }) => {
  const { emulator } = setUp()
  const sent = body({ ...SERVICE, grant_type: 'client_credentials' })
  const headers = as === 'JSON' ? { 'content-type': 'application/json' } : {}
  const response = await emulator.fetch(path, { method: 'POST', body: sent, headers })
  expect(await response.json()).toMatchObject({ token_type: 'bearer' })
})

it('client credentials are taken from HTTP Basic too', async () => {
  const { emulator } = setUp()
  const basic = Buffer.from('underpin-service:underpin-service-secret').toString('base64')
  const response = await emulator.fetch('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${basic}` },
  })
  expect(response.status).toBe(200)
})

const refresh = { ...APP, grant_type: 'refresh_token' }
const exchange = { ...APP, grant_type: 'authorization_code', redirect_uri: REDIRECT }

it.each([
  {
    name: 'an unknown refresh token',
    fields: { ...refresh, refresh_token: 'x' },
    status: 400,
    error: 'invalid_grant',
    text: INVALID_GRANT,
  },
  {
    name: 'an unknown code',
    fields: { ...exchange, code: 'x' },
    status: 400,
    error: 'invalid_grant',
    text: INVALID_GRANT,
  },
  {
    name: 'a wrong secret',
    fields: { ...SERVICE, client_secret: 'x', grant_type: 'client_credentials' },
    status: 401,
    error: 'invalid_client',
    text: INVALID_CLIENT,
  },
  {
    name: 'an unknown client',
    fields: { client_id: 'x', client_secret: 'x', grant_type: 'client_credentials' },
    status: 401,
    error: 'invalid_client',
    text: INVALID_CLIENT,
  },
  {
    name: 'no client at all',
    fields: { grant_type: 'client_credentials' },
    status: 401,
    error: 'invalid_client',
    text: INVALID_CLIENT,
  },
  {
    name: 'an unknown grant type',
    fields: { ...APP, grant_type: 'password' },
    status: 400,
    error: 'unsupported_grant_type',
    text: 'The authorization grant type is not supported by the authorization server.',
  },
  {
    name: 'no grant type',
    fields: APP,
    status: 400,
    error: 'invalid_request',
    text: 'Missing required parameter: grant_type.',
  },
  {
    name: 'no code',
    fields: exchange,
    status: 400,
    error: 'invalid_request',
    text: 'Missing required parameter: code.',
  },
  {
    name: 'no refresh token',
    fields: refresh,
    status: 400,
    error: 'invalid_request',
    text: 'Missing required parameter: refresh_token.',
  },
  {
    name: 'a grant that the client may not use',
    fields: { ...APP, grant_type: 'client_credentials' },
    status: 401,
    error: 'unauthorized_client',
    text: 'The client is not authorized to perform this request using this method.',
  },
])('$name is answered $status $error', async ({ fields, status, error, text }) => {
  const { token } = setUp()
  const response = await token(fields)
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error, error_description: text })
})

it('invalid_client carries the header of RFC 6750', async () => {
  const { token } = setUp()
  const response = await token({ grant_type: 'client_credentials' })
  expect(response.headers.get('www-authenticate')).toMatch(
    /^Bearer realm="Doorkeeper", error="invalid_client"/,
  )
})

it('a body that is not what its type says is malformed', async () => {
  const { emulator } = setUp()
  const headers = { 'content-type': 'application/json' }
  const response = await emulator.fetch('/oauth/token', { method: 'POST', body: '{', headers })
  expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_request'])
})

it.each([
  { name: 'twice', change: {}, waitMs: 0, isUsed: true },
  { name: 'after ten minutes', change: {}, waitMs: 600_000, isUsed: false },
  {
    name: 'with another redirect',
    change: { redirect_uri: 'http://localhost' },
    waitMs: 0,
    isUsed: false,
  },
])('a code is not taken $name', async ({ change, waitMs, isUsed }) => {
  const { code, token, clock } = setUp()
  const fields = { ...exchange, code: await code() }
  if (isUsed) await token(fields)
  clock.advance(waitMs)
  const response = await token({ ...fields, ...change })
  expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_grant'])
})

it('a code is taken until the last millisecond of its ten minutes', async () => {
  const { code, token, clock } = setUp()
  const fields = { ...exchange, code: await code() }
  clock.advance(599_999)
  expect((await token(fields)).status).toBe(200)
})

it('a refresh gives a new pair, and the old refresh token is spent', async () => {
  const { signIn, refresh: again } = setUp()
  const first = await signIn()
  const second = await (await again(first.refresh_token)).json()
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect((await again(first.refresh_token)).status).toBe(400)
  expect((await again(second.refresh_token)).status).toBe(200)
})

it.each([
  { name: 'with a wrong secret', fields: { client_secret: 'wrong' } },
  { name: 'by another client', fields: SERVICE },
])('a refresh call that fails ($name) spends the token as well', async ({ fields }) => {
  const { signIn, token, refresh: again } = setUp()
  const { refresh_token } = await signIn()
  expect((await token({ ...refresh, ...fields, refresh_token })).ok).toBe(false)
  expect((await again(refresh_token)).status).toBe(400)
})

it('a code or a refresh token that was issued to another client is not taken', async () => {
  const { emulator, signIn, code, token } = setUp()
  const { directory } = emulator.parts.platform
  const app = directory.app(APP.client_id)
  if (app === null) throw new Error('the default world has this app')
  directory.putApp({ ...app, clientId: 'other', clientSecret: 'other-secret' })
  const other = { client_id: 'other', client_secret: 'other-secret' }
  const { refresh_token } = await signIn()
  const answers = [
    await token({ ...exchange, ...other, code: await code() }),
    await token({ ...refresh, ...other, refresh_token }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([400, 400])
})

it.each([
  { assumption: 'lives', status: 200 },
  { assumption: 'revoked', status: 401 },
])('after a refresh the old access token is answered $status: it $assumption', async (row) => {
  const assumptions = { 'access-token-after-refresh': row.assumption }
  const { signIn, refresh: again, get } = setUp({ assumptions })
  const { access_token, refresh_token } = await signIn()
  await again(refresh_token)
  const info = await get('/oauth/token/info', { authorization: `Bearer ${access_token}` })
  expect(info.status).toBe(row.status)
})

it('where wrong credentials end a refresh before its token is looked at, the token lives', async () => {
  const {
    signIn,
    token,
    refresh: again,
  } = setUp({
    assumptions: { 'refresh-by-wrong-client': 'keeps' },
  })
  const { refresh_token } = await signIn()
  const refused = await token({ ...refresh, client_secret: 'wrong', refresh_token })
  expect(refused.status).toBe(401)
  expect((await again(refresh_token)).status).toBe(200)
})

it('a thousand sign-ins later a pair that is alive is still known, and dead ones are not kept', async () => {
  const { signIn, clock, emulator, refresh: again } = setUp()
  const { refresh_token } = await signIn()
  const { tokens } = emulator.parts.oauth
  const service = { grantId: 'g', clientId: SERVICE.client_id, userId: 1, isService: true }
  tokens.issue(service)
  clock.advance(31 * 86_400_000)
  for (let i = 0; i < 1_000; i++) tokens.issue(service)
  const rows = emulator.parts.platform.database.get('SELECT count(*) AS n FROM oauth_tokens')
  expect(rows?.['n']).toBe(1_001)
  expect((await again(refresh_token)).status).toBe(200)
})

it('the status of invalid_grant is an assumption that can be flipped', async () => {
  const { refresh: again } = setUp({ assumptions: { 'invalid-grant': '401' } })
  expect((await again('x')).status).toBe(401)
})

it('an access token lives 5400 s to the millisecond', async () => {
  const { signIn, get, clock } = setUp()
  const bearer = { authorization: `Bearer ${(await signIn()).access_token}` }
  clock.advance(5_399_999)
  expect((await get('/oauth/token/info', bearer)).status).toBe(200)
  clock.advance(1)
  const expired = await get('/oauth/token/info', bearer)
  expect(expired.status).toBe(401)
  expect(await expired.json()).toEqual({
    error: 'invalid_token',
    error_description: 'The access token is invalid',
  })
})

it('token info tells who and how long', async () => {
  const { signIn, get, clock } = setUp()
  const { access_token } = await signIn(PM)
  const createdAt = Math.floor(clock.nowMs() / 1_000)
  clock.advance(400_000)
  const response = await get('/oauth/token/info', { authorization: `Bearer ${access_token}` })
  expect(await response.json()).toEqual({
    resource_owner_id: 7002,
    scopes: [],
    expires_in_seconds: 5_000,
    application: { uid: APP.client_id },
    created_at: createdAt,
  })
})

it('revoking an access token revokes its refresh token too', async () => {
  const { signIn, send, get, refresh: again } = setUp()
  const { access_token, refresh_token } = await signIn()
  const response = await send('/oauth/revoke', { ...APP, token: access_token })
  expect([response.status, await response.text()]).toEqual([200, '{}'])
  const info = await get('/oauth/token/info', { authorization: `Bearer ${access_token}` })
  expect(info.status).toBe(401)
  expect((await again(refresh_token)).status).toBe(400)
})

it('revoking an unknown token is answered as a known one', async () => {
  const { form } = setUp()
  const response = await form('/oauth/revoke', { ...APP, token: 'never issued' })
  expect([response.status, await response.text()]).toEqual([200, '{}'])
})

it('nobody revokes with wrong credentials, or the token of another client', async () => {
  const { signIn, form, get } = setUp()
  const { access_token: token } = await signIn()
  const refused = await form('/oauth/revoke', { ...APP, client_secret: 'x', token })
  expect(refused.status).toBe(403)
  expect(await refused.json()).toEqual({
    error: 'unauthorized_client',
    error_description: 'You are not authorized to revoke this token',
  })
  await form('/oauth/revoke', { ...SERVICE, token })
  const info = await get('/oauth/token/info', { authorization: `Bearer ${token}` })
  expect(info.status).toBe(200)
})

it('a data file holds no token, only what is needed to know one', async () => {
  const { emulator, signIn, code } = setUp()
  const { access_token, refresh_token } = await signIn()
  const bytes = Buffer.from(emulator.parts.platform.database.snapshot()).toString('latin1')
  for (const secret of [access_token, refresh_token, await code()]) {
    expect(bytes).not.toContain(secret)
  }
})

function multipart(fields: object): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value))
  return form
}

coversPaths('POST /oauth/token', 'GET /oauth/token/info', 'POST /oauth/revoke')
