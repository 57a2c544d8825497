/** What the client does with a quota, an outage and a mass of items: on the virtual clock, so it repeats exactly. */
import { outageRows } from './outage-rows.ts'
import { quotaRows } from './quota-rows.ts'
import type { Row } from './row.ts'
import { syncRow } from './sync-row.ts'

export async function* behaviourRows(): AsyncIterable<Row> {
  yield* quotaRows()
  yield* outageRows()
  yield* syncRow()
}
