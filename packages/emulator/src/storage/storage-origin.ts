/**
 * Where the storage is said to be: under another origin than the platform, as the real one is, so that a
 * client that follows a redirect drops the bearer by itself. It is the same port under the other name of
 * this machine; where there is no other name, it is the platform's own origin.
 */
import type { Assumptions } from '../assumptions.ts'
import type { Call } from '../call.ts'

/** `http://localhost:4010` for a call to `http://127.0.0.1:4010`. */
export function storageOrigin({ request, via }: Call, assumptions: Assumptions): string {
  const url = new URL(request.url)
  if (assumptions.get('storage-origin') === 'same') return url.origin
  const { hostname } = url
  if (hostname === '127.0.0.1') url.hostname = 'localhost'
  else if (hostname === 'localhost') url.hostname = '127.0.0.1'
  // In process every name leads here.
  else if (via === 'process' && /[a-z]$/i.test(hostname)) url.hostname = `storage.${hostname}`
  return url.origin
}
