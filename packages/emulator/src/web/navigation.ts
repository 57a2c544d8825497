/** Where one can go from here: the pages of the company or the project that this person may open. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'
import { type PageName, pathTo } from './routes.ts'
import type { Visit } from './visit.ts'

interface Entry {
  readonly page: PageName
  readonly text: string
  /** Other pages for which this is the entry that one is at. */
  readonly also?: readonly PageName[]
  /** Shown to whoever has Read Only on it at least, in a project only while it is switched on. */
  readonly tool?: string
  readonly isForAdmins?: boolean
}

const OF_COMPANY: readonly Entry[] = [
  { page: 'company-home', text: 'Projects' },
  { page: 'company-directory', text: 'Directory', tool: 'directory', also: ['edit-user'] },
  { page: 'apps', text: 'App Management', tool: 'admin', isForAdmins: true, also: ['app'] },
]

const OF_PROJECT: readonly Entry[] = [
  { page: 'project-home', text: 'Home' },
  { page: 'rfis', text: 'RFIs', tool: 'rfi', also: ['rfi', 'new-rfi'] },
  {
    page: 'documents',
    text: 'Documents',
    tool: 'documents',
    also: ['folder', 'file', 'upload', 'new-folder'],
  },
  { page: 'project-directory', text: 'Permission levels', tool: 'directory' },
  { page: 'tool-settings', text: 'Tool settings', tool: 'admin' },
]

export function navigation(visit: Visit): Html {
  const { company, project } = visit.place
  if (company === null) return html``
  const entries = (project ? OF_PROJECT : OF_COMPANY).filter((entry) => isOpen(entry, visit))
  const parameters = project ? { project_id: project.id } : { company_id: company.id }
  const home = pathTo('company-home', { company_id: company.id })
  return html`<nav class="places" aria-label="${project ? 'Project' : 'Company'}"><div class="bar">
<p class="place">${project ? html`<a href="${home}">${company.name}</a> <span aria-hidden="true">/</span> <strong>${project.name}</strong>` : html`<strong>${company.name}</strong>`}</p>
<ul>${entries.map(
    (entry) =>
      html`<li><a href="${pathTo(entry.page, parameters)}"${isHere(entry, visit) ? html` aria-current="page"` : ''}>${entry.text}</a></li>`,
  )}</ul>
</div></nav>`
}

function isOpen({ tool, isForAdmins = false }: Entry, visit: Visit): boolean {
  if (tool === undefined) return true
  const { directory } = visit.engine.parts.platform
  const isOn = visit.projectId === 0 || directory.isToolActive(visit.projectId, tool)
  return isOn && visit.holds(tool, isForAdmins ? 'Admin' : 'Read Only')
}

function isHere({ page, also = [] }: Entry, { found }: Visit): boolean {
  return found.name === page || also.includes(found.name)
}
