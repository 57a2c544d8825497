/** Names to addresses: as this machine does it, or by one resolver that is named. */
import { lookup, Resolver } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { StepFailed } from './step-failed.ts'

/** One try of a resolver that is asked by its address, in milliseconds. A guess: they answer within 100. */
const TRY_MS = 1_200
const TRIES = 2

/**
 * Every address of a name, at most as many as the answer holds.
 *
 * @param resolver `127.0.0.1:5353`; null: as this machine does it, its hosts file included.
 * @throws {StepFailed} with the code of the resolver: `ENOTFOUND`, `ESERVFAIL`, `ETIMEOUT`.
 */
export async function resolveName(
  hostname: string,
  resolver: string | null,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (isIP(bare(hostname)) > 0) return [bare(hostname)]
  const asked = resolver === null || isLoopbackName(hostname) ? asMachine : asResolver(resolver)
  return unlessAborted(signal, asked(hostname, signal)).catch((thrown: unknown) => {
    throw thrown instanceof StepFailed ? thrown : new StepFailed('resolve', thrown)
  })
}

/** For `net.connect`; undefined: Node's own. */
export function lookupBy(resolver: string | null): LookupFunction | undefined {
  if (resolver === null) return undefined
  return (hostname, options, done) => {
    if (isLoopbackName(hostname)) return lookup(hostname, options, done)
    asResolver(resolver)(hostname).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        const [first] = found
        if (options.all === true) done(null, found)
        else done(null, first?.address ?? '', first?.family ?? 4)
      },
      (error: NodeJS.ErrnoException) => done(error, '', 4),
    )
  }
}

/** They mean this machine, whatever a resolver says (RFC 6761, section 6.3). */
export function isLoopbackName(hostname: string): boolean {
  return /^(?:.*\.)?localhost\.?$/i.test(hostname)
}

/** `[::1]` as URLs have it, `::1` as sockets take it. */
export function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

function asMachine(hostname: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, found) => {
      if (error) reject(error)
      else resolve(found.map(({ address }) => address))
    })
  })
}

function asResolver(server: string) {
  return async (hostname: string, signal?: AbortSignal): Promise<readonly string[]> => {
    const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES })
    resolver.setServers([server])
    // A question that nobody waits for any more would keep the process up to its last try.
    signal?.addEventListener('abort', () => resolver.cancel(), { once: true })
    const asked = (ask: 'resolve4' | 'resolve6') =>
      new Promise<string[]>((resolve, reject) => {
        resolver[ask](hostname, (error, found) => (error ? reject(error) : resolve(found)))
      })
    const [four, six] = await Promise.allSettled([asked('resolve4'), asked('resolve6')])
    const found = [four, six].flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    if (found.length === 0 && four.status === 'rejected') throw four.reason
    return found
  }
}

/** The system's call cannot be ended; whoever waits for it can go. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(StepFailed.givenUp('resolve', signal.reason))
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
