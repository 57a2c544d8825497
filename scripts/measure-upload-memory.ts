/**
 * `npm run uploads:memory`: a file of 2 GiB through a listening emulator in each way, and the memory that it
 * took. Exits 1 when a way took 64 MiB or more. Needs 6 GiB of temporary disk and a minute or two.
 */
import { parseArgs } from 'node:util'
import { measureTraffic } from '../packages/emulator/test/upload-traffic.ts'

const MIB = 1_024 * 1_024
const EXTRA_MIB_MAX = 64

const { values } = parseArgs({ options: { mib: { type: 'string', default: '2048' } } })
const mib = Number(values.mib)
if (!Number.isSafeInteger(mib) || mib < 1) {
  process.stderr.write(`--mib takes a whole number from 1: ${values.mib}\n`)
  process.exit(2)
}
const rows = await measureTraffic(mib * MIB)
for (const { way, extraBytes } of rows) {
  const extraMib = (extraBytes / MIB).toFixed(1)
  process.stdout.write(`${way.padEnd(10)} ${mib} MiB in ${extraMib.padStart(6)} MiB of memory\n`)
}
process.exit(rows.every(({ extraBytes }) => extraBytes < EXTRA_MIB_MAX * MIB) ? 0 : 1)
