/** `underpin up`: everything there is, with a welcome that gets somebody new to the first answer. */
import type { Command } from 'commander'
import { addEmulatorFlags, type EmulatorFlags } from '../serve/emulator-flags.ts'

export function define(command: Command): void {
  addEmulatorFlags(command)
    .description(
      'Start everything: the emulator and its status page. Says where things stand, who can sign in, and gives a first request to try.',
    )
    .addHelpText('after', HELP)
    .action(async (flags: EmulatorFlags) => {
      const [{ serveEmulator }, { sayWelcome }] = await Promise.all([
        import('../serve/serve-emulator.ts'),
        import('../serve/welcome.ts'),
      ])
      process.exitCode = await serveEmulator(flags, sayWelcome)
    })
}

const HELP = `
Examples:
  $ underpin up
  $ underpin up --data sandbox.db      go on tomorrow where you stopped today
  $ underpin up --port 0               any free port

Then, in another shell:
  $ underpin fault on heavy-load --for 2m
  $ underpin fault list

Exit codes: 0 ended by Ctrl-C, 2 wrong usage, 3 it could not start.`
