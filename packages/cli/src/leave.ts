/**
 * Leaves with the exit code that is set, once everything that was written is out. For commands that may
 * have asked the system for a name: its answer cannot be called off, and where no resolver answers it
 * would keep the process for half a minute after the last word.
 */
export async function leave(): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    // Called back when all that was written before is out, or can never be.
    await new Promise<void>((resolve) => stream.write('', () => resolve()))
  }
  process.exit()
}
