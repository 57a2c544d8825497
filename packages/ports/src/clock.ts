/** Time, handed in. Everything that waits, expires or measures asks a `Clock`, so that a test can own it. */

export interface Clock {
  /** Wall time in milliseconds since the epoch. May jump when somebody sets the clock. */
  nowMs(): number
  /** Milliseconds from an arbitrary start. Never goes back: for measuring and for windows. */
  monotonicMs(): number
  /**
   * Calls `fire` once, `waitMs` from now (0 or less: as soon as possible), and returns the cancel.
   * A waiting timer keeps a Node process alive, as whoever waits for it is still at work.
   */
  schedule(waitMs: number, fire: () => void): () => void
}

/**
 * Resolves after `waitMs` of the clock's time.
 *
 * @throws the signal's reason, at once, when it is or gets aborted.
 */
export function sleep(clock: Clock, waitMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = clock.schedule(waitMs, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
