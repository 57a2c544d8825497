/** The tools of a project: which are switched on. A tool that is off is refused to everybody, the API included. */
import { html } from 'hono/html'
import type { Result } from '../../reply.ts'
import type { ProjectTool } from '../../world/directory.ts'
import { formProblems } from '../elements/form-problems.ts'
import { formAgain } from '../form-again.ts'
import { type FormState, filledList, isSent } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import type { Visit } from '../visit.ts'

export const toolSettings: PageHandlers = {
  show: (visit) => settingsPage(visit, visit.form, 200),
  take,
}

/** The boxes that are ticked are `on[]`; a tool that is required has none, and stays as it is. */
function take(visit: Visit): Result {
  const { projectId, posted, call } = visit
  const on = new Set(filledList({ filled: posted, errors: {} }, 'on') ?? [])
  const changes = toolsOf(visit)
    .filter(({ required = false }) => !required)
    .filter(({ id, isActive }) => on.has(String(id)) !== isActive)
    .map(({ id, isActive }) => ({ id, is_active: !isActive }))
  const done = visit.ask('PATCH', `/rest/v1.0/projects/${projectId}/tools`, { tools: changes })
  if ('failure' in done) {
    return formAgain(visit, done, (form, status) => settingsPage(visit, form, status))
  }
  return visit.redirect(call.path, 'saved')
}

function settingsPage(visit: Visit, form: FormState, status: number): Result {
  const denied = visit.needs('admin', 'Read Only')
  if (denied) return denied
  const mayChange = visit.holds('admin', 'Admin')
  const sent = isSent(form) ? new Set(filledList(form, 'on') ?? []) : null
  const isOn = ({ id, isActive }: ProjectTool) => sent?.has(String(id)) ?? isActive
  const boxes = toolsOf(visit).map((tool) => {
    const { id, title, required = false } = tool
    const isFixed = required || !mayChange
    return html`<label class="box"><input type="checkbox" name="on[]" value="${id}"${isOn(tool) || required ? html` checked` : ''}${isFixed ? html` disabled` : ''}> <span>${title}${required ? html` <span class="soft">(always on)</span>` : ''}</span></label>`
  })
  return visit.page({
    title: 'Tool settings',
    status,
    body: html`<p class="soft">A tool that is off is there for nobody: its pages are refused, and so are the API’s calls for it.</p>
${formProblems([], form)}
<form method="post">${formToken(visit)}
<fieldset><legend>Tools of this project</legend><div class="columns">${boxes}</div></fieldset>
${mayChange ? html`<div class="actions"><button type="submit">Save</button></div>` : html`<p>Who has Admin on the project’s Admin tool may change them.</p>`}
</form>`,
  })
}

function toolsOf(visit: Visit): readonly ProjectTool[] {
  return visit.engine.parts.platform.directory.tools(visit.projectId)
}
