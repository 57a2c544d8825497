/**
 * The records of one resource. A row's `data` is the JSON exactly as it is shown, so that a read is one
 * indexed look-up and no parsing, and a page is joined inside SQLite.
 */
import type { Database, SqlValue } from './database.ts'

/** Below this many rows a filter reads the table: an index would cost every write, and save nothing. */
const INDEX_FROM_ROWS = 500

export interface TableShape {
  readonly name: string
  readonly belongsTo: 'company' | 'project'
  readonly hasParent: boolean
  readonly firstId: number
}

export interface StoredRecord {
  readonly id: number
  readonly companyId: number
  /** Null for a record of a company. */
  readonly projectId: number | null
  readonly parentId: number | null
  readonly originId: string | null
  readonly createdMs: number
  readonly updatedMs: number
  readonly deletedMs: number | null
  /** The record as it is shown. */
  readonly data: string
}

/** A piece of a WHERE clause and its values. */
export interface SqlCondition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

export interface PageOrder {
  /** Of an ORDER BY clause, ending in `id` so that the order is total. */
  readonly sql: string
}

type Row = [
  number,
  number,
  number | null,
  number | null,
  string | null,
  number,
  number,
  number | null,
  string,
]

const COLUMNS =
  'id, company_id, project_id, parent_id, origin_id, created_ms, updated_ms, deleted_ms, data'

export class RecordTable {
  readonly shape: TableShape
  readonly #database: Database
  readonly #name: string
  #isMade = false
  #lastId = 0
  /** Counts by condition, and the version at which each held. */
  readonly #counts = new Map<string, { version: number; total: number }>()
  readonly #indexed = new Set<string>()
  /** Goes up with every write: what is kept of a list holds only as long as this does. */
  version = 0

  constructor(database: Database, shape: TableShape) {
    if (!/^[a-z][a-z0-9_]*$/.test(shape.name)) throw new TypeError(`no table name: ${shape.name}`)
    this.#database = database
    this.shape = shape
    this.#name = `"${shape.name}"`
  }

