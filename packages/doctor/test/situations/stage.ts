/**
 * The stage of a situation: an emulator that listens with its status page, name servers, and something
 * else on the internet, all on loopback, and each of them may be replaced by what is broken.
 */
import { request } from 'node:http'
import {
  createEmulator,
  DEFAULT_PASSWORD,
  type Emulator,
  type EmulatorOptions,
  listen,
  listenForStatus,
} from '@underpin/emulator'
import { front, type NameServer, nameServer, type Rig } from '@underpin/emulator/rigs'
import { type Clock, sleep, systemClock } from '@underpin/ports'
import type { Targets } from '../../src/index.ts'

/** Hosts as they are called; `control` is somebody else on the internet. */
export const HOSTS = ['api', 'login', 'app', 'status', 'control'] as const
export type HostName = (typeof HOSTS)[number]

/** Top-level domain of RFC 6761: no resolver in the world knows it, but for those of the stage. */
const NAMES: Readonly<Record<HostName, string>> = {
  api: 'api.procore.test',
  login: 'login.procore.test',
  app: 'app.procore.test',
  status: 'status.procore.test',
  control: 'www.elsewhere.test',
}

const URL_KEYS = {
  api: 'apiUrl',
  login: 'loginUrl',
  app: 'appUrl',
  status: 'statusUrl',
  control: 'controlUrl',
} as const satisfies Readonly<Record<HostName, keyof Targets>>

const EMAILS = {
  admin: 'admin@northside.example',
  pm: 'pm@northside.example',
  viewer: 'viewer@northside.example',
  sub: 'sub@northside.example',
} as const

/** Whose token: a person, the app itself, or a person of another environment. */
export type Who = keyof typeof EMAILS | 'service' | 'foreign'

const APP = {
  client_id: 'underpin-app',
  client_secret: 'underpin-app-secret',
  redirect_uri: 'http://localhost',
}
const SERVICE = { client_id: 'underpin-service', client_secret: 'underpin-service-secret' }

export interface StageOptions {
  readonly emulator?: EmulatorOptions
  readonly who: Who | null
  readonly issuedAgoMs: number
}

