/**
 * The emulator's memory: one SQLite database, in memory or in a file that any SQLite tool can open.
 * Everything is synchronous, since a read by id takes less time than a turn of the event loop.
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { DataFileError } from './data-file-error.ts'

/** "UPin" in ASCII: marks a file as ours (`PRAGMA application_id`). */
const APPLICATION_ID = 0x5550696e
/** Raised whenever the layout of the tables changes (`PRAGMA user_version`). */
const LAYOUT_VERSION = 1
/** The first 16 bytes of every SQLite 3 file (sqlite.org/fileformat.html). */
const SQLITE_MAGIC = 'SQLite format 3\0'
/** Where the header says how it is written and read: 1 for a rollback journal, 2 for WAL. */
const WRITE_VERSION_AT = 18
const READ_VERSION_AT = 19
/** Prepared statements kept. The engine has some tens a resource; callers' filters make more. */
const STATEMENTS_MAX = 2_000
/** Pages of 4 KiB kept in the cache of a file: 64 MB. A guess that holds a busy sandbox. */
const CACHE_KIB = 65_536

export type SqlValue = SQLInputValue
export type SqlRow = Readonly<Record<string, unknown>>

export class Database {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #onReplaced: (() => void)[] = []
  readonly #onRestored: (() => void)[] = []
  #depth = 0

  private constructor(db: DatabaseSync) {
    this.#db = db
  }

  /**
   * @param path a file, made when it does not exist; `:memory:` by default.
   * @throws {DataFileError} when the file cannot be opened, is damaged, or is not ours.
   */
  static open(path = ':memory:'): Database {
    if (path === ':memory:') {
      const db = new DatabaseSync(path)
      markAsOurs(db)
      return new Database(db)
    }
    return new Database(openFile(path))
  }

  /** The prepared statement of this SQL; prepared once. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    if (this.#statements.size >= STATEMENTS_MAX) {
      const oldest = this.#statements.keys().next().value
      if (oldest !== undefined) this.#statements.delete(oldest)
    }
    const made = this.#db.prepare(sql)
    this.#statements.set(sql, made)
    return made
  }

  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined {
    return this.statement(sql).get(...values)
  }

  all(sql: string, ...values: readonly SqlValue[]): SqlRow[] {
    return this.statement(sql).all(...values)
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.statement(sql).run(...values)
  }

  /** Statements without values: tables and indexes. */
  exec(sql: string): void {
    this.#db.exec(sql)
  }

