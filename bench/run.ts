/**
 * `npm run bench`: every section, or those that are named. A missed target is a line that says so, and no
 * failure of the run. All sections together write docs/benchmarks.md; some of them do with `--write`.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { systemClock } from '@underpin/ports'
import { behaviourRows } from './behaviour-rows.ts'
import { clientRows } from './client-rows.ts'
import { doctorRows } from './doctor-rows.ts'
import { emulatorRows } from './emulator-rows.ts'
import { explainRows } from './explain-rows.ts'
import { loadRows } from './load-rows.ts'
import { millionRows } from './million-rows.ts'
import type { Row, Section } from './row.ts'
import { startRows } from './start-rows.ts'
import { lineOf, pageOf } from './table.ts'

const SECTIONS: Readonly<Record<string, Section>> = {
  // Those that start commands come first: a process that holds a million records forks more slowly.
  start: startRows,
  explain: explainRows,
  doctor: doctorRows,
  emulator: emulatorRows,
  load: loadRows,
  client: clientRows,
  behaviour: behaviourRows,
  million: millionRows,
}

const PAGE = new URL('../docs/benchmarks.md', import.meta.url)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' } },
  allowNegative: true,
})
const unknown = positionals.find((name) => !Object.hasOwn(SECTIONS, name))
if (unknown !== undefined) {
  const known = Object.keys(SECTIONS).join(', ')
  process.stderr.write(`There is no section ${unknown}. There are: ${known}.\n`)
  process.exit(2)
}

const rows: Row[] = []
for (const [name, section] of Object.entries(SECTIONS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stderr.write(`${name} …\n`)
  for await (const row of measured(name, section)) {
    process.stdout.write(lineOf(row))
    rows.push(row)
  }
}
if (values.write ?? positionals.length === 0) {
  await writeFile(PAGE, pageOf(rows, new Date(systemClock.nowMs()).toISOString().slice(0, 10)))
  process.stderr.write('written: docs/benchmarks.md\n')
}

/** What could not be measured is a missed line, and the other sections go on. */
async function* measured(name: string, section: Section): AsyncIterable<Row> {
  try {
    yield* section()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    yield { what: `${name}, the rest`, measured: 'not measured', target: '', isMet: false, detail }
  }
}
