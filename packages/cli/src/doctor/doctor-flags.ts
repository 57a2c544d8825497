/** The flags of `underpin doctor`, and its help. */
import { isIP } from 'node:net'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readDurationMs, readHttpUrl } from '../option-values.ts'
import { wrap } from '../word-wrap.ts'
import { ENVIRONMENT_NAMES } from './environment-targets.ts'
import { collectSaid, SAID_VALUES } from './said.ts'

export function defineDoctorFlags(command: Command): Command {
  return command
    .description(
      'Look at everything between here and Procore, and say what is wrong, whose fault it is, what to do now, and when to escalate. It reads only: it sends no change, and renews no token.',
    )
    .addOption(
      new Option('--environment <name>', 'whose hosts to look at (default: production)').choices(
        ENVIRONMENT_NAMES,
      ),
    )
    .option(
      '--api-url <url>',
      'another address of the API (default: that of --environment)',
      readHttpUrl,
    )
    .option(
      '--login-url <url>',
      'another address of the sign-in service (default: as above)',
      readHttpUrl,
    )
    .option(
      '--app-url <url>',
      'another address of the web application (default: as above)',
      readHttpUrl,
    )
    .option(
      '--status-url <url>',
      'another status page, or none (default: https://status.procore.com)',
      readUrlOrNone,
    )
    .option(
      '--control-url <url>',
      'another host outside Procore to compare with, or none (default: http://example.com)',
      readUrlOrNone,
    )
    .option(
      '--resolver <address>',
      'resolve names with this server, such as 10.0.0.53 (default: as this machine does)',
      readResolver,
    )
    .option(
      '--second-resolver <address>',
      'compare names with another server, or none (default: 1.1.1.1)',
      readResolver,
    )
    .option('--company <id>', 'look at this company', readId)
    .option('--project <id>', 'look at this project of it', readId)
    .option(
      '--tool <word>',
      'look at this tool of the project, by its word in paths: rfis',
      readTool,
    )
    .option(
      '--token-file <file>',
      'read the access token from a file, not from PROCORE_ACCESS_TOKEN',
    )
    .option(
      '--observe <time>',
      'go on looking for this long, and tell a blip from an outage: 10m',
      readObserve,
    )
    .option(
      '--error <what>',
      'what you saw: the words, a status code, or a file, as explain reads it',
    )
    .option('--since <time>', 'since when: 07:15, 30m (ago) or 2026-11-20T07:15')
    .option(
      '--said <answer>',
      'what you would answer if asked (again for more; below)',
      collectSaid,
    )
    .option('--packet <file>', 'write everything that support asks for into a ZIP, without secrets')
    .option('--preview', 'show all that the packet holds, and the message to send with it')
    .option('--attach <file>', 'add a screenshot or another file to it (again for more)', collect)
    .option('--force', 'let the packet replace a file that is there already')
    .option('--browser <text>', 'for the packet: your browser and its version')
    .option('--device <text>', 'for the packet: your device')
    .option('--network <text>', 'for the packet: office, site, home, phone or VPN')
    .option('--project-name <text>', 'for the packet: the name of the project')
    .option('--role <text>', 'for the packet: your role or permission in it')
    .option('--sender <text>', 'for the packet: who signs the message')
    .option('--no-ask', 'ask nothing, even in a terminal')
    .option('--json', 'print it as JSON')
    .addHelpText('after', HELP)
}

const SAID_LINES = wrap(SAID_VALUES.join(', '), { columns: 92, first: '  ' })

const HELP = `
Examples:
  $ underpin doctor
  $ underpin doctor --error "503 Service Unavailable" --since 07:15
  $ PROCORE_ACCESS_TOKEN=… underpin doctor --company 4001 --project 5001 --tool rfis
  $ underpin doctor --error 503 --said only-our-company --said other-network-fails --json
  $ underpin doctor --observe 10m --no-ask --json
  $ underpin doctor --packet case.zip --attach screenshot.png --browser "Firefox 145" --role Foreman
  $ underpin doctor --api-url http://localhost:4010 --status-url http://localhost:4011

--said tells what no probe can see, for a script or a ticket bot; once for each answer:
${SAID_LINES}
Two that contradict each other are refused. In a terminal, what was said is not asked.

The token is read from PROCORE_ACCESS_TOKEN or --token-file, is sent to the API and the sign-in
service alone, and is shown nowhere. With an --api-url on this machine nothing elsewhere is asked
unless you name it. Ctrl-C ends the looking; what is known by then is judged.

JSON: { "version": 1, "report": { "targets", "results": [ { "name", "verdict", "says", "signs",
"facts", "exchanges", … } ], "leftOut", "observation" }, "diagnosis": { "verdict", "headline",
"causes": [ { "id", "likelihood", "evidenceFor", "evidenceAgainst", "unchecked", … } ], "steps",
"clock", "questions" }, "complaint" }, with secrets taken out. Times are milliseconds since 1970.
Exit codes: 0 all is fine, 1 something is wrong, 2 wrong usage, 3 could not check.`

function collect(file: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, file]
}

/** What is not to be looked at. Kept as the word, as the parser of flags has no place for null. */
export const NONE = 'none'

function readUrlOrNone(text: string): string {
  return text === NONE ? NONE : readHttpUrl(text)
}

/** An address, with a port where it is not 53: names would have to be resolved first. */
function readResolver(text: string): string {
  if (text === NONE || isServer(text)) return text
  throw new InvalidArgumentError(
    'The address of a name server is wanted, such as 127.0.0.1:5353, or none.',
  )
}

function isServer(text: string): boolean {
  const [, six, four, port = '53'] =
    /^(?:\[([^[\]]{1,45})\]|([^:[\]]{1,15}))(?::(\d{1,5}))?$/.exec(text) ?? []
  return isIP(six ?? four ?? text) > 0 && Number(port) >= 1 && Number(port) <= 65_535
}

function readId(text: string): string {
  if (/^\d{1,20}$/.test(text)) return text
  throw new InvalidArgumentError('An id is a whole number, such as 4001.')
}

function readTool(text: string): string {
  if (/^[a-z][a-z0-9_/]{1,60}$/.test(text)) return text
  throw new InvalidArgumentError(
    'A tool is named by its word in paths, such as rfis or submittals.',
  )
}

const OBSERVE_MS_MAX = 24 * 60 * 60 * 1_000

function readObserve(text: string): number {
  const observeMs = readDurationMs(text)
  if (observeMs > 0 && observeMs <= OBSERVE_MS_MAX) return observeMs
  throw new InvalidArgumentError('A time up to 1d is wanted, such as 10m.')
}
