/** Load from this process on a server in another: requests per second, as autocannon counts them. */
import autocannon from 'autocannon'

export interface Load {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Record<string, string>
  readonly body?: string
}

const CONNECTIONS = 32
const SECONDS = 3

export async function requestsPerSecond(load: Load): Promise<number> {
  const result = await autocannon({ ...load, connections: CONNECTIONS, duration: SECONDS })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`)
  }
  return result.requests.average
}
