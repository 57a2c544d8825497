/** Ctrl-C and its like: the first ends the command cleanly, the second at once. */
import { systemClock } from '@underpin/ports'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What a shell reports for a process that Ctrl-C ended: 128 and the number of the signal. */
const FORCED_EXIT_CODE = 130

/**
 * One Ctrl-C under npm arrives twice: from the terminal, and handed on by npm. A person needs longer than
 * this for a second one. A guess.
 */
const SAME_PRESS_MS = 300

/** Resolves at the first signal. From then on, another one ends the process without waiting. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    let first: { readonly signal: NodeJS.Signals; readonly atMs: number } | null = null
    const onSignal = (signal: NodeJS.Signals) => {
      const atMs = systemClock.monotonicMs()
      first ??= { signal, atMs }
      const isSamePress = signal === first.signal && atMs - first.atMs <= SAME_PRESS_MS
      if (!isSamePress) process.exit(FORCED_EXIT_CODE)
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, onSignal)
  })
}
