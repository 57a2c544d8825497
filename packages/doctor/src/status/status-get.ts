/** How a status page is asked on Node: as everything is asked, without any token. */
import type { Clock } from '@underpin/ports'
import { type AskOptions, ask } from '../probes/ask.ts'
import type { Environment } from '../probes/probe.ts'
import type { Targets } from '../report/targets.ts'
import { STATUS_BYTES_MAX, type StatusGet } from './fetch-status-page.ts'

export interface StatusGetOptions {
  readonly clock: Clock
  /** Ends what is under way. */
  readonly signal: AbortSignal
  /** Where HTTP_PROXY and its like are read. */
  readonly environment: Environment
}

/** For whoever reads a status page and examines nothing else. */
export function statusGet(options: StatusGetOptions): StatusGet {
  return statusGetOf({ ...options, targets: NO_TARGETS, trust: [] })
}

/** For a probe: by the resolver, and through the proxy, of the examination. */
export function statusGetOf(options: Omit<AskOptions, 'credentials'>): StatusGet {
  const headers = { accept: 'application/json' }
  return (url) => ask(url, { ...options, headers, credentials: null, bytesMax: STATUS_BYTES_MAX })
}

const NO_TARGETS: Targets = {
  ...{ apiUrl: '', loginUrl: '', appUrl: '', statusUrl: null, controlUrl: null },
  ...{ resolver: null, secondResolver: null, companyId: null, projectId: null, tool: null },
}
