/** A reading of a status page as it is shown: with what it means, and what changed since the last one. */
import {
  type Standing,
  type StatusChange,
  type StatusDigest,
  type StatusPage,
  standingOf,
  statusChanges,
} from '@underpin/doctor'
import { EXIT, type ExitCode } from '../exit-code.ts'

export interface ShownStatus {
  /** As it was asked for. */
  readonly url: string
  readonly page: StatusPage
  readonly standing: Standing
  /** Null: there is no earlier reading to compare with. */
  readonly since: { readonly readAtMs: number; readonly changes: readonly StatusChange[] } | null
}

export function shownStatus(
  url: string,
  page: StatusPage,
  before: StatusDigest | null,
): ShownStatus {
  const since = before && { readAtMs: before.readAtMs, changes: statusChanges(before, page) }
  return { url, page, standing: standingOf(page, page.readAtMs), since }
}

export function exitCodeFor({ standing }: ShownStatus): ExitCode {
  const { state } = standing
  if (state === 'operational') return EXIT.fine
  return state === 'not-operational' ? EXIT.findings : EXIT.couldNotCheck
}
