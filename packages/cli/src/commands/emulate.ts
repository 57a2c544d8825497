/** `underpin emulate`: the emulator alone, with little talk. */
import type { Command } from 'commander'
import { addEmulatorFlags, type EmulatorFlags } from '../serve/emulator-flags.ts'
import type { Places } from '../serve/welcome.ts'
import type { Terminal } from '../terminal.ts'

export function define(command: Command): void {
  addEmulatorFlags(command)
    .description(
      'Procore on this machine: sign-in, API and status page, with its limits and its order of checks, and failing as Procore fails, from real causes and on demand (see `underpin fault --help`).',
    )
    .addHelpText('after', HELP)
    .action(async (flags: EmulatorFlags) => {
      const { serveEmulator } = await import('../serve/serve-emulator.ts')
      process.exitCode = await serveEmulator(flags, greet)
    })
}

const HELP = `
Examples:
  $ underpin emulate
  $ underpin emulate --port 0 --status-port 0 --json      free ports, for a test to read
  $ underpin emulate --data sandbox.db                    keeps what was made
  $ underpin emulate --tls                                over HTTPS, status page too
  $ underpin emulate --openapi api.yaml                   any other operation, by its schema
  $ underpin emulate --spike-limit 0 --hourly-limit 0     no rate limits
  $ underpin emulate --routes                             every operation that is built in
  $ underpin emulate --assumptions                        what nobody has documented
  $ underpin emulate --assume disabled-tool=404

JSON, one line when it is ready: { "version": 1, "ready": true, "url", "statusUrl", "pid", "emulator" };
with --tls also { "certificateFile" }, for NODE_EXTRA_CA_CERTS or curl --cacert;
with --openapi also { "openapi": { "file", "operations", "served", "stateful", "shadowed", "builtIn", "warnings" } }.
Exit codes: 0 ended by Ctrl-C, 2 wrong usage, 3 it could not start.`

function greet(_emulator: unknown, places: Places, terminal: Terminal): void {
  const { url, statusUrl, certificateFile } = places
  terminal.out(`Procore is at ${url}, its status page at ${statusUrl}. Ctrl-C ends both.`)
  if (certificateFile !== null) terminal.out(`Trust its certificate: ${certificateFile}`)
}
