/** Calls for a hundred thousand synced items: the least possible is a hundred batches of a thousand. */
import { counted, type Row } from './row.ts'
import { COMPANY, setUp } from './virtual-stage.ts'

const ITEMS = 100_000
/** Fact sheet section 8. */
const BATCH = 1_000
const LEAST = ITEMS / BATCH

/** Design section 6. */
const CALLS_MAX = 1.1

const HOURLY = 3_600

export async function* syncRow(): AsyncIterable<Row> {
  const stage = await setUp({ seed: 1, limits: { hourly: HOURLY, spike: 25 } })
  const items = Array.from({ length: ITEMS }, (_, at) => ({
    name: `Vendor ${at}`,
    origin_id: `bench-${at}`,
  }))
  const beganMs = stage.clock.nowMs()
  const outcome = await stage.clock.run(
    stage.procore.sync('/rest/v1.0/vendors/sync', items, { body: { company_id: COMPANY } }),
  )
  const tookS = (stage.clock.nowMs() - beganMs) / 1_000
  stage.close()
  const calls = stage.arrived.length
  const isWhole = outcome.entities.length === ITEMS && outcome.errors.length === 0
  yield {
    what: '100,000 items synced',
    measured: `${calls} calls, ${(calls / LEAST).toFixed(2)} × the least`,
    target: `≤ ${CALLS_MAX}`,
    isMet: calls / LEAST <= CALLS_MAX && isWhole,
    detail: `${counted(outcome.entities.length)} entities, ${outcome.errors.length} errors, ${tookS.toFixed(0)} s of virtual time; one call an item, as @procore/js-sdk has no batches, is ${counted(ITEMS)} calls and ${Math.ceil(ITEMS / HOURLY)} hours of quota`,
  }
}
