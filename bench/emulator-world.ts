/** A running emulator with ten thousand vendors, and a token for it: what the emulator's rows are measured on. */
import { join } from 'node:path'
import { type ChildServer, startServer } from './child-server.ts'

export const RECORDS = 10_000
export const COMPANY = 4001
const SYNC_ITEMS = 1_000

/** What `npx underpin` starts. */
export const CLI = join(import.meta.dirname, '../packages/cli/bin/underpin.js')
export const HEALTH = '/_underpin/health'

export interface EmulatorWorld {
  readonly server: ChildServer
  /** That let a request in. */
  readonly headers: Readonly<Record<string, string>>
  readonly ids: readonly number[]
}

/** The limits count no request, as a limit that is reached measures nothing. All else is on. */
export async function startEmulator(): Promise<EmulatorWorld> {
  const limits = ['--hourly-limit', '1000000000', '--spike-limit', '0']
  const ports = ['--port', '{port}', '--status-port', '0']
  const server = await startServer({
    argv: [CLI, 'emulate', ...ports, ...limits],
    readyPath: HEALTH,
  })
  const headers = await signIn(server.url)
  return { server, headers, ids: await fill(server.url, headers) }
}

async function signIn(url: string): Promise<Record<string, string>> {
  const app = { clientId: 'underpin-app', redirectUri: 'http://localhost' }
  const { code } = await send<{ code: string }>(`${url}/_underpin/codes`, 'POST', {
    user: 'admin@northside.example',
    ...app,
  })
  const token = await send<{ access_token: string }>(`${url}/oauth/token`, 'POST', {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: 'underpin-app-secret',
    redirect_uri: app.redirectUri,
    code,
  })
  return {
    authorization: `Bearer ${token.access_token}`,
    'procore-company-id': String(COMPANY),
  }
}

async function fill(url: string, headers: Record<string, string>): Promise<number[]> {
  const ids: number[] = []
  for (let from = 0; from < RECORDS; from += SYNC_ITEMS) {
    const updates = Array.from({ length: SYNC_ITEMS }, (_, i) => ({
      name: `Vendor ${from + i}`,
      origin_id: `bench-${from + i}`,
    }))
    const body = { company_id: COMPANY, updates }
    const answer = await send<{ entities: { id: number }[] }>(
      `${url}/rest/v1.0/vendors/sync`,
      'PATCH',
      body,
      headers,
    )
    ids.push(...answer.entities.map(({ id }) => id))
  }
  return ids
}

async function send<T>(url: string, method: string, body: object, headers = {}): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return response.json()
}
