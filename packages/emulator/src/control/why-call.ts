/** The call that a question of `why` is about, as if it had come: nobody is answered, and nothing is kept of it. */
import type { Call, Caller } from '../call.ts'

/** No server has this name (RFC 2606): pages that are kept for callers are not mistaken for this one's. */
const ORIGIN = 'http://why.invalid'

export function askedCall(target: string, caller: Caller, atMs: number): Call {
  const [path = '', search = ''] = target.split('?', 2)
  return {
    n: 0,
    requestId: 'why',
    request: new Request(`${ORIGIN}${target}`),
    method: 'GET',
    via: 'process',
    socket: null,
    path,
    search,
    atMs,
    caller,
    clientId: caller.clientId,
    companyId: null,
    projectId: null,
    route: null,
    failure: null,
    because: null,
    faultNumber: null,
    brokenPromises: [],
    bodyText: null,
    bodyTextAsSent: null,
    refreshToken: null,
    replyHeaders: {},
  }
}
