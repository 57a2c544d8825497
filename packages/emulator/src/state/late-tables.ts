/** Tables that are made when they are first used: an emulator that never needs them starts without. */
import type { Database, SqlRow, SqlValue } from './database.ts'

export class LateTables {
  readonly #database: Database
  readonly #schema: string
  readonly #firstTable: string
  #isMade = false

  /**
   * @param schema makes what is not there yet
   * @param firstTable one of its tables: where it is, the others are
   */
  constructor(database: Database, schema: string, firstTable: string) {
    this.#database = database
    this.#schema = schema
    this.#firstTable = firstTable
    database.onReplaced(() => {
      this.#isMade = false
    })
  }

  /** Whether they were ever used. Makes none. */
  get areThere(): boolean {
    if (this.#isMade) return true
    const sql = 'SELECT 1 FROM sqlite_master WHERE name = ?'
    return this.#database.get(sql, this.#firstTable) !== undefined
  }

  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined {
    this.#make()
    return this.#database.get(sql, ...values)
  }

  all(sql: string, ...values: readonly SqlValue[]): SqlRow[] {
    this.#make()
    return this.#database.all(sql, ...values)
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.#make()
    this.#database.run(sql, ...values)
  }

  transaction<T>(work: () => T): T {
    this.#make()
    return this.#database.transaction(work)
  }

  #make(): void {
    if (this.#isMade) return
    this.#database.exec(this.#schema)
    this.#isMade = true
  }
}
