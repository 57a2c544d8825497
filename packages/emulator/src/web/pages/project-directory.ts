/** Permission levels on a project: who holds which template, and what that gives them. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { formProblems } from '../elements/form-problems.ts'
import { pager, paging } from '../elements/pager.ts'
import { table } from '../elements/table.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { nameOf, recordsOf, type Shown, shownRecord, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

/** Templates that can be chosen from. A guess: a company has some tens. */
const TEMPLATES_MAX = 500

/** The key that the API wraps an assignment in, and so do the forms. */
const WRAPPER = 'permission_template_assignments'

export const projectDirectory: PageHandlers = {
  show: (visit) => directoryPage(visit, visit.form, 200),
  take,
}

function take(visit: Visit): Result {
  const { projectId, posted, call } = visit
  const target = `/rest/v1.0/projects/${projectId}/permission_template_assignments`
  const done = visit.ask('PATCH', target, posted)
  if ('failure' in done) {
    return formAgain(visit, done, (form, status) => directoryPage(visit, form, status))
  }
  const query = new URLSearchParams(call.search)
  query.delete('notice')
  return visit.redirect(query.size === 0 ? call.path : `${call.path}?${query}`, 'saved')
}

function directoryPage(visit: Visit, form: FormState, status: number): Result {
  const { projectId } = visit
  const people = visit.ask('GET', `/rest/v1.0/projects/${projectId}/users?${paging(visit)}`)
  if ('failure' in people) return people
  const listed = visit.ask(
    'GET',
    `/rest/v1.0/projects/${projectId}/permission_templates?per_page=${TEMPLATES_MAX}`,
  )
  if ('failure' in listed) return listed
  const templates = recordsOf(listed)
  const mayChange = visit.holds('directory', 'Admin')
  const { directory } = visit.engine.parts.platform
  const levelOn = (tool: string) => (row: Shown) =>
    directory.projectLevel(Number(row['id']), projectId, tool)
  return visit.page({
    title: 'Permission levels',
    status,
    body: html`<p class="soft">A template says what its holders may do with each tool. Company administrators have Admin on everything, whatever their template says.</p>
${formProblems([], form)}
${table<Shown>({
  caption: 'People of this project and their permission templates',
  rows: recordsOf(people),
  columns: [
    { title: 'Name', cell: (row) => textOf(row['name']) },
    { title: 'Email', cell: (row) => textOf(row['email_address']) },
    { title: 'RFIs', cell: levelOn('rfi') },
    { title: 'Documents', cell: levelOn('documents') },
    {
      title: 'Permission template',
      cell: (row) => (mayChange ? templateForm(visit, row, templates) : held(row)),
    },
  ],
  empty: html`<p>Nobody is in this project.</p><p>People are added through the API.</p>`,
})}
${pager(visit, people)}`,
  })
}

function held(row: Shown): string {
  return nameOf(row['permission_template']) || 'Levels of their own'
}

function templateForm(visit: Visit, row: Shown, templates: readonly Shown[]): Html {
  const id = textOf(row['id'])
  const heldId = textOf(shownRecord(row['permission_template'])?.['id'])
  const none = heldId === '' ? html`<option value="">Levels of their own</option>` : ''
  return html`<form method="post" class="inline">${formToken(visit)}
<input type="hidden" name="${WRAPPER}[user_id]" value="${id}">
<label class="hidden" for="template-${id}">Permission template of ${textOf(row['name'])}</label>
<select id="template-${id}" name="${WRAPPER}[permission_template_id]">${none}${templates.map(
    (each) =>
      html`<option value="${textOf(each['id'])}"${textOf(each['id']) === heldId ? html` selected` : ''}>${textOf(each['name'])}</option>`,
  )}</select>
<button type="submit" class="plain small">Save<span class="hidden"> the template of ${textOf(row['name'])}</span></button></form>`
}
