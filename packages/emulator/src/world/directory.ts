/**
 * Who is who: people, companies, projects, apps, and what each may do where. Read from maps, since
 * every request asks; written through to SQLite, so that it survives a restart.
 */
import type { Database } from '../state/database.ts'
import { DirectoryStore } from './directory-store.ts'
import { isAtLeast, type Level, type LevelTable, levelOn } from './levels.ts'
import { hashPassword, isSameSecret } from './secrets.ts'
import { PROJECT_TOOLS, type Tool } from './tools.ts'
import type { AppGrant } from './world.ts'

export interface DirectoryUser {
  readonly id: number
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  /** First and last name. */
  readonly name: string
  readonly isActive: boolean
  /** The client id of the app that this user stands for; null for a person. */
  readonly serviceOf: string | null
  /** Salted hash; null for somebody who cannot sign in. */
  readonly passwordHash: string | null
}

export interface DirectoryCompany {
  readonly id: number
  readonly name: string
  readonly lockoutPolicy: boolean
}

export interface DirectoryProject {
  readonly id: number
  readonly companyId: number
}

export interface DirectoryApp {
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  readonly grants: readonly AppGrant[]
  readonly redirectUris: readonly string[]
}

export interface ProjectTool extends Tool {
  readonly isActive: boolean
  /** From 1, in the order in which the project shows its tools. */
  readonly position: number
}

/** A company or a project: what people are members of. */
export type Place = 'company' | 'project'

