/** The people of a company: the active ones, or those who were deactivated. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { POLICY_PATH } from '../../sign-in/policy-page.ts'
import { pager, paging } from '../elements/pager.ts'
import { searchForm } from '../elements/search-form.ts'
import { table } from '../elements/table.ts'
import { textShown } from '../elements/words.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { nameOf, recordsOf, type Shown, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

export const companyDirectory: PageHandlers = { show: showDirectory }

function showDirectory(visit: Visit): Result {
  const { companyId } = visit
  const isInactive = visit.query.get('show') === 'inactive'
  const search = visit.query.get('search') ?? ''
  const filter = search === '' ? '' : `&filters[search]=${encodeURIComponent(search)}`
  const which = isInactive ? 'users/inactive' : 'users'
  const target = `/rest/v1.0/companies/${companyId}/${which}?${paging(visit)}${filter}`
  const listed = visit.ask('GET', target)
  if ('failure' in listed) return listed
  return visit.page({
    title: isInactive ? 'Inactive people' : 'Directory',
    actions: linksOf(visit, isInactive),
    body: html`${isInactive ? '' : searchForm('Name or email', search)}
${table<Shown>({
  caption: isInactive ? 'People who were deactivated' : 'People of this company',
  rows: recordsOf(listed),
  columns: [
    { title: 'Name', cell: (row) => nameCell(visit, row) },
    { title: 'Email', cell: (row) => textOf(row['email_address']) },
    { title: 'Job title', cell: (row) => textShown(row['job_title']) },
    {
      title: 'Company permissions',
      cell: (row) => nameOf(row['company_permission_template']) || 'Levels of their own',
    },
  ],
  empty: isInactive
    ? html`<p>Nobody was deactivated.</p><p><a href="?">Show active people</a></p>`
    : html`<p>Nobody here has “${search}” in their name or email.</p><p><a href="?">Show everybody</a></p>`,
})}
${pager(visit, listed)}`,
  })
}

function linksOf(visit: Visit, isInactive: boolean): Html {
  const other = isInactive
    ? html`<a href="?">Show active people</a>`
    : html`<a href="?show=inactive">Show inactive people</a>`
  if (!visit.holds('directory', 'Admin')) return other
  return html`<div class="actions">${other}<a href="${POLICY_PATH}">How people sign in</a></div>`
}

function nameCell(visit: Visit, row: Shown) {
  const name = textOf(row['name'])
  const { lockouts } = visit.engine.parts.platform
  const mayEdit = visit.holds('directory', 'Admin')
  const isLocked = mayEdit && lockouts.isLocked(Number(row['id']))
  const tag = isLocked ? html` <span class="tag warn">Locked</span>` : ''
  if (!mayEdit) return html`${name}`
  const path = pathTo('edit-user', { company_id: visit.companyId, id: textOf(row['id']) })
  return html`<a href="${path}">${name}</a>${tag}`
}
