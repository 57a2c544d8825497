/** `underpin health`: Integration Health of the apps of an emulator, or of an app whose calls were kept. */
import type { Command } from 'commander'
import { EXIT, wrongUsage } from '../exit-code.ts'
import { healthLines } from '../health/health-lines.ts'
import { activityOfEmulator, healthOfEmulator } from '../health/health-of-emulator.ts'
import { activityOfLog, healthOfLog } from '../health/health-of-log.ts'
import { hasFindings, type ShownHealth } from '../health/shown-health.ts'
import { readHttpUrl } from '../option-values.ts'
import { openTerminal } from '../terminal.ts'

const DEFAULT_URL = 'http://127.0.0.1:4010'

export function define(command: Command): void {
  command
    .description(
      'Say how an app calls Procore: the seven observations of Integration Health over 14 days, and what to do about each. From a running emulator, or from what was kept of an app’s calls.',
    )
    .option('--url <url>', `the emulator (default: ${DEFAULT_URL})`, readHttpUrl)
    .option('--control-token <token>', 'if the emulator was started with one')
    .option('--client-id <id>', 'only this app')
    .option('--log <file>', 'calls that were kept, instead of an emulator; - for standard input')
    .option('--csv', 'print the call activity report of 30 days instead')
    .option('--json', 'print it as JSON')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      process.exitCode = await run(flags)
    })
}

const HELP = `
Examples:
  $ underpin health                                    every app of the emulator that runs here
  $ underpin health --client-id underpin-app --json
  $ curl -s http://127.0.0.1:4010/_underpin/journal | jq -c .exchanges[] > calls.jsonl
  $ underpin health --log calls.jsonl --client-id underpin-app
  $ underpin health --log report.csv --client-id my-app    the report of the Developer Portal

A log is either JSON lines, an exchange each as the emulator's journal shows it ({"at", "method",
"url", "status", "clientId", "route", "failure"}, the last three where they are known), or the API
Call Activity Report (CSV). Its fourteen days end with its last call.
Which share of calls is too much is our judgement: Procore publishes no such numbers.

JSON: { "version": 1, "source", "window": { "from", "to", "days" }, "summary", "apps": [ { "clientId",
"status", "requests", "observations": [ { "id", "status", "count", "days", "failures", "routes" } ] } ] }.
Exit codes: 0 healthy, 1 something needs attention or a review, 2 wrong usage, 3 could not check.`

interface Flags {
  readonly url?: string
  readonly controlToken?: string
  readonly clientId?: string
  readonly log?: string
  readonly csv?: boolean
  readonly json?: boolean
  readonly color: boolean
}

async function run({ log, url, controlToken, csv, json, color, ...flags }: Flags) {
  const clientId = flags.clientId ?? null
  if (log !== undefined && url !== undefined) {
    throw wrongUsage('Give either --log or --url: the calls are read from one place.')
  }
  if (csv && json) throw wrongUsage('Give either --csv or --json.')
  const terminal = openTerminal({ color })
  const door = { url: url ?? DEFAULT_URL, controlToken }
  if (csv) {
    const text =
      log === undefined
        ? await activityOfEmulator(door, clientId)
        : await activityOfLog(log, clientId, terminal)
    terminal.out(text.trimEnd())
    return EXIT.fine
  }
  const health: ShownHealth =
    log === undefined
      ? await healthOfEmulator(door, clientId)
      : await healthOfLog(log, clientId, terminal)
  if (json) terminal.out(JSON.stringify({ version: 1, ...health }, null, 2))
  else terminal.out(healthLines(health, terminal))
  if (health.apps.length === 0) return EXIT.couldNotCheck
  return hasFindings(health) ? EXIT.findings : EXIT.fine
}
