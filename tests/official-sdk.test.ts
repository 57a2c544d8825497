/** The official SDK, unmodified, against the emulator over real HTTP: a judge of the emulator that is not ours. */
import { authorize, client, info, oauth, refresh, refresher, revoke, token } from '@procore/js-sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APP, COMPANY, codeFrom, type OnSocket, onSocket, PROJECT } from './round-trip/platform.ts'

interface Pair {
  readonly access_token: string
  readonly refresh_token: string
}

let platform: OnSocket
let options: { apiHostname: string; defaultCompanyId: number; defaultVersion: string }

beforeAll(async () => {
  platform = await onSocket()
  options = { apiHostname: platform.url, defaultCompanyId: COMPANY, defaultVersion: 'v1.0' }
})
afterAll(() => platform.close())

async function exchanged(): Promise<Pair> {
  const code = await codeFrom(fetch, platform.url)
  const { clientId: id, clientSecret: secret, redirectUri: uri } = APP
  return (await token({ id, secret, uri, code }, options)) as unknown as Pair
}

async function signedIn() {
  const { access_token: accessToken } = await exchanged()
  return client(oauth(accessToken), {}, options)
}

it('points a person at the sign-in page', async () => {
  const url = authorize({ clientId: APP.clientId, uri: APP.redirectUri }, options)
  const page = await fetch(url)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<form')
})

it('exchanges a code for a pair of tokens', async () => {
  const pair = await exchanged()
  expect(pair).toMatchObject({ token_type: 'bearer', expires_in: 5_400 })
  expect(pair.refresh_token).toMatch(/^[0-9a-f]{64}$/)
})

it('asks who it is', async () => {
  const { body } = await (await signedIn()).get({ base: '/me' })
  expect(body).toMatchObject({ id: 7001, login: 'admin@northside.example' })
})

it('lists the projects of the company', async () => {
  const { body, response } = await (await signedIn()).get({
    base: '/projects',
    qs: { company_id: COMPANY },
  })
  expect(response.headers.get('total')).toBe('3')
  expect(body.map((project: { id: number }) => project.id).sort()).toEqual([5001, 5002, 5003])
})

it('raises an RFI and reads it back', async () => {
  const procore = await signedIn()
  const { body: made } = await procore.post(
    { base: `/projects/${PROJECT}/rfis` },
    { rfi: { subject: 'Which anchor?', question: { body: 'M16 or M20?' }, assignee_ids: [7002] } },
  )
  const { body: read } = await procore.get({
    base: `/projects/${PROJECT}/rfis`,
    params: { id: made.id },
  })
  expect(read).toMatchObject({ id: made.id, subject: 'Which anchor?', status: 'open' })
})

it('refreshes, and the old refresh token is spent', async () => {
  const pair = await exchanged()
  const { clientId: id, clientSecret: secret, redirectUri: uri } = APP
  const credentials = { id, secret, uri, token: pair.access_token, refresh: pair.refresh_token }
  const next = (await refresh(credentials, options)) as unknown as Pair
  expect(next.access_token).not.toBe(pair.access_token)
  expect(await refresh(credentials, options)).toMatchObject({ error: 'invalid_grant' })
})

it('renews an expired token by itself, through its refresher', async () => {
  const pair = await exchanged()
  const { clientId: id, clientSecret: secret, redirectUri: uri } = APP
  const renewing = refresher(oauth(pair.access_token), (expired: string) =>
    refresh({ id, secret, uri, token: expired, refresh: pair.refresh_token }, options),
  )
  await fetch(`${platform.url}/_underpin/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: '91m' }),
  })
  const { body } = await client(renewing, {}, options).get({ base: '/me' })
  expect(body).toMatchObject({ id: 7001 })
})

it('asks about a token', async () => {
  const { access_token: accessToken } = await exchanged()
  expect(await info(accessToken, options)).toMatchObject({
    resource_owner_id: 7001,
    scopes: [],
    application: { uid: APP.clientId },
  })
})

it('revokes a token, which then opens nothing', async () => {
  const { access_token: accessToken } = await exchanged()
  const { clientId, clientSecret } = APP
  await revoke({ token: accessToken, clientId, clientSecret }, options)
  const refused = client(oauth(accessToken), {}, options).get({ base: '/me' })
  await expect(refused).rejects.toMatchObject({ response: { status: 401 } })
})
