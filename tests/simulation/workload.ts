/**
 * The work of an integration, done through our client: workers that create, change, read and sync, and
 * write down what they meant and what they were told.
 */
import { isProcoreError, type ProcoreClient } from '@underpin/client'
import { type Clock, type Random, randomInteger, sleep } from '@underpin/ports'
import type { Ledger, Told } from './intents.ts'

const COMPANY = 4001
const PROJECT = 5001
const SYNC_ITEMS = 10

/** Between two pieces of work of one worker, milliseconds on average. */
const PAUSE_MS = 15 * 60_000

/** How long a person takes to notice a stopped integration and to sign in again. */
const PERSON_MS = 10 * 60_000

/** One process of the integration: its client, and how a person signs it in again. */
export interface Station {
  readonly name: string
  /** Null while the process is dead. */
  client(): ProcoreClient | null
  /** Resolves when the process that runs now dies. */
  died(): Promise<void>
  signIn(): Promise<void>
}

export interface WorkerOptions {
  readonly station: Station
  readonly name: string
  readonly ledger: Ledger
  readonly clock: Clock
  readonly random: Random
  readonly untilMs: number
}

/** Works until the time is over. Never rejects: a failure is what is written down. */
export async function work(options: WorkerOptions): Promise<void> {
  const { clock, random, untilMs, station, ledger } = options
  for (let n = 0; clock.nowMs() < untilMs; n++) {
    const client = station.client()
    if (client) {
      const piece = PIECES[randomInteger(random, PIECES.length)]
      const worked = piece?.(client, `${options.name}-${n}`, options) ?? null
      // What a dead process waits for never comes.
      const failed = await Promise.race([worked, station.died().then(() => null)])
      if (failed) {
        ledger.count(failed.failure)
        if (failed.recovery === 'reauthenticate') {
          await sleep(clock, PERSON_MS)
          await station.signIn()
        }
      }
    }
    await sleep(clock, random.fraction() * 2 * PAUSE_MS)
  }
}

interface Failed {
  readonly failure: string
  readonly recovery: string
}

type Piece = (client: ProcoreClient, name: string, options: WorkerOptions) => Promise<Failed | null>

const createVendor: Piece = async (client, name, { ledger, random }) => {
  const intent = ledger.intend('vendors', `vendor ${name}`)
  const origin = randomInteger(random, 2) === 0 ? { origin_id: `origin-${name}` } : {}
  return told(intent, async () => {
    const { data } = await client.post('/rest/v1.0/vendors', {
      body: { company_id: COMPANY, vendor: { name: intent.marker, ...origin } },
    })
    return idOf(data)
  })
}

const createRfi: Piece = async (client, name, { ledger, random }) => {
  const intent = ledger.intend('rfis', `rfi ${name}`)
  const failed = await told(intent, async () => {
    const { data } = await client.post('/rest/v1.0/projects/{project_id}/rfis', {
      path: { project_id: PROJECT },
      body: {
        rfi: { subject: intent.marker, question: { body: 'Which one?' }, assignee_ids: [7002] },
      },
    })
    return idOf(data)
  })
  if (intent.told.kind !== 'done' || randomInteger(random, 2) === 0) return failed
  return changeRfi(client, intent.told.id, `2027-01-${10 + randomInteger(random, 20)}`, ledger)
}

async function changeRfi(
  client: ProcoreClient,
  id: number,
  dueDate: string,
  ledger: Ledger,
): Promise<Failed | null> {
  const entry = ledger.change(id, dueDate)
  const held: { told: Told } = { told: { kind: 'nothing' } }
  const failed = await told(held, async () => {
    await client.patch('/rest/v1.0/projects/{project_id}/rfis/{id}', {
      path: { project_id: PROJECT, id },
      body: { rfi: { due_date: dueDate } },
    })
    return id
  })
  entry.told =
    held.told.kind === 'failed' && held.told.applied === 'unknown' ? 'unknown' : held.told.kind
  return failed
}

const syncVendors: Piece = async (client, name, { ledger }) => {
  const items = Array.from({ length: SYNC_ITEMS }, (_, i) => ({
    name: `synced ${name} ${i}`,
    origin_id: `sync-${name}-${i}`,
  }))
  const intents = items.map((item) => ledger.intend('vendors', item.name))
  const outcome: { told: Told } = { told: { kind: 'nothing' } }
  const failed = await told(outcome, async () => {
    const { entities } = await client.sync('/rest/v1.0/vendors/sync', items, {
      body: { company_id: COMPANY },
    })
    return entities.length
  })
  // Part of a failed sync may have been done: only what was told of the whole is held against it.
  for (const intent of intents) {
    intent.told =
      outcome.told.kind === 'failed' ? { ...outcome.told, applied: 'unknown' } : outcome.told
  }
  return failed
}

const readVendors: Piece = async (client, _name, { random }) => {
  const held: { told: Told } = { told: { kind: 'nothing' } }
  return told(held, async () => {
    let seen = 0
    const bound = 1 + randomInteger(random, 150)
    for await (const _vendor of client.list('/rest/v1.0/vendors', {
      query: { company_id: COMPANY },
      perPage: 50,
    })) {
      seen += 1
      if (seen >= bound) break
    }
    return seen
  })
}

const readMe: Piece = async (client) => {
  const held: { told: Told } = { told: { kind: 'nothing' } }
  return told(held, async () => idOf((await client.get('/rest/v1.0/me')).data))
}

const PIECES: readonly Piece[] = [
  createVendor,
  createVendor,
  createRfi,
  createRfi,
  createRfi,
  syncVendors,
  readVendors,
  readMe,
]

async function told(into: { told: Told }, write: () => Promise<number>): Promise<Failed | null> {
  try {
    into.told = { kind: 'done', id: await write() }
    return null
  } catch (error) {
    if (!isProcoreError(error)) throw error
    into.told = { kind: 'failed', applied: error.applied, failure: error.failure }
    return { failure: error.failure, recovery: error.recovery }
  }
}

function idOf(data: unknown): number {
  if (typeof data === 'object' && data !== null && 'id' in data) return Number(data.id)
  throw new Error(`no id in ${JSON.stringify(data)}`)
}
