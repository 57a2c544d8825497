/** A piece of work, and a signal of its own that ends it after so long. */
import type { Clock } from '@underpin/ports'

export async function withPatience<T>(
  clock: Clock,
  signal: AbortSignal,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const cancel = clock.schedule(timeoutMs, () =>
    limit.abort(new Error(`nothing came within ${timeoutMs} ms`)),
  )
  try {
    return await work(AbortSignal.any([signal, limit.signal]))
  } finally {
    cancel()
  }
}
