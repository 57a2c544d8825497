/** Writes a world into an emulator that has none yet: its directory, and the records of its companies. */
import type { Engine } from '../engine/engine.ts'
import type { Resource } from '../engine/resource.ts'
import type { Writing } from '../engine/work.ts'
import { writeRecord } from '../engine/write-record.ts'
import type { LevelTable } from './levels.ts'
import { hashPassword } from './secrets.ts'
import { PROJECT_TOOLS } from './tools.ts'
import type { World, WorldApp, WorldCompany, WorldRecords, WorldUser } from './world.ts'

/** A record of the world that its resource refuses. */
export class WorldRecordError extends Error {
  override readonly name = 'WorldRecordError'
}

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
    for (const { service: _service, ...app } of world.apps) directory.putApp(app)
    for (const company of world.companies) putMembers(engine, world, company)
    for (const company of world.companies) connectApps(engine, world, company)
    for (const project of world.projects) {
      const { id, company, name, number } = project
      const writing = writingFor(engine, company, 0)
      put(writing, 'projects', { id, name, project_number: number })
      for (const { user, ...levels } of project.members) {
        directory.putMember('project', id, user, tableOf(levels))
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

function putMembers(engine: Engine, world: World, company: WorldCompany): void {
  const { directory } = engine.parts.platform
  const writing = writingFor(engine, company.id, 0)
  for (const { user: id, ...levels } of company.members) {
    const user = world.users.find((each) => each.id === id)
    if (!user) throw new WorldRecordError(`company ${company.id} lists user ${id}, who is nowhere`)
    directory.putMember('company', company.id, id, tableOf(levels))
    if (!directory.user(id)) putUser(writing, user)
  }
}

function putUser(writing: Writing, user: WorldUser): void {
  const { id, email, firstName, lastName, jobTitle, password } = user
  const passwordHash = password === null ? null : hashPassword(id, password)
  const known = { id, email, firstName, lastName, isActive: true, serviceOf: null, passwordHash }
  writing.platform.directory.putUser(known)
  const names = { first_name: firstName, last_name: lastName, job_title: jobTitle }
  put(writing, 'users', { id, email_address: email, ...names, is_employee: true })
}

/** Installing an app of client credentials makes a directory user of the company (fact sheet 2.5). */
function connectApps(engine: Engine, world: World, company: WorldCompany): void {
  const { directory } = engine.parts.platform
  for (const clientId of company.connectedApps) {
    const app = world.apps.find((each) => each.clientId === clientId)
    if (!app)
      throw new WorldRecordError(`company ${company.id} connects "${clientId}", which is no app`)
    if (!app.service) {
      directory.connect(clientId, company.id, null)
      continue
    }
    const id = directory.nextUserId()
    const mark = id.toString(16).padStart(8, '0')
    const email = `${clientId}-${mark}@procore.com`
    const names = { firstName: app.name, lastName: mark }
    const user = { id, email, ...names, isActive: true, serviceOf: clientId, passwordHash: null }
    directory.putUser(user)
    directory.putMember('company', company.id, id, tableOf(app.service))
    directory.connect(clientId, company.id, id)
    const record = { id, email_address: email, first_name: app.name, last_name: mark }
    put(writingFor(engine, company.id, 0), 'users', { ...record, is_employee: false })
  }
}

function permitProjects(engine: Engine, world: World, app: WorldApp): void {
  const { directory } = engine.parts.platform
  for (const id of app.service?.permittedProjects ?? []) {
    const project = world.projects.find((each) => each.id === id)
    const user = project && directory.serviceUser(app.clientId, project.company)
    if (user && app.service) directory.putMember('project', id, user.id, tableOf(app.service))
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

function put(writing: Writing, name: string, record: Readonly<Record<string, unknown>>): void {
  const resource = writing.resources.byName(name) as Resource
  const { id, ...input } = record
  // `rfi_id` in a reply of the world says which RFI it belongs to, as the path does in a call.
  const parentId = resource.parent ? Number(record[resource.parent.parameter] ?? 0) : 0
  const written = writeRecord(
    { ...writing, parentId },
    resource,
    input,
    null,
    typeof id === 'number' ? id : undefined,
  )
  if ('stored' in written) return
  const why = written.fields ? JSON.stringify(written.fields) : written.failure
  throw new WorldRecordError(`a record of "${name}" is refused: ${why}`)
}

function writingFor(engine: Engine, companyId: number, projectId: number): Writing {
  const nowMs = engine.parts.platform.clock.nowMs()
  const scope = { userId: 0, clientId: null, companyId, projectId, parentId: 0 }
  return {
    ...engine.parts,
    ...scope,
    body: {},
    runsValidations: false,
    nowMs,
    dateDropped: refuseDate,
  }
}

/** The world's author is told, unlike a caller. */
function refuseDate(key: string): never {
  throw new WorldRecordError(`the value of "${key}" is no date`)
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
