/** The emulator against a bare route that sends the same bytes, and against Prism on a static example. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChildServer, startServer } from './child-server.ts'
import { type Load, requestsPerSecond } from './load.ts'
import { startPrism } from './prism.ts'
import { median, type Row } from './row.ts'

/** Rounds of each pair, taken in turns, so that a slow minute of the machine hits both sides. */
const ROUNDS = 3
const RECORDS = 10_000
const SYNC_ITEMS = 1_000
const PAGE = 100
const PAGES_READ = RECORDS / PAGE

const COMPANY = 4001

export async function emulatorRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-bench-'))
  const emulator = await startServer(
    [
      ...UNDERPIN,
      '--port',
      '{port}',
      '--status-port',
      '0',
      '--hourly-limit',
      '0',
      '--spike-limit',
      '0',
    ],
    '/_underpin/health',
  )
  const servers: ChildServer[] = [emulator]
  try {
    const headers = await signIn(emulator.url)
    const ids = await fill(emulator.url, headers)
    const item = `/rest/v1.0/vendors/${ids[ids.length >> 1]}?company_id=${COMPANY}`
    const page = `/rest/v1.0/vendors?company_id=${COMPANY}&per_page=${PAGE}&page=${PAGES_READ >> 1}`
    const vendor = (n: string) =>
      JSON.stringify({ company_id: COMPANY, vendor: { name: `Bench ${n}`, is_active: true } })

    const read = async (path: string) => (await fetch(emulator.url + path, { headers })).text()
    const created = await fetch(`${emulator.url}/rest/v1.0/vendors`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: vendor('sample'),
    })
    const payload = {
      item: await read(item),
      page: await read(page),
      created: await created.text(),
    }
    const payloadFile = join(folder, 'payload.json')
    writeFileSync(payloadFile, JSON.stringify(payload))

    const bare = await startServer(
      [join(import.meta.dirname, 'bare-hono.ts'), '{port}', payloadFile],
      '/item',
    )
    servers.push(bare)
    const prism = await startPrism(folder, payload.item)
    servers.push(prism)

    const post = { method: 'POST' as const, body: vendor('[<id>]'), idReplacement: true }
    const json = { ...headers, 'content-type': 'application/json' }
    const prismLoad: Load = { url: `${prism.url}/item` }
    return [
      await half('GET by id', { url: emulator.url + item, headers }, { url: `${bare.url}/item` }),
      await half(
        'a page of 100 out of 10,000',
        { url: emulator.url + page, headers },
        { url: `${bare.url}/page` },
      ),
      await half(
        'POST',
        { ...post, url: `${emulator.url}/rest/v1.0/vendors`, headers: json },
        { ...post, url: `${bare.url}/create`, headers: json },
      ),
      await tenfold('GET by id', { url: emulator.url + item, headers }, prismLoad),
    ]
  } finally {
    for (const server of servers) await server.stop()
    rmSync(folder, { recursive: true })
  }
}

export const UNDERPIN = [join(import.meta.dirname, '../packages/cli/src/main.ts'), 'emulate']

async function half(what: string, ours: Load, bare: Load): Promise<Row> {
  const { ratio, detail } = await against(ours, bare, 'bare hono')
  return {
    what: `emulator, ${what}`,
    measured: `${ratio.toFixed(2)} of bare hono`,
    target: '≥ 0.50',
    isMet: ratio >= 0.5,
    detail,
  }
}

async function tenfold(what: string, ours: Load, prism: Load): Promise<Row> {
  const { ratio, detail } = await against(ours, prism, 'Prism')
  return {
    what: `emulator, ${what}`,
    measured: `${ratio.toFixed(1)} × Prism`,
    target: '≥ 10',
    isMet: ratio >= 10,
    detail,
  }
}

async function against(ours: Load, peer: Load, peerName: string) {
  const pairs: { ours: number; peer: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    pairs.push({ ours: await requestsPerSecond(ours), peer: await requestsPerSecond(peer) })
  }
  const oursRate = median(pairs.map((pair) => pair.ours))
  const peerRate = median(pairs.map((pair) => pair.peer))
  const per = (rate: number) => Math.round(rate).toLocaleString('en')
  return {
    ratio: median(pairs.map((pair) => pair.ours / pair.peer)),
    detail: `${per(oursRate)}/s, ${peerName} ${per(peerRate)}/s`,
  }
}

async function signIn(url: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/_underpin/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user: 'admin@northside.example',
      clientId: 'underpin-app',
      redirectUri: 'http://localhost',
    }),
  })
  const { code }: { code: string } = await response.json()
  const token = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'authorization_code',
      client_id: 'underpin-app',
      client_secret: 'underpin-app-secret',
      redirect_uri: 'http://localhost',
      code,
    }),
  })
  const { access_token }: { access_token: string } = await token.json()
  return { authorization: `Bearer ${access_token}`, 'procore-company-id': String(COMPANY) }
}

/** Ten thousand vendors, by sync; gives their ids. */
async function fill(url: string, headers: Record<string, string>): Promise<number[]> {
  const ids: number[] = []
  for (let from = 0; from < RECORDS; from += SYNC_ITEMS) {
    const updates = Array.from({ length: SYNC_ITEMS }, (_, i) => ({
      name: `Vendor ${from + i}`,
      origin_id: `bench-${from + i}`,
    }))
    const response = await fetch(`${url}/rest/v1.0/vendors/sync`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ company_id: COMPANY, updates }),
    })
    const { entities }: { entities: { id: number }[] } = await response.json()
    ids.push(...entities.map(({ id }) => id))
  }
  return ids
}
