/** What is examined: the hosts, and what of a company. No secret is in it. */

export interface Targets {
  /** Origins without a slash at their end. */
  readonly apiUrl: string
  readonly loginUrl: string
  readonly appUrl: string
  /** Null: not examined. */
  readonly statusUrl: string | null
  /** A host outside Procore, to tell "Procore" from "the internet". */
  readonly controlUrl: string | null
  /** The address of the resolver to ask, `127.0.0.1:5353`. Null: as this machine resolves names. */
  readonly resolver: string | null
  /** An address of a second resolver, `1.1.1.1` or `127.0.0.1:5353`. */
  readonly secondResolver: string | null
  readonly companyId: string | null
  readonly projectId: string | null
  /** A tool by its word in paths: `rfis`. */
  readonly tool: string | null
}
