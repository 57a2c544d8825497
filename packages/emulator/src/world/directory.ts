/**
 * Who is who: people, companies, projects, apps, and what each may do where. Read from maps, since
 * every request asks; written through to SQLite, so that it survives a restart. Apps, members and tools
 * have files of their own; what the platform asks most stands here by name.
 */
import type { Database } from '../state/database.ts'
import { DirectoryStore } from './directory-store.ts'
import { type DirectoryApp, FIRST_VERSION, Installations, type NewApp } from './installations.ts'
import type { Level } from './levels.ts'
import { type Assigned, Memberships, type Place } from './memberships.ts'
import { permitProject } from './permitted-projects.ts'
import { type ProjectTool, ProjectTools } from './project-tools.ts'

export type { DirectoryApp } from './installations.ts'
export type { Place } from './memberships.ts'
export type { ProjectTool } from './project-tools.ts'

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
  /** As `sign-in/passwords.ts` stores it; null for somebody who cannot sign in. */
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

export class Directory {
  readonly #store: DirectoryStore
  readonly #users = new Map<number, DirectoryUser>()
  readonly #usersByEmail = new Map<string, DirectoryUser>()
  readonly #companies = new Map<number, DirectoryCompany>()
  readonly #projects = new Map<number, DirectoryProject>()
  readonly installations: Installations
  readonly memberships: Memberships
  readonly #tools: ProjectTools

  constructor(database: Database) {
    this.#store = new DirectoryStore(database)
    this.installations = new Installations(this.#store)
    this.memberships = new Memberships(this.#store)
    this.#tools = new ProjectTools(this.#store)
    this.#load()
    database.onReplaced(() => this.#load())
  }

  /** Goes up when members come and go: what is kept of a list holds only as long as this does. */
  get version(): number {
    return this.memberships.version
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

  // Companies and projects

  company(id: number): DirectoryCompany | null {
    return this.#companies.get(id) ?? null
  }

  companies(): readonly DirectoryCompany[] {
    return [...this.#companies.values()]
  }

  /** The companies whose directory lists this user, by id. */
  companiesOf(userId: number): readonly DirectoryCompany[] {
    return this.companies().filter(({ id }) => this.isMember('company', id, userId))
  }

  putCompany(company: DirectoryCompany): void {
    this.#companies.set(company.id, company)
    this.#store.put('companies', company.id, company)
  }

  project(id: number): DirectoryProject | null {
    return this.#projects.get(id) ?? null
  }

  projectsOf(companyId: number): readonly DirectoryProject[] {
    return [...this.#projects.values()].filter((project) => project.companyId === companyId)
  }

  /** A new project is permitted to the apps that are to be added to all new ones. */
  putProject(project: DirectoryProject): void {
    const isNew = !this.#projects.has(project.id)
    this.#projects.set(project.id, project)
    this.#store.put('projects', project.id, project)
    if (!isNew) return
    for (const each of this.installations.all({ companyId: project.companyId })) {
      if (each.addToNewProjects) permitProject(this, each, project.id)
    }
  }

  /** The project's tools in its order. */
  tools(projectId: number): readonly ProjectTool[] {
    return this.#tools.all(projectId)
  }

  isToolActive(projectId: number, tool: string): boolean {
    return this.#tools.isActive(projectId, tool)
  }

  putTool(projectId: number, name: string, isActive: boolean, position: number): void {
    this.#tools.put(projectId, name, { isActive, position })
  }

  // Apps, and the companies that they are connected to

  app(clientId: string): DirectoryApp | null {
    return this.installations.app(clientId)
  }

  apps(): readonly DirectoryApp[] {
    return this.installations.apps()
  }

  putApp(app: NewApp): void {
    this.installations.putApp(app)
  }

  verifySecret(clientId: string, clientSecret: string): boolean {
    return this.installations.verifySecret(clientId, clientSecret)
  }

  isConnected(clientId: string, companyId: number): boolean {
    return this.installations.isConnected(clientId, companyId)
  }

  /** The companies that an app is connected to, by id. */
  companiesWith(clientId: string): readonly DirectoryCompany[] {
    return this.companies().filter(({ id }) => this.isConnected(clientId, id))
  }

  /** @param serviceUserId the directory user that the app acts as here; null when it acts for people. */
  connect(clientId: string, companyId: number, serviceUserId: number | null): void {
    const known = this.installations.find(clientId, companyId)
    const version = this.app(clientId)?.versions.at(-1)?.version ?? FIRST_VERSION.version
    const usual = { clientId, companyId, version, addToNewProjects: false }
    this.installations.put({ ...usual, ...known, serviceUserId, isConnected: true })
  }

  /** What is installed is kept, so that connecting again restores it. */
  disconnect(clientId: string, companyId: number): void {
    const known = this.installations.find(clientId, companyId)
    if (known) this.installations.put({ ...known, isConnected: false })
  }

  /** The directory user that an app of client credentials acts as in a company. */
  serviceUser(clientId: string, companyId: number): DirectoryUser | null {
    const id = this.installations.find(clientId, companyId)?.serviceUserId
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

  // Who may do what where

  isMember(place: Place, placeId: number, userId: number): boolean {
    return this.memberships.isMember(place, placeId, userId)
  }

  putMember(place: Place, placeId: number, userId: number, assigned: Assigned): void {
    this.memberships.put(place, placeId, userId, assigned)
  }

  removeMember(place: Place, placeId: number, userId: number): void {
    this.memberships.remove(place, placeId, userId)
  }

  isCompanyAdmin(userId: number, companyId: number): boolean {
    return this.memberships.isCompanyAdmin(userId, companyId)
  }

  companyLevel(userId: number, companyId: number, tool: string): Level {
    return this.memberships.companyLevel(userId, companyId, tool)
  }

  projectLevel(userId: number, projectId: number, tool: string): Level {
    const project = this.#projects.get(projectId)
    if (!project) return 'None'
    return this.memberships.projectLevel(userId, projectId, project.companyId, tool)
  }

  #load(): void {
    for (const each of [this.#users, this.#usersByEmail, this.#companies, this.#projects])
      each.clear()
    for (const each of [this.installations, this.memberships, this.#tools]) each.clear()
    this.#store.load({
      user: (user) => this.#keepUser(user),
      company: (company) => this.#companies.set(company.id, company),
      project: (project) => this.#projects.set(project.id, project),
      app: (app) => this.installations.keepApp(app),
      installation: (installation) => this.installations.keep(installation),
      connection: (...connection) => this.installations.keepConnection(...connection),
      template: (template) => this.memberships.keepTemplate(template),
      member: (...member) => this.memberships.keep(...member),
      tool: (...tool) => this.#tools.keep(...tool),
    })
  }

  #keepUser(user: DirectoryUser): void {
    this.#users.set(user.id, user)
    this.#usersByEmail.set(user.email.toLowerCase(), user)
  }
}
