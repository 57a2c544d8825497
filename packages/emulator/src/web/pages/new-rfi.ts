/** The form for a new RFI. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Refusal, Result } from '../../reply.ts'
import {
  boxesField,
  choiceField,
  type Field,
  longField,
  type Option,
  textField,
  tickField,
} from '../elements/fields.ts'
import { formProblems } from '../elements/form-problems.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { recordOf, recordsOf, textOf } from '../shown-values.ts'
import type { Visit } from '../visit.ts'

/** People who can be chosen from. A guess: a project has some hundreds. */
const PEOPLE_MAX = 500

const SUBJECT = { name: 'rfi[subject]', label: 'Subject', isRequired: true } as const
const QUESTION = {
  name: 'rfi[question][body]',
  label: 'Question',
  errorKey: 'question',
  isRequired: true,
} as const
const ASSIGNEES = {
  name: 'rfi[assignee_ids]',
  label: 'Assignees',
  errorKey: 'assignees',
  hint: 'Who is to answer. A draft needs none.',
  isRequired: true,
} as const
const MANAGER = { name: 'rfi[rfi_manager_id]', label: 'RFI manager' } as const
const DUE = { name: 'rfi[due_date]', label: 'Due date' } as const
const FIELDS: readonly Field[] = [SUBJECT, QUESTION, ASSIGNEES, MANAGER, DUE]

export const newRfi: PageHandlers = { show: (visit) => formPage(visit, visit.form, 200), take }

function take(visit: Visit): Result {
  const { projectId, posted } = visit
  const made = visit.ask('POST', `/rest/v1.0/projects/${projectId}/rfis`, posted)
  if ('failure' in made) {
    return formAgain(visit, made, (form, status) => formPage(visit, form, status))
  }
  const id = textOf(recordOf(made)['id'])
  return visit.redirect(pathTo('rfi', { project_id: projectId, id }), 'created')
}

function formPage(visit: Visit, form: FormState, status: number): Result {
  const denied = visit.needs('rfi', 'Standard')
  if (denied) return denied
  const people = potential(visit, 'potential_assignees')
  if ('failure' in people) return people
  const managers = potential(visit, 'potential_rfi_managers')
  if ('failure' in managers) return managers
  const list = pathTo('rfis', { project_id: visit.projectId })
  return visit.page({
    title: 'New RFI',
    status,
    above: [{ path: list, text: 'RFIs' }],
    body: html`${formProblems(FIELDS, form)}
<form method="post" class="sheet" novalidate>${formToken(visit)}
${fieldsOf(people, managers, form)}
<div class="actions"><button type="submit">Create RFI</button><a class="button plain" href="${list}">Cancel</a></div>
</form>`,
  })
}

function fieldsOf(people: readonly Option[], managers: readonly Option[], form: FormState): Html {
  return html`${textField({ ...SUBJECT, charsMax: 255 }, form)}
${longField(QUESTION, form)}
${boxesField({ ...ASSIGNEES, options: people }, form)}
${choiceField({ ...MANAGER, options: managers, none: 'Nobody yet' }, form)}
${textField({ ...DUE, type: 'date' }, form)}
${tickField({ name: 'rfi[private]', label: 'Private: for the people on it and the tool’s administrators' }, form)}
${tickField({ name: 'rfi[draft]', label: 'Keep it as a draft' }, form)}`
}

function potential(visit: Visit, which: string): readonly Option[] | Refusal {
  const target = `/rest/v1.0/projects/${visit.projectId}/rfis/${which}?per_page=${PEOPLE_MAX}`
  const listed = visit.ask('GET', target)
  if ('failure' in listed) return listed
  return recordsOf(listed).map(({ id, name }) => ({ value: textOf(id), text: textOf(name) }))
}
