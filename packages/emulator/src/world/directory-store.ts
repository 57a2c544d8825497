/** The directory's tables: one row a user, company, project, app, connection, member and changed tool. */
import type { Database } from '../state/database.ts'
import type {
  DirectoryApp,
  DirectoryCompany,
  DirectoryProject,
  DirectoryUser,
  Place,
} from './directory.ts'
import type { LevelTable } from './levels.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS directory_users (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_companies (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_projects (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS directory_apps (key PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS connections (company_id INTEGER, client_id TEXT, service_user_id INTEGER,
    PRIMARY KEY (company_id, client_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS members (place TEXT, place_id INTEGER, user_id INTEGER, levels TEXT NOT NULL,
    PRIMARY KEY (place, place_id, user_id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS members_by_user ON members (place, user_id, place_id);
  CREATE TABLE IF NOT EXISTS project_tools (project_id INTEGER, name TEXT, is_active INTEGER,
    position INTEGER, PRIMARY KEY (project_id, name)) WITHOUT ROWID`

type Kind = 'users' | 'companies' | 'projects' | 'apps'

/** What is told, row by row, when the directory is read back. */
export interface DirectoryReader {
  user(user: DirectoryUser): void
  company(company: DirectoryCompany): void
  project(project: DirectoryProject): void
  app(app: DirectoryApp): void
  connection(companyId: number, clientId: string, serviceUserId: number | null): void
  member(place: Place, placeId: number, userId: number, levels: LevelTable): void
  tool(projectId: number, name: string, state: { isActive: boolean; position: number }): void
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

  connect(companyId: number, clientId: string, serviceUserId: number | null): void {
    this.#write(
      'INSERT OR REPLACE INTO connections VALUES (?, ?, ?)',
      companyId,
      clientId,
      serviceUserId,
    )
  }

  disconnect(companyId: number, clientId: string): void {
    this.#write(
      'DELETE FROM connections WHERE company_id = ? AND client_id = ?',
      companyId,
      clientId,
    )
  }

  putMember(place: Place, placeId: number, userId: number, levels: LevelTable): void {
    const sql = 'INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?)'
    this.#write(sql, place, placeId, userId, JSON.stringify(levels))
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
    this.#each('users', (data) => reader.user(data as DirectoryUser))
    this.#each('companies', (data) => reader.company(data as DirectoryCompany))
    this.#each('projects', (data) => reader.project(data as DirectoryProject))
    this.#each('apps', (data) => reader.app(data as DirectoryApp))
    for (const row of database.all('SELECT * FROM connections')) {
      const userId = row['service_user_id']
      const serviceUserId = userId === null ? null : Number(userId)
      reader.connection(Number(row['company_id']), String(row['client_id']), serviceUserId)
    }
    for (const row of database.all('SELECT * FROM members')) {
      const place = row['place'] === 'company' ? 'company' : 'project'
      const levels = JSON.parse(String(row['levels'])) as LevelTable
      reader.member(place, Number(row['place_id']), Number(row['user_id']), levels)
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
