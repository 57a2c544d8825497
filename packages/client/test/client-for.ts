/** A client for a server that runs here. */
import { type ClientOptions, clientCredentials, ProcoreClient } from '../src/index.ts'

export function clientFor(url: string, options: Partial<ClientOptions> = {}): ProcoreClient {
  return new ProcoreClient({
    auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-the-app' }),
    companyId: 4001,
    environment: { apiUrl: url, loginUrl: url },
    ...options,
  })
}
