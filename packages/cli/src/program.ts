/** Parses the command line, calls one command, and turns whatever happens into words and an exit code. */
import { Command, CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { COMMANDS } from './command-table.ts'
import { CommandError, EXIT, type ExitCode } from './exit-code.ts'
import { openTerminal } from './terminal.ts'
import { withoutControls } from './without-controls.ts'

/** Runs one command to its end. Never rejects. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  leaveQuietlyWhenNobodyReads()
  const program = await buildProgram(args)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodeOf(process.exitCode)
  } catch (error) {
    const called = COMMANDS.find(({ name }) => name === calledIn(args))?.name
    return await failed(error, called)
  }
}

async function buildProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('underpin')
    .description(
      'Keeps work that depends on Procore standing when Procore fails: an emulator that fails as it fails, a client that survives it, and plain words for what went wrong.',
    )
    .version(manifest.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help; after a command, help on that command')
    .helpCommand(false)
    .option('--no-color', 'no colour (also: NO_COLOR=1, TERM=dumb, or output to a file)')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(withoutControls(withoutLabel(text))),
      getOutHelpWidth: () => Math.min(process.stdout.columns ?? 92, 100),
      getErrHelpWidth: () => Math.min(process.stderr.columns ?? 92, 100),
    })
    .addHelpText('after', TOP_HELP)

  const called = calledIn(args)
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).summary(summary).description(sentence(summary))
    if (name === called) (await load()).define(command)
  }
  return program
}

const TOP_HELP = `
Start here:
  $ underpin up                      Procore on http://localhost:4010, until Ctrl-C
  $ underpin explain 503             what it means, whose fault it is, what to do
  $ underpin explain "App is not connected to this company."
  $ curl -si … | underpin explain -  explain an answer as it comes
  $ underpin demo                    see what a bad hour does to a job

Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 could not check.
Results go to standard output, everything else to standard error.`

/** What to do about a wrong command line that does not say so itself. */
const HINTS: Readonly<Record<string, (called: string) => string>> = {
  'commander.unknownOption': (called) => `What it takes: underpin ${called} --help`,
  'commander.optionMissingArgument': (called) => `What it takes: underpin ${called} --help`,
  'commander.excessArguments': (called) =>
    called === 'doctor'
      ? 'What you saw goes behind --error, for example: underpin doctor --error 503'
      : `What it takes: underpin ${called} --help`,
}

async function failed(error: unknown, called: string | undefined): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // Help and version end as errors with code 0; everything else is a wrong command line.
    if (error.exitCode === 0) return EXIT.fine
    const hint = HINTS[error.code]
    if (hint !== undefined && called !== undefined) openTerminal({}).say(hint(called))
    return EXIT.wrongUsage
  }
  const terminal = openTerminal({})
  if (error instanceof CommandError) {
    terminal.say(await withoutSecrets(error.message))
    return error.exitCode
  }
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
  terminal.say(await withoutSecrets(said))
  terminal.say('This is a defect of Underpin: the lines above say where.')
  return EXIT.couldNotCheck
}

/** A message repeats what was given, and that may be an address with a password or a pasted header. */
async function withoutSecrets(text: string): Promise<string> {
  const { createRedactor } = await import('@underpin/exchange')
  return createRedactor().text(text)
}

/** `underpin explain --all --json | head` closes the pipe early; that is no failure. */
function leaveQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.fine)
    throw error
  })
}

function exitCodeOf(code: typeof process.exitCode): ExitCode {
  return Object.values(EXIT).find((known) => known === code) ?? EXIT.fine
}

/** `error: unknown option '--prot'` says the same without the label, and reads like a sentence. */
function withoutLabel(text: string): string {
  const said = text.replace(/^error: /, '')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`
}

function calledIn(args: readonly string[]): string | undefined {
  return args.find((arg) => !arg.startsWith('-'))
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`
}
