/** `underpin explain`: what a status code, an error text, a body or a file of one means, and what to do. */
import {
  EVIDENCE_KINDS,
  type Judgement,
  judgeEvidence,
  readEvidence,
  type Unreadable,
} from '@underpin/doctor'
import { type Explanation, explain } from '@underpin/failures'
import type { Command } from 'commander'
import { CommandError, EXIT, wrongUsage } from '../exit-code.ts'
import { printCatalogue } from '../explain/catalogue.ts'
import { type ExplainedInput, explanationJson } from '../explain/explanation-json.ts'
import { explanationLines } from '../explain/explanation-lines.ts'
import { givenInput } from '../explain/given-input.ts'
import { openTerminal, type Terminal } from '../terminal.ts'

export function define(command: Command): void {
  command
    .description(
      'Say in plain words what a failure of Procore means: what happened, whether your change was\nmade, what to do, how long it lasts, and whom to ask.',
    )
    .argument(
      '[what...]',
      'a status code, an error text, a failure id, a Procore link, a file, or -',
    )
    .option('--sources', 'say where each statement is from')
    .option('--json', 'print it as JSON')
    .option('--all', 'the whole catalogue: every failure that is known')
    .addHelpText('after', HELP)
    .action(async (what: readonly string[], flags: Flags) => {
      process.exitCode = flags.all ? printAll(what, flags) : await explainGiven(what, flags)
    })
}

const HELP = `
Examples:
  $ underpin explain 503
  $ underpin explain "App is not connected to this company."
  $ underpin explain app-not-connected --sources
  $ underpin explain answer.json            a body, a page, what curl -i printed, or a HAR file
  $ curl -si https://… | underpin explain -
  $ underpin explain --all --json           the catalogue, for other programs

JSON: { "version": 1, "input": { "kind", "notes" }, "explanation": { "id", "headline", "whatToDo", … }
or null, "classification": { "failure", "candidates", "applied", "recovery", "waitMs", … } or null }.
Exit codes: 0 explained (or nothing is wrong), 2 wrong usage, 3 nothing in it is known.`

interface Flags {
  readonly sources?: boolean
  readonly json?: boolean
  readonly all?: boolean
  readonly color: boolean
}

function printAll(what: readonly string[], flags: Flags) {
  if (what.length > 0) throw wrongUsage('--all explains everything: leave the argument out.')
  printCatalogue(openTerminal(flags), flags)
  return EXIT.fine
}

async function explainGiven(what: readonly string[], flags: Flags) {
  // Several words without quotes are one text: people forget quotes.
  const given = what.join(' ')
  if (given === '') {
    throw wrongUsage(
      'Say what to explain: a status code, an error text, a failure id, a file, or - for standard input.\nFor example: underpin explain 503',
    )
  }
  const terminal = openTerminal(flags)
  if (given === '-' && process.stdin.isTTY) {
    terminal.say('Paste the answer, then press Ctrl-D (Windows: Ctrl-Z, Enter).')
  }
  const read = readEvidence(await givenInput(given))
  if (read.kind === 'unreadable') return refuse(read, terminal, flags)
  const judgement = judgeEvidence(read)
  const explanation = explanationOf(judgement)
  const input = { kind: read.kind, notes: read.notes }
  if (flags.json) print(terminal, { input, judgement, explanation })
  else {
    for (const note of read.notes) terminal.say(terminal.sayColours.dim(note))
    if (explanation) terminal.out(explanationLines(explanation, terminal, flags))
    else sayWhyNot(judgement, EVIDENCE_KINDS[read.kind], terminal)
  }
  return judgement.kind === 'unknown' ? EXIT.couldNotCheck : EXIT.fine
}

function explanationOf(judgement: Judgement): Explanation | null {
  if (judgement.kind === 'named') return explain(judgement.failure)
  return judgement.kind === 'classified' ? explain(judgement.classification) : null
}

function sayWhyNot(judgement: Judgement, kind: string, terminal: Terminal): void {
  if (judgement.kind === 'fine') {
    const status = judgement.status === null ? '' : ` (status ${judgement.status})`
    terminal.out(`Nothing failed here${status}.`)
  } else if (judgement.kind === 'unknown') {
    terminal.say(
      `Read as ${kind}, and nothing in it is known. Give the status code too, or the whole answer:\n  curl -si … | underpin explain -`,
    )
  }
}

function print(terminal: Terminal, explained: ExplainedInput): void {
  terminal.out(JSON.stringify(explanationJson(explained), null, 2))
}

function refuse(read: Unreadable, terminal: Terminal, { json }: Flags) {
  const isTypo = read.reason === 'unknown-id' || read.reason === 'no-status-code'
  const exitCode = isTypo ? EXIT.wrongUsage : EXIT.couldNotCheck
  if (!json) throw new CommandError(exitCode, read.message)
  const { kind, ...input } = read
  print(terminal, { input: { kind, notes: [], ...input }, judgement: null, explanation: null })
  return exitCode
}
