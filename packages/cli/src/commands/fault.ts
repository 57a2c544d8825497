/** `underpin fault`: makes a running emulator fail on purpose, shows what is on, and switches it off. */
import type { Command } from 'commander'
import { askDoor, type DoorAddress } from '../fault/control-door.ts'
import { faultLine, readFault, readFaults } from '../fault/fault-line.ts'
import { assertFailureId, type FaultFlags, faultOrder } from '../fault/fault-order.ts'
import {
  readCount,
  readDurationMs,
  readHttpUrl,
  readPositive,
  readProbability,
} from '../option-values.ts'
import { openTerminal, type Terminal } from '../terminal.ts'

const DEFAULT_URL = 'http://localhost:4010'

export function define(command: Command): void {
  command
    .helpCommand(false)
    .description(
      'Make a running emulator fail in a chosen way, see what is on, and switch it off again. Failures are chosen by their id, as `underpin explain` names them.',
    )
    .addHelpText('after', EXAMPLES)

  shared(
    command.command('list').description('what is on, what waits, and how often it was raised'),
  ).action(async (_flags, called: Command) => list(called.optsWithGlobals()))

  shared(command.command('on').description('switch a failure on'))
    .argument('<id>', 'which failure, such as heavy-load or app-not-connected')
    .option('--match <call>', "only these calls: 'POST /rest/v1.0/projects/*/rfis', * for any text")
    .option('--probability <p>', 'for this share of the calls, such as 0.2', readProbability)
    .option('--times <n>', 'so many times, then no more', readPositive)
    .option('--for <time>', 'off again after this time, such as 2m', readDurationMs)
    .option('--after <time>', 'on after this time, such as 10s', readDurationMs)
    .option('--retry-after <s>', 'what Retry-After says, in seconds', readCount)
    .option('--company <n>', 'only calls for this company', readCount)
    .option('--client <id>', 'only calls of this app, by its client id')
    .action(async (id: string, _flags, called: Command) => on(id, called.optsWithGlobals()))

  shared(command.command('off').description('switch off: one by its number, all of an id, or all'))
    .argument(
      '[which]',
      'a failure id, or the number that `fault list` shows; everything if not given',
    )
    .action(async (which: string | undefined, _flags, called: Command) =>
      off(which, called.optsWithGlobals()),
    )
}

const EXAMPLES = `
Examples:
  $ underpin fault on heavy-load --for 2m --retry-after 30
  $ underpin fault on response-lost --match 'POST /rest/v1.0/projects/*/rfis' --times 1
  $ underpin fault on server-error --probability 0.1
  $ underpin fault list
  $ underpin fault off heavy-load`

interface Shared {
  readonly url: string
  readonly controlToken?: string
  readonly json?: boolean
  readonly color: boolean
}

function shared(command: Command): Command {
  return command
    .option('--url <url>', 'the emulator', readHttpUrl, DEFAULT_URL)
    .option('--control-token <token>', 'if the emulator was started with one')
    .option('--json', 'print what the emulator answered, as JSON')
}

async function list(flags: Shared): Promise<void> {
  const terminal = openTerminal(flags)
  const answer = await askDoor(flags, { method: 'GET', path: '/faults' })
  if (flags.json) return terminal.out(JSON.stringify(answer))
  const faults = readFaults(answer)
  if (faults.length === 0) return terminal.out('No fault is on.')
  for (const fault of faults) terminal.out(faultLine(fault, terminal.colours))
}

async function on(id: string, flags: Shared & FaultFlags): Promise<void> {
  const terminal = openTerminal(flags)
  const body = faultOrder(id, flags)
  const answer = await askDoor(flags, { method: 'POST', path: '/faults', body })
  if (flags.json) return terminal.out(JSON.stringify(answer))
  const fault = readFault(answer)
  if (fault === null) return terminal.out(`${id} is on.`)
  terminal.out(faultLine(fault, terminal.colours))
  terminal.say(terminal.sayColours.dim(`Off again: underpin fault off ${fault.number}${at(flags)}`))
}

async function off(which: string | undefined, flags: Shared): Promise<void> {
  const terminal = openTerminal(flags)
  if (which === undefined) {
    await askDoor(flags, { method: 'DELETE', path: '/faults' })
    return told(terminal, flags, [], 'Every fault is off.')
  }
  if (/^\d+$/.test(which)) {
    await askDoor(flags, { method: 'DELETE', path: `/faults/${which}` })
    return told(terminal, flags, [Number(which)], `Fault ${which} is off.`)
  }
  const answer = await askDoor(flags, { method: 'GET', path: '/faults' })
  const numbers = readFaults(answer).flatMap(({ number, failure }) =>
    failure === which ? [number] : [],
  )
  if (numbers.length === 0) {
    assertFailureId(which)
    return told(terminal, flags, [], `${which} was not on.`)
  }
  for (const number of numbers) {
    await askDoor(flags, { method: 'DELETE', path: `/faults/${number}` })
  }
  told(terminal, flags, numbers, `${which} is off.`)
}

function told(
  terminal: Terminal,
  { json }: Shared,
  numbers: readonly number[],
  words: string,
): void {
  terminal.out(json ? JSON.stringify({ off: numbers }) : words)
}

/** For the commands that we suggest: the address, where it is not the usual one. */
function at({ url }: DoorAddress): string {
  return url === DEFAULT_URL ? '' : ` --url ${url}`
}
