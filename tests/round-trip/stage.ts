/** Our client and an emulator in one process, on one virtual clock, with a record of what went between them. */
import { authorizationCode, type ClientEvent, memoryStore, ProcoreClient } from '@underpin/client'
import { createEmulator } from '@underpin/emulator'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { APP, COMPANY, codeFrom, type Fetch } from './platform.ts'

export const URL_OF_STAGE = 'http://procore.test'

export interface Crossing {
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly body: string
  /** Null when no answer came. */
  status: number | null
}

export interface Stage {
  readonly clock: VirtualClock
  readonly client: ProcoreClient
  readonly fetch: Fetch
  /** What crossed the wire, the control door left out. */
  readonly crossings: readonly Crossing[]
  readonly events: readonly ClientEvent[]
  /** Records of the vendors table. */
  vendors(): { readonly id: number; readonly name: string }[]
  close(): void
}

/** What stands between client and emulator may answer in its place; null lets the call through. */
export type InBetween = (crossing: Crossing) => Response | null

/** A client that is signed in, and has called once, so that what follows is about the failure alone. */
export async function setUp(inBetween: InBetween = () => null): Promise<Stage> {
  const clock = new VirtualClock()
  const emulator = createEmulator({ clock, random: seededRandom(1), seed: 1 })
  const crossings: Crossing[] = []
  const events: ClientEvent[] = []
  const fetch: Fetch = (url, init) => emulator.fetch(url, init)
  const recorded: Fetch = async (url, init) => {
    const crossing: Crossing = {
      atMs: clock.nowMs(),
      method: init?.method ?? 'GET',
      path: url.slice(URL_OF_STAGE.length),
      body: String(init?.body ?? ''),
      status: null,
    }
    crossings.push(crossing)
    const response = inBetween(crossing) ?? (await fetch(url, init))
    crossing.status = response.status
    return response
  }
  const client = new ProcoreClient({
    auth: authorizationCode({ ...APP, code: await codeFrom(fetch, URL_OF_STAGE) }),
    companyId: COMPANY,
    environment: { apiUrl: URL_OF_STAGE, loginUrl: URL_OF_STAGE },
    store: memoryStore(),
    fetch: recorded,
    clock,
    random: seededRandom(2),
    deadlineMs: 7_200_000,
    onEvent: (event) => events.push(event),
  })
  await clock.run(
    client.post('/rest/v1.0/vendors', { body: { company_id: COMPANY, vendor: { name: 'First' } } }),
  )
  crossings.length = 0
  events.length = 0
  return {
    ...{ clock, client, fetch, crossings, events },
    vendors: () => {
      const rows = emulator.parts.platform.database.statement('SELECT data FROM "vendors"').all()
      return rows.map((row: object) => JSON.parse(String(Object.values(row)[0])))
    },
    close: () => emulator.close(),
  }
}
