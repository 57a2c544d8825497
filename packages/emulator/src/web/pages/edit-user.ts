/**
 * A person of the company's directory, as an administrator edits them. A locked account has a banner with
 * the button that unlocks it. Source: fact sheet section 12, and the seed about web errors.
 */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { Answered } from '../browser-road.ts'
import { choiceField, type Field, type Option, textField } from '../elements/fields.ts'
import { formProblems } from '../elements/form-problems.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { NoticeName } from '../notices.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { recordOf, recordsOf, type Shown, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

/** Templates that can be chosen from. A guess: a company has some tens. */
const TEMPLATES_MAX = 500

const FIRST: Field = { name: 'user[first_name]', label: 'First name' }
const LAST: Field = { name: 'user[last_name]', label: 'Last name', isRequired: true }
const EMAIL: Field = { name: 'user[email_address]', label: 'Email', isRequired: true }
const JOB: Field = { name: 'user[job_title]', label: 'Job title' }
const TEMPLATE: Field = {
  name: 'user[company_permission_template_id]',
  label: 'Company permission template',
  isRequired: true,
}
const FIELDS = [FIRST, LAST, EMAIL, JOB, TEMPLATE]

export const editUser: PageHandlers = { show: (visit) => userPage(visit, visit.form, 200), take }

function take(visit: Visit): Result {
  const denied = visit.needs('directory', 'Admin')
  if (denied) return denied
  const done = act(visit)
  if ('failure' in done) {
    return formAgain(visit, done, (form, status) => userPage(visit, form, status))
  }
  return visit.redirect(visit.call.path, done.notice)
}

/** What the button that was pressed asks for. */
function act(visit: Visit): { readonly notice: NoticeName } | Refusal {
  const users = `/rest/v1.0/companies/${visit.companyId}/users`
  const id = visit.parameter('id')
  switch (visit.posted['do']) {
    case 'unlock':
      return unlock(visit)
    case 'deactivate': {
      const done = visit.ask('PATCH', `${users}/${id}`, { user: { is_active: false } })
      return 'failure' in done ? done : { notice: 'deactivated' }
    }
    case 'reactivate': {
      const done = visit.ask('PATCH', `${users}/inactive/${id}`, {})
      return 'failure' in done ? done : { notice: 'reactivated' }
    }
    default: {
      const done = visit.ask('PATCH', `${users}/${id}`, visit.posted)
      return 'failure' in done ? done : { notice: 'saved' }
    }
  }
}

/** Of this company's people only: their record is looked for first. */
function unlock(visit: Visit): { readonly notice: NoticeName } | Refusal {
  const found = findUser(visit)
  if ('failure' in found) return found
  visit.engine.parts.platform.lockouts.unlock(Number(recordOf(found)['id']))
  return { notice: 'unlocked' }
}

function userPage(visit: Visit, form: FormState, status: number): Result {
  const denied = visit.needs('directory', 'Admin')
  if (denied) return denied
  const found = findUser(visit)
  if ('failure' in found) return found
  const { companyId } = visit
  const listed = visit.ask(
    'GET',
    `/rest/v1.0/companies/${companyId}/permission_templates?filters[type]=company_tools&per_page=${TEMPLATES_MAX}`,
  )
  if ('failure' in listed) return listed
  const templates = recordsOf(listed).map(({ id, name }) => ({
    value: textOf(id),
    text: textOf(name),
  }))
  const user = recordOf(found)
  const directory = pathTo('company-directory', { company_id: companyId })
  return visit.page({
    title: textOf(user['name']),
    status,
    above: [{ path: directory, text: 'Directory' }],
    body: html`${lockBanner(visit, user)}
${formProblems(FIELDS, form)}
<form method="post" class="sheet" novalidate>${formToken(visit)}
${fieldsOf(user, templates, form)}
<div class="actions"><button type="submit" name="do" value="save">Save</button><a class="button plain" href="${directory}">Cancel</a></div>
</form>
${activity(visit, user)}`,
  })
}

function fieldsOf(user: Shown, templates: readonly Option[], form: FormState): Html {
  const value = (key: string) => textOf(user[key])
  return html`${textField({ ...FIRST, value: value('first_name') }, form)}
${textField({ ...LAST, value: value('last_name') }, form)}
${textField({ ...EMAIL, type: 'email', value: value('email_address'), charsMax: 255 }, form)}
${textField({ ...JOB, value: value('job_title') }, form)}
${choiceField(
  {
    ...TEMPLATE,
    value: value('company_permission_template_id'),
    options: templates,
    ...(value('company_permission_template_id') === '' ? { none: 'Levels of their own' } : {}),
  },
  form,
)}`
}

function lockBanner(visit: Visit, user: Shown): Html {
  if (!visit.engine.parts.platform.lockouts.isLocked(Number(user['id']))) return html``
  return html`<section class="problem" aria-labelledby="locked"><h2 id="locked">Locked out</h2>
<p>There were three failed tries to sign in. No password opens the account until it is unlocked here, or reset.</p>
<form method="post">${formToken(visit)}<div class="actions"><button type="submit" name="do" value="unlock">Unlock Account</button></div></form></section>`
}

function activity(visit: Visit, user: Shown): Html {
  const isActive = user['is_active'] !== false
  return html`<section aria-labelledby="activity"><h2 id="activity">${isActive ? 'Deactivate' : 'Reactivate'}</h2>
<p>${isActive ? 'Who is deactivated cannot sign in; what they have made stays.' : 'This person is deactivated, and cannot sign in.'}</p>
<form method="post">${formToken(visit)}<button type="submit" name="do" value="${isActive ? 'deactivate' : 'reactivate'}" class="${isActive ? 'danger' : 'plain'}">${isActive ? 'Deactivate' : 'Reactivate'} ${textOf(user['name'])}</button></form></section>`
}

function findUser(visit: Visit): Answered | Refusal {
  return visit.ask('GET', `/rest/v1.0/companies/${visit.companyId}/users/${visit.parameter('id')}`)
}
