/** What a status page means to whoever asks: what matters, and what of it is not well. Never its headline. */
import { ANYBODY, type Asker, concernOf, isProcores } from './components-of-concern.ts'
import {
  COMPONENT_STATUSES,
  type NamedComponent,
  type StatusComponent,
  type StatusIncident,
  type StatusMaintenance,
  type StatusPage,
} from './status-page.ts'

export interface MatteringComponent extends StatusComponent {
  /** What it is for; null on a page that is not Procore's. */
  readonly what: string | null
}

export interface Standing {
  /** Of what matters. `unknown`: the page does not tell. Never read as fine. */
  readonly state: 'operational' | 'not-operational' | 'unknown'
  /** The most telling first. Every component, on a page that is not Procore's or names none of them. */
  readonly matters: readonly MatteringComponent[]
  /** Of what matters, those that are not operational; the worst first. */
  readonly unwell: readonly MatteringComponent[]
  /** Of the others, those that are not operational; the worst first. */
  readonly elsewhere: readonly StatusComponent[]
  /** Those that name a component that matters, or none at all. */
  readonly incidents: readonly StatusIncident[]
  readonly incidentsElsewhere: readonly StatusIncident[]
  /** Under way now: by the page's word, or by its times. */
  readonly underWay: readonly StatusMaintenance[]
  readonly planned: readonly StatusMaintenance[]
  /** Of these, what does not touch what matters. */
  readonly maintenancesElsewhere: readonly StatusMaintenance[]
}

/** @param nowMs wall time: whether a maintenance has begun. */
export function standingOf(page: StatusPage, nowMs: number, asker: Asker = ANYBODY): Standing {
  const hasConcerns = page.components.some((each) => concernOf(each, asker) !== null)
  const concerns = isProcores(page) && hasConcerns ? asker : null
  const matters = page.components
    .flatMap((each) => {
      const concern = concerns === null ? { rank: 0, what: null } : concernOf(each, concerns)
      return concern === null ? [] : [{ ...each, ...concern }]
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ rank, ...each }) => each)
  const ids = new Set(matters.map(({ id }) => id))
  const touches = ({ components }: { components: readonly NamedComponent[] }) =>
    components.length === 0 ||
    components.some(
      (each) => ids.has(each.id) || (concerns !== null && concernOf(each, concerns) !== null),
    )
  const unwell = matters.filter(isUnwell).sort(worstFirst)
  const incidents = page.incidents.filter(touches)
  const underWay = page.maintenances.filter((each) => touches(each) && isUnderWay(each, nowMs))
  return {
    state: stateOf(matters, incidents, underWay),
    matters,
    unwell,
    elsewhere: page.components
      .filter((each) => !ids.has(each.id) && isUnwell(each))
      .sort(worstFirst),
    incidents,
    incidentsElsewhere: page.incidents.filter((each) => !touches(each)),
    underWay,
    planned: page.maintenances.filter((each) => touches(each) && !isUnderWay(each, nowMs)),
    maintenancesElsewhere: page.maintenances.filter((each) => !touches(each)),
  }
}

/** A page may forget to say that it has begun, or that it is over: then its times count. */
export function isUnderWay({ status, startMs, endMs }: StatusMaintenance, nowMs: number): boolean {
  if (status === 'in_progress' || status === 'verifying') return true
  return startMs !== null && endMs !== null && startMs <= nowMs && nowMs < endMs
}

function stateOf(
  matters: readonly StatusComponent[],
  incidents: readonly StatusIncident[],
  underWay: readonly StatusMaintenance[],
): Standing['state'] {
  const isWrong = ({ status }: StatusComponent) => status !== 'operational' && status !== 'unknown'
  // An incident without impact is news, and no trouble.
  const troubles = incidents.filter(({ impact }) => impact !== 'none')
  if (matters.some(isWrong) || troubles.length > 0 || underWay.length > 0) return 'not-operational'
  const isTold = matters.length > 0 && matters.every(({ status }) => status === 'operational')
  return isTold ? 'operational' : 'unknown'
}

function isUnwell({ status }: StatusComponent): boolean {
  return status !== 'operational'
}

function worstFirst(a: StatusComponent, b: StatusComponent): number {
  return COMPONENT_STATUSES.indexOf(b.status) - COMPONENT_STATUSES.indexOf(a.status)
}
