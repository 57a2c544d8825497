/** `underpin explain`: what a status code, an error text, a body or a file of one means, and what to do. */
import {
  EVIDENCE_KINDS,
  type Finding,
  findingsOf,
  judged,
  linkLines,
  type Reading,
  redactorFor,
} from '@underpin/doctor/explain'
import type { Command } from 'commander'
import { type CommandError, EXIT, type ExitCode, wrongUsage } from '../exit-code.ts'
import { explanationJson } from '../explain/explanation-json.ts'
import { findingsLines } from '../explain/explanation-lines.ts'
import { givenInput, isPiped, isReadable, readGiven } from '../explain/given-input.ts'
import { givenThings } from '../explain/given-things.ts'
import { openTerminal, type Terminal } from '../terminal.ts'

export function define(command: Command): void {
  command
    .description(
      'Say in plain words what a failure of Procore means: what happened, whether your change was made, what to do, how long it lasts, and whom to ask.',
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
      process.exitCode = flags.all ? await printAll(what, flags) : await explainGiven(what, flags)
    })
}

const HELP = `
Examples:
  $ underpin explain 503
  $ underpin explain "App is not connected to this company."
  $ underpin explain app-not-connected --sources
  $ underpin explain 500 vs 503             several at once: codes, ids, links, files
  $ underpin explain session.har app.log    every failure once, what the others follow from first
  $ underpin explain https://app.procore.com/87654/project/rfi/sho    what is wrong with a link
  $ curl -si https://… | underpin explain   an answer as it comes
  $ tail -n 500 app.log | underpin explain

A file may hold a body, a page, what curl -i printed, a HAR, or a log. Of what is longer than 32 MiB
the end is read. Nothing is sent anywhere, and secrets are not shown.

JSON: { "version": 1, "input": { "kind", "notes" }, "explanation": { "id", "headline", "whatToDo", … }
or null, "classification": { "failure", "candidates", "applied", "recovery", "waitMs", … } or null,
"groups": [ { "failure", "count", "firstAt", "lastAt", "places", "links", "explanation", … } ] }.
Exit codes: 0 explained (or nothing is wrong), 2 wrong usage, 3 nothing in it is known.`

interface Flags {
  readonly sources?: boolean
  readonly json?: boolean
  readonly all?: boolean
  readonly color: boolean
}

async function printAll(what: readonly string[], flags: Flags): Promise<ExitCode> {
  if (what.length > 0) throw wrongUsage('--all explains everything: leave the argument out.')
  const { printCatalogue } = await import('../explain/catalogue.ts')
  printCatalogue(openTerminal(flags), flags)
  return EXIT.fine
}

async function explainGiven(what: readonly string[], flags: Flags): Promise<ExitCode> {
  const terminal = openTerminal(flags)
  const readings: Reading[] = []
  const texts: (string | Uint8Array)[] = []
  for (const thing of thingsOf(what)) {
    if (thing === '-' && process.stdin.isTTY) {
      terminal.say('Paste the answer, then press Ctrl-D (Windows: Ctrl-Z, Enter).')
    }
    const given = await givenInput(thing)
    if (what.length === 0 && given.kind === 'bytes' && given.sizeBytes === 0) throw nothingGiven()
    texts.push(given.kind === 'text' ? given.text : given.bytes)
    readings.push(judged(thing, readGiven(given)))
  }
  const [first, ...more] = readings
  if (first === undefined) throw nothingGiven()
  const found = findingsOf(readings)
  const shown = { found: found.map(withoutSample), read: [first, ...more].map(withoutEvidence) }
  const redactor = redactorFor(found, () => texts.map(asText), quotedBy(found, readings))
  const findings = redactor.value(shown.found) as Finding[]
  const safe = redactor.value(shown.read) as [Reading, ...Reading[]]
  if (flags.json) terminal.out(JSON.stringify(explanationJson(safe, findings), null, 2))
  else tell(safe, findings, terminal, flags)
  return Math.max(...readings.map(exitCodeOf)) as ExitCode
}

function thingsOf(what: readonly string[]): string[] {
  if (what.length > 0) return givenThings(what, isReadable)
  if (!isPiped()) throw nothingGiven()
  return ['-']
}

function nothingGiven(): CommandError {
  return wrongUsage(
    'Say what to explain: a status code, an error text, a failure id, a link, a file, or - for standard input.\nFor example: underpin explain 503',
  )
}

/** All words of what was handed over that are shown again: its texts, its links, and what notes repeat. */
function quotedBy(found: readonly Finding[], readings: readonly Reading[]): string {
  const quoted = found.flatMap(({ explanation, links }) => [
    ...explanation.texts,
    ...links.flatMap(linkLines),
  ])
  const told = readings.flatMap(({ read }) =>
    read.kind === 'unreadable' ? [read.message] : read.notes,
  )
  const given = readings.length > 1 ? readings.map((reading) => reading.given) : []
  return [...quoted, ...told, ...given].join('\n')
}

/** What is not shown need not be made safe: it may be megabytes. */
function withoutSample(finding: Finding): Finding {
  return finding.group === null ? finding : { ...finding, group: { ...finding.group, sample: {} } }
}

function withoutEvidence(reading: Reading): Reading {
  if (reading.read.kind === 'unreadable') return reading
  return { ...reading, read: { ...reading.read, evidence: [] } }
}

function asText(given: string | Uint8Array): string {
  return typeof given === 'string' ? given : new TextDecoder().decode(given)
}

function tell(
  readings: readonly Reading[],
  findings: readonly Finding[],
  terminal: Terminal,
  { sources = false }: Flags,
): void {
  for (const reading of readings) sayOf(reading, readings.length > 1, terminal)
  if (findings.length === 0) return
  terminal.out(findingsLines(findings, terminal, { sources, isOneThing: readings.length === 1 }))
}

/** What is to be said of one thing beside its failures: how it was read, or why it tells of none. */
function sayOf({ given, read, judgement }: Reading, isOneOfSeveral: boolean, terminal: Terminal) {
  const name = isOneOfSeveral ? `${given}: ` : ''
  const { dim } = terminal.sayColours
  if (read.kind === 'unreadable') return terminal.say(`${name}${read.message}`)
  for (const note of read.notes) terminal.say(dim(`${name}${note}`))
  if (judgement?.kind === 'fine') {
    const status = judgement.status === null ? '' : ` (status ${judgement.status})`
    terminal.out(`${name}Nothing failed here${status}.`)
  } else if (judgement?.kind === 'unknown') {
    terminal.say(
      `${name}Read as ${EVIDENCE_KINDS[read.kind]}, and nothing in it is known. Give the number of the error too (such as 503), or the whole answer:\n  curl -si … | underpin explain -`,
    )
  }
}

/** The worst of several counts: could not check, over wrong usage, over fine. */
function exitCodeOf({ read, judgement }: Reading): ExitCode {
  if (read.kind !== 'unreadable') {
    return judgement?.kind === 'unknown' ? EXIT.couldNotCheck : EXIT.fine
  }
  const isTypo = read.reason === 'unknown-id' || read.reason === 'no-status-code'
  return isTypo ? EXIT.wrongUsage : EXIT.couldNotCheck
}
