/** `underpin status`: a status page in words, what of it matters, what changed since last time; once, or for ever. */
import { homedir } from 'node:os'
import { digestOf, fetchStatusPage, type StatusPage, type StatusReading } from '@underpin/doctor'
import { statusGet } from '@underpin/doctor/node'
import { systemClock } from '@underpin/ports'
import { type Command, InvalidArgumentError } from 'commander'
import { STATUS_URL } from '../doctor/environment-targets.ts'
import { couldNotCheck, EXIT, type ExitCode, wrongUsage } from '../exit-code.ts'
import { readDurationMs, readHttpUrl } from '../option-values.ts'
import { interrupted } from '../serve/interrupts.ts'
import { cacheFolder } from '../status/cache-folder.ts'
import { LocalTime } from '../status/local-time.ts'
import { exitCodeFor, shownStatus } from '../status/shown-status.ts'
import { STATUS_JSON_VERSION, statusJson } from '../status/status-json.ts'
import { statusLines } from '../status/status-lines.ts'
import { StatusMemory } from '../status/status-memory.ts'
import { watchStatus } from '../status/watch-status.ts'
import { watchTeller } from '../status/watch-teller.ts'
import { openTerminal, type Terminal } from '../terminal.ts'

const EVERY_MS_DEFAULT = 60_000
/** Pages are kept by caches for some seconds; more often is of no use. */
const EVERY_MS_MIN = 1_000
const EVERY_MS_MAX = 86_400_000

export function define(command: Command): void {
  command
    .description(
      'Say what a status page says, in plain words: the components that matter to whoever works with Procore first, then the rest, incidents and maintenances in your own time, and what changed since you last looked. Any Atlassian Statuspage will do.',
    )
    .option('--url <url>', 'the page', readHttpUrl, STATUS_URL)
    .option('--watch', 'stay, and tell of each change as it happens, until Ctrl-C')
    .option('--every <time>', 'how often --watch looks (default: 60s)', readEveryMs)
    .option('--no-memory', 'neither compare with the last time nor remember this one')
    .option('--json', 'print it as JSON; with --watch a line for each event')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      process.exitCode = await run(flags)
    })
}

const HELP = `
Examples:
  $ underpin status
  $ underpin status --watch --every 2m
  $ underpin status --url https://status.example.com      another Statuspage
  $ underpin status --url http://localhost:4011           that of an emulator
  $ underpin status --json | jq -r .state                 operational, not-operational, unknown

What matters on Procore's page: the API, webhooks, signing in, the web application and the sandboxes; on
another page every component. The page's headline is never taken for the state of any of them.

JSON: { "version": 1, "url", "readAt", "state", "headline", "components": [{ "name", "status",
"matters", … }], "incidents", "maintenances", "since": { "readAt", "changes" } or null, … }.
Exit codes: 0 all that matters is operational, 1 something is not, 2 wrong usage, 3 could not be read,
or does not tell. A watch that Ctrl-C ends is fine: 0.`

interface Flags {
  readonly url: string
  readonly watch?: boolean
  readonly every?: number
  readonly memory: boolean
  readonly json?: boolean
  readonly color: boolean
}

async function run(flags: Flags): Promise<ExitCode> {
  if (flags.every !== undefined && !flags.watch) throw wrongUsage('--every goes with --watch.')
  const { username, password } = new URL(flags.url)
  if (username || password)
    throw wrongUsage('A status page needs no name and no password: leave them out of --url.')
  const terminal = openTerminal(flags)
  return flags.watch ? watch(flags, terminal) : look(flags, terminal)
}

async function look(flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const { url } = flags
  const memory = memoryOf(flags, terminal)
  const reading = await readerOf(url, new AbortController().signal)()
  if (reading.kind !== 'read') return refuse(reading, flags, terminal)
  const shown = shownStatus(url, reading.page, memory.before)
  const times = new LocalTime()
  if (flags.json) terminal.out(JSON.stringify(statusJson(shown), null, 2))
  else terminal.out(statusLines(shown, { ...terminal, times }))
  memory.keep(reading.page)
  return exitCodeFor(shown)
}

async function watch(flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const { url, every: everyMs = EVERY_MS_DEFAULT } = flags
  const end = new AbortController()
  void interrupted().then(() => end.abort())
  const memory = memoryOf(flags, terminal)
  const read = readerOf(url, end.signal)
  const first = await read()
  if (first.kind === 'not-a-statuspage') return refuse(first, flags, terminal)
  let next: StatusReading | null = first
  await watchStatus({
    ...{ everyMs, clock: systemClock, signal: end.signal, before: memory.before },
    read: async () => {
      const reading = next ?? (await read())
      next = null
      return reading
    },
    tell: watchTeller({
      url,
      everyMs,
      json: flags.json === true,
      terminal,
      times: new LocalTime(),
    }),
    keep: memory.keep,
  })
  return EXIT.fine
}

function readerOf(url: string, signal: AbortSignal): () => Promise<StatusReading> {
  const get = statusGet({ clock: systemClock, signal, environment: process.env })
  return () => fetchStatusPage(url, get)
}

function refuse(
  { kind, says }: Exclude<StatusReading, { kind: 'read' }>,
  { url, json }: Flags,
  terminal: Terminal,
): ExitCode {
  if (!json)
    throw couldNotCheck(`${says}\n${kind === 'unreadable' ? UNREADABLE_HINT : OTHER_PAGE_HINT}`)
  const error = { kind, says }
  terminal.out(JSON.stringify({ version: STATUS_JSON_VERSION, url, state: 'unknown', error }))
  return EXIT.couldNotCheck
}

const OTHER_PAGE_HINT =
  'Give the address of the page itself, for example: underpin status --url https://status.procore.com'

const UNREADABLE_HINT = 'Whether it is the page or your own network, this tells: underpin doctor'

function memoryOf({ memory, url }: Flags, terminal: Terminal) {
  if (!memory) return { before: null, keep: () => undefined }
  const { env, platform } = process
  const kept = new StatusMemory(cacheFolder({ env, platform, home: homedir() }), url)
  const recalled = kept.recall()
  if (typeof recalled === 'string') terminal.say(recalled)
  let isToldOf = false
  const keep = (page: StatusPage) => {
    const trouble = kept.keep(digestOf(page))
    if (trouble !== null && !isToldOf) terminal.say(trouble)
    isToldOf = trouble !== null
  }
  return { before: typeof recalled === 'string' ? null : recalled, keep }
}

function readEveryMs(text: string): number {
  const everyMs = readDurationMs(text)
  if (everyMs >= EVERY_MS_MIN && everyMs <= EVERY_MS_MAX) return everyMs
  throw new InvalidArgumentError('From 1s to 1d is wanted.')
}
