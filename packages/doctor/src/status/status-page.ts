/** A status page as it was read: what Atlassian Statuspage tells of itself (fact sheet section 12), in one form. */

/** In the order in which they get worse; `unknown` is what we do not know the word of, or what was not told. */
export const COMPONENT_STATUSES = [
  'operational',
  'under_maintenance',
  'unknown',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number]

export const INDICATORS = ['none', 'maintenance', 'unknown', 'minor', 'major', 'critical'] as const
/** Of the whole page. It is blended from all components, so it never says how one of them is. */
export type Indicator = (typeof INDICATORS)[number]

export const IMPACTS = ['none', 'unknown', 'minor', 'major', 'critical'] as const
export type Impact = (typeof IMPACTS)[number]

export interface StatusComponent {
  /** The page's own, or its name where it has none. */
  readonly id: string
  readonly name: string
  /** The name of its group; null when it stands alone. */
  readonly group: string | null
  readonly status: ComponentStatus
}

/** One post about an incident or a maintenance. */
export interface StatusPost {
  /** As the page has it: `investigating`, `monitoring`, `in_progress` … */
  readonly status: string
  /** Plain text, on one line. */
  readonly body: string
  readonly atMs: number | null
}

interface StatusEvent {
  readonly id: string
  readonly name: string
  /** As the page has it; `unknown` when it does not say. */
  readonly status: string
  readonly updatedAtMs: number | null
  /** Where people read it; null when the page gives no http address. */
  readonly link: string | null
  /** What it names, by id; empty: it does not say what it touches. */
  readonly components: readonly NamedComponent[]
  /** The last one; null when there is none. */
  readonly lastPost: StatusPost | null
}

export type NamedComponent = Pick<StatusComponent, 'id' | 'name'>

/** One that is not over: what is resolved is left out. */
export interface StatusIncident extends StatusEvent {
  readonly impact: Impact
  readonly startedAtMs: number | null
}

/** One that is planned or under way: what is completed is left out. */
export interface StatusMaintenance extends StatusEvent {
  readonly startMs: number | null
  readonly endMs: number | null
}

export interface StatusPage {
  readonly page: {
    readonly id: string | null
    readonly name: string
    /** Its own address; null when it does not give one. */
    readonly url: string | null
    /** When it last changed anything. */
    readonly updatedAtMs: number | null
  }
  readonly indicator: Indicator
  /** The headline: `All Systems Operational`. Empty when there is none. */
  readonly description: string
  /** Without the groups themselves; in the page's order. */
  readonly components: readonly StatusComponent[]
  /** The latest first, as pages have them. */
  readonly incidents: readonly StatusIncident[]
  /** The next first. */
  readonly maintenances: readonly StatusMaintenance[]
  /** What the page did not tell, or told too much of, as whole sentences. */
  readonly notes: readonly string[]
  /** Wall time of the reading, milliseconds since the epoch. */
  readonly readAtMs: number
}

/** The words for people. */
export const STATUS_WORDS: Readonly<Record<ComponentStatus, string>> = {
  operational: 'operational',
  under_maintenance: 'under maintenance',
  unknown: 'state not told',
  degraded_performance: 'degraded performance',
  partial_outage: 'partial outage',
  major_outage: 'major outage',
}
