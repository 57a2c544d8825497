/** `npm run fuzz -- --requests N --seed S`: malformed requests at an emulator, told in words. */
import { parseArgs } from 'node:util'
import { fuzz } from '../tests/fuzz/fuzz.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    requests: { type: 'string', default: '100000' },
  },
})
const seed = Number(values.seed)
const requests = Number(values.requests)
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(requests) || requests < 1) {
  process.stderr.write(
    `--seed and --requests take whole numbers: ${values.seed}, ${values.requests}\n`,
  )
  process.exit(2)
}
const onProgress = (done: number) => process.stderr.write(`\r${done} of ${requests}`)
const report = await fuzz({ seed, requests, onProgress })
process.stderr.write('\n')
const { defects, heapMb, byStatus, broken } = report
process.stdout.write(`requests ${requests}, of them ${broken} hardly HTTP\n`)
for (const [status, count] of Object.entries(byStatus)) {
  process.stdout.write(`  ${status.padEnd(8)} ${count}\n`)
}
process.stdout.write(
  `live heap ${heapMb.early.toFixed(1)} MB after a fifth, ${heapMb.end.toFixed(1)} MB at the end\n`,
)
for (const defect of defects) process.stdout.write(`defect  ${defect}\n`)
process.exit(defects.length === 0 ? 0 : 1)
