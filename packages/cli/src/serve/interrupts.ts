/** Ctrl-C and its like: the first ends the command cleanly, the second at once. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What a shell reports for a process that Ctrl-C ended: 128 and the number of the signal. */
const FORCED_EXIT_CODE = 130

/** Resolves at the first signal. From then on, another one ends the process without waiting. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    let isEnding = false
    const onSignal = () => {
      if (isEnding) process.exit(FORCED_EXIT_CODE)
      isEnding = true
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, onSignal)
  })
}
