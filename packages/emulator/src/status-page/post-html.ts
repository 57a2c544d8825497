/** An incident or a maintenance for people: what it is about, and every post of it. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'
import { type Affected, COMPONENT_STATUSES } from './component-status.ts'
import { type Impact, type Incident, isOver, type StatusUpdate } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { duration } from './shown-time.ts'
import { type HtmlView, WORDS } from './status-frame.ts'

/** Posts shown where several incidents stand; all of them are on the page of its own. */
const POSTS_SHOWN_MAX = 10

const STATUS_WORDS: Readonly<Record<string, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  postmortem: 'Postmortem',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  completed: 'Completed',
}

const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  none: 'no impact',
  minor: 'minor impact',
  major: 'major impact',
  critical: 'critical impact',
}

export function incidentArticle(view: HtmlView, incident: Incident): Html {
  const { id, name, updates } = incident
  return html`<article class="panel"><h3><a href="/incidents/${id}">${name}</a></h3>
${incidentFacts(view, incident)}
${posts(view, updates.slice(0, POSTS_SHOWN_MAX))}
${
  updates.length > POSTS_SHOWN_MAX
    ? html`<p><a href="/incidents/${id}">All ${updates.length} posts</a></p>`
    : ''
}</article>`
}

/** What is over, in short: its facts, and the last that was posted. */
export function incidentRow(view: HtmlView, incident: Incident): Html {
  return html`<article class="panel"><h3><a href="/incidents/${incident.id}">${incident.name}</a></h3>
${incidentFacts(view, incident)}${lastWords(incident.updates)}</article>`
}

export function maintenanceRow(view: HtmlView, maintenance: MaintenanceWindow): Html {
  return html`<article class="panel"><h3><a href="/incidents/${maintenance.id}">${maintenance.title}</a></h3>
${maintenanceFacts(view, maintenance)}${lastWords(maintenance.updates)}</article>`
}

export function maintenanceArticle(view: HtmlView, maintenance: MaintenanceWindow): Html {
  return html`<article class="panel"><h3><a href="/incidents/${maintenance.id}">${maintenance.title}</a></h3>
${maintenanceFacts(view, maintenance)}
${posts(view, maintenance.updates.slice(0, POSTS_SHOWN_MAX))}</article>`
}

export function incidentFacts({ times, nowMs }: HtmlView, incident: Incident): Html {
  const { status, impact, startedAtMs, resolvedAtMs, components } = incident
  const where = components.length === 0 ? 'no component named' : components.join(', ')
  const since = duration((resolvedAtMs ?? nowMs) - startedAtMs)
  return html`<p><strong>${STATUS_WORDS[status]}</strong>, ${IMPACT_WORDS[impact]} · ${where}</p>
<p class="soft">From ${times.at(startedAtMs)}${
    isOver(status) && resolvedAtMs !== null
      ? html` to ${times.at(resolvedAtMs)}, ${since}`
      : html`, for ${since} so far`
  }</p>`
}

export function maintenanceFacts({ times }: HtmlView, maintenance: MaintenanceWindow): Html {
  const { status, startMs, endMs } = maintenance
  return html`<p><strong>${STATUS_WORDS[status]}</strong>: ${times.at(startMs)} to ${times.at(endMs)}, ${duration(endMs - startMs)}</p>`
}

/** Newest first, as the page lists them. */
export function posts({ times }: HtmlView, updates: readonly StatusUpdate<string>[]): Html {
  return html`<ol class="posts" reversed>${updates.map(
    ({ status, body, atMs, affected }) =>
      html`<li><strong>${STATUS_WORDS[status] ?? status}</strong> · ${times.at(atMs)}
${body === '' ? '' : html`<p class="said">${body}</p>`}${componentsOf(affected)}</li>`,
  )}</ol>`
}

/** By their state, the worst first. Those that are well are left out: the incident names them all. */
function componentsOf(affected: readonly Affected[]): Html | string {
  const words = [...COMPONENT_STATUSES].reverse().flatMap((state) => {
    const names = affected.filter(({ status }) => status === state).map(({ name }) => name)
    const isShown = state !== 'operational' && names.length > 0
    return isShown ? [`${WORDS[state]}: ${names.join(', ')}`] : []
  })
  return words.length === 0 ? '' : html`<p class="soft">${words.join(' · ')}</p>`
}

function lastWords([last]: readonly { readonly body: string }[]): Html | string {
  return last === undefined || last.body === '' ? '' : html`<p class="said">${last.body}</p>`
}
