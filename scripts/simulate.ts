/** `npm run simulate -- --seed S --hours H`: one simulated run, told in words. Replays a failing seed. */
import { parseArgs } from 'node:util'
import { simulate } from '../tests/simulation/simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    hours: { type: 'string', default: '24' },
    json: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const hours = Number(values.hours)
if (!Number.isSafeInteger(seed) || !(hours > 0)) {
  process.stderr.write(
    `--seed takes a whole number and --hours a positive one: ${values.seed}, ${values.hours}\n`,
  )
  process.exit(2)
}
const report = await simulate({ seed, hours })
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
else {
  const { broken, failures, ...counts } = report
  for (const [name, value] of Object.entries(counts))
    process.stdout.write(`${name.padEnd(10)} ${value}\n`)
  process.stdout.write('\nwhat reached a worker\n')
  for (const [failure, count] of Object.entries(failures)) {
    process.stdout.write(`  ${failure.padEnd(28)} ${count}\n`)
  }
  process.stdout.write(broken.length === 0 ? '\nevery promise held\n' : '\nbroken promises\n')
  for (const { promise, what } of broken) process.stdout.write(`  ${promise}  ${what}\n`)
}
process.exit(report.broken.length === 0 ? 0 : 1)
