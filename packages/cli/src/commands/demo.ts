/** `underpin demo`: the same job done by Procore's own SDK and by our client, through the same hour. */
import type { Command } from 'commander'
import { EXIT } from '../exit-code.ts'
import { readSeed } from '../option-values.ts'
import { openTerminal } from '../terminal.ts'

export const DEMO_JSON_VERSION = 1

/** Any number gives an hour of the same kind; this one is the default so that runs can be compared. */
const DEFAULT_SEED = 1

interface Flags {
  readonly seed: number
  readonly oneByOne?: boolean
  readonly verbose?: boolean
  readonly json?: boolean
  readonly color: boolean
}

export function define(command: Command): void {
  command
    .description(
      'One job through a bad hour, done twice: by the unmodified @procore/js-sdk and by our client. Each has an emulator of its own, with the same faults at the same times of a virtual clock. What is printed is counted from the journals and databases of the two emulators.',
    )
    .option(
      '--seed <n>',
      'another seed gives other ids and tokens, and the same hour',
      readSeed,
      DEFAULT_SEED,
    )
    .option('--one-by-one', 'our client creates the vendors one by one too, and not by sync')
    .option('--verbose', 'also what each job would write into its log')
    .option('--json', 'print the two scores as JSON')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      process.exitCode = await demo(flags)
    })
}

const HELP = `
Examples:
  $ underpin demo
  $ underpin demo --one-by-one         without the advantage of the batch
  $ underpin demo --verbose 2>jobs.log
  $ underpin demo --json

JSON: { "version": 1, "seed", "hour": [{ "atMin", "says" }], "sides": [{ "name", "score" }] }.`

async function demo({ seed, oneByOne = false, verbose = false, json = false, color }: Flags) {
  const terminal = openTerminal({ color })
  const [{ runSide }, { ourJob, ourJobOneByOne }, { sdkJob }, { printScoreSheet }, { EVENTS }] =
    await Promise.all([
      import('../demo/run-side.ts'),
      import('../demo/our-job.ts'),
      import('../demo/sdk-job.ts'),
      import('../demo/score-sheet.ts'),
      import('../demo/hour.ts'),
    ])
  const sides = [
    { name: '@procore/js-sdk', job: sdkJob, via: 'socket' as const },
    { name: '@underpin/client', job: oneByOne ? ourJobOneByOne : ourJob, via: 'process' as const },
  ]
  const scores = []
  for (const { name, job, via } of sides) {
    terminal.progress(`An hour with ${name} …`)
    const log = (line: string) => {
      if (verbose) terminal.say(`${name} ${line}`)
    }
    scores.push({ name, score: await runSide({ seed, job, via, log }) })
  }
  if (json) {
    terminal.out(
      JSON.stringify({ version: DEMO_JSON_VERSION, seed, hour: EVENTS, sides: scores }, null, 2),
    )
  } else printScoreSheet(scores, terminal, { oneByOne })
  return EXIT.fine
}
