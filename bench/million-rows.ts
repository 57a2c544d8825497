/** A million records: what a page of a list or of a filter costs then, against ten thousand of them. */
import { createEmulator, type Emulator } from '@underpin/emulator'
import { systemClock } from '@underpin/ports'
import { counted, median, type Row } from './row.ts'

const FEW = 10_000
const MANY = 1_000_000
const SYNC_ITEMS = 1_000
const PAGE = 100
/** One record in so many is what the filters look for, at either size a few pages of them. */
const RARE_EVERY: Readonly<Record<number, number>> = { [FEW]: 20, [MANY]: 2_000 }
const CALLS = 40
/** Times what the same call takes with ten thousand: it is to grow with the page, not with the table. */
const GROWTH_MAX = 2

const COMPANY = 4001
const VENDORS = `/rest/v1.0/vendors?company_id=${COMPANY}&per_page=${PAGE}`

interface Ask {
  readonly what: string
  /** The address of call number `at`: each is another one, so that no answer was had before. */
  readonly url: (at: number, records: number) => string
}

const ASKS: readonly Ask[] = [
  {
    what: 'a page of the list, anywhere in it',
    url: (at, records) => `${VENDORS}&page=${1 + ((at * 7_919) % (records / PAGE))}`,
  },
  {
    what: 'a page of a filter',
    url: (at) => `${VENDORS}&filters[active]=false&page=${1 + (at % 4)}&n=${at}`,
  },
  {
    what: 'filters[origin_id]',
    url: (at, records) => `${VENDORS}&filters[origin_id]=o-${(at * 7_919) % records}`,
  },
  { what: 'a page sorted by name', url: (at) => `${VENDORS}&sort=name&page=${1 + at}` },
  {
    what: 'a page of those updated in one hour',
    url: (at) =>
      `${VENDORS}&filters[updated_at]=2020-01-01T0${at % 10}:00:00Z...2020-01-01T0${at % 10}:59:00Z&n=${at}`,
  },
  { what: 'a search', url: (at) => `${VENDORS}&filters[search]=Rare ${at}&n=${at}` },
]

export async function* millionRows(): AsyncIterable<Row> {
  const few = await filled(FEW)
  const small = await medians(few, FEW)
  few.emulator.close()
  const beforeMb = process.memoryUsage().rss / 1e6
  const many = await filled(MANY)
  const filledMb = process.memoryUsage().rss / 1e6
  const large = await medians(many, MANY)
  for (const [at, { what }] of ASKS.entries()) {
    const [a = Number.NaN, b = Number.NaN] = [small[at], large[at]]
    const growth = b / a
    yield {
      what: `a million records, ${what}`,
      measured: `${growth.toFixed(2)} × at ${counted(FEW)}`,
      target: `≤ ${GROWTH_MAX}`,
      isMet: growth <= GROWTH_MAX,
      detail: `${a.toFixed(2)} ms with ${counted(FEW)}, ${b.toFixed(2)} ms with ${counted(MANY)}; median of ${CALLS} calls, each at another address`,
    }
  }
  yield {
    what: 'a million records, held in memory',
    measured: `${counted(filledMb - beforeMb)} MB`,
    target: '',
    isMet: true,
    detail: `${counted(MANY)} vendors of ${counted(many.bytes)} bytes each as shown, made by sync in ${many.tookS.toFixed(0)} s`,
  }
  many.emulator.close()
}

interface Filled {
  readonly emulator: Emulator
  readonly headers: Record<string, string>
  readonly tookS: number
  /** Of one record, as it is shown. */
  readonly bytes: number
}

async function filled(records: number): Promise<Filled> {
  const emulator = createEmulator({ limits: { hourly: 0, spike: 0 } })
  const headers = await signIn(emulator)
  const every = RARE_EVERY[records] ?? records
  const beganMs = systemClock.monotonicMs()
  let bytes = 0
  for (let from = 0; from < records; from += SYNC_ITEMS) {
    const updates = Array.from({ length: SYNC_ITEMS }, (_, i) => {
      const at = from + i
      const isRare = at % every === 0
      return {
        name: `${isRare ? 'Rare' : 'Vendor'} ${at}`,
        origin_id: `o-${at}`,
        is_active: !isRare,
      }
    })
    const body = JSON.stringify({ company_id: COMPANY, updates })
    const init = { method: 'PATCH', headers, body }
    const answer = await emulator.fetch('/rest/v1.0/vendors/sync', init)
    const text = await answer.text()
    bytes = text.length / SYNC_ITEMS
    if (answer.status !== 200) throw new Error(`the sync was answered ${answer.status}: ${text}`)
    if (from % 100_000 === 0) process.stderr.write(`\r${counted(from)} of ${counted(records)} `)
  }
  process.stderr.write('\r')
  const tookS = (systemClock.monotonicMs() - beganMs) / 1_000
  return { emulator, headers, tookS, bytes }
}

async function medians({ emulator, headers }: Filled, records: number): Promise<number[]> {
  const found: number[] = []
  for (const { url } of ASKS) {
    const times: number[] = []
    // The first call makes an index where one is missing, once in the life of a table: it is not counted.
    for (let at = 0; at <= CALLS; at++) {
      const beganMs = systemClock.monotonicMs()
      const answer = await emulator.fetch(url(at, records), { headers })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${url(at, records)}: ${answer.status}`)
      if (at > 0) times.push(systemClock.monotonicMs() - beganMs)
    }
    found.push(median(times))
  }
  return found
}

async function signIn(emulator: Emulator): Promise<Record<string, string>> {
  const app = { clientId: 'underpin-app', redirectUri: 'http://localhost' }
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await (await emulator.fetch(path, init)).json()) as Record<string, string>
  }
  const { code } = await post('/_underpin/codes', { user: 'admin@northside.example', ...app })
  const { access_token } = await post('/oauth/token', {
    ...{ grant_type: 'authorization_code', client_id: app.clientId, redirect_uri: app.redirectUri },
    ...{ client_secret: 'underpin-app-secret', code },
  })
  const authorization = `Bearer ${access_token}`
  return { authorization, 'procore-company-id': `${COMPANY}`, 'content-type': 'application/json' }
}
