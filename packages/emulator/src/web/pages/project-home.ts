/** A project's home: what it is, and its tools as far as the person may open them. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import { dayShown, textShown } from '../elements/words.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { type PageName, pathTo } from '../routes.ts'
import { recordOf, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

const TOOL_PAGES: Readonly<Record<string, PageName>> = {
  rfi: 'rfis',
  documents: 'documents',
  directory: 'project-directory',
  admin: 'tool-settings',
}

export const projectHome: PageHandlers = { show: showHome }

function showHome(visit: Visit): Result {
  const { projectId, companyId } = visit
  const found = visit.ask('GET', `/rest/v1.0/projects/${projectId}?company_id=${companyId}`)
  if ('failure' in found) return found
  const project = recordOf(found)
  const place = [project['address'], project['city'], project['state_code'], project['zip']]
  return visit.page({
    title: textOf(project['display_name']),
    body: html`<section class="panel" aria-labelledby="about"><h2 id="about" style="margin-top:0">About the project</h2>
<dl class="facts">
<dt>Number</dt><dd>${textShown(project['project_number'])}</dd>
<dt>Status</dt><dd>${project['active'] === false ? 'Inactive' : 'Active'}</dd>
<dt>Address</dt><dd>${textShown(place.map(textOf).filter(Boolean).join(', '))}</dd>
<dt>Start</dt><dd>${dayShown(project['start_date'])}</dd>
<dt>Completion</dt><dd>${dayShown(project['completion_date'])}</dd>
<dt>Description</dt><dd class="said">${textShown(project['description'])}</dd>
</dl></section>
<section aria-labelledby="tools"><h2 id="tools">Tools</h2>${toolCards(visit)}</section>`,
  })
}

/** Tools without a page of ours are named: what this person holds on them, the API holds them to. */
function toolCards(visit: Visit) {
  const { directory } = visit.engine.parts.platform
  const open = directory
    .tools(visit.projectId)
    .filter(({ name, isActive }) => isActive && visit.holds(name, 'Read Only'))
    .filter(({ name }) => name !== 'project_home')
  if (open.length === 0) {
    return html`<div class="empty"><p>You may open none of this project’s tools.</p><p>Ask the project’s administrator for a permission template.</p></div>`
  }
  const withPage = open.filter(({ name }) => Object.hasOwn(TOOL_PAGES, name))
  const others = open.filter(({ name }) => !Object.hasOwn(TOOL_PAGES, name))
  return html`<ul class="cards">${withPage.map(({ name, title }) => {
    const page = TOOL_PAGES[name] ?? 'project-home'
    const level = directory.projectLevel(visit.viewer.id, visit.projectId, name)
    return html`<li><a href="${pathTo(page, { project_id: visit.projectId })}">${title}</a><p class="soft">You have ${level}</p></li>`
  })}</ul>
${others.length === 0 ? '' : html`<p class="soft">Also switched on, and reached through the API alone: ${others.map(({ title }) => title).join(', ')}.</p>`}`
}
