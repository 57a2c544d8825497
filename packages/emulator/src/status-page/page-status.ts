/**
 * The state of the whole page, blended from its components as Statuspage does it
 * (support.atlassian.com/statuspage/docs/top-level-status-and-incident-impact-calculations): what all of
 * them are says more than what some of them are.
 */
import { type ComponentStatus, STATUS_OF_IMPACT } from './component-status.ts'
import { type Impact, type Incident, isOver } from './incident.ts'

export type Indicator = Impact | 'maintenance'

export interface PageStatus {
  readonly indicator: Indicator
  readonly description: string
}

const ALL_WELL: PageStatus = { indicator: 'none', description: 'All Systems Operational' }

interface Rule {
  readonly status: ComponentStatus
  readonly ofAll: PageStatus
  readonly ofSome: PageStatus
}

const PARTIAL: PageStatus = { indicator: 'major', description: 'Partial System Outage' }
const MAINTENANCE: PageStatus = {
  indicator: 'maintenance',
  description: 'Service Under Maintenance',
}

/** The first whose state some component has. */
const RULES: readonly Rule[] = [
  {
    status: 'major_outage',
    ofAll: { indicator: 'critical', description: 'Major System Outage' },
    ofSome: PARTIAL,
  },
  {
    status: 'partial_outage',
    ofAll: PARTIAL,
    ofSome: { indicator: 'minor', description: 'Minor Service Outage' },
  },
  {
    status: 'degraded_performance',
    ofAll: { indicator: 'minor', description: 'Degraded System Service' },
    ofSome: { indicator: 'minor', description: 'Partially Degraded Service' },
  },
  { status: 'under_maintenance', ofAll: MAINTENANCE, ofSome: MAINTENANCE },
]

/** @param components of the whole page, groups left out. */
export function pageStatus(
  components: readonly ComponentStatus[],
  incidents: readonly Incident[],
): PageStatus {
  const statuses = [...components, ...ofNoComponent(incidents)]
  const rule = RULES.find(({ status }) => statuses.includes(status))
  if (rule === undefined) return ALL_WELL
  return statuses.every((each) => each === rule.status) ? rule.ofAll : rule.ofSome
}

/**
 * An incident that names no component shows on none of them, and yet not all is well: it counts as a
 * component would that it named. A guess; the page cited has it so for pages without components.
 */
function ofNoComponent(incidents: readonly Incident[]): ComponentStatus[] {
  return incidents
    .filter(({ status, components }) => !isOver(status) && components.length === 0)
    .map(({ impact }) => STATUS_OF_IMPACT[impact])
}
