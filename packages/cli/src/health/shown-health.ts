/** Integration Health as it is printed: a report, and where it is from. */
import type { AppHealth, HealthReport } from '@underpin/emulator'

export interface ShownApp extends AppHealth {
  /** What the app is called; null when that is not known. */
  readonly name: string | null
}

export interface ShownHealth extends Omit<HealthReport, 'apps'> {
  /** An address, or a file. */
  readonly source: string
  readonly apps: readonly ShownApp[]
}

export function hasFindings({ apps }: ShownHealth): boolean {
  return apps.some(({ status }) => status === 'Needs Attention' || status === 'Review Recommended')
}
