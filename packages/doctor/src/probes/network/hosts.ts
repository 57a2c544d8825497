/** The hosts that are looked at, and what each is called. */
import type { Targets } from '../../report/targets.ts'

export type HostName = 'api' | 'login' | 'app' | 'status'

export interface Host {
  readonly name: HostName
  /** As a sentence calls it: "the API". */
  readonly called: string
  readonly url: URL
}

const CALLED: readonly (readonly [HostName, string, keyof Targets])[] = [
  ['api', 'the API', 'apiUrl'],
  ['login', 'the sign-in service', 'loginUrl'],
  ['app', 'the web application', 'appUrl'],
  ['status', 'the status page', 'statusUrl'],
]

/** Those that are given and are absolute URLs. */
export function hostsOf(targets: Targets): readonly Host[] {
  return CALLED.flatMap(([name, called, key]) => {
    const url = targets[key]
    return url !== null && URL.canParse(url) ? [{ name, called, url: new URL(url) }] : []
  })
}
