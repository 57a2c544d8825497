/** `--data` and `kill -9` in the middle of writes: what was answered is there, and nothing is there in half. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { seededRandom } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'

const ROUNDS = 6
const WRITERS = 4
const ITEMS = 5
/** Batches that are answered before the kill: this many at least, and up to twice as many. */
const BATCHES = 15
const TIMEOUT_MS = 120_000

const APP = { client_id: 'underpin-service', client_secret: 'underpin-service-secret' }

interface Vendor {
  readonly name: string
  readonly origin_id: string
}

it(
  `${ROUNDS} times killed in the middle of writes, it goes on with all that was answered, and no batch in half`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'underpin-killed-'))
    const file = join(folder, 'state.db')
    const random = seededRandom(9)
    const sent = new Set<number>()
    const answered = new Set<number>()
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const emulator = await runEmulator(quiet(file))
        const token = await signIn(emulator)
        const goal = answered.size + BATCHES + Math.floor(random.fraction() * BATCHES)
        const write = async () => {
          for (;;) {
            const batch = sent.size
            sent.add(batch)
            if (!(await sync(emulator, token, batch))) return
            answered.add(batch)
            if (answered.size >= goal) emulator.signal('SIGKILL')
          }
        }
        await Promise.all(Array.from({ length: WRITERS }, write))
        expect((await emulator.ended).signal).toBe('SIGKILL')
      }
      const emulator = await runEmulator(quiet(file))
      const vendors = await allVendors(emulator, await signIn(emulator))
      emulator.signal('SIGTERM')
      expect((await emulator.ended).code).toBe(0)
      const held = Map.groupBy(vendors, ({ origin_id }) => Number(origin_id.split('-')[0]))
      for (const [batch, items] of held) {
        expect(items.map(({ origin_id }) => origin_id).sort(), `batch ${batch}`).toEqual(
          Array.from({ length: ITEMS }, (_, at) => `${batch}-${at}`),
        )
        for (const { name, origin_id } of items) expect(name).toBe(nameOf(origin_id))
      }
      expect([...answered].filter((batch) => !held.has(batch))).toEqual([])
      expect([...held.keys()].filter((batch) => !sent.has(batch))).toEqual([])
      const database = new DatabaseSync(file, { readOnly: true })
      expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
      database.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
  TIMEOUT_MS,
)

function quiet(file: string): string[] {
  return ['--data', file, '--hourly-limit', '0', '--spike-limit', '0']
}

async function signIn({ url }: RunningEmulator): Promise<string> {
  const body = new URLSearchParams({ ...APP, grant_type: 'client_credentials' })
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body })
  const pair = (await response.json()) as { access_token: string }
  return pair.access_token
}

/** True when it was answered that all was stored; false when the emulator was gone. */
async function sync({ url }: RunningEmulator, token: string, batch: number): Promise<boolean> {
  const updates = Array.from({ length: ITEMS }, (_, at) => {
    const origin_id = `${batch}-${at}`
    return { origin_id, name: nameOf(origin_id) }
  })
  try {
    const response = await fetch(`${url}/rest/v1.0/vendors/sync`, {
      method: 'PATCH',
      headers: headers(token),
      body: JSON.stringify({ company_id: 4001, updates }),
    })
    const { entities } = (await response.json()) as { entities: unknown[] }
    expect(entities).toHaveLength(ITEMS)
    return true
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return false
    throw error
  }
}

async function allVendors({ url }: RunningEmulator, token: string): Promise<Vendor[]> {
  const all: Vendor[] = []
  for (let page = 1; ; page++) {
    const query = `company_id=4001&per_page=1000&page=${page}`
    const response = await fetch(`${url}/rest/v1.0/vendors?${query}`, { headers: headers(token) })
    const rows = (await response.json()) as Vendor[]
    if (rows.length === 0) return all
    all.push(...rows)
  }
}

function headers(token: string) {
  const authorization = `Bearer ${token}`
  return { authorization, 'procore-company-id': '4001', 'content-type': 'application/json' }
}

/** Long enough that a batch spans several pages of the file. */
function nameOf(originId: string): string {
  return `Vendor ${originId} ${'x'.repeat(200)}`
}
