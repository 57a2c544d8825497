/**
 * Apps as a company administrator and an app's makers handle them, which the API has no calls for.
 * Source: fact sheet sections 2.5 and 7.
 *
 * - `GET /_underpin/apps`: every app, its versions, and where it is installed.
 * - `POST /_underpin/apps/{clientId}/versions` with `{"version", "dataConnector", "level", "tools"}`:
 *   publishes a version; what is not said is as in the newest one, and a Data Connector is there.
 * - `PATCH /_underpin/companies/{id}/apps/{clientId}` with any of `{"connected", "version",
 *   "permittedProjects", "addToNewProjects"}`: all of it or nothing. `{"connected": true}` installs an
 *   app that is not there; another version takes the permitted projects away, so that they are chosen
 *   again, in the same call or a later one.
 * - `GET` of the same shows it, `DELETE` uninstalls it.
 */
import type { Engine } from '../engine/engine.ts'
import { parseId } from '../engine/record-id.ts'
import type { TextAnswer } from '../reply.ts'
import {
  changeInstallation,
  type InstallationChange,
  NoServiceUserError,
} from '../world/change-installation.ts'
import type { Directory } from '../world/directory.ts'
import { uninstallApp } from '../world/install-app.ts'
import type { AppVersion, DirectoryApp, Installation } from '../world/installations.ts'
import { LEVELS } from '../world/levels.ts'
import { nearestOf } from '../world/nearest-name.ts'
import { permittedProjects } from '../world/permitted-projects.ts'
import { COMPANY_TOOL_NAMES, PROJECT_TOOL_NAMES } from '../world/tools.ts'
import type { DoorRoute } from './control-door.ts'
import { DoorError, jsonAnswer, unusable } from './door-answer.ts'
import { doorBody } from './door-body.ts'
import { DoorFields } from './door-fields.ts'

/** Projects in one choice. A guess: a large company has some thousands. */
const PROJECTS_MAX = 10_000

/** Versions of one app. A guess. */
const VERSIONS_MAX = 1_000

const VERSION_CHARS_MAX = 40

/** Everything that an app can be given for itself, by tool. */
const TOOL_NAMES: ReadonlySet<string> = new Set([...COMPANY_TOOL_NAMES, ...PROJECT_TOOL_NAMES])

export function appRoutes(engine: Engine): DoorRoute[] {
  const { directory } = engine.parts.platform
  return [
    {
      path: 'apps',
      methods: {
        GET: () => jsonAnswer({ apps: directory.apps().map((app) => show(app, directory)) }),
      },
    },
    {
      path: 'apps/{clientId}/versions',
      methods: {
        POST: async ({ request, pieces: [, clientId = ''] }) =>
          publish(appOf(clientId, directory), new DoorFields(await doorBody(request)), directory),
      },
    },
    {
      path: 'companies/{id}/apps/{clientId}',
      methods: {
        GET: ({ pieces: [, company = '', , clientId = ''] }) => {
          const app = appOf(clientId, directory)
          return jsonAnswer(
            installationView(installedIn(app, companyOf(company, directory), directory), directory),
          )
        },
        PATCH: async ({ request, pieces: [, company = '', , clientId = ''] }) => {
          const fields = new DoorFields(await doorBody(request))
          const companyId = companyOf(company, directory)
          return change(engine, appOf(clientId, directory), companyId, fields)
        },
        DELETE: ({ pieces: [, company = '', , clientId = ''] }) => {
          const app = appOf(clientId, directory)
          const installed = installedIn(app, companyOf(company, directory), directory)
          engine.parts.records.transaction(() => uninstallApp(engine, installed))
          return jsonAnswer({ ok: true, clientId: app.clientId, companyId: installed.companyId })
        },
      },
    },
  ]
}

/** All of what was asked, or nothing of it. */
function change(
  engine: Engine,
  app: DirectoryApp,
  companyId: number,
  fields: DoorFields,
): TextAnswer {
  const { directory } = engine.parts.platform
  const before = directory.installations.find(app.clientId, companyId)
  const isConnected = fields.has('connected') ? fields.truth('connected') : null
  const version = fields.has('version') ? versionOf(app, fields) : null
  const projects = fields.has('permittedProjects')
    ? fields.ids('permittedProjects', PROJECTS_MAX)
    : null
  const addToNewProjects = fields.has('addToNewProjects') ? fields.truth('addToNewProjects') : null
  fields.end()
  if (before === null && isConnected !== true) throw notInstalled(app, companyId)
  for (const id of projects ?? []) assertOfCompany(id, companyId, directory)
  const changed = tryChange(engine, app, companyId, {
    isConnected,
    version,
    projects,
    addToNewProjects,
  })
  return jsonAnswer(installationView(changed, directory), before === null ? 201 : 200)
}