  /** All of `work` or nothing of it. May be nested: the outermost one commits. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work()
    this.run('BEGIN IMMEDIATE')
    this.#depth = 1
    try {
      const result = work()
      this.run('COMMIT')
      return result
    } catch (error) {
      this.run('ROLLBACK')
      for (const each of this.#onReplaced) each()
      throw error
    } finally {
      this.#depth = 0
    }
  }

  /** As `transaction`, and undone as well when what comes out of it is refused. */
  attempt<T>(work: () => T, isRefused: (result: T) => boolean): T {
    return this.transaction(() => {
      this.run('SAVEPOINT attempt')
      const result = work()
      if (isRefused(result)) {
        this.run('ROLLBACK TO attempt')
        for (const each of this.#onReplaced) each()
      }
      this.run('RELEASE attempt')
      return result
    })
  }

  /** True when nothing was ever stored: then the world has to be written into it. */
  isEmpty(): boolean {
    return this.get('SELECT 1 FROM sqlite_master LIMIT 1') === undefined
  }

  /** The whole state as the bytes of a SQLite file. */
  snapshot(): Uint8Array {
    const bytes = this.#db.serialize()
    // A file in WAL mode says so here, and without the file there is no log to go with the bytes.
    bytes.fill(1, WRITE_VERSION_AT, READ_VERSION_AT + 1)
    return bytes
  }

  /**
   * Puts a snapshot in the place of everything that is stored.
   *
   * @throws when the bytes are not a snapshot of ours; nothing is changed then.
   */
  restore(snapshot: Uint8Array): void {
    const source = new DatabaseSync(':memory:')
    try {
      source.deserialize(snapshot)
      if (pragma(source, 'application_id') !== APPLICATION_ID) {
        throw new TypeError('these bytes are not a snapshot of an emulator')
      }
      this.transaction(() => copyEverything(source, this.#db))
    } finally {
      source.close()
    }
    for (const each of [...this.#onReplaced, ...this.#onRestored]) each()
  }

  /** Whoever is of one world only is told here that another has taken its place; not of what is undone. */
  onRestored(forget: () => void): void {
    this.#onRestored.push(forget)
  }

  /**
   * Whoever remembers what is stored is told here that it may have changed under them: by another world,
   * or as a transaction was undone.
   */
  onReplaced(forget: () => void): void {
    this.#onReplaced.push(forget)
  }

  close(): void {
    this.#statements.clear()
    this.#db.close()
  }
}

function openFile(path: string): DatabaseSync {
  const isNew = !existsSync(path)
  if (!isNew) assertLooksLikeSqlite(path)
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path)
    const owner = pragma(db, 'application_id')
    const isBlank = db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined
    if (owner !== APPLICATION_ID && !(owner === 0 && isBlank)) throw foreign(path)
    if (!isBlank) assertReadable(db, path)
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -${CACHE_KIB}; PRAGMA busy_timeout = 2000`)
    markAsOurs(db)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof DataFileError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw isNew
      ? new DataFileError(path, `cannot be made (${reason})`, 'Give a path that can be written.')
      : new DataFileError(path, `cannot be read (${reason})`, RESTORE_ADVICE, error)
  }
}

const RESTORE_ADVICE =
  'Give another path, or put back a copy of the file; a new path starts from the world again.'

function assertLooksLikeSqlite(path: string): void {
  const head = Buffer.alloc(SQLITE_MAGIC.length)
  let length = 0
  try {
    const file = openSync(path, 'r')
    try {
      length = readSync(file, head, 0, head.length, 0)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new DataFileError(path, 'cannot be read', 'Give a file that can be read.', error)
  }
  // An empty file is a database without pages: SQLite makes one, and so do `touch` and `mktemp`.
  if (length > 0 && head.toString('latin1') !== SQLITE_MAGIC) {
    throw new DataFileError(path, 'is not a SQLite file', RESTORE_ADVICE)
  }
}

function assertReadable(db: DatabaseSync, path: string): void {
  const version = pragma(db, 'user_version')
  if (version !== LAYOUT_VERSION) {
    const reason = `has layout ${version}, and this version reads layout ${LAYOUT_VERSION}`
    throw new DataFileError(path, reason, 'Give another path, or use the version that made it.')
  }
  const verdict = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
  if (verdict !== 'ok') throw new DataFileError(path, `is damaged (${verdict})`, RESTORE_ADVICE)
}

function foreign(path: string): DataFileError {
  return new DataFileError(path, 'belongs to another program', 'Give another path.')
}

function pragma(db: DatabaseSync, name: string): unknown {
  return db.prepare(`PRAGMA ${name}`).get()?.[name]
}

function markAsOurs(db: DatabaseSync): void {
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LAYOUT_VERSION}`)
}

/** Table by table, so that a file stays the file that it is: deserializing would leave it behind. */
function copyEverything(from: DatabaseSync, to: DatabaseSync): void {
  const tables = "SELECT name, sql, type FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
  for (const { name, type } of to.prepare(`${tables} ORDER BY type`).all()) {
    if (type === 'table') to.exec(`DROP TABLE "${name}"`)
  }
  const made = from.prepare(`${tables} ORDER BY type DESC`).all()
  for (const { name, sql, type } of made) {
    if (typeof sql === 'string') to.exec(sql)
    if (type !== 'table') continue
    const rows = from.prepare(`SELECT * FROM "${name}"`)
    const columns = rows.columns().length
    rows.setReturnArrays(true)
    const put = to.prepare(`INSERT INTO "${name}" VALUES (${Array(columns).fill('?').join(', ')})`)
    for (const row of rows.iterate()) put.run(...(row as unknown as SqlValue[]))
  }
}
