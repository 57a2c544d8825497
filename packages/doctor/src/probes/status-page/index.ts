/** What Procore says of itself: its status page, and of it what matters to whoever asks. */
import { classify, durationWords } from '@underpin/failures'
import type { Facts, Verdict } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import type { Targets } from '../../report/targets.ts'
import type { Asker } from '../../status/components-of-concern.ts'
import { fetchStatusPage, type StatusReading } from '../../status/fetch-status-page.ts'
import { type Standing, standingOf } from '../../status/standing.ts'
import { statusGetOf } from '../../status/status-get.ts'
import {
  STATUS_WORDS,
  type StatusComponent,
  type StatusIncident,
  type StatusMaintenance,
  type StatusPage,
} from '../../status/status-page.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'

/** The summary, a redirect, and the parts if there is no summary: far more than a page takes. A guess. */
const TIMEOUT_MS = 6_000

const DAY_MS = 86_400_000

/** A page that tells of trouble is written to more often than this; else nobody looks after it. A guess. */
const STALE_MS = 2 * 3_600_000

/** In one sentence; the facts have as many names again. */
const NAMED_MAX = 5

/** Peers measured 15 to 60 minutes, unverified: so no figure is told. */
const LAG = 'Status pages lag behind what people see.'

export const STATUS_PROBES: readonly Probe[] = [
  {
    name: 'status-page',
    asks: 'Does Procore report an incident or a maintenance that touches us?',
    timeoutMs: TIMEOUT_MS,
    dependsOn: [],
    lacks: ({ targets }) =>
      targets.statusUrl === null ? 'Give --status-url to read the status page.' : null,
    run: readPage,
  },
]

async function readPage(context: ProbeContext) {
  const { targets, clock } = context
  const url = targets.statusUrl ?? ''
  const reading = await fetchStatusPage(url, statusGetOf(context))
  const { exchanges } = reading
  if (reading.kind !== 'read') {
    const signs: Sign[] = ['status-unreachable']
    const parts = { facts: { url }, exchanges, signs, failure: failureOf(reading) }
    return finding({ ...parts, verdict: 'unknown', says: reading.says })
  }
  const { page } = reading
  const nowMs = clock.nowMs()
  const standing = standingOf(page, nowMs, askerOf(targets))
  const told = tell(page, standing, nowMs)
  return finding({ ...told, facts: factsOf(url, page, standing, nowMs), exchanges })
}

function failureOf({ exchanges }: StatusReading) {
  const outcome = exchanges.at(-1)?.outcome
  return outcome?.kind === 'unanswered'
    ? (classify({ network: outcome.error })?.failure ?? null)
    : null
}

function askerOf({ apiUrl, tool }: Targets): Asker {
  return { apiHost: URL.canParse(apiUrl) ? new URL(apiUrl).hostname : null, tool }
}

interface Told {
  readonly verdict: Verdict
  readonly says: string
  readonly signs: readonly Sign[]
}

function tell(page: StatusPage, standing: Standing, nowMs: number): Told {
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

function soonOf({ planned }: Standing, nowMs: number): readonly StatusMaintenance[] {
  return planned.filter(({ startMs }) => {
    return startMs !== null && startMs > nowMs && startMs - nowMs <= DAY_MS
  })
}

function incidentWords(incident: StatusIncident, nowMs: number): string {
  const { name, status, startedAtMs, components } = incident
  const since = startedAtMs === null ? '' : ` for ${elapsed(nowMs - startedAtMs)}`
  const what = components.length === 0 ? 'it names no component' : nameList(components)
  return `The status page reports “${name}” (${status})${since}: ${what}.`
}

function underWayWords({ name, endMs }: StatusMaintenance, nowMs: number): string {
  if (endMs === null) return `Maintenance is under way: “${name}”, without an end that is told.`
  const end =
    endMs > nowMs
      ? `planned to end in ${durationWords(endMs - nowMs)}`
      : `planned to be over ${elapsed(nowMs - endMs)} ago`
  return `Maintenance is under way: “${name}”, ${end}.`
}

function soonWords({ name, startMs, endMs }: StatusMaintenance, nowMs: number): string {
  const lasts = startMs === null || endMs === null ? '' : `, for ${durationWords(endMs - startMs)}`
  const inWords = startMs === null ? 'soon' : `in ${durationWords(startMs - nowMs)}`
  return `A maintenance begins ${inWords}${lasts}: “${name}”.`
}

function operationalWords(page: StatusPage, matters: readonly StatusComponent[], nowMs: number) {
  const { updatedAtMs } = page.page
  const age = updatedAtMs === null ? '' : ` It last changed ${elapsed(nowMs - updatedAtMs)} ago.`
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
  return [`The page has said nothing new for ${elapsed(nowMs - updatedAtMs)}. ${LAG}`]
}

function factsOf(url: string, page: StatusPage, standing: Standing, nowMs: number): Facts {
  const { page: own, indicator, description } = page
  const [incident] = standing.incidents
  const [underWay] = standing.underWay
  const [soon] = soonOf(standing, nowMs)
  const maintenance = underWay ?? soon
  return {
    url,
    ...{ page: own.name, headline: description, indicator },
    pageUpdatedAt: iso(own.updatedAtMs),
    pageAgeMs: own.updatedAtMs === null ? null : nowMs - own.updatedAtMs,
    components: nameList(standing.matters),
    notOperational: stateList(standing.unwell) || null,
    ...(incident && {
      incident: incident.name,
      incidentStatus: incident.status,
      incidentImpact: incident.impact,
      incidentSince: iso(incident.startedAtMs),
      incidentUpdatedAt: iso(incident.updatedAtMs),
      incidentComponents: nameList(incident.components),
      incidentLink: incident.link,
    }),
    ...(maintenance && {
      maintenance: maintenance.name,
      maintenanceStatus: maintenance.status,
      maintenanceFrom: iso(maintenance.startMs),
      maintenanceUntil: iso(maintenance.endMs),
      maintenanceComponents: nameList(maintenance.components),
    }),
    incidentsElsewhere: nameList(standing.incidentsElsewhere) || null,
  }
}

function stateList(components: readonly StatusComponent[]): string {
  return listed(components.map(({ name, status }) => `${name} (${STATUS_WORDS[status]})`))
}

function nameList(named: readonly { readonly name: string }[]): string {
  return listed(named.map(({ name }) => name))
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED_MAX
  return `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Rounded down to minutes: so long it has been for certain. */
function elapsed(ms: number): string {
  const minuteMs = 60_000
  return ms < minuteMs ? 'less than a minute' : durationWords(Math.floor(ms / minuteMs) * minuteMs)
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
