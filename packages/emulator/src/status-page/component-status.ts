/** The states of a component, and which of two is worse. Fact sheet section 12. */
import type { Impact } from './incident.ts'

export const COMPONENT_STATUSES = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const
/** In the order in which they get worse. */
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number]

/** A component, by its name, and how it is. */
export interface Affected {
  readonly name: string
  readonly status: ComponentStatus
}

/** What an incident's impact makes of the components that it names. */
export const STATUS_OF_IMPACT: Readonly<Record<Impact, ComponentStatus>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
}

export function worstOf(statuses: readonly ComponentStatus[]): ComponentStatus {
  return statuses.reduce((worst, each) => (isWorse(each, worst) ? each : worst), 'operational')
}

export function isWorse(one: ComponentStatus, other: ComponentStatus): boolean {
  return COMPONENT_STATUSES.indexOf(one) > COMPONENT_STATUSES.indexOf(other)
}
