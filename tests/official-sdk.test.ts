/** The official SDK, unmodified, against the emulator over real HTTP: a judge of the emulator that is not ours. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
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

it('keeps a daily log', async () => {
  const procore = await signedIn()
  const base = `/projects/${PROJECT}/manpower_logs`
  const log = { date: '2026-11-16', num_workers: 4, num_hours: '8.0' }
  const { body: made } = await procore.post({ base }, { manpower_log: log })
  const { body: ofDay } = await procore.get({ base, qs: { log_date: '2026-11-16' } })
  expect(ofDay).toMatchObject([{ id: made.id, num_workers: 4 }])
})

it('makes a punch item, changes it and deletes it', async () => {
  const procore = await signedIn()
  const item = { name: 'Seal the joint', login_information_ids: [7002] }
  const body = { project_id: PROJECT, punch_item: item }
  const { body: made } = await procore.post({ base: '/punch_items' }, body)
  const one = { base: '/punch_items', params: { id: made.id }, qs: { project_id: PROJECT } }
  const change = { project_id: PROJECT, punch_item: { description: 'Both sides' } }
  const { body: changed } = await procore.patch(one, change)
  expect(changed).toMatchObject({ id: made.id, description: 'Both sides' })
  await procore.delete(one)
  await expect(procore.get(one)).rejects.toMatchObject({ response: { status: 404 } })
})

it('syncs vendors, and is told which item was bad', async () => {
  const procore = await signedIn()
  const updates = [{ name: 'Alder', origin_id: 'sdk-1' }, { name: '' }]
  const { body } = await procore.patch({ base: '/vendors/sync' }, { company_id: COMPANY, updates })
  expect(body.entities).toMatchObject([{ name: 'Alder', origin_id: 'sdk-1' }])
  expect(body.errors).toMatchObject([{ name: '', errors: { name: expect.any(Array) } }])
})

it('asks for uploads of each generation, sends them to storage, and completes them', async () => {
  const procore = await signedIn()
  const bytes = 'a photo of the pour'
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const size = bytes.length
  const base = `/projects/${PROJECT}/uploads`
  const asked = { response_filename: 'pour.jpg', response_content_type: 'image/jpeg' }

  const { body: byForm } = await procore.post({ base, version: 'v1.1' }, asked)
  const form = new FormData()
  for (const [name, value] of Object.entries(byForm.fields)) form.append(name, String(value))
  form.append('file', new Blob([bytes]), 'pour.jpg')
  expect((await fetch(byForm.url, { method: 'POST', body: form })).status).toBe(204)

  const segments = [{ size, sha256 }]
  const { body: bySegments } = await procore.post({ base, version: 'v1.1' }, { ...asked, segments })
  const put = async ({ url, headers }: { url: string; headers: Record<string, string> }) => {
    const { 'content-length': _, ...sent } = headers
    const response = await fetch(url, { method: 'PUT', body: bytes, headers: sent })
    return response.headers.get('etag') ?? ''
  }
  const etag = await put(bySegments.segments[0])
  const { body: completed } = await procore.patch(
    { base: `${base}/${bySegments.uuid}`, version: 'v1.1' },
    { segments: [{ etag }] },
  )
  expect(completed.status).toBe('complete')

  const unified = `/companies/${COMPANY}/projects/${PROJECT}/uploads`
  const { body: ready } = await procore.post(
    { base: unified, version: 'v2.1' },
    { file_name: 'pour.jpg', file_size: size, content_type: 'image/jpeg', sha256, segments },
  )
  const partEtag = await put(ready.data.segments[0])
  const { body: done } = await procore.patch(
    { base: `${unified}/${ready.data.upload_id}`, version: 'v2.1' },
    { part_etags: [partEtag] },
  )
  expect(done.data.status).toBe('complete')
})

it('hears by webhook of what it made', async () => {
  const procore = await signedIn()
  const receiver = createServer()
  const heard = new Promise<unknown>((resolve, reject) => {
    receiver.once('request', (request, response) => {
      response.end()
      json(request).then(resolve, reject)
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  const destination_url = `http://127.0.0.1:${port}/`
  const hook = { api_version: 'v2', namespace: 'official-sdk', destination_url }
  const { body: made } = await procore.post(
    { base: '/webhooks/hooks' },
    { project_id: PROJECT, hook },
  )
  await procore.post(
    { base: `/webhooks/hooks/${made.id}/triggers` },
    {
      project_id: PROJECT,
      api_version: 'v2',
      trigger: { resource_name: 'RFIs', event_type: 'create' },
    },
  )
  const rfi = { subject: 'Which?', question: { body: 'This?' }, assignee_ids: [7002] }
  const { body: raised } = await procore.post({ base: `/projects/${PROJECT}/rfis` }, { rfi })
  expect(await heard).toMatchObject({ resource_name: 'RFIs', resource_id: raised.id })
  receiver.close()
})
