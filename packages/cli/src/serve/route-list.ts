/** `--routes`: every operation that is built in, by path. */
import type { CoverageRow } from '@underpin/emulator'
import type { Terminal } from '../terminal.ts'

export const ROUTES_JSON_VERSION = 1

/** As wide as the longest method, `DELETE`. */
const METHOD_CHARS = 6

export function printRoutes(
  rows: readonly CoverageRow[],
  terminal: Terminal,
  { json = false }: { readonly json?: boolean },
): void {
  if (json) {
    terminal.out(JSON.stringify({ version: ROUTES_JSON_VERSION, routes: rows }, null, 2))
    return
  }
  const { colours } = terminal
  for (const { method, path, resource, operation } of rows) {
    const what = colours.dim(`${resource}, ${operation}`)
    terminal.out(`${method.padEnd(METHOD_CHARS)} ${path}  ${what}`)
  }
  terminal.say(
    terminal.sayColours.dim(`${rows.length} operations are built in; docs/coverage.md says more.`),
  )
}
