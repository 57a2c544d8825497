/** How long `underpin explain` takes from the command, beside Node that does nothing: what is left is ours. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@underpin/ports'
import { CLI } from './emulator-world.ts'
import { median, type Row } from './row.ts'

const ROUNDS = 20

/** What explaining has to stay under, from the command. */
const EXPLAIN_MAX_MS = 150

/** About the size of a recording of some minutes. */
const HAR_BYTES = 5 * 1024 * 1024
const HAR_ENTRIES = 250

export async function* explainRows(): AsyncIterable<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-bench-'))
  const har = join(folder, 'session.har')
  writeFileSync(har, recording())
  for (const [what, argument] of [
    ['a status code', '503'],
    ['a sentence with slips', 'app isnt conected to this company'],
    ['a link', 'https://app.procore.com/87654/project/rfi/sho'],
    ['a HAR of 5 MiB', har],
  ] as const) {
    yield measured(what, argument)
  }
  rmSync(folder, { recursive: true })
}

/** In turns with its peer, so that both meet the same machine. */
function measured(what: string, argument: string): Row {
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const oursMs = runMs([CLI, 'explain', argument])
    const bareMs = runMs(['-e', '0'])
    // The first run compiles for those after it.
    if (round === 0) continue
    ours.push(oursMs)
    bare.push(bareMs)
  }
  const ms = median(ours)
  return {
    what: `\`underpin explain\`: ${what}, from the command`,
    measured: `${ms.toFixed(0)} ms, ${(ms / median(bare)).toFixed(1)} x node -e 0`,
    target: `< ${EXPLAIN_MAX_MS} ms`,
    isMet: ms < EXPLAIN_MAX_MS,
    detail: `median of ${ROUNDS}, ${Math.min(...ours).toFixed(0)} to ${Math.max(...ours).toFixed(0)} ms; node -e 0 took ${median(bare).toFixed(0)} ms`,
  }
}

function runMs(args: readonly string[]): number {
  const beganMs = systemClock.monotonicMs()
  execFileSync(process.execPath, args, { stdio: 'ignore' })
  return systemClock.monotonicMs() - beganMs
}

/** One call in ten is refused; the others carry lists, as in a real session. */
function recording(): string {
  const title = 'x'.repeat(HAR_BYTES / HAR_ENTRIES)
  const entries = Array.from({ length: HAR_ENTRIES }, (_, at) => {
    const isRefused = at % 10 === 0
    const text = isRefused
      ? '{"errors":["App is not connected to this company."]}'
      : JSON.stringify([{ id: at, title }])
    return {
      startedDateTime: '2026-11-20T08:00:00Z',
      request: {
        method: 'GET',
        url: `https://api.procore.com/rest/v1.0/projects/${at}/rfis`,
        headers: [],
      },
      response: {
        status: isRefused ? 403 : 200,
        headers: [{ name: 'content-type', value: 'application/json' }],
        content: { mimeType: 'application/json', text },
      },
    }
  })
  return JSON.stringify({ log: { version: '1.2', entries } })
}
