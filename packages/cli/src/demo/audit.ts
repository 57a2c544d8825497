/** Looks into an emulator from outside the job: through its control door, and at what is in its database. */
import type { Emulator } from '@underpin/emulator'
import type { Door } from './hour.ts'
import { APP } from './side.ts'
import { COMPANY_ID, PROJECT_ID } from './work.ts'

const ORIGIN = 'http://audit.test'

const PAGE_SIZE = 100

/** No side makes more pages than this of 270 wanted records: a bound, never met. */
const PAGES_MAX = 50

/** @throws when the door refuses: the hour itself would then be wrong. */
export function askEmulator(emulator: Emulator): Door {
  return async (method, path, body) => {
    const response = await emulator.fetch(
      new Request(`${ORIGIN}/_underpin${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    )
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /_underpin${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
}

/** The names and subjects of all that is there, read with a token of its own when the hour is over. */
export async function auditRecords(
  emulator: Emulator,
): Promise<{ vendorNames: string[]; rfiSubjects: string[] }> {
  const door = askEmulator(emulator)
  await door('DELETE', '/faults')
  const headers = await auditHeaders(emulator, door)
  const all = async (path: string, field: string) => {
    const values: string[] = []
    for (let page = 1; page <= PAGES_MAX; page++) {
      const url = `${ORIGIN}${path}page=${page}&per_page=${PAGE_SIZE}`
      const response = await emulator.fetch(new Request(url, { headers }))
      const items: unknown = await response.json()
      if (!Array.isArray(items)) throw new Error(`${path}: ${response.status}, and no list`)
      values.push(...items.map((item) => String(item[field])))
      if (items.length < PAGE_SIZE) break
    }
    return values
  }
  return {
    vendorNames: await all(`/rest/v1.0/vendors?company_id=${COMPANY_ID}&`, 'name'),
    rfiSubjects: await all(`/rest/v1.0/projects/${PROJECT_ID}/rfis?`, 'subject'),
  }
}

async function auditHeaders(emulator: Emulator, door: Door): Promise<Record<string, string>> {
  const { clientId, clientSecret, redirectUri } = APP
  const issued = await door('POST', '/codes', {
    user: 'admin@northside.example',
    clientId,
    redirectUri,
  })
  const { code } = issued as { readonly code: string }
  const response = await emulator.fetch(
    new Request(`${ORIGIN}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uri: redirectUri,
        code,
      }),
    }),
  )
  const { access_token: token }: { access_token: string } = await response.json()
  return { authorization: `Bearer ${token}`, 'procore-company-id': String(COMPANY_ID) }
}
