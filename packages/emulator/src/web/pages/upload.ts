/** The form that brings a new file into a folder. Its bytes go to disk as they come, never into memory. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import { type Field, fileField, longField, textField, tickField } from '../elements/fields.ts'
import { formProblems } from '../elements/form-problems.ts'
import { sizeShown } from '../elements/words.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { targetFolder } from '../target-folder.ts'
import type { Visit } from '../visit.ts'

const NAME: Field = {
  name: 'file[name]',
  label: 'Name',
  hint: 'Without one, the file keeps its own.',
}
const DESCRIPTION: Field = { name: 'file[description]', label: 'Description' }

export const upload: PageHandlers = { show: (visit) => formPage(visit, visit.form, 200), take }

function take(visit: Visit): Result {
  const target = `/rest/v1.0/files?project_id=${visit.projectId}`
  const made = visit.ask('POST', target, visit.posted)
  if ('failure' in made) {
    return formAgain(visit, made, (form, status) => formPage(visit, form, status))
  }
  const folder = targetFolder(visit)
  return 'failure' in folder ? folder : visit.redirect(folder.path, 'uploaded')
}

function formPage(visit: Visit, form: FormState, status: number): Result {
  const denied = visit.needs('documents', 'Standard')
  if (denied) return denied
  const folder = targetFolder(visit)
  if ('failure' in folder) return folder
  const { fileBytesMax } = visit.engine.parts.platform.storage.bounds
  const data: Field = {
    name: 'file[data]',
    label: 'File',
    isRequired: true,
    hint: `Up to ${sizeShown(fileBytesMax)}.`,
  }
  return visit.page({
    title: 'Upload a file',
    status,
    above: [{ path: folder.path, text: folder.name }],
    // The file comes last: what was entered besides is known before its first byte.
    body: html`${formProblems([NAME, DESCRIPTION, data], form)}
<form method="post" enctype="multipart/form-data" class="sheet" novalidate>${formToken(visit)}
${folder.id === '' ? '' : html`<input type="hidden" name="file[parent_id]" value="${folder.id}">`}
${textField({ ...NAME, charsMax: 255 }, form)}
${longField(DESCRIPTION, form)}
${tickField({ name: 'file[explicit_permissions]', label: 'Only administrators of the Documents tool may see it' }, form)}
${fileField(data, form)}
<div class="actions"><button type="submit">Upload</button><a class="button plain" href="${folder.path}">Cancel</a></div>
</form>`,
  })
}
