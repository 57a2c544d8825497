/** Whether a call is one of those that a fault is for. */
import type { Call } from '../call.ts'
import type { FaultMatch } from './fault.ts'

/** What of a call is known before it is handled. */
export interface CallParty {
  readonly clientId: string | null
  readonly companyId: number | null
}

/** Compiled once a fault; asked for every call while it is on. */
export type Matcher = (call: Pick<Call, 'method' | 'path'>, party: () => CallParty) => boolean

export function matcher(match: FaultMatch = {}): Matcher {
  const { companyId, clientId } = match
  const method = match.method?.toUpperCase()
  const path = match.path === undefined ? null : pathPattern(match.path)
  return (call, party) => {
    if (method !== undefined && call.method !== method) return false
    if (path !== null && !path.test(call.path)) return false
    if (companyId !== undefined && party().companyId !== companyId) return false
    return clientId === undefined || party().clientId === clientId
  }
}

/** Linear in the path: a star never looks back past the text that follows it. */
function pathPattern(path: string): { test: (path: string) => boolean } {
  const [first = '', ...rest] = path.split('*')
  const last = rest.pop()
  return {
    test(given) {
      if (last === undefined) return given === first
      if (!given.startsWith(first)) return false
      let at = first.length
      for (const piece of rest) {
        const found = given.indexOf(piece, at)
        if (found < 0) return false
        at = found + piece.length
      }
      return given.length - last.length >= at && given.endsWith(last)
    },
  }
}
