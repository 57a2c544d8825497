/** `--assumptions`: every choice that nobody has documented, what is assumed, and why. */
import type { AssumptionRow } from '@underpin/emulator'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'

export const ASSUMPTIONS_JSON_VERSION = 1

export function printAssumptions(
  rows: readonly AssumptionRow[],
  terminal: Terminal,
  { json = false }: { readonly json?: boolean },
): void {
  if (json) {
    terminal.out(JSON.stringify({ version: ASSUMPTIONS_JSON_VERSION, assumptions: rows }, null, 2))
    return
  }
  const { colours, columns } = terminal
  for (const { name, value, default: usual, alternatives, why, from } of rows) {
    const others = alternatives.filter((each) => each !== value).join(', ')
    const set = `${colours.bold(name)} = ${value === usual ? value : colours.yellow(value)}`
    terminal.out(`${set}  ${colours.dim(`or ${others}`)}`)
    terminal.out(wrap(`${why} (fact sheet, section ${from})`, { columns, first: '  ' }))
  }
  terminal.say(terminal.sayColours.dim('Decide otherwise: underpin emulate --assume NAME=VALUE'))
}
