/** The records of the document's collections, in one table of the emulator's database. */
import type { Database, SqlRow } from '../state/database.ts'

/** Live records of one collection. A guess; the engine's own resources have no such bound. */
export const RECORDS_MAX = 100_000

/** Where a record belongs. */
export interface RecordScope {
  readonly companyId: number
  /** 0 for no project: on a read, those of every project. */
  readonly projectId: number
  /** The values of the path's places above the collection, joined. */
  readonly parents: string
}

export interface StoredItem {
  /** From 1 in each collection, and never given again. */
  readonly number: number
  readonly createdMs: number
  readonly updatedMs: number
  /** What was written, as it was cast. */
  readonly data: Readonly<Record<string, unknown>>
}

const COLUMNS = 'number, created_ms, updated_ms, data'
const IN_SCOPE = 'collection = ? AND company_id = ? AND parents = ? AND (? = 0 OR project_id = ?)'

export class StoredRecords {
  readonly #database: Database
  #isMade = false

  constructor(database: Database) {
    this.#database = database
    // The tables are made when first needed, and a reset or a snapshot may have dropped them.
    database.onReplaced(() => {
      this.#isMade = false
    })
  }

  /** Null when the collection is full. */
  create(
    collection: string,
    scope: RecordScope,
    data: StoredItem['data'],
    nowMs: number,
  ): StoredItem | null {
    this.#make()
    return this.#database.transaction(() => {
      const counted = this.#database.get(
        'SELECT last, live FROM openapi_collections WHERE collection = ?',
        collection,
      )
      const live = Number(counted?.['live'] ?? 0)
      if (live >= RECORDS_MAX) return null
      const number = Number(counted?.['last'] ?? 0) + 1
      const { companyId, projectId, parents } = scope
      this.#database.run(
        `INSERT INTO openapi_records (collection, company_id, project_id, parents, ${COLUMNS})
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[collection, companyId, projectId, parents, number, nowMs, nowMs, JSON.stringify(data)],
      )
      this.#count(collection, number, live + 1)
      return { number, createdMs: nowMs, updatedMs: nowMs, data }
    })
  }

  find(collection: string, scope: RecordScope, number: number): StoredItem | null {
    this.#make()
    const sql = `SELECT ${COLUMNS} FROM openapi_records WHERE ${IN_SCOPE} AND number = ?`
    const row = this.#database.get(sql, ...inScope(collection, scope), number)
    return row ? toItem(row) : null
  }

  page(collection: string, scope: RecordScope, limit: number, offset: number): StoredItem[] {
    this.#make()
    const sql = `SELECT ${COLUMNS} FROM openapi_records WHERE ${IN_SCOPE}
      ORDER BY number LIMIT ? OFFSET ?`
    return this.#database.all(sql, ...inScope(collection, scope), limit, offset).map(toItem)
  }

  count(collection: string, scope: RecordScope): number {
    this.#make()
    const sql = `SELECT count(*) AS total FROM openapi_records WHERE ${IN_SCOPE}`
    return Number(this.#database.get(sql, ...inScope(collection, scope))?.['total'] ?? 0)
  }

  update(
    collection: string,
    { number, createdMs }: StoredItem,
    data: StoredItem['data'],
    nowMs: number,
  ): StoredItem {
    const sql = `UPDATE openapi_records SET data = ?, updated_ms = ?
      WHERE collection = ? AND number = ?`
    this.#database.run(sql, JSON.stringify(data), nowMs, collection, number)
    return { number, createdMs, updatedMs: nowMs, data }
  }

  delete(collection: string, { number }: StoredItem): void {
    this.#database.transaction(() => {
      const counted = this.#database.get(
        'SELECT last, live FROM openapi_collections WHERE collection = ?',
        collection,
      )
      const sql = 'DELETE FROM openapi_records WHERE collection = ? AND number = ?'
      this.#database.run(sql, collection, number)
      this.#count(
        collection,
        Number(counted?.['last'] ?? number),
        Number(counted?.['live'] ?? 1) - 1,
      )
    })
  }

  #count(collection: string, last: number, live: number): void {
    const sql =
      'INSERT OR REPLACE INTO openapi_collections (collection, last, live) VALUES (?, ?, ?)'
    this.#database.run(sql, collection, last, live)
  }

  #make(): void {
    if (this.#isMade) return
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS openapi_collections (collection TEXT PRIMARY KEY,
        last INTEGER NOT NULL, live INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS openapi_records (collection TEXT NOT NULL,
        company_id INTEGER NOT NULL, project_id INTEGER NOT NULL, parents TEXT NOT NULL,
        number INTEGER NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
        data TEXT NOT NULL, PRIMARY KEY (collection, number));
      CREATE INDEX IF NOT EXISTS "openapi_records by scope"
        ON openapi_records (collection, company_id, parents, project_id, number);`)
    this.#isMade = true
  }
}

function inScope(collection: string, { companyId, projectId, parents }: RecordScope) {
  return [collection, companyId, parents, projectId, projectId] as const
}

function toItem(row: SqlRow): StoredItem {
  return {
    number: Number(row['number']),
    createdMs: Number(row['created_ms']),
    updatedMs: Number(row['updated_ms']),
    data: JSON.parse(String(row['data'])) as StoredItem['data'],
  }
}
