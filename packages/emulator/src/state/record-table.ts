/**
 * The records of one resource. A row's `data` is the JSON exactly as it is shown, so that a read is one
 * indexed look-up and no parsing, and a page is joined inside SQLite.
 */
import type { Database, SqlValue } from './database.ts'
import { ListMemory, type ListVersion } from './list-memory.ts'
import { WordIndex } from './word-index.ts'

/** Below this many rows a filter reads the table: an index would cost every write, and save nothing. */
const INDEX_FROM_ROWS = 500

/** Records between two remembered places of a list: SQLite steps over them in less time than it takes to show a page. */
const STRIDE = 2_000

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

/** A list of the table: which records, in which order. */
export interface ListShape {
  readonly where: SqlCondition
  /** Of an ORDER BY clause, ending in `id` so that the order is total. */
  readonly order: string
  /** Only the records' own scope decides what is in the list: no filter, no membership. */
  readonly isPlain: boolean
  /** How often what decides outside of the table has changed. */
  readonly outsideVersion: number
}

export interface PageShape {
  readonly limit: number
  readonly offset: number
  /** What of each record is shown: an expression of JSON text, `data` for all of it. */
  readonly shown: string
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
  readonly #lists = new ListMemory()
  /** Changes of records that were there, and those among them that changed what a scope holds. */
  #updates = 0
  #reshapes = 0
  readonly #indexed = new Set<string>()
  readonly #wordIndexes = new Map<string, WordIndex>()
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
    const newest = (deleted: string) => {
      const sql = `SELECT id, data FROM ${this.#name} WHERE ${of}_id = ? AND deleted_ms ${deleted}
        ORDER BY id DESC LIMIT 1`
      return this.#arrays(sql).get(scopeId) as unknown as [number, string] | undefined
    }
    const [live, deleted] = [newest('IS NULL'), newest('IS NOT NULL')]
    return (
      (live && deleted ? (live[0] > deleted[0] ? live : deleted) : (live ?? deleted))?.[1] ?? null
    )
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
    else this.#reshapes += 1
    this.version += 1
  }

  /** Company, project and parent of a record never change. */
  update(record: StoredRecord, isDeletion = false): void {
    const sql = `UPDATE ${this.#name} SET origin_id = ?, updated_ms = ?, deleted_ms = ?, data = ?
      WHERE id = ?`
    const { originId, updatedMs, deletedMs, data, id } = record
    this.#database.run(sql, originId, updatedMs, deletedMs, data, id)
    this.version += 1
    this.#updates += 1
    if (isDeletion) this.#reshapes += 1
  }

  /** How many match. After records were added only those are counted. */
  count(list: ListShape): number {
    this.#make()
    const { where } = list
    return this.#lists.total(keyOf(list), this.#versionOf(list), this.#lastId, (id) => {
      const isAll = id === Number.NEGATIVE_INFINITY
      const sql = `SELECT count(*) FROM ${this.#name} WHERE ${where.sql}${isAll ? '' : ' AND id > ?'}`
      const values = isAll ? where.values : [...where.values, id]
      const [total] = this.#arrays(sql).get(...values) as unknown as [number]
      return total
    })
  }

  /** The records of one page, as the text between the brackets of a JSON array. */
  page(list: ListShape, { limit, offset, shown }: PageShape): string {
    this.#make()
    const { where, order } = list
    // In the order of ids the walk goes on where an earlier page ended: OFFSET would count up to there.
    const isMarked = list.isPlain && order === 'id ASC' && offset > 0
    const key = keyOf(list)
    const version = this.#versionOf(list)
    const mark = isMarked ? this.#walkTowards(list, offset) : NO_MARK
    const sql = `SELECT group_concat(shown, ','), count(*), min(id), max(id) FROM (SELECT ${shown} AS shown, id
      FROM ${this.#name} WHERE ${where.sql} AND id > ? ORDER BY ${order} LIMIT ? OFFSET ?)`
    const values = [...where.values, mark.afterId, limit, offset - mark.offset]
    const [rows, count, firstId, lastId] = this.#arrays(sql).get(...values) as unknown as PageRow
    if (list.isPlain && order === 'id ASC' && firstId !== null && lastId !== null) {
      this.#lists.mark(key, version, offset, firstId - 1)
      if (count === limit) this.#lists.mark(key, version, offset + limit, lastId)
    }
    return rows ?? ''
  }

  /**
   * The nearest place before `offset` that is remembered, or made so on the way: what was walked over
   * once is not walked again, wherever in the list the next page is asked for.
   */
  #walkTowards(list: ListShape, offset: number): { offset: number; afterId: number } {
    const key = keyOf(list)
    const version = this.#versionOf(list)
    const sql = `SELECT id FROM ${this.#name} WHERE ${list.where.sql} AND id > ?
      ORDER BY id LIMIT 1 OFFSET ${STRIDE - 1}`
    let mark = this.#lists.markBefore(key, version, offset)
    while (offset - mark.offset > STRIDE) {
      const row = this.#arrays(sql).get(...list.where.values, mark.afterId)
      if (row === undefined) return mark
      const [afterId] = row as unknown as [number]
      mark = { offset: mark.offset + STRIDE, afterId }
      this.#lists.mark(key, version, mark.offset, afterId)
    }
    return mark
  }

  /** Makes an index for an expression, once the table is large enough to need it. */
  index(expression: string): void {
    if (this.#indexed.has(expression)) return
    if (!this.#isLarge()) return
    const scope = this.shape.belongsTo === 'project' ? 'project_id' : 'company_id'
    const name = `"${this.shape.name} by ${expression.replaceAll('"', "'")}"`
    this.#database.exec(`CREATE INDEX IF NOT EXISTS ${name}
      ON ${this.#name} (${scope}, ${expression}, id) WHERE deleted_ms IS NULL`)
    this.#indexed.add(expression)
  }

  /** A condition that every row with the word in the expression's text meets; null where reading all is no worse. */
  words(expression: string, word: string): SqlCondition | null {
    if (!this.#isLarge()) return null
    let index = this.#wordIndexes.get(expression)
    if (!index) {
      index = new WordIndex(this.#database, this.shape.name, expression)
      this.#wordIndexes.set(expression, index)
    }
    return index.narrow(word)
  }

  #isLarge(): boolean {
    this.#make()
    return this.#lastId - this.shape.firstId >= INDEX_FROM_ROWS
  }

  /** What is stored was replaced: nothing that is remembered holds. */
  forget(): void {
    this.#isMade = false
    this.#indexed.clear()
    for (const index of this.#wordIndexes.values()) index.doubt()
    this.#lists.clear()
    this.version += 1
  }

  #versionOf({ isPlain, outsideVersion }: ListShape): ListVersion {
    const inside = isPlain ? this.#reshapes : this.#reshapes + this.#updates
    return { outside: isPlain ? 0 : outsideVersion, inside }
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
      ON ${this.#name} (${column}, deleted_ms, id);`
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

const NO_MARK = { offset: 0, afterId: 0 }

type PageRow = [string | null, number, number | null, number | null]

function keyOf({ where, order }: ListShape): string {
  return `${where.sql}|${where.values.join('|')}|${order}`
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
