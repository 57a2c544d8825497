/** What a shape cannot say: that the ids of a world name what is there, and that none is there twice. */
import { nearestOf } from './nearest-name.ts'
import { COMPANY_TOOL_NAMES, PROJECT_TOOL_NAMES } from './tools.ts'
import type { World, WorldMember, WorldRecords } from './world.ts'

export interface Fault {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}

/** The first fault, or null. */
export function crossCheck(world: World, resourceNames: readonly string[]): Fault | null {
  for (const fault of faultsOf(world, resourceNames)) return fault
  return null
}

function* faultsOf(world: World, resourceNames: readonly string[]): Generator<Fault> {
  yield* twice(
    'companies',
    world.companies.map(({ id }) => id),
  )
  yield* twice(
    'users',
    world.users.map(({ id }) => id),
  )
  yield* twice(
    'projects',
    world.projects.map(({ id }) => id),
  )
  yield* twice(
    'apps',
    world.apps.map(({ clientId }) => clientId),
  )
  const emails = world.users.map(({ email }) => email.toLowerCase())
  yield* twice('users', emails, 'email')
  const users = new Set(world.users.map(({ id }) => id))
  const apps = world.apps.map(({ clientId }) => clientId)
  const projects = new Set(world.projects.map(({ id }) => id))
  const companies = new Set(world.companies.map(({ id }) => id))
  for (const [at, company] of world.companies.entries()) {
    const path = ['companies', at]
    for (const [n, clientId] of company.connectedApps.entries()) {
      if (!apps.includes(clientId))
        yield unknown([...path, 'connectedApps', n], 'app', clientId, apps)
    }
    yield* membersOf(company.members, users, COMPANY_TOOL_NAMES, [...path, 'members'])
    yield* recordsOf(company.records, resourceNames, [...path, 'records'])
  }
  for (const [at, project] of world.projects.entries()) {
    const path = ['projects', at]
    if (!companies.has(project.company)) {
      yield { path: [...path, 'company'], reason: `there is no company ${project.company}` }
    }
    for (const [n, tool] of project.disabledTools.entries()) {
      if (PROJECT_TOOL_NAMES.has(tool)) continue
      yield unknown([...path, 'disabledTools', n], 'tool', tool, [...PROJECT_TOOL_NAMES])
    }
    yield* membersOf(project.members, users, PROJECT_TOOL_NAMES, [...path, 'members'])
    yield* recordsOf(project.records, resourceNames, [...path, 'records'])
  }
  for (const [at, { service, grants, clientId }] of world.apps.entries()) {
    const path = ['apps', at]
    if (grants.includes('client_credentials') && !service) {
      yield {
        path,
        reason: `${clientId} signs in for itself, and has no "service" that says as what`,
      }
    }
    for (const [n, id] of (service?.permittedProjects ?? []).entries()) {
      if (projects.has(id)) continue
      yield {
        path: [...path, 'service', 'permittedProjects', n],
        reason: `there is no project ${id}`,
      }
    }
  }
}

function* twice(list: string, keys: readonly (number | string)[], name?: string): Generator<Fault> {
  const seen = new Set<number | string>()
  for (const [at, key] of keys.entries()) {
    if (seen.has(key)) {
      yield { path: name ? [list, at, name] : [list, at], reason: `${key} is there twice` }
    }
    seen.add(key)
  }
}

function* membersOf(
  members: readonly WorldMember[],
  users: ReadonlySet<number>,
  tools: ReadonlySet<string>,
  path: readonly PropertyKey[],
): Generator<Fault> {
  for (const [at, member] of members.entries()) {
    if (!users.has(member.user)) {
      yield { path: [...path, at, 'user'], reason: `there is no user ${member.user}` }
    }
    for (const tool of Object.keys(member.tools)) {
      if (!tools.has(tool)) yield unknown([...path, at, 'tools', tool], 'tool', tool, [...tools])
    }
  }
}

function* recordsOf(
  records: WorldRecords,
  resourceNames: readonly string[],
  path: readonly PropertyKey[],
): Generator<Fault> {
  for (const name of Object.keys(records)) {
    if (!resourceNames.includes(name))
      yield unknown([...path, name], 'resource', name, resourceNames)
  }
}

function unknown(
  path: readonly PropertyKey[],
  what: string,
  name: string,
  known: readonly string[],
): Fault {
  const near = nearestOf(name, known)
  const hint = near === null ? '' : `; did you mean "${near}"?`
  return { path, reason: `there is no ${what} "${name}"${hint}` }
}
