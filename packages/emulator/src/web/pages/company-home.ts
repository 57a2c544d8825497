/** A company's home: its projects that the person is in. The newer addresses lead here, and to the tools. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import { pager, paging } from '../elements/pager.ts'
import { searchForm } from '../elements/search-form.ts'
import { table } from '../elements/table.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { type PageName, pathTo } from '../routes.ts'
import { recordsOf, type Shown, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

/** What the newer addresses call the tools, and the page of each. Those that we have no page for have none. */
const HOSTED: Readonly<Record<string, PageName>> = {
  home: 'project-home',
  rfi: 'rfis',
  rfis: 'rfis',
  documents: 'documents',
  directory: 'project-directory',
  admin: 'tool-settings',
}

export const companyHome: PageHandlers = { show: showHome }
export const companyProjects: PageHandlers = {
  show: (visit) => visit.redirect(pathTo('company-home', { company_id: visit.companyId })),
}
export const hostTool: PageHandlers = { show: showHosted }

function showHome(visit: Visit): Result {
  const { companyId } = visit
  const search = visit.query.get('search') ?? ''
  // The list of projects has a filter for the whole name alone.
  const filter = search === '' ? '' : `&filters[name]=${encodeURIComponent(search)}`
  const target = `/rest/v1.0/projects?company_id=${companyId}&${paging(visit)}${filter}`
  const listed = visit.ask('GET', target)
  if ('failure' in listed) return listed
  return visit.page({
    title: 'Projects',
    body: html`${searchForm('Name of the project', search)}
${table<Shown>({
  caption: 'Projects of this company that you are in',
  rows: recordsOf(listed),
  columns: [
    {
      title: 'Project',
      cell: (row) =>
        html`<a href="${pathTo('project-home', { project_id: textOf(row['id']) })}">${textOf(row['display_name'])}</a>`,
    },
    { title: 'Number', cell: (row) => textOf(row['project_number']) || '–' },
    { title: 'Status', cell: (row) => (row['active'] === false ? 'Inactive' : 'Active') },
  ],
  empty:
    search === ''
      ? html`<p>You are in no project of this company.</p><p>A project’s administrator adds you in its Directory tool.</p>`
      : html`<p>None of your projects is called “${search}”.</p><p><a href="?">Show all projects</a></p>`,
})}
${pager(visit, listed)}`,
  })
}

function showHosted(visit: Visit): Result {
  const tool = visit.parameter('tool')
  const page = Object.hasOwn(HOSTED, tool) ? HOSTED[tool] : undefined
  if (page) return visit.redirect(pathTo(page, { project_id: visit.projectId }))
  return { failure: 'page-not-found', because: `there is no page for the tool ${tool}` }
}
