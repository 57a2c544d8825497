/** The form for a new folder. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import { type Field, textField, tickField } from '../elements/fields.ts'
import { formProblems } from '../elements/form-problems.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import { recordOf, textOf } from '../shown-values.ts'
import { targetFolder } from '../target-folder.ts'
import type { Visit } from '../visit.ts'

const NAME: Field = { name: 'folder[name]', label: 'Name', isRequired: true }

export const newFolder: PageHandlers = { show: (visit) => formPage(visit, visit.form, 200), take }

function take(visit: Visit): Result {
  const { projectId, posted } = visit
  const made = visit.ask('POST', `/rest/v1.0/folders?project_id=${projectId}`, posted)
  if ('failure' in made) {
    return formAgain(visit, made, (form, status) => formPage(visit, form, status))
  }
  const id = textOf(recordOf(made)['id'])
  return visit.redirect(pathTo('folder', { project_id: projectId, id }), 'created')
}

function formPage(visit: Visit, form: FormState, status: number): Result {
  const denied = visit.needs('documents', 'Standard')
  if (denied) return denied
  const folder = targetFolder(visit)
  if ('failure' in folder) return folder
  return visit.page({
    title: 'New folder',
    status,
    above: [{ path: folder.path, text: folder.name }],
    body: html`${formProblems([NAME], form)}
<form method="post" class="sheet" novalidate>${formToken(visit)}
${folder.id === '' ? '' : html`<input type="hidden" name="folder[parent_id]" value="${folder.id}">`}
${textField({ ...NAME, charsMax: 255 }, form)}
${tickField({ name: 'folder[explicit_permissions]', label: 'Only administrators of the Documents tool may see it' }, form)}
<div class="actions"><button type="submit">Create folder</button><a class="button plain" href="${folder.path}">Cancel</a></div>
</form>`,
  })
}
