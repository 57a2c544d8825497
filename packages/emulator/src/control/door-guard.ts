/**
 * Who may use the door: programs on this machine. A page of some other site that is open in a browser
 * here must not reach it, neither directly nor by a host name that it makes point to this machine (DNS
 * rebinding); and from elsewhere a control token is needed.
 */
import type { Arrival } from '../journal/journal.ts'
import { isSameSecret } from '../world/secrets.ts'
import { DoorError } from './door-answer.ts'

const LOOPBACK_NAME = /^(localhost|[a-z0-9-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i

/** @throws {DoorError} 401 or 403 when this request may not use the door. */
export function guardDoor(request: Request, arrival: Arrival, controlToken: string | null): void {
  if (arrival.via === 'process') return
  const { headers } = request
  if (controlToken !== null) {
    const given = headers.get('x-underpin-control') ?? bearer(headers.get('authorization'))
    if (given !== null && isSameSecret(controlToken, given)) return
    throw new DoorError(
      401,
      'this emulator was started with a control token: send it as X-Underpin-Control, or as a bearer.',
    )
  }
  if (!isLoopbackName(new URL(request.url).hostname)) {
    throw new DoorError(403, 'the door is for loopback: call it by localhost, 127.0.0.1 or [::1].')
  }
  const origin = headers.get('origin')
  const isForeign = origin !== null && origin !== 'null' && !isLoopbackOrigin(origin)
  if (isForeign || headers.get('sec-fetch-site') === 'cross-site' || origin === 'null') {
    throw new DoorError(403, 'pages of other sites may not use the door.')
  }
}

export function isLoopbackName(hostname: string): boolean {
  return LOOPBACK_NAME.test(hostname)
}

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackName(new URL(origin).hostname)
}

function bearer(authorization: string | null): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null
}
