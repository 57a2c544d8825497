/** A status page as a finding: its signs, its verdict, and what is said of it, the most pressing first. */
import { durationWords } from '@underpin/failures'
import type { Verdict } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { elapsedWords } from '../../status/elapsed-words.ts'
import type { Standing } from '../../status/standing.ts'
import type {
  StatusComponent,
  StatusIncident,
  StatusMaintenance,
  StatusPage,
} from '../../status/status-page.ts'
import { NAMED_MAX, nameList, stateList } from './name-lists.ts'

const DAY_MS = 86_400_000

/** A page that tells of trouble is written to more often than this; else nobody looks after it. A guess. */
const STALE_MS = 2 * 3_600_000

/** Peers measured 15 to 60 minutes, unverified: so no figure is told. */
const LAG = 'Status pages lag behind what people see.'

export interface Told {
  readonly verdict: Verdict
  readonly says: string
  readonly signs: readonly Sign[]
}

export function tellPage(page: StatusPage, standing: Standing, nowMs: number): Told {
  const { state, matters, unwell, incidents, incidentsElsewhere, underWay } = standing
  const open = incidents.filter(({ impact }) => impact !== 'none')
  const soon = soonOf(standing, nowMs)
  const down = unwell.filter(({ status }) => status !== 'under_maintenance' && status !== 'unknown')
  const inMaintenance = unwell.filter(({ status }) => status === 'under_maintenance')
  const isMaintained = underWay.length > 0 || inMaintenance.length > 0
  const signs: Sign[] = [
    ...(open.length > 0 ? (['status-incident'] as const) : []),
    ...(down.length > 0 ? (['status-degraded'] as const) : []),
    ...(isMaintained ? (['status-maintenance'] as const) : []),
    ...(soon.length > 0 ? (['status-maintenance-soon'] as const) : []),
    ...(incidentsElsewhere.length > 0 ? (['status-incident-elsewhere'] as const) : []),
    ...(state === 'operational' ? (['status-operational'] as const) : []),
  ]
  const sentences = [
    ...open.slice(0, NAMED_MAX).map((each) => incidentWords(each, nowMs)),
    ...(down.length > 0 ? [`Not operational: ${stateList(down)}.`] : []),
    ...underWay.slice(0, NAMED_MAX).map((each) => underWayWords(each, nowMs)),
    ...(underWay.length === 0 && inMaintenance.length > 0
      ? [`Under maintenance: ${nameList(inMaintenance)}.`]
      : []),
    ...soon.slice(0, NAMED_MAX).map((each) => soonWords(each, nowMs)),
    ...(state === 'operational' ? [operationalWords(page, matters, nowMs)] : []),
    ...(state === 'unknown' ? [unknownWords(matters, unwell)] : []),
    ...(incidentsElsewhere.length > 0
      ? [`An incident elsewhere: ${nameList(incidentsElsewhere)}.`]
      : []),
    ...staleWords(page, state, nowMs),
  ]
  return { verdict: verdictOf(state, down, open, soon), signs, says: sentences.join(' ') }
}

function verdictOf(
  state: Standing['state'],
  down: readonly StatusComponent[],
  open: readonly StatusIncident[],
  soon: readonly StatusMaintenance[],
): Verdict {
  if (state === 'unknown') return 'unknown'
  if (state === 'operational') return soon.length > 0 ? 'warn' : 'pass'
  const isOut = down.some(({ status }) => status !== 'degraded_performance')
  const isGrave = open.some(({ impact }) => impact === 'major' || impact === 'critical')
  return isOut || isGrave ? 'fail' : 'warn'
}

export function soonOf({ planned }: Standing, nowMs: number): readonly StatusMaintenance[] {
  return planned.filter(({ startMs }) => {
    return startMs !== null && startMs > nowMs && startMs - nowMs <= DAY_MS
  })
}

function incidentWords(incident: StatusIncident, nowMs: number): string {
  const { name, status, startedAtMs, components } = incident
  const since = startedAtMs === null ? '' : ` for ${elapsedWords(nowMs - startedAtMs)}`
  const what = components.length === 0 ? 'it names no component' : nameList(components)
  return `The status page reports “${name}” (${status})${since}: ${what}.`
}

function underWayWords({ name, endMs }: StatusMaintenance, nowMs: number): string {
  if (endMs === null) return `Maintenance is under way: “${name}”, without an end that is told.`
  const end =
    endMs > nowMs
      ? `planned to end in ${durationWords(endMs - nowMs)}`
      : `planned to be over ${elapsedWords(nowMs - endMs)} ago`
  return `Maintenance is under way: “${name}”, ${end}.`
}

function soonWords({ name, startMs, endMs }: StatusMaintenance, nowMs: number): string {
  const lasts = startMs === null || endMs === null ? '' : `, for ${durationWords(endMs - startMs)}`
  const inWords = startMs === null ? 'soon' : `in ${durationWords(startMs - nowMs)}`
  return `A maintenance begins ${inWords}${lasts}: “${name}”.`
}

function operationalWords(page: StatusPage, matters: readonly StatusComponent[], nowMs: number) {
  const { updatedAtMs } = page.page
  const age =
    updatedAtMs === null ? '' : ` It last changed ${elapsedWords(nowMs - updatedAtMs)} ago.`
  return `The status page shows what matters as operational: ${nameList(matters)}.${age} ${LAG}`
}

function unknownWords(matters: readonly StatusComponent[], unwell: readonly StatusComponent[]) {
  return matters.length === 0
    ? 'The status page names no component, and its headline alone says nothing of any.'
    : `The status page does not tell the state of ${nameList(unwell)}.`
}

/** A page that tells of trouble, and that nobody has written to for hours. */
function staleWords({ page }: StatusPage, state: Standing['state'], nowMs: number): string[] {
  const { updatedAtMs } = page
  const isStale = updatedAtMs !== null && nowMs - updatedAtMs >= STALE_MS
  if (state !== 'not-operational' || !isStale) return []
  return [`The page has said nothing new for ${elapsedWords(nowMs - updatedAtMs)}. ${LAG}`]
}
