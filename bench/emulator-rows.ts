/** The emulator against a bare route that sends the same bytes, and against Prism on a static example. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChildServer, startServer } from './child-server.ts'
import { COMPANY, type EmulatorWorld, RECORDS, startEmulator } from './emulator-world.ts'
import { type Load, requestsPerSecond } from './load.ts'
import { startPrism } from './prism.ts'
import { counted, median, type Row } from './row.ts'

/** Rounds of each pair, taken in turns, so that a slow minute of the machine hits both sides. */
const ROUNDS = 7
const ROUND_S = 2
/** Before anything counts: V8 takes its time to compile all of a road. */
const WARM_UP_S = 5

const PAGE = 100
const PAGES = RECORDS / PAGE

/** Shares of the peer's rate; design section 6. */
const OF_BARE_MIN = 0.5
const OF_PRISM_MIN = 10

const VENDORS = '/rest/v1.0/vendors'

export async function* emulatorRows(): AsyncIterable<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-bench-'))
  const servers: ChildServer[] = []
  const started = async (server: Promise<ChildServer>) => {
    servers.push(await server)
    return (await server).url
  }
  try {
    const world = await startEmulator()
    servers.push(world.server)
    const { item, page, post } = loads(world)
    const payload = { item: await body(item), page: await body(page), created: await body(post) }
    const payloadFile = join(folder, 'payload.json')
    writeFileSync(payloadFile, JSON.stringify(payload))
    const script = join(import.meta.dirname, 'bare-hono.ts')
    const bare = await started(
      startServer({ argv: [script, '{port}', payloadFile], readyPath: '/item' }),
    )
    yield await half('GET by id', item, { ...item, url: `${bare}/item` })
    yield await half('a page of 100 out of 10,000', page, { ...page, url: `${bare}/page` })
    yield await half('POST', post, { ...post, url: `${bare}/create` })

    const usual = await started(startPrism(folder, payload.item, 'usual'))
    const silent = await started(startPrism(folder, payload.item, 'silent'))
    yield await tenfold(item, { url: `${usual}/item` }, { url: `${silent}/item` })
  } finally {
    for (const server of servers) await server.stop()
    rmSync(folder, { recursive: true })
  }
}

function loads({ server, headers, ids }: EmulatorWorld) {
  const url = `${server.url}${VENDORS}`
  const vendor = { company_id: COMPANY, vendor: { name: 'Bench [<id>]', is_active: true } }
  const id = ids[ids.length >> 1]
  const paging = `per_page=${PAGE}&page=${PAGES >> 1}`
  return {
    item: { url: `${url}/${id}?company_id=${COMPANY}`, headers },
    page: { url: `${url}?company_id=${COMPANY}&${paging}`, headers },
    post: {
      url,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(vendor),
      idReplacement: true,
    },
  } as const satisfies Record<string, Load>
}

/** What the emulator answers, for the bare route to send. */
async function body({ url, ...init }: Load): Promise<string> {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response.text()
}

async function half(what: string, ours: Load, bare: Load): Promise<Row> {
  const { ratios, rates } = await inTurns([ours, bare])
  const ratio = ratios[1] ?? Number.NaN
  return {
    what: `emulator, ${what}`,
    measured: `${ratio.toFixed(2)} of bare hono`,
    target: `≥ ${OF_BARE_MIN.toFixed(2)}`,
    isMet: ratio >= OF_BARE_MIN,
    detail: `${rates[0]}/s; bare hono with the same bytes ${rates[1]}/s`,
  }
}

/** As Prism starts, it logs each request; our journal is on as well. Without its log it is shown, not judged. */
async function tenfold(ours: Load, usual: Load, silent: Load): Promise<Row> {
  const { ratios, rates } = await inTurns([ours, usual, silent])
  const ratio = ratios[1] ?? Number.NaN
  return {
    what: 'emulator, GET by id',
    measured: `${ratio.toFixed(1)} × Prism`,
    target: `≥ ${OF_PRISM_MIN}`,
    isMet: ratio >= OF_PRISM_MIN,
    detail: `${rates[0]}/s; Prism as it starts ${rates[1]}/s, with its log silent ${rates[2]}/s (${ratios[2]?.toFixed(1)} ×)`,
  }
}

/** The first against each: its ratio is the median of the rounds' own. */
async function inTurns(all: readonly Load[]) {
  for (const load of all) await requestsPerSecond(load, WARM_UP_S)
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const rates: number[] = []
    for (const load of all) rates.push(await requestsPerSecond(load, ROUND_S))
    rounds.push(rates)
  }
  const of = (at: number, rates: readonly number[]) => rates[at] ?? Number.NaN
  return {
    ratios: all.map((_, at) => median(rounds.map((rates) => of(0, rates) / of(at, rates)))),
    rates: all.map((_, at) => counted(median(rounds.map((rates) => of(at, rates))))),
  }
}
