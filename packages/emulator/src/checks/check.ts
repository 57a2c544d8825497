/**
 * What a check is: one reason to turn a caller away. The same checks answer requests and the control
 * door's `why`, so there is one copy of the rules.
 */
import type { Caller } from '../call.ts'
import type { Query } from '../engine/query.ts'
import type { Method } from '../engine/resource.ts'
import type { Route } from '../engine/route-table.ts'
import type { Platform } from '../platform.ts'
import type { Refusal } from '../reply.ts'

/** What a check looks at. Grows on the way: a field is null until it is known. */
export interface Asked {
  readonly route: Route
  readonly query: Query
  readonly caller: Caller
  /** The header as it came; null when it is missing. */
  readonly companyHeader: string | null
  /** What the header names; null when it is missing or no id. */
  readonly headerCompanyId: number | null
  /** 0 when the call is for no project. */
  readonly projectId: number
  /** Who acts: the caller, or the app's service user in the company; null when there is none. */
  readonly userId: number | null
}

export type CheckName =
  | 'user-active'
  | 'company-header'
  | 'app-connected'
  | 'app-version'
  | 'company-directory'
  | 'project-member'
  | 'tool-enabled'
  | 'level'

/** What would make a check pass. */
export interface Mend {
  /** For a company administrator: what to do, and where in Procore it is done. */
  readonly words: string
  /** The same as calls to this emulator, in their order; none when the caller has to ask otherwise. */
  readonly calls: readonly MendCall[]
}

export interface MendCall {
  readonly method: Method
  /** `/_underpin/…`, or `/rest/…` for a company administrator's token. */
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
}

export interface Check {
  readonly name: CheckName
  /** `head` checks come before the body is read, `scope` checks when the project is known. */
  readonly needs: 'head' | 'scope'
  /** Null when the caller may go on. */
  run(asked: Asked, platform: Platform): Refusal | null
  /** Asked only where `run` refuses. */
  mend(asked: Asked, platform: Platform): Mend
}
