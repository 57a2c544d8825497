/**
 * Load from this process on a server in another: requests per second, as autocannon counts them. Ten
 * requests are under way on each connection: one at a time, what is measured is how long a sleeping
 * process takes to wake up, and not what a request costs the server.
 */
import autocannon from 'autocannon'

export interface Load {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Record<string, string>
  readonly body?: string
  /** `[<id>]` in the body becomes a different text in each request. */
  readonly idReplacement?: boolean
}

const CONNECTIONS = 32
const PIPELINED = 10

/** @throws when any answer is not 2xx, or does not come. */
export async function requestsPerSecond(load: Load, seconds: number): Promise<number> {
  const result = await autocannon({
    ...load,
    connections: CONNECTIONS,
    pipelining: PIPELINED,
    duration: seconds,
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`)
  }
  return result.requests.average
}