  /** The record, deleted or not. */
  find(id: number): StoredRecord | null {
    this.#make()
    const sql = `SELECT ${COLUMNS} FROM ${this.#name} WHERE id = ?`
    return toRecord(this.#arrays(sql).get(id) as Row | undefined)
  }

  findByOrigin(companyId: number, originId: string): StoredRecord | null {
    this.#make()
    const sql = `SELECT ${COLUMNS} FROM ${this.#name} 
      WHERE company_id = ? AND origin_id = ? AND deleted_ms IS NULL`
    return toRecord(this.#arrays(sql).get(companyId, originId) as Row | undefined)
  }

  findFirst(where: SqlCondition): StoredRecord | null {
    this.#make()
    const sql = `SELECT ${COLUMNS} FROM ${this.#name} WHERE ${where.sql} LIMIT 1`
    return toRecord(this.#arrays(sql).get(...where.values) as Row | undefined)
  }

  /** The newest record of a company or project, deleted ones included; null when there is none. */
  newest(of: 'company' | 'project', scopeId: number): string | null {
    this.#make()
    const sql = `SELECT data FROM ${this.#name} WHERE ${of}_id = ? ORDER BY id DESC LIMIT 1`
    const row = this.#arrays(sql).get(scopeId) as unknown as [string] | undefined
    return row?.[0] ?? null
  }

  /** In the order of their ids. For work that has to look at each: not for pages. */
  *each(where: SqlCondition): Generator<StoredRecord> {
    this.#make()
    const sql = `SELECT ${COLUMNS} FROM ${this.#name} WHERE ${where.sql} ORDER BY id`
    for (const row of this.#arrays(sql).all(...where.values)) {
      const record = toRecord(row as unknown as Row)
      if (record) yield record
    }
  }

  /** The id that the next record gets. */
  nextId(): number {
    this.#make()
    return Math.max(this.#lastId + 1, this.shape.firstId)
  }

  insert(record: StoredRecord): void {
    this.#make()
    const sql = `INSERT INTO ${this.#name} (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    this.#database.run(sql, ...fromRecord(record))
    if (record.id > this.#lastId) this.#lastId = record.id
    this.version += 1
  }

  update(record: StoredRecord): void {
    const sql = `UPDATE ${this.#name} SET origin_id = ?, updated_ms = ?, deleted_ms = ?, data = ?
      WHERE id = ?`
    const { originId, updatedMs, deletedMs, data, id } = record
    this.#database.run(sql, originId, updatedMs, deletedMs, data, id)
    this.version += 1
  }

  /** How many match. Counted once, and again only after a write. */
  count(where: SqlCondition): number {
    this.#make()
    const key = `${where.sql}|${where.values.join('|')}`
    const known = this.#counts.get(key)
    if (known?.version === this.version) return known.total
    const sql = `SELECT count(*) FROM ${this.#name} WHERE ${where.sql}`
    const [total] = this.#arrays(sql).get(...where.values) as unknown as [number]
    if (this.#counts.size > 1_000) this.#counts.clear()
    this.#counts.set(key, { version: this.version, total })
    return total
  }

  /**
   * The records of one page, as the text between the brackets of a JSON array.
   *
   * @param shown what of each record is shown: an expression of JSON text, `data` for all of it
   */
  page(
    where: SqlCondition,
    order: PageOrder,
    limit: number,
    offset: number,
    shown = 'data',
  ): string {
    this.#make()
    const sql = `SELECT group_concat(shown, ',') FROM
      (SELECT ${shown} AS shown FROM ${this.#name} WHERE ${where.sql} ORDER BY ${order.sql} LIMIT ? OFFSET ?)`
    const row = this.#arrays(sql).get(...where.values, limit, offset) as unknown as [string | null]
    return row[0] ?? ''
  }

  /** Makes an index for an expression, once the table is large enough to need it. */
  index(expression: string): void {
    if (this.#indexed.has(expression)) return
    this.#make()
    if (this.#lastId - this.shape.firstId < INDEX_FROM_ROWS) return
    const scope = this.shape.belongsTo === 'project' ? 'project_id' : 'company_id'
    const name = `"${this.shape.name} by ${expression.replaceAll('"', "'")}"`
    this.#database.exec(`CREATE INDEX IF NOT EXISTS ${name}
      ON ${this.#name} (${scope}, ${expression}, id) WHERE deleted_ms IS NULL`)
    this.#indexed.add(expression)
  }

  /** What is stored was replaced: nothing that is remembered holds. */
  forget(): void {
    this.#isMade = false
    this.#indexed.clear()
    this.#counts.clear()
    this.version += 1
  }

  #arrays(sql: string) {
    const statement = this.#database.statement(sql)
    statement.setReturnArrays(true)
    return statement
  }

  #make(): void {
    if (this.#isMade) return
    const { name, belongsTo, hasParent } = this.shape
    const index = (column: string) => `CREATE INDEX IF NOT EXISTS "${name} by ${column}"
      ON ${this.#name} (${column}, id) WHERE deleted_ms IS NULL;`
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS ${this.#name} (id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL,
        project_id INTEGER, parent_id INTEGER, origin_id TEXT, created_ms INTEGER NOT NULL,
        updated_ms INTEGER NOT NULL, deleted_ms INTEGER, data TEXT NOT NULL);
      ${index(belongsTo === 'project' ? 'project_id' : 'company_id')}
      ${hasParent ? index('parent_id') : ''}
      CREATE UNIQUE INDEX IF NOT EXISTS "${name} by origin" ON ${this.#name} (company_id, origin_id)
        WHERE origin_id IS NOT NULL AND deleted_ms IS NULL;`)
    this.#isMade = true
    const row = this.#arrays(`SELECT max(id) FROM ${this.#name}`).get() as unknown as [
      number | null,
    ]
    this.#lastId = row[0] ?? 0
  }
}

function toRecord(row: Row | undefined): StoredRecord | null {
  if (row === undefined) return null
  const [id, companyId, projectId, parentId, originId, createdMs, updatedMs, deletedMs, data] = row
  return { id, companyId, projectId, parentId, originId, createdMs, updatedMs, deletedMs, data }
}

function fromRecord(record: StoredRecord): SqlValue[] {
  const { id, companyId, projectId, parentId, originId } = record
  const { createdMs, updatedMs, deletedMs, data } = record
  return [id, companyId, projectId, parentId, originId, createdMs, updatedMs, deletedMs, data]
}
