/** Plain links between records, such as the vendors of a project: which, and nothing more. */
import type { Database } from './database.ts'

const TABLE = `CREATE TABLE IF NOT EXISTS links (kind TEXT, from_id INTEGER, to_id INTEGER,
  PRIMARY KEY (kind, from_id, to_id)) WITHOUT ROWID`

export type LinkKind = 'project-vendor'

export class Links {
  readonly #database: Database
  #hasTable = false
  /** Goes up with every change: what is kept of a list holds only as long as this does. */
  version = 0

  constructor(database: Database) {
    this.#database = database
    database.onReplaced(() => {
      this.#hasTable = false
      this.version += 1
    })
  }

  has(kind: LinkKind, fromId: number, toId: number): boolean {
    this.#makeTable()
    const sql = 'SELECT 1 FROM links WHERE kind = ? AND from_id = ? AND to_id = ?'
    return this.#database.get(sql, kind, fromId, toId) !== undefined
  }

  add(kind: LinkKind, fromId: number, toId: number): void {
    this.#makeTable()
    this.#database.run('INSERT OR IGNORE INTO links VALUES (?, ?, ?)', kind, fromId, toId)
    this.version += 1
  }

  remove(kind: LinkKind, fromId: number, toId: number): void {
    this.#makeTable()
    const sql = 'DELETE FROM links WHERE kind = ? AND from_id = ? AND to_id = ?'
    this.#database.run(sql, kind, fromId, toId)
    this.version += 1
  }

  /** The ids that `fromId` is linked to, as a condition on `id`. */
  within(kind: LinkKind, fromId: number): { sql: string; values: (string | number)[] } {
    this.#makeTable()
    const sql = 'id IN (SELECT to_id FROM links WHERE kind = ? AND from_id = ?)'
    return { sql, values: [kind, fromId] }
  }

  #makeTable(): void {
    if (this.#hasTable) return
    this.#database.exec(TABLE)
    this.#hasTable = true
  }
}
