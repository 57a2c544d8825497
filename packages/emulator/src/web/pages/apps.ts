/**
 * App Management: the apps of a company, which a company administrator installs, disconnects and
 * connects again. Source: fact sheet section 7, "App install / connect", and section 2.5 for permitted
 * projects.
 */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { changeInstallation } from '../../world/change-installation.ts'
import type { DirectoryApp } from '../../world/directory.ts'
import type { Installation } from '../../world/installations.ts'
import { pageOf, pagerOf } from '../elements/pager.ts'
import { table } from '../elements/table.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import type { Visit } from '../visit.ts'

export const apps: PageHandlers = { show: showApps, take: install }

/** Admin on the company's Admin tool, which company administrators have. */
export function mayManage(visit: Visit) {
  return visit.needs('admin', 'Admin')
}

function install(visit: Visit): Result {
  const denied = mayManage(visit)
  if (denied) return denied
  const { directory } = visit.engine.parts.platform
  const clientId = visit.posted['client_id']
  const app = typeof clientId === 'string' ? directory.app(clientId) : null
  if (!app) return { failure: 'bad-request-page', because: 'the form names no app' }
  // Whoever presses the button twice has installed it once.
  if (directory.installations.find(app.clientId, visit.companyId) === null) {
    changeInstallation(visit.engine, app, visit.companyId, { isConnected: true })
  }
  return visit.redirect(appPath(visit, app.clientId), 'installed')
}

function showApps(visit: Visit): Result {
  const denied = mayManage(visit)
  if (denied) return denied
  const { directory } = visit.engine.parts.platform
  const installed = directory.installations.all({ companyId: visit.companyId })
  const here = new Set(installed.map(({ clientId }) => clientId))
  const others = directory.apps().filter(({ clientId }) => !here.has(clientId))
  return visit.page({
    title: 'App Management',
    body: html`<section aria-labelledby="installed"><h2 id="installed">Installed apps</h2>
${installedTable(visit, installed)}${pagerOf(visit, Math.max(installed.length, others.length))}</section>
<section aria-labelledby="others"><h2 id="others">Apps that can be installed</h2>${otherTable(visit, others)}</section>`,
  })
}

function installedTable(visit: Visit, installed: readonly Installation[]): Html {
  const { directory } = visit.engine.parts.platform
  return table({
    caption: 'Apps of this company',
    rows: pageOf(visit, installed),
    columns: [
      {
        title: 'App',
        cell: ({ clientId }) =>
          html`<a href="${appPath(visit, clientId)}">${directory.app(clientId)?.name ?? clientId}</a>`,
      },
      { title: 'Client id', cell: ({ clientId }) => clientId },
      { title: 'Version', cell: ({ version }) => version },
      { title: 'State', cell: stateTag },
    ],
    empty: html`<p>No app is installed in this company.</p><p>Calls of an app that is not installed are refused. Install one below.</p>`,
  })
}

export function stateTag({ isConnected }: Installation): Html {
  return isConnected
    ? html`<span class="tag">Connected</span>`
    : html`<span class="tag warn">Disconnected</span>`
}

function otherTable(visit: Visit, others: readonly DirectoryApp[]): Html {
  return table({
    caption: 'Apps that are not installed here',
    rows: pageOf(visit, others),
    columns: [
      { title: 'App', cell: ({ name }) => name },
      { title: 'Client id', cell: ({ clientId }) => clientId },
      {
        title: 'Install',
        isAction: true,
        cell: ({ clientId, name }) =>
          html`<form method="post">${formToken(visit)}<input type="hidden" name="client_id" value="${clientId}"><button type="submit" class="plain small">Install<span class="hidden"> ${name}</span></button></form>`,
      },
    ],
    empty: html`<p>Every app that there is has been installed.</p>`,
  })
}

function appPath({ companyId }: Visit, clientId: string): string {
  return pathTo('app', { company_id: companyId, client_id: clientId })
}
