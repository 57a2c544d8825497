/** One app of a company: connected or not, its version, and the projects that it is permitted. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Refusal, Result } from '../../reply.ts'
import { changeInstallation } from '../../world/change-installation.ts'
import type { DirectoryApp } from '../../world/directory.ts'
import { uninstallApp } from '../../world/install-app.ts'
import type { Installation } from '../../world/installations.ts'
import { permittedProjects } from '../../world/permitted-projects.ts'
import { boxesField, choiceField, tickField } from '../elements/fields.ts'
import { EMPTY_FORM, filledList, filledText } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { NoticeName } from '../notices.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { placeOf } from '../place.ts'
import { pathTo } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { mayManage, stateTag } from './apps.ts'

/** Projects that can be chosen from; a company with more chooses through the control door. A guess. */
const PROJECTS_MAX = 1_000

export const app: PageHandlers = { show: showApp, take }

interface Found {
  readonly app: DirectoryApp
  readonly installation: Installation
}

function take(visit: Visit): Result {
  const found = findApp(visit)
  if ('failure' in found) return found
  const done = act(visit, found)
  if (typeof done !== 'string') return done
  const { companyId } = visit
  const list = pathTo('apps', { company_id: companyId })
  return visit.redirect(done === 'uninstalled' ? list : visit.call.path, done)
}

/** What the button that was pressed asks for. */
function act(visit: Visit, { app: subject, installation }: Found): NoticeName | Refusal {
  const { engine, companyId } = visit
  switch (visit.posted['do']) {
    case 'disconnect':
      changeInstallation(engine, subject, companyId, { isConnected: false })
      return 'disconnected'
    case 'reconnect':
      changeInstallation(engine, subject, companyId, { isConnected: true })
      return 'reconnected'
    case 'uninstall':
      engine.parts.records.transaction(() => uninstallApp(engine, installation))
      return 'uninstalled'
    case 'update': {
      const version = subject.versions.find((each) => each.version === visit.posted['version'])
      if (!version) return { failure: 'bad-request-page', because: 'the app has no such version' }
      changeInstallation(engine, subject, companyId, { version })
      return 'updated'
    }
    case 'permit':
      return permit(visit, subject, installation)
    default:
      return { failure: 'bad-request-page', because: 'the form asks for nothing that is done here' }
  }
}

function permit(
  visit: Visit,
  subject: DirectoryApp,
  installation: Installation,
): NoticeName | Refusal {
  const { engine, companyId, posted } = visit
  const sent = { filled: posted, errors: {} }
  const projects = (filledList(sent, 'projects') ?? []).map(Number)
  const ours = new Set(engine.parts.platform.directory.projectsOf(companyId).map(({ id }) => id))
  if (installation.serviceUserId === null || projects.some((id) => !ours.has(id))) {
    return { failure: 'bad-request-page', because: 'the form permits what is not to be permitted' }
  }
  const addToNewProjects = filledText(sent, 'add_to_new_projects') === 'true'
  changeInstallation(engine, subject, companyId, { projects, addToNewProjects })
  return 'saved'
}

function findApp(visit: Visit): Found | Refusal {
  const denied = mayManage(visit)
  if (denied) return denied
  const { directory } = visit.engine.parts.platform
  const clientId = visit.parameter('client_id')
  const found = directory.app(clientId)
  const installation = directory.installations.find(clientId, visit.companyId)
  if (found && installation) return { app: found, installation }
  return { failure: 'resource-not-found', because: `${clientId} is not installed here` }
}

function showApp(visit: Visit): Result {
  const found = findApp(visit)
  if ('failure' in found) return found
  const { app: subject, installation } = found
  return visit.page({
    title: subject.name,
    above: [{ path: pathTo('apps', { company_id: visit.companyId }), text: 'App Management' }],
    actions: stateTag(installation),
    body: html`<dl class="facts">
<dt>Client id</dt><dd>${subject.clientId}</dd>
<dt>Version</dt><dd>${installation.version}</dd>
<dt>Acts as</dt><dd>${installation.serviceUserId === null ? 'The person who signs in to it' : `Its own user ${installation.serviceUserId} in this company’s directory`}</dd></dl>
${connection(visit, installation)}
${versions(visit, found)}
${projectsForm(visit, installation)}
${button(visit, { value: 'uninstall', title: 'Uninstall', words: 'The app goes, and its permitted projects with it. Its user stays in the directory, for what it has made.', text: `Uninstall ${subject.name}`, look: 'danger' })}`,
  })
}

function connection(visit: Visit, { isConnected }: Installation): Html {
  return button(
    visit,
    isConnected
      ? {
          value: 'disconnect',
          title: 'Connection',
          words:
            'While the app is disconnected, its calls for this company are refused. Signing in to it goes on working.',
          text: 'Disconnect',
          look: 'danger',
        }
      : {
          value: 'reconnect',
          title: 'Connection',
          words: 'The app is disconnected: its calls for this company are refused.',
          text: 'Reconnect',
          look: '',
        },
  )
}

function button(
  visit: Visit,
  given: { value: string; title: string; words: string; text: string; look: string },
): Html {
  const { value, title, words, text, look } = given
  return html`<section aria-labelledby="${value}"><h2 id="${value}">${title}</h2><p>${words}</p>
<form method="post">${formToken(visit)}<button type="submit" name="do" value="${value}" class="${look}">${text}</button></form></section>`
}

function versions(visit: Visit, { app: subject, installation }: Found): Html {
  const others = subject.versions.filter(({ version }) => version !== installation.version)
  if (others.length === 0) return html``
  const options = others.map(({ version }) => ({ value: version, text: version }))
  const field = { name: 'version', label: 'Version', isRequired: true, options }
  return html`<section aria-labelledby="update"><h2 id="update">Update</h2>
<p>Another version takes the permitted projects away: choose them again afterwards.</p>
<form method="post" class="sheet">${formToken(visit)}${choiceField({ ...field, value: others.at(-1)?.version ?? '' }, EMPTY_FORM)}
<div class="actions"><button type="submit" name="do" value="update">Update</button></div></form></section>`
}

function projectsForm(visit: Visit, installation: Installation): Html {
  const { directory } = visit.engine.parts.platform
  const permitted = permittedProjects(directory, installation)
  if (permitted === null) return html``
  const options = directory
    .projectsOf(visit.companyId)
    .slice(0, PROJECTS_MAX)
    .map(({ id }) => ({ value: String(id), text: projectName(visit, id) }))
  const field = {
    name: 'projects',
    label: 'Permitted projects',
    hint: 'The app works in these alone.',
    options,
    values: permitted.map(String),
  }
  const tick = {
    name: 'add_to_new_projects',
    label: 'Add the app to all new projects',
    isTicked: installation.addToNewProjects,
  }
  return html`<section aria-labelledby="permit"><h2 id="permit">Projects</h2>
<form method="post" class="sheet">${formToken(visit)}${boxesField(field, EMPTY_FORM)}${tickField(tick, EMPTY_FORM)}
<div class="actions"><button type="submit" name="do" value="permit">Save projects</button></div></form></section>`
}

function projectName({ engine }: Visit, id: number): string {
  const place = placeOf({ name: 'project-home', parameters: { project_id: String(id) } }, engine)
  return 'failure' in place ? `Project ${id}` : (place.project?.name ?? `Project ${id}`)
}
