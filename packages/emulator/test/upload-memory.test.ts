/** Bytes pass through: what a file costs in memory does not grow with the file. */
import { expect, it } from 'vitest'
import { measureTraffic } from './upload-traffic.ts'

const MIB = 1_024 * 1_024
const FILE_BYTES = 96 * MIB
/** Below the file, and above what chunks under way need. The 2 GiB run is `npm run uploads:memory`. */
const EXTRA_BYTES_MAX = 64 * MIB

it('a file of 96 MiB costs a listening emulator less than 64 MiB of memory, in and out', async () => {
  const rows = await measureTraffic(FILE_BYTES)
  expect(rows.map(({ way }) => way)).toEqual(['form', 'segment', 'inline', 'download'])
  for (const row of rows) expect(row.extraBytes, row.way).toBeLessThan(EXTRA_BYTES_MAX)
})
