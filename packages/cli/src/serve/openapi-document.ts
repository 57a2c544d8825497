/** `--openapi FILE`: reads the document, and says what of it is served and what could not be followed. */
import type { DocumentCounts, OpenApi } from '@underpin/emulator/openapi'
import type { Terminal } from '../terminal.ts'

/** Warnings that are said; of the others only the number is. */
const WARNINGS_SAID_MAX = 5

/** @throws {OpenApiFileError} */
export async function readDocument(file: string, terminal: Terminal): Promise<OpenApi> {
  // Only now: what reads documents takes longer to load than the emulator to start.
  const { OpenApi } = await import('@underpin/emulator/openapi')
  return OpenApi.fromFile(file, { onProgress: (step) => terminal.progress(step) })
}

export function sayDocument(counts: DocumentCounts, terminal: Terminal): void {
  const { file, operations, served, stateful, shadowed, builtIn, warnings, warningCount } = counts
  const n = (count: number) => count.toLocaleString('en')
  terminal.say(
    `${file}: ${n(operations)} operations; ${n(served)} served from it (${n(stateful)} of them keep what is written), ` +
      `${n(shadowed)} answered by the ${n(builtIn)} that are built in.`,
  )
  const { yellow } = terminal.sayColours
  for (const { place, says } of warnings.slice(0, WARNINGS_SAID_MAX)) {
    terminal.say(`${yellow('warning')} ${place}: ${says}`)
  }
  const more = warningCount - Math.min(warnings.length, WARNINGS_SAID_MAX)
  if (more > 0) terminal.say(`and ${n(more)} more such warnings`)
}

/** For the line of `--json`: counts alone, the warnings are said. */
export function documentJson(counts: DocumentCounts | null) {
  if (counts === null) return {}
  const { warnings: _, warningCount: warnings, ...rest } = counts
  return { openapi: { ...rest, warnings } }
}
