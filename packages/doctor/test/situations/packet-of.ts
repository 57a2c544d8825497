/** The packet of a situation: what the doctor found there, with secrets in everything that a person hands over. */

import type { Exchange, HeaderMap } from '@underpin/exchange'
import { strFromU8, unzipSync } from 'fflate'
import { buildPacket, type PacketInput, type Person, sealPacket } from '../../src/node.ts'
import { leaksIn } from './leaks.ts'
import type { Played } from './play.ts'

/** What the guideline asks for: when, screenshot, browser and device, network, project, role. */
export const PERSON: Person = {
  sender: 'Parker Mason',
  browser: 'Firefox 142',
  device: 'Surface Pro 11',
  network: 'site office, over a VPN',
  projectName: 'Pier 7 Retrofit',
  role: 'Project Manager',
}

export interface MadePacket {
  /** Contents by name. */
  readonly files: Readonly<Record<string, string>>
  /** What of the secrets stands in it: `message.txt: access token, base64`. */
  readonly leaks: readonly string[]
}

/** @throws when the packet was not sealed. */
export function packetOf({ report, diagnosis, complaint, secrets }: Played): MadePacket {
  const { accessToken, ...rest } = secrets
  const nowMs = report.startedAtMs + report.elapsedMs
  const input: PacketInput = {
    ...{ version: '0.0.0', nowMs, report, diagnosis, complaint, person: PERSON },
    handed: planted(nowMs, secrets),
    attachments: [],
    environment: {
      ...{
        system: 'linux x64',
        nodeVersion: '24.0.0',
        timeZone: 'America/Denver',
        locale: 'en-US',
      },
      proxy: {
        HTTP_PROXY: `http://office:${encodeURIComponent(rest['password'] ?? '')}@127.0.0.1:8080`,
      },
      resolvers: ['127.0.0.1'],
    },
    // The one that the doctor was given; the others it has to find.
    secrets: accessToken === undefined ? [] : [{ kind: 'access token', value: accessToken }],
  }
  const sealed = sealPacket(buildPacket(input))
  if (sealed.kind === 'refused') throw new Error(`refused: ${JSON.stringify(sealed.leaks)}`)
  const unpacked = Object.entries(unzipSync(sealed.bytes))
  const files = Object.fromEntries(unpacked.map(([name, bytes]) => [name, strFromU8(bytes)]))
  const leaks = Object.entries(files).flatMap(([name, text]) =>
    leaksIn(`${name}\n${text}`, secrets).map((leak) => `${name}: ${leak}`),
  )
  return { files, leaks }
}

/** Exchanges as an integration records them, with each secret where it is in real ones, and where nobody looks. */
function planted(nowMs: number, secrets: Readonly<Record<string, string>>): Exchange[] {
  const of = (kind: string) => secrets[kind] ?? `no-${kind}-on-this-stage`
  const [token, secret, password, refresh, cookie] = [
    ...[of('accessToken'), of('clientSecret'), of('password'), of('refreshToken'), of('cookie')],
  ]
  const form = new URLSearchParams({
    ...{ grant_type: 'refresh_token', client_id: 'underpin-app' },
    ...{ client_secret: String(secret), refresh_token: String(refresh) },
  })
  const signIn = new URLSearchParams({ email: 'pm@northside.example', password: String(password) })
  const basic = Buffer.from(`underpin-app:${secret}`).toString('base64')
  const nested = JSON.stringify({
    note: JSON.stringify({ headers: { authorization: `Bearer ${token}` } }),
    packed: Buffer.from(`{"password":"${password}"}`).toString('base64'),
    folded: `Authorization: Bearer ${String(token).slice(0, 20)}\n  ${String(token).slice(20)}`,
  })
  return [
    exchange(nowMs, 'GET', `/rest/v1.0/me?access_token=${encodeURIComponent(String(token))}`, {
      ...{ authorization: `Bearer ${token}`, 'procore-company-id': '4001' },
    }),
    exchange(nowMs, 'POST', '/oauth/token', { authorization: `Basic ${basic}` }, form.toString()),
    exchange(nowMs, 'POST', '/login', { cookie: `_session=${cookie}` }, signIn.toString()),
    exchange(nowMs, 'POST', '/rest/v1.0/vendors', { 'x-note': nested }, nested),
  ]
}

function exchange(
  startedAtMs: number,
  method: string,
  path: string,
  headers: HeaderMap,
  body: string | null = null,
): Exchange {
  const echo = JSON.stringify({ errors: 'Service Unavailable', request: { headers, body } })
  return {
    request: { method, url: `https://api.procore.com${path}`, headers, body },
    startedAtMs,
    outcome: {
      kind: 'answered',
      elapsedMs: 120,
      response: {
        ...{ status: 503, isTruncated: false, body: echo },
        headers: { 'content-type': 'application/json', 'set-cookie': String(headers['cookie']) },
      },
    },
  }
}