function tryChange(
  engine: Engine,
  app: DirectoryApp,
  companyId: number,
  wanted: InstallationChange,
): Installation {
  try {
    return changeInstallation(engine, app, companyId, wanted)
  } catch (error) {
    if (!(error instanceof NoServiceUserError)) throw error
    const field = error.key === 'projects' ? 'permittedProjects' : error.key
    throw unusable(error.message, { field })
  }
}

/** A version of the app that companies can install, or update to, from now on. */
function publish(app: DirectoryApp, fields: DoorFields, directory: Directory): TextAnswer {
  const version = fields.text('version', VERSION_CHARS_MAX)
  const hasDataConnector = fields.has('dataConnector') ? fields.truth('dataConnector') : true
  const newest = app.versions.at(-1) ?? app.versions[0]
  const levels = newest.levels && {
    default: fields.has('level') ? fields.oneOf('level', LEVELS) : newest.levels.default,
    tools: fields.has('tools') ? readTools(fields.fields('tools')) : newest.levels.tools,
  }
  fields.end()
  const known = app.versions.map((each) => each.version)
  if (known.includes(version)) {
    throw unusable(`${app.clientId} has a version ${version} already.`, {
      field: 'version',
      versions: known,
    })
  }
  if (known.length >= VERSIONS_MAX) {
    throw unusable(`${app.clientId} has ${VERSIONS_MAX} versions, and no more are kept.`)
  }
  const published: AppVersion = { version, hasDataConnector, levels }
  directory.putApp({ ...app, versions: [...app.versions, published] })
  return jsonAnswer(versionView(published), 201)
}

function readTools(fields: DoorFields) {
  const named = [...TOOL_NAMES].filter((tool) => fields.has(tool))
  const levels = Object.fromEntries(named.map((tool) => [tool, fields.oneOf(tool, LEVELS)]))
  fields.end()
  return levels
}

function versionOf(app: DirectoryApp, fields: DoorFields): AppVersion {
  const given = fields.text('version', VERSION_CHARS_MAX)
  const found = app.versions.find((each) => each.version === given)
  if (found) return found
  const message = `${app.clientId} has no version ${given}; publish it with POST /_underpin/apps/${app.clientId}/versions.`
  const versions = app.versions.map(({ version }) => version)
  throw unusable(message, { field: 'version', versions })
}

function appOf(piece: string, directory: Directory): DirectoryApp {
  const clientId = decoded(piece)
  const app = directory.app(clientId)
  if (app) return app
  const clientIds = directory.apps().map((each) => each.clientId)
  const near = nearestOf(clientId, clientIds)
  throw new DoorError(404, `there is no app "${clientId.slice(0, 80)}".`, { near, clientIds })
}

function companyOf(piece: string, directory: Directory): number {
  const companyId = parseId(piece)
  if (companyId !== null && directory.company(companyId)) return companyId
  const companies = directory.companies().map(({ id, name }) => ({ id, name }))
  throw new DoorError(404, `there is no company "${piece.slice(0, 40)}".`, { companies })
}

function installedIn(app: DirectoryApp, companyId: number, directory: Directory): Installation {
  const installed = directory.installations.find(app.clientId, companyId)
  if (installed) return installed
  throw notInstalled(app, companyId)
}

function notInstalled({ clientId }: DirectoryApp, companyId: number): DoorError {
  const message = `${clientId} is not installed in company ${companyId}; PATCH {"connected": true} installs it.`
  return new DoorError(404, message, { clientId, companyId })
}

function assertOfCompany(projectId: number, companyId: number, directory: Directory): void {
  if (directory.project(projectId)?.companyId === companyId) return
  const projects = directory.projectsOf(companyId).map(({ id }) => id)
  const message = `company ${companyId} has no project ${projectId}.`
  throw unusable(message, { field: 'permittedProjects', projects })
}

function show(app: DirectoryApp, directory: Directory) {
  const { clientId, name, grants, versions } = app
  const companies = directory.installations
    .all({ clientId })
    .map((each) => installationView(each, directory))
  return { clientId, name, grants, versions: versions.map(versionView), companies }
}

function versionView({ version, hasDataConnector, levels }: AppVersion) {
  const manifest = levels && { level: levels.default, tools: levels.tools }
  return { version, dataConnector: hasDataConnector, ...manifest }
}

function installationView(installation: Installation, directory: Directory) {
  const { id, companyId, clientId, isConnected, version, serviceUserId } = installation
  const user = serviceUserId === null ? null : directory.user(serviceUserId)
  return {
    installationId: id,
    companyId,
    companyName: directory.company(companyId)?.name ?? null,
    clientId,
    connected: isConnected,
    version,
    /** The directory user that the app acts as; null for an app that acts for people. */
    serviceUser: user && { id: user.id, email: user.email },
    permittedProjects: permittedProjects(directory, installation),
    addToNewProjects: installation.addToNewProjects,
  }
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece // A stray percent sign: it is the name of no app, and is said to be none.
  }
}
