/** The RFIs of a project. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import { pager, paging } from '../elements/pager.ts'
import { searchForm } from '../elements/search-form.ts'
import { table } from '../elements/table.ts'
import { dayShown } from '../elements/words.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { namesOf, recordsOf, type Shown, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

export const rfis: PageHandlers = { show: showRfis }

function showRfis(visit: Visit): Result {
  const { projectId } = visit
  const search = visit.query.get('search') ?? ''
  const filter = search === '' ? '' : `&filters[search]=${encodeURIComponent(search)}`
  const target = `/rest/v1.0/projects/${projectId}/rfis?${paging(visit)}${filter}`
  const listed = visit.ask('GET', target)
  if ('failure' in listed) return listed
  const rows = recordsOf(listed)
  const newPath = pathTo('new-rfi', { project_id: projectId })
  const mayAsk = visit.holds('rfi', 'Standard')
  return visit.page({
    title: 'RFIs',
    actions: mayAsk ? html`<a class="button" href="${newPath}">New RFI</a>` : html``,
    body: html`${rows.length > 0 || search !== '' ? searchForm('Number or subject', search) : ''}
${table<Shown>({
  caption: 'RFIs of this project',
  rows,
  columns: [
    {
      title: 'RFI',
      cell: (rfi) =>
        html`<a href="${pathTo('rfi', { project_id: projectId, id: textOf(rfi['id']) })}">#${textOf(rfi['number'])} ${textOf(rfi['subject'])}</a>`,
    },
    { title: 'Status', cell: (rfi) => html`<span class="tag">${statusOf(rfi)}</span>` },
    { title: 'Ball in court', cell: (rfi) => namesOf(rfi['ball_in_courts']) || '–' },
    { title: 'Due', cell: (rfi) => dayShown(rfi['due_date']) },
  ],
  empty: emptyList(search, mayAsk ? newPath : null),
})}
${pager(visit, listed)}`,
  })
}

/** `Open`, and that it is private where it is. */
export function statusOf(rfi: Shown): string {
  const status = textOf(rfi['status'])
  const shown = `${status.slice(0, 1).toUpperCase()}${status.slice(1)}`
  return rfi['private'] === true ? `${shown}, private` : shown
}

function emptyList(search: string, newPath: string | null) {
  if (search !== '') {
    return html`<p>No RFI has “${search}” in its number or subject.</p><p><a href="?">Show all RFIs</a></p>`
  }
  return html`<p>Nobody has asked anything yet.</p>
${newPath ? html`<p><a href="${newPath}">Ask the first question</a></p>` : html`<p>Who has Standard on this tool may create an RFI.</p>`}`
}
