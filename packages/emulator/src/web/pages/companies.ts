/** The companies of a person: whoever is in one goes straight to it, whoever is in several chooses. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import type { Visit } from '../visit.ts'

/** Companies shown. A guess: nobody is in more. */
const SHOWN_MAX = 500

export const companies: PageHandlers = { show: showCompanies }

function showCompanies(visit: Visit): Result {
  const { directory } = visit.engine.parts.platform
  const mine = directory.companiesOf(visit.viewer.id)
  const [only] = mine
  if (only && mine.length === 1) return visit.redirect(homeOf(only.id))
  return visit.page({
    title: 'Choose a company',
    body:
      mine.length === 0
        ? html`<div class="empty"><p>You are in no company’s directory.</p><p>Ask an administrator of your company to add you, with the email address ${visit.viewer.email}.</p></div>`
        : html`<ul class="cards">${mine
            .slice(0, SHOWN_MAX)
            .map(
              ({ id, name }) =>
                html`<li><a href="${homeOf(id)}">${name}</a><p class="soft">Company ${id}</p></li>`,
            )}</ul>`,
  })
}

function homeOf(companyId: number): string {
  return pathTo('company-home', { company_id: companyId })
}