export class Directory {
  readonly #store: DirectoryStore
  readonly #users = new Map<number, DirectoryUser>()
  readonly #usersByEmail = new Map<string, DirectoryUser>()
  readonly #companies = new Map<number, DirectoryCompany>()
  readonly #projects = new Map<number, DirectoryProject>()
  readonly #apps = new Map<string, DirectoryApp>()
  /** company id → client id → the app's service user there, or null for an app that needs none. */
  readonly #connections = new Map<number, Map<string, number | null>>()
  readonly #members = {
    company: new Map<number, Map<number, LevelTable>>(),
    project: new Map<number, Map<number, LevelTable>>(),
  }
  /** Only what differs from the tools as they come. */
  readonly #tools = new Map<number, Map<string, { isActive: boolean; position: number }>>()

  /** Goes up when members come and go: what is kept of a list holds only as long as this does. */
  version = 0

  constructor(database: Database) {
    this.#store = new DirectoryStore(database)
    this.#load()
    database.onReplaced(() => this.#load())
  }

  // People

  user(id: number): DirectoryUser | null {
    return this.#users.get(id) ?? null
  }

  userByEmail(email: string): DirectoryUser | null {
    return this.#usersByEmail.get(email.trim().toLowerCase()) ?? null
  }

  users(): readonly DirectoryUser[] {
    return [...this.#users.values()]
  }

  /** The active user with this password, or null. Takes as long for an unknown email. */
  verifyPassword(email: string, password: string): DirectoryUser | null {
    const user = this.userByEmail(email)
    const known = user?.passwordHash ?? hashPassword(0, '')
    const isRight = isSameSecret(known, hashPassword(user?.id ?? 0, password))
    return isRight && user?.isActive && user.passwordHash !== null ? user : null
  }

  setPassword(userId: number, password: string): void {
    const user = this.#users.get(userId)
    if (user) this.putUser({ ...user, passwordHash: hashPassword(userId, password) })
  }

  /** Adds a user, or changes the one with this id. */
  putUser(user: Omit<DirectoryUser, 'name'>): DirectoryUser {
    const before = this.#users.get(user.id)
    if (before) this.#usersByEmail.delete(before.email.toLowerCase())
    const named = { ...user, name: `${user.firstName} ${user.lastName}`.trim() }
    this.#keepUser(named)
    this.#store.put('users', named.id, named)
    return named
  }

  nextUserId(): number {
    let highest = 0
    for (const id of this.#users.keys()) if (id > highest) highest = id
    return highest + 1
  }

  // Companies and the apps that are connected to them

  company(id: number): DirectoryCompany | null {
    return this.#companies.get(id) ?? null
  }

  companies(): readonly DirectoryCompany[] {
    return [...this.#companies.values()]
  }

  /** The companies whose directory lists this user, by id. */
  companiesOf(userId: number): readonly DirectoryCompany[] {
    return this.companies().filter(({ id }) => this.#members.company.get(id)?.has(userId))
  }

  putCompany(company: DirectoryCompany): void {
    this.#companies.set(company.id, company)
    this.#store.put('companies', company.id, company)
  }

  app(clientId: string): DirectoryApp | null {
    return this.#apps.get(clientId) ?? null
  }

  apps(): readonly DirectoryApp[] {
    return [...this.#apps.values()]
  }

  putApp(app: DirectoryApp): void {
    this.#apps.set(app.clientId, app)
    this.#store.put('apps', app.clientId, app)
  }

  verifySecret(clientId: string, clientSecret: string): boolean {
    const app = this.#apps.get(clientId)
    return isSameSecret(app?.clientSecret ?? '', clientSecret) && app !== undefined
  }

  isConnected(clientId: string, companyId: number): boolean {
    return this.#connections.get(companyId)?.has(clientId) ?? false
  }

  /** The companies that an app is connected to, by id. */
  companiesWith(clientId: string): readonly DirectoryCompany[] {
    return this.companies().filter(({ id }) => this.isConnected(clientId, id))
  }

  /** @param serviceUserId the directory user that the app acts as here; null when it acts for people. */
  connect(clientId: string, companyId: number, serviceUserId: number | null): void {
    mapIn(this.#connections, companyId).set(clientId, serviceUserId)
    this.#store.connect(companyId, clientId, serviceUserId)
  }

  /** The service user and its permissions are kept, so that connecting again restores them. */
  disconnect(clientId: string, companyId: number): void {
    this.#connections.get(companyId)?.delete(clientId)
    this.#store.disconnect(companyId, clientId)
  }

  /** The directory user that an app of client credentials acts as in a company. */
  serviceUser(clientId: string, companyId: number): DirectoryUser | null {
    const id = this.#connections.get(companyId)?.get(clientId)
    return id === undefined || id === null ? null : this.user(id)
  }

  /** A service user of the app in any company: what a token of it names as its owner. */
  anyServiceUser(clientId: string): DirectoryUser | null {
    for (const { id } of this.companiesWith(clientId)) {
      const user = this.serviceUser(clientId, id)
      if (user) return user
    }
    return this.users().find(({ serviceOf }) => serviceOf === clientId) ?? null
  }

  // Projects

  project(id: number): DirectoryProject | null {
    return this.#projects.get(id) ?? null
  }

  putProject(project: DirectoryProject): void {
    this.#projects.set(project.id, project)
    this.#store.put('projects', project.id, project)
  }

  /** The project's tools in its order. */
  tools(projectId: number): readonly ProjectTool[] {
    const changed = this.#tools.get(projectId)
    const asTheyCome = (at: number) => ({ isActive: true, position: at + 1 })
    return PROJECT_TOOLS.map((tool, at) => ({
      ...tool,
      ...(changed?.get(tool.name) ?? asTheyCome(at)),
    })).sort((a, b) => a.position - b.position || a.id - b.id)
  }

  isToolActive(projectId: number, tool: string): boolean {
    return this.#tools.get(projectId)?.get(tool)?.isActive ?? true
  }

  putTool(projectId: number, name: string, isActive: boolean, position: number): void {
    mapIn(this.#tools, projectId).set(name, { isActive, position })
    this.#store.putTool(projectId, name, isActive, position)
  }

  // Who may do what where

  isMember(place: Place, placeId: number, userId: number): boolean {
    return this.#members[place].get(placeId)?.has(userId) ?? false
  }

  putMember(place: Place, placeId: number, userId: number, levels: LevelTable): void {
    this.version += 1
    mapIn(this.#members[place], placeId).set(userId, levels)
    this.#store.putMember(place, placeId, userId, levels)
  }

  removeMember(place: Place, placeId: number, userId: number): void {
    this.version += 1
    this.#members[place].get(placeId)?.delete(userId)
    this.#store.removeMember(place, placeId, userId)
  }

  /** Admin on the company's Directory (fact sheet section 7). */
  isCompanyAdmin(userId: number, companyId: number): boolean {
    const levels = this.#members.company.get(companyId)?.get(userId)
    return levels !== undefined && isAtLeast(levelOn(levels, 'directory'), 'Admin')
  }

  companyLevel(userId: number, companyId: number, tool: string): Level {
    const levels = this.#members.company.get(companyId)?.get(userId)
    if (!levels) return 'None'
    return this.isCompanyAdmin(userId, companyId) ? 'Admin' : levelOn(levels, tool)
  }

  /** A company administrator has Admin on the tools of the projects that they are in. */
  projectLevel(userId: number, projectId: number, tool: string): Level {
    const levels = this.#members.project.get(projectId)?.get(userId)
    const project = this.#projects.get(projectId)
    if (!levels || !project) return 'None'
    return this.isCompanyAdmin(userId, project.companyId) ? 'Admin' : levelOn(levels, tool)
  }

  #load(): void {
    this.version += 1
    for (const each of [this.#users, this.#usersByEmail, this.#companies, this.#projects])
      each.clear()
    for (const each of [this.#apps, this.#connections, this.#tools]) each.clear()
    this.#members.company.clear()
    this.#members.project.clear()
    this.#store.load({
      user: (user) => this.#keepUser(user),
      company: (company) => this.#companies.set(company.id, company),
      project: (project) => this.#projects.set(project.id, project),
      app: (app) => this.#apps.set(app.clientId, app),
      connection: (companyId, clientId, userId) =>
        mapIn(this.#connections, companyId).set(clientId, userId),
      member: (place, placeId, userId, levels) =>
        mapIn(this.#members[place], placeId).set(userId, levels),
      tool: (projectId, name, state) => mapIn(this.#tools, projectId).set(name, state),
    })
  }

  #keepUser(user: DirectoryUser): void {
    this.#users.set(user.id, user)
    this.#usersByEmail.set(user.email.toLowerCase(), user)
  }
}

function mapIn<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let inner = maps.get(key)
  if (!inner) {
    inner = new Map()
    maps.set(key, inner)
  }
  return inner
}
