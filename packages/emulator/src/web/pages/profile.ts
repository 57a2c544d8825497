/** Who is signed in, and what they may do where. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import { table } from '../elements/table.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import type { Visit } from '../visit.ts'

/** Companies shown. A guess: nobody is in more. */
const SHOWN_MAX = 500

export const profile: PageHandlers = { show: showProfile }

function showProfile(visit: Visit): Result {
  const { directory } = visit.engine.parts.platform
  const { id, name, email } = visit.viewer
  return visit.page({
    title: 'Your profile',
    body: html`<dl class="facts">
<dt>Name</dt><dd>${name || '–'}</dd><dt>Email</dt><dd>${email}</dd><dt>User</dt><dd>${id}</dd></dl>
<h2>Your companies</h2>
${table({
  caption: 'Companies whose directory lists you',
  rows: directory.companiesOf(id).slice(0, SHOWN_MAX),
  columns: [
    {
      title: 'Company',
      cell: (company) =>
        html`<a href="${pathTo('company-home', { company_id: company.id })}">${company.name}</a>`,
    },
    {
      title: 'Permission template',
      cell: (company) =>
        directory.memberships.templateOf('company', company.id, id)?.name ?? 'Levels of your own',
    },
    {
      title: 'Company administrator',
      cell: (company) => (directory.isCompanyAdmin(id, company.id) ? 'Yes' : 'No'),
    },
  ],
  empty: html`<p>No company’s directory lists you.</p><p>Ask a company administrator to add ${email}.</p>`,
})}`,
  })
}
