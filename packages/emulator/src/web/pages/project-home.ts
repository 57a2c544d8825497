/** A project's home: what it is, and its tools as far as the person may open them. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { dayShown } from '../elements/words.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { type PageName, pathTo, routeOf } from '../routes.ts'
import { recordOf, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

/** In the order of the navigation, and by its names. */
const TOOL_PAGES: readonly { readonly tool: string; readonly page: PageName }[] = [
  { tool: 'rfi', page: 'rfis' },
  { tool: 'documents', page: 'documents' },
  { tool: 'directory', page: 'project-directory' },
  { tool: 'admin', page: 'tool-settings' },
]

export const projectHome: PageHandlers = { show: showHome }

function showHome(visit: Visit): Result {
  const { projectId, companyId } = visit
  const found = visit.ask('GET', `/rest/v1.0/projects/${projectId}?company_id=${companyId}`)
  if ('failure' in found) return found
  const project = recordOf(found)
  const address = ['address', 'city', 'state_code', 'zip'].map((key) => textOf(project[key]))
  const facts: readonly (readonly [name: string, value: Html | string])[] = [
    ['Number', textOf(project['project_number'])],
    ['Status', project['active'] === false ? 'Inactive' : 'Active'],
    ['Address', address.filter((each) => each !== '').join(', ')],
    ['Start', project['start_date'] ? dayShown(project['start_date']) : ''],
    ['Completion', project['completion_date'] ? dayShown(project['completion_date']) : ''],
    ['Description', textOf(project['description'])],
  ]
  return visit.page({
    title: textOf(project['display_name']),
    body: html`<section class="panel" aria-labelledby="about"><h2 id="about">About the project</h2>
<dl class="facts">${facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => html`<dt>${name}</dt><dd class="said">${value}</dd>`)}</dl></section>
<section aria-labelledby="tools"><h2 id="tools">Tools</h2>${toolCards(visit)}</section>`,
  })
}

/** Tools without a page of ours are named: what this person holds on them, the API holds them to. */
function toolCards(visit: Visit): Html {
  const { directory } = visit.engine.parts.platform
  const open = directory
    .tools(visit.projectId)
    .filter(({ name, isActive }) => isActive && visit.holds(name, 'Read Only'))
  const withPage = TOOL_PAGES.filter(({ tool }) => open.some(({ name }) => name === tool))
  const known = new Set(['project_home', ...TOOL_PAGES.map(({ tool }) => tool)])
  const others = open.filter(({ name }) => !known.has(name)).map(({ title }) => title)
  if (withPage.length + others.length === 0) {
    return html`<div class="empty"><p>You may open none of this project’s tools.</p><p>Ask the project’s administrator for a permission template.</p></div>`
  }
  return html`<ul class="cards">${withPage.map(({ tool, page }) => {
    const level = directory.projectLevel(visit.viewer.id, visit.projectId, tool)
    return html`<li><a href="${pathTo(page, { project_id: visit.projectId })}">${routeOf(page).title}</a><p class="soft">You have ${level}</p></li>`
  })}</ul>
${others.length === 0 ? '' : html`<p class="soft">Also switched on, and reached through the API alone: ${others.join(', ')}.</p>`}`
}
