/**
 * The origin that a link in a mail begins with. It must not come from a `Host` header alone: whoever asks
 * for somebody else's reset could name a host of their own there, and be sent the token by a click.
 */
import type { Call } from '../call.ts'
import { isLoopbackName } from '../control/door-guard.ts'

/** A name that means this machine is taken as it was asked for; for any other, what the socket was reached at. */
export function mailOrigin({ request, socket }: Pick<Call, 'request' | 'socket'>): string {
  const url = new URL(request.url)
  const { localAddress, localPort } = socket ?? {}
  if (isLoopbackName(url.hostname) || localAddress === undefined) return url.origin
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress
  return new URL(`${url.protocol}//${host}:${localPort ?? ''}`).origin
}
