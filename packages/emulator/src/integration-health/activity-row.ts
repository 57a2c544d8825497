/** Calls of one kind on one day, counted: what Integration Health and the call activity report are made of. */
import type { FailureId } from '@underpin/failures'

export interface ActivityRow {
  /** UTC: `2026-11-20`. */
  readonly date: string
  /** The app; null for calls whose token names none. */
  readonly clientId: string | null
  readonly status: number
  readonly method: string
  /** `/v1.0/projects/:project_id/observations`; see `normal-route.ts`. */
  readonly route: string
  /** Which failure it was answered with; null for none. Undefined when whoever counted did not know. */
  readonly failure: FailureId | null | undefined
  readonly count: number
}

export const DAY_MS = 86_400_000

export function dateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
