/**
 * Whether a page is asked for on this machine, so that it may show the secrets of the world: by whom the
 * socket leads to, and by the name too, which a foreign page in a browser here cannot choose (DNS rebinding).
 */
import type { Call } from '../call.ts'
import { isLoopbackName } from '../control/door-guard.ts'

const LOOPBACK_PEER = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/

export function isAskedHere({ via, request, socket }: Call): boolean {
  if (via === 'process') return true
  const isPeerHere = LOOPBACK_PEER.test(socket?.remoteAddress ?? '')
  return isPeerHere && isLoopbackName(new URL(request.url).hostname)
}
