/** The commands, in the order of the help. Each is loaded when it is called, so that none slows another. */
import type { Command } from 'commander'

export interface CommandModule {
  /** Adds arguments, options, help and the action. The action's promise ends with the exit code. */
  define(command: Command): void
}

export interface CommandEntry {
  readonly name: string
  readonly summary: string
  load(): Promise<CommandModule>
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'up',
    summary: 'start everything: the emulator and its status page, with a first request to try',
    load: () => import('./commands/up.ts'),
  },
  {
    name: 'emulate',
    summary: 'the emulator alone: Procore on this machine, failing as Procore fails',
    load: () => import('./commands/emulate.ts'),
  },
  {
    name: 'fault',
    summary: 'make a running emulator fail in a chosen way, see what is on, switch it off',
    load: () => import('./commands/fault.ts'),
  },
  {
    name: 'explain',
    summary: 'what a status code, an error text, a body or curl output means, and what to do',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'doctor',
    summary: 'what is wrong between here and Procore, whose fault it is, and what to do now',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'health',
    summary: "how an app calls Procore: Integration Health's seven observations, and what to do",
    load: () => import('./commands/health.ts'),
  },
  {
    name: 'status',
    summary: "Procore's status page in words: what matters first, and what changed since last time",
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'demo',
    summary: "one job through a bad hour: Procore's own SDK and our client, side by side",
    load: () => import('./commands/demo.ts'),
  },
]
