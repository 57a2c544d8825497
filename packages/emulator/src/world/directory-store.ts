/**
 * The directory's tables: one row a user, company, project, app, template, installation, member and
 * changed tool. `connections` says which of the installations are connected.
 */
import type { Database } from '../state/database.ts'
import type { DirectoryCompany, DirectoryProject, DirectoryUser } from './directory.ts'
import type { DirectoryApp, Installation } from './installations.ts'
import type { Assigned, DirectoryTemplate, Place } from './memberships.ts'
import type { ToolState } from './project-tools.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS directory_users (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_companies (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_projects (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_apps (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_templates (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS installations (company_id INTEGER, client_id TEXT, data TEXT NOT NULL,
    PRIMARY KEY (company_id, client_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS connections (company_id INTEGER, client_id TEXT, service_user_id INTEGER,
    PRIMARY KEY (company_id, client_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS members (place TEXT, place_id INTEGER, user_id INTEGER, levels TEXT NOT NULL,
    PRIMARY KEY (place, place_id, user_id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS members_by_user ON members (place, user_id, place_id);
  CREATE TABLE IF NOT EXISTS project_tools (project_id INTEGER, name TEXT, is_active INTEGER,
    position INTEGER, PRIMARY KEY (project_id, name)) WITHOUT ROWID`

const OF_APP = 'WHERE company_id = ? AND client_id = ?'

type Kind = 'users' | 'companies' | 'projects' | 'apps' | 'templates'

/** What is told, row by row, when the directory is read back. */
export interface DirectoryReader {
  user(user: DirectoryUser): void
  company(company: DirectoryCompany): void
  project(project: DirectoryProject): void
  app(app: DirectoryApp): void
  installation(installation: Installation): void
  connection(companyId: number, clientId: string, serviceUserId: number | null): void
  template(template: DirectoryTemplate): void
  member(place: Place, placeId: number, userId: number, assigned: Assigned): void
  tool(projectId: number, name: string, state: ToolState): void
}

export class DirectoryStore {
  readonly #database: Database
  #hasTables = false

  constructor(database: Database) {
    this.#database = database
  }

  put(kind: Kind, key: number | string, data: object): void {
    this.#write(`INSERT OR REPLACE INTO directory_${kind} VALUES (?, ?)`, key, JSON.stringify(data))
  }

  putInstallation(installation: Installation): void {
    const { companyId, clientId, serviceUserId, isConnected } = installation
    const sql = 'INSERT OR REPLACE INTO installations VALUES (?, ?, ?)'
    this.#write(sql, companyId, clientId, JSON.stringify(installation))
    const connection = 'INSERT OR REPLACE INTO connections VALUES (?, ?, ?)'
    if (isConnected) this.#write(connection, companyId, clientId, serviceUserId)
    else this.#write(`DELETE FROM connections ${OF_APP}`, companyId, clientId)
  }

  removeInstallation(companyId: number, clientId: string): void {
    this.#write(`DELETE FROM installations ${OF_APP}`, companyId, clientId)
    this.#write(`DELETE FROM connections ${OF_APP}`, companyId, clientId)
  }

  /** @param assigned `{"template": 2001}`, or the levels that were set for this member alone. */
  putMember(place: Place, placeId: number, userId: number, assigned: Assigned): void {
    const sql = 'INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?)'
    this.#write(sql, place, placeId, userId, JSON.stringify(assigned))
  }

  removeMember(place: Place, placeId: number, userId: number): void {
    const sql = 'DELETE FROM members WHERE place = ? AND place_id = ? AND user_id = ?'
    this.#write(sql, place, placeId, userId)
  }

  putTool(projectId: number, name: string, isActive: boolean, position: number): void {
    const sql = 'INSERT OR REPLACE INTO project_tools VALUES (?, ?, ?, ?)'
    this.#write(sql, projectId, name, isActive ? 1 : 0, position)
  }

  /** Reads everything. Makes no tables: a database that is still empty stays empty. */
  load(reader: DirectoryReader): void {
    this.#hasTables = false
    const database = this.#database
    const isThere = "SELECT 1 FROM sqlite_master WHERE name = 'project_tools'"
    if (database.get(isThere) === undefined) return
    database.exec(TABLES) // A file of an earlier version may lack some.
    this.#each('users', (data) => reader.user(data as DirectoryUser))
    this.#each('companies', (data) => reader.company(data as DirectoryCompany))
    this.#each('projects', (data) => reader.project(data as DirectoryProject))
    this.#each('apps', (data) => reader.app(data as DirectoryApp))
    for (const { data } of database.all('SELECT data FROM installations')) {
      reader.installation(JSON.parse(String(data)) as Installation)
    }
    for (const row of database.all('SELECT * FROM connections')) {
      const userId = row['service_user_id']
      const serviceUserId = userId === null ? null : Number(userId)
      reader.connection(Number(row['company_id']), String(row['client_id']), serviceUserId)
    }
    this.#each('templates', (data) => reader.template(data as DirectoryTemplate))
    for (const row of database.all('SELECT * FROM members')) {
      const place = row['place'] === 'company' ? 'company' : 'project'
      const assigned = JSON.parse(String(row['levels'])) as Assigned
      reader.member(place, Number(row['place_id']), Number(row['user_id']), assigned)
    }
    for (const row of database.all('SELECT * FROM project_tools')) {
      const state = { isActive: row['is_active'] === 1, position: Number(row['position']) }
      reader.tool(Number(row['project_id']), String(row['name']), state)
    }
  }

  #each(kind: Kind, tell: (data: unknown) => void): void {
    const rows = this.#database.all(`SELECT data FROM directory_${kind} ORDER BY key`)
    for (const { data } of rows) tell(JSON.parse(String(data)))
  }

  #write(sql: string, ...values: readonly (string | number | null)[]): void {
    if (!this.#hasTables) this.#database.exec(TABLES)
    this.#hasTables = true
    this.#database.run(sql, ...values)
  }
}
