/**
 * Installing, updating and uninstalling an app in a company. An app of client credentials gets a user in
 * the company's directory, with the levels of its manifest. Source: fact sheet sections 2.5 and 7.
 */
import type { Engine } from '../engine/engine.ts'
import type { AppVersion, DirectoryApp, Installation } from './installations.ts'
import { levelMap } from './level-map.ts'
import type { LevelTable } from './levels.ts'
import type { Assigned, TemplateType } from './memberships.ts'
import { choosePermittedProjects } from './permitted-projects.ts'
import { change, put, writingFor } from './world-writing.ts'

/** Connected, with the newest version unless another is named. Permitted projects are chosen after it. */
export function installApp(
  engine: Engine,
  app: DirectoryApp,
  companyId: number,
  version: AppVersion = app.versions.at(-1) ?? app.versions[0],
): Installation {
  const { installations } = engine.parts.platform.directory
  const serviceUserId = version.levels
    ? serviceUserOf(engine, app, companyId, version.levels)
    : null
  return installations.put({
    companyId,
    clientId: app.clientId,
    isConnected: true,
    version: version.version,
    serviceUserId,
    addToNewProjects: false,
  })
}

/** Another version: its levels take the place of the old ones, and no project is permitted any more. */
export function updateApp(
  engine: Engine,
  app: DirectoryApp,
  installation: Installation,
  version: AppVersion,
): Installation {
  const { directory } = engine.parts.platform
  choosePermittedProjects(directory, installation, [])
  const { companyId } = installation
  const serviceUserId = version.levels
    ? serviceUserOf(engine, app, companyId, version.levels)
    : installation.serviceUserId
  const { version: name } = version
  return directory.installations.put({ ...installation, version: name, serviceUserId })
}

/** Its user stays in the directory, for what it has made; a reinstallation finds it again. Assumed. */
export function uninstallApp(engine: Engine, installation: Installation): void {
  const { directory } = engine.parts.platform
  choosePermittedProjects(directory, installation, [])
  directory.installations.remove(installation.clientId, installation.companyId)
}

function serviceUserOf(
  engine: Engine,
  app: DirectoryApp,
  companyId: number,
  levels: LevelTable,
): number {
  const { directory } = engine.parts.platform
  const ofCompany = manifestTemplate(engine, app, companyId, 'company_tools', levels)
  manifestTemplate(engine, app, companyId, 'global', levels)
  const known = directory
    .users()
    .find(
      ({ id, serviceOf }) =>
        serviceOf === app.clientId && directory.isMember('company', companyId, id),
    )
  return known?.id ?? makeServiceUser(engine, app, companyId, ofCompany)
}

/** `<client id>-<8 hex>@procore.com`, as such users were seen to be called (fact sheet section 2.5). */
function makeServiceUser(
  engine: Engine,
  app: DirectoryApp,
  companyId: number,
  assigned: Assigned,
): number {
  const { directory } = engine.parts.platform
  const id = directory.nextUserId()
  const mark = id.toString(16).padStart(8, '0')
  const email = `${app.clientId}-${mark}@procore.com`
  const names = { firstName: app.name, lastName: mark }
  const user = { id, email, ...names, isActive: true, serviceOf: app.clientId, passwordHash: null }
  directory.putUser(user)
  directory.putMember('company', companyId, id, assigned)
  const record = { id, email_address: email, first_name: app.name, last_name: mark }
  put(writingFor(engine, companyId, 0), 'users', { ...record, is_employee: false })
  return id
}

/** What somebody changed by hand is left as it is: a manifest is not copied over it. */
function manifestTemplate(
  engine: Engine,
  { clientId, name }: DirectoryApp,
  companyId: number,
  type: TemplateType,
  levels: LevelTable,
): Assigned {
  const { memberships } = engine.parts.platform.directory
  const writing = writingFor(engine, companyId, 0)
  const user_access_levels = levelMap(type, levels)
  const known = memberships
    .templatesOf(companyId)
    .find((each) => each.ofApp === clientId && each.type === type)
  if (known) {
    if (!known.isChangedByHand) {
      change(writing, 'permission_templates', known.id, { user_access_levels })
    }
    return { template: known.id }
  }
  const { stored } = put(writing, 'permission_templates', { name, type, user_access_levels })
  const made = memberships.template(stored.id)
  if (made) memberships.putTemplate({ ...made, ofApp: clientId })
  return { template: stored.id }
}
