/**
 * Finds the records whose texts hold a word without reading every one: an index of their trigrams
 * (SQLite's FTS5), made when a large table is searched for the first time and kept by triggers from then
 * on. It stands in the temporary schema, so that it is in no snapshot and in no data file: it can always
 * be made again. What it finds may hold the word; whoever asks still looks.
 */
import type { Database } from './database.ts'
import type { SqlCondition } from './record-table.ts'

/** Fewer characters make no trigram: then every record is read. */
const TRIGRAM_CHARS = 3

/** Of a long text so many are asked for: the rest narrows no more. A guess. */
const TRIGRAMS_MAX = 24

export class WordIndex {
  readonly #database: Database
  readonly #table: string
  readonly #name: string
  readonly #expression: string
  #isThere = false

  /** @param expression the text of a row in which words are looked for */
  constructor(database: Database, table: string, expression: string) {
    this.#database = database
    this.#table = table
    this.#name = `"${table} words of ${expression.replaceAll('"', "'")}"`
    this.#expression = expression
  }

  /** A condition that holds for every row with the word in it; null where none can be had. */
  narrow(word: string): SqlCondition | null {
    const trigrams = trigramsOf(word)
    if (trigrams.length === 0) return null
    this.#make()
    const match = trigrams.map((each) => `"${each.replaceAll('"', '""')}"`).join(' AND ')
    const sql = `id IN (SELECT rowid FROM temp.${this.#name}(?))`
    return { sql, values: [match] }
  }

  /** What is stored may be other than it was; the triggers are gone when the table itself was replaced. */
  doubt(): void {
    this.#isThere = false
  }

  #make(): void {
    if (this.#isThere) return
    const triggers = "SELECT 1 FROM sqlite_temp_master WHERE type = 'trigger' AND name = ?"
    const [inserted, updated] = [this.#trigger('put'), this.#trigger('changed')]
    if (this.#database.get(triggers, inserted) === undefined) {
      const of = (row: string) => this.#expression.replaceAll('(data,', `(${row}data,`)
      const add = `INSERT INTO ${this.#name} (rowid, words)`
      this.#database.exec(`DROP TABLE IF EXISTS temp.${this.#name};
        CREATE VIRTUAL TABLE temp.${this.#name} USING fts5(words, tokenize = 'trigram',
          content = '', contentless_delete = 1, detail = none);
        INSERT INTO temp.${this.#name} (rowid, words) SELECT id, ${of('')} FROM "${this.#table}";
        CREATE TEMP TRIGGER "${inserted}" AFTER INSERT ON main."${this.#table}" BEGIN
          ${add} VALUES (new.id, ${of('new.')}); END;
        CREATE TEMP TRIGGER "${updated}" AFTER UPDATE OF data ON main."${this.#table}"
          WHEN ${of('new.')} IS NOT ${of('old.')} BEGIN
          DELETE FROM ${this.#name} WHERE rowid = old.id;
          ${add} VALUES (new.id, ${of('new.')}); END;`)
    }
    this.#isThere = true
  }

  #trigger(when: string): string {
    return `${this.#name.slice(1, -1)} ${when}`
  }
}

/** Distinct runs of three characters. */
function trigramsOf(word: string): string[] {
  const characters = [...word]
  const found = new Set<string>()
  for (let at = 0; at + TRIGRAM_CHARS <= characters.length; at++) {
    found.add(characters.slice(at, at + TRIGRAM_CHARS).join(''))
    if (found.size === TRIGRAMS_MAX) break
  }
  return [...found]
}
