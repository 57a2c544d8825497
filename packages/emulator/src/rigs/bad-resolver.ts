/**
 * `dns-failure`: a name server on loopback that knows no name, or fails at every one; a `lookup` for
 * Node's `http` and `net`; and a URL whose name cannot even be asked for, so that `fetch` fails with
 * no question leaving this machine.
 */
import type { LookupFunction } from 'node:net'
import { nameServer } from './name-server.ts'
import type { Rig } from './rig.ts'

/** RFC 1035, section 2.3.4: a label has at most 63 characters, so no server can be asked for this one. */
const UNASKABLE = `${'x'.repeat(64)}.invalid`

export interface BadResolver extends Rig {
  /** For `dns.Resolver.setServers`: `127.0.0.1:53535`. */
  readonly nameServer: string
  /** For the `lookup` option of `http.request` and `net.connect`. */
  readonly lookup: LookupFunction
}

/** @param answer what the name server says: that there is no such name, or that it failed. */
export async function badResolver(
  answer: 'servfail' | 'nxdomain' = 'nxdomain',
): Promise<BadResolver> {
  const server = await nameServer({}, answer)
  return {
    url: `http://${UNASKABLE}`,
    nameServer: server.nameServer,
    lookup: (hostname, _options, done) => done(notFound(hostname), '', 4),
    close: server.close,
  }
}

function notFound(hostname: string): NodeJS.ErrnoException {
  const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`)
  return Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname })
}
