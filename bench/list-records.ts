/** Lists every record of the server that is named, and prints the heap on the way. Needs `--expose-gc`. */
import { clientCredentials, ProcoreClient } from '@underpin/client'

const EARLY = 20_000
const LATE = 100_000
const PER_PAGE = 100

const url = process.argv[2] ?? ''
const procore = new ProcoreClient({
  auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-app' }),
  companyId: 4001,
  environment: { apiUrl: url, loginUrl: url },
})

let seen = 0
const heap = { early: 0, late: 0 }
for await (const _vendor of procore.list('/rest/v1.0/vendors', { perPage: PER_PAGE })) {
  seen += 1
  if (seen === EARLY) heap.early = heapBytes()
  if (seen === LATE) heap.late = heapBytes()
}
if (seen !== LATE) throw new Error(`listed ${seen} records instead of ${LATE}`)
process.stdout.write(JSON.stringify(heap))

function heapBytes(): number {
  if (!globalThis.gc) throw new Error('start with --expose-gc')
  // Once is not enough: what only finalizers free is garbage of the next round.
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}
