/** The tables of all resources: made when first asked for. */
import type { Refusal } from '../reply.ts'
import type { Database } from './database.ts'
import { RecordTable, type TableShape } from './record-table.ts'

export class Records {
  readonly #database: Database
  readonly #tables = new Map<string, RecordTable>()

  constructor(database: Database) {
    this.#database = database
    database.onReplaced(() => {
      for (const table of this.#tables.values()) table.forget()
    })
  }

  of(shape: TableShape): RecordTable {
    let table = this.#tables.get(shape.name)
    if (!table) {
      table = new RecordTable(this.#database, shape)
      this.#tables.set(shape.name, table)
    }
    return table
  }

  transaction<T>(work: () => T): T {
    return this.#database.transaction(work)
  }

  /** Many writes, all or none: a refusal undoes those before it. */
  attempt<T extends object | null>(work: () => T | Refusal): T | Refusal {
    return this.#database.attempt(work, (result) => result !== null && 'failure' in result)
  }
}
