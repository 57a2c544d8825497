/** Writes a world into an emulator that has none yet: its directory, and the records of its companies. */
import type { Engine } from '../engine/engine.ts'
import type { Writing } from '../engine/work.ts'
import { installApp } from './install-app.ts'
import { FIRST_VERSION, type NewApp } from './installations.ts'
import type { LevelTable } from './levels.ts'
import { permitProject } from './permitted-projects.ts'
import { quickHash } from './secrets.ts'
import { PROJECT_TOOLS } from './tools.ts'
import type { World, WorldApp, WorldCompany, WorldRecords, WorldUser } from './world.ts'
import { WorldTemplates } from './world-templates.ts'
import { put, WorldRecordError, writingFor } from './world-writing.ts'

export { WorldRecordError } from './world-writing.ts'

export interface ApplyOptions {
  /** Skip the records of resources that the emulator does not serve. For the built-in world only. */
  readonly isLenient?: boolean
}

/** True when a data file holds a world already: then it is kept, and none is applied. */
export function hasWorld({ parts }: Engine): boolean {
  return parts.platform.directory.companies().length > 0
}

/**
 * All of the world or nothing of it.
 *
 * @throws {WorldRecordError} for a record that its resource refuses, or of a resource that is unknown.
 */
export function applyWorld(engine: Engine, world: World, options: ApplyOptions = {}): void {
  const { platform, records } = engine.parts
  records.transaction(() => {
    const { directory } = platform
    for (const { id, name, lockoutPolicy } of world.companies) {
      directory.putCompany({ id, name, lockoutPolicy })
    }
    for (const app of world.apps) directory.putApp(published(app))
    const templates = new WorldTemplates(engine)
    for (const company of world.companies) putMembers(engine, world, company, templates)
    for (const company of world.companies) connectApps(engine, company)
    for (const project of world.projects) {
      const { id, company, name, number } = project
      const writing = writingFor(engine, company, 0)
      put(writing, 'projects', { id, name, project_number: number })
      for (const { user, ...levels } of project.members) {
        const assigned = templates.forProject(company, id, tableOf(levels))
        directory.putMember('project', id, user, assigned)
      }
      for (const tool of project.disabledTools) {
        const position = PROJECT_TOOLS.findIndex((each) => each.name === tool) + 1
        directory.putTool(id, tool, false, position)
      }
    }
    for (const app of world.apps) permitProjects(engine, world, app)
    for (const { id, records: ofCompany } of world.companies) {
      putRecords(writingFor(engine, id, 0), ofCompany, options)
    }
    for (const { id, company, records: ofProject } of world.projects) {
      putRecords(writingFor(engine, company, id), ofProject, options)
    }
  })
}

/** A world file knows one version of an app, which has all that it takes. */
function published({ service, ...app }: WorldApp): NewApp {
  const levels = service && tableOf(service)
  return { ...app, versions: [{ ...FIRST_VERSION, levels }] }
}

function putMembers(
  engine: Engine,
  world: World,
  company: WorldCompany,
  templates: WorldTemplates,
): void {
  const { directory } = engine.parts.platform
  const writing = writingFor(engine, company.id, 0)
  for (const { user: id, ...levels } of company.members) {
    const user = world.users.find((each) => each.id === id)
    if (!user) throw new WorldRecordError(`company ${company.id} lists user ${id}, who is nowhere`)
    const assigned = templates.forCompany(company.id, tableOf(levels))
    directory.putMember('company', company.id, id, assigned)
    if (!directory.user(id)) putUser(writing, user)
  }
}

function putUser(writing: Writing, user: WorldUser): void {
  const { id, email, firstName, lastName, jobTitle, password } = user
  const passwordHash = password === null ? null : quickHash(id, password)
  const known = { id, email, firstName, lastName, isActive: true, serviceOf: null, passwordHash }
  writing.platform.directory.putUser(known)
  const names = { first_name: firstName, last_name: lastName, job_title: jobTitle }
  put(writing, 'users', { id, email_address: email, ...names, is_employee: true })
}

function connectApps(engine: Engine, company: WorldCompany): void {
  const { directory } = engine.parts.platform
  for (const clientId of company.connectedApps) {
    const app = directory.app(clientId)
    if (!app) {
      throw new WorldRecordError(`company ${company.id} connects "${clientId}", which is no app`)
    }
    installApp(engine, app, company.id)
  }
}

function permitProjects(engine: Engine, world: World, app: WorldApp): void {
  const { directory } = engine.parts.platform
  for (const id of app.service?.permittedProjects ?? []) {
    const project = world.projects.find((each) => each.id === id)
    const installed = project && directory.installations.find(app.clientId, project.company)
    if (installed) permitProject(directory, installed, id)
  }
}

function putRecords(writing: Writing, records: WorldRecords, options: ApplyOptions): void {
  for (const [name, all] of Object.entries(records)) {
    if (!writing.resources.byName(name)) {
      if (options.isLenient) continue
      throw new WorldRecordError(`the emulator has no resource "${name}"`)
    }
    for (const record of all) put(writing, name, record)
  }
}

function tableOf({
  level,
  tools,
}: {
  level: LevelTable['default']
  tools: LevelTable['tools']
}): LevelTable {
  return { default: level, tools }
}