export interface Stage {
  readonly emulator: Emulator
  /** Where the platform and its status page really are. */
  readonly platformUrl: string
  readonly statusUrl: string
  /** The resolver of this network, and one outside of it. */
  readonly resolver: NameServer
  readonly secondResolver: NameServer
  targets: Targets
  readonly accessToken: string | null
  /** What may never be shown of it, by kind. */
  readonly secrets: Readonly<Record<string, string>>
  /** The doctor's clock; may be set wrong. */
  clock: Clock
  environment: Record<string, string>
  trust: string[]
  /** The name of a host: `api.procore.test`. */
  name(host: HostName): string
  /** Puts hosts behind another server: their names stay, and lead to its port. */
  place(hosts: readonly HostName[], rig: Rig): void
  /** As a call to the control door. */
  door(path: string, body?: unknown, method?: string): Promise<Record<string, unknown>>
  /** A call to the API with the token. */
  api(path: string, init?: RequestInit): Promise<Response>
  /** So many requests whose bodies never end: they are in flight until the stage is closed. */
  hold(count: number): Promise<void>
  /** Closes it with the stage. */
  keep<T extends Rig>(rig: Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function setStage({ emulator: options = {}, who, issuedAgoMs }: StageOptions) {
  const ends: (() => Promise<void> | void)[] = []
  const emulator = createEmulator({ clock: shifted(systemClock, -issuedAgoMs), ...options })
  const platform = await listen(emulator, { port: 0 })
  const status = await listenForStatus(emulator, { port: 0 })
  const keep = async <T extends Rig>(made: Promise<T>): Promise<T> => {
    const rig = await made
    ends.push(rig.close)
    return rig
  }
  const known = Object.fromEntries(HOSTS.map((host) => [NAMES[host], '127.0.0.1' as const]))
  const resolver = await keep(nameServer(known))
  const secondResolver = await keep(nameServer(known))
  const elsewhere = await keep(
    front({
      upstream: 'http://127.0.0.1:9',
      interfere: () => ({ kind: 'answer', status: 200, headers: {}, body: 'Another site.' }),
    }),
  )
  const door = (path: string, body?: unknown, method?: string) =>
    send(`${platform.url}/_underpin/${path}`, body, method)
  const tokens = who === null ? {} : await tokensOf(who, platform.url)
  const { accessToken = null } = tokens
  if (issuedAgoMs > 0) await door('clock', { advance: `${Math.round(issuedAgoMs / 1_000)}s` })

  const stage: Stage = {
    ...{ emulator, resolver, secondResolver, accessToken, door, keep },
    ...{ platformUrl: platform.url, statusUrl: status.url },
    targets: {
      apiUrl: '',
      loginUrl: '',
      appUrl: '',
      statusUrl: '',
      controlUrl: '',
      resolver: resolver.nameServer,
      secondResolver: secondResolver.nameServer,
      companyId: '4001',
      projectId: '5001',
      tool: 'rfis',
    },
    secrets: {
      clientSecret: APP.client_secret,
      serviceSecret: SERVICE.client_secret,
      password: DEFAULT_PASSWORD,
      ...tokens,
    },
    clock: systemClock,
    environment: {},
    trust: [],
    name: (host) => NAMES[host],
    place(hosts, { url }) {
      const { protocol, port } = new URL(url)
      for (const host of hosts) {
        const placed = `${protocol}//${NAMES[host]}:${port}`
        stage.targets = { ...stage.targets, [URL_KEYS[host]]: placed }
      }
    },
    api: (path, init = {}) =>
      fetch(`${platform.url}${path}`, {
        ...init,
        headers: {
          authorization: `Bearer ${accessToken}`,
          'procore-company-id': stage.targets.companyId ?? '',
          'content-type': 'application/json',
          ...init.headers,
        },
      }),
    async hold(count) {
      const { accessToken: token = '' } = await tokensOf('service', platform.url)
      for (let held = 0; held < count; held++) ends.push(heldRequest(platform.url, token))
      const { shedder } = emulator.parts
      const isFull = () => shedder === null || shedder.load.inFlight === shedder.load.shedAbove
      while (!isFull()) await sleep(systemClock, 5)
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end()
      await Promise.all([platform.close(), status.close()])
      emulator.close()
    },
  }
  stage.place(['api', 'login', 'app'], { url: platform.url, close: platform.close })
  stage.place(['status'], { url: status.url, close: status.close })
  stage.place(['control'], elsewhere)
  return stage
}

/** A clock that is wrong by so much; its timers are right. */
export function shifted(clock: Clock, byMs: number): Clock {
  return {
    nowMs: () => clock.nowMs() + byMs,
    monotonicMs: () => clock.monotonicMs(),
    schedule: (waitMs, fire) => clock.schedule(waitMs, fire),
  }
}

interface Tokens {
  readonly accessToken?: string
  readonly refreshToken?: string
}

async function tokensOf(who: Who, url: string): Promise<Tokens> {
  if (who === 'foreign') {
    const other = createEmulator({ seed: 77 })
    const listening = await listen(other, { port: 0 })
    try {
      return await tokensOf('pm', listening.url)
    } finally {
      await listening.close()
      other.close()
    }
  }
  const grant =
    who === 'service'
      ? { ...SERVICE, grant_type: 'client_credentials' }
      : { ...APP, grant_type: 'authorization_code', code: await codeOf(EMAILS[who], url) }
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(grant),
  })
  const pair: { access_token: string; refresh_token?: string } = await response.json()
  const { access_token: accessToken, refresh_token: refreshToken } = pair
  return { accessToken, ...(refreshToken === undefined ? {} : { refreshToken }) }
}

async function codeOf(user: string, url: string): Promise<string> {
  const order = { user, clientId: APP.client_id, redirectUri: APP.redirect_uri }
  return String((await send(`${url}/_underpin/codes`, order))['code'])
}

async function send(
  url: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
  const response = await fetch(url, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/** A request whose head arrives, and whose body never does. Gives what ends it. */
function heldRequest(url: string, token: string): () => void {
  const sent = request(`${url}/rest/v1.0/vendors`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${token}`,
      'procore-company-id': '4001',
      'content-type': 'application/json',
      'content-length': 1_000,
    },
  })
  sent.on('error', () => undefined) // Cut when the stage is closed, or turned away as one too many.
  sent.flushHeaders()
  return () => sent.destroy()
}
