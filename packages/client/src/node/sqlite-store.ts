/** Keeps grants in a SQLite file, for several processes on one machine: one conditional update decides. */
import { DatabaseSync } from 'node:sqlite'
import type { Grant, TokenStore } from '../auth/token-store.ts'

/** How long a write waits for another process's. A guess; writes take a few milliseconds. */
const BUSY_TIMEOUT_MS = 5_000

export interface SqliteStore extends TokenStore {
  close(): void
}

/** @param path made if it is not there; `:memory:` for one that is forgotten. Readable by its owner only if its folder is. */
export function sqliteStore(path: string): SqliteStore {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  database.exec(`
    CREATE TABLE IF NOT EXISTS underpin_grants (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, content TEXT NOT NULL
    ) STRICT
  `)
  const select = database.prepare('SELECT version, content FROM underpin_grants WHERE name = ?')
  const insert = database.prepare('INSERT OR IGNORE INTO underpin_grants VALUES (?, 1, ?)')
  const update = database.prepare(
    'UPDATE underpin_grants SET version = version + 1, content = ? WHERE name = ? AND version = ?',
  )
  return {
    read: async (key) => {
      const row = select.get(key)
      if (!row) return null
      return { version: Number(row['version']), grant: JSON.parse(String(row['content'])) as Grant }
    },
    write: async (key, next, expectedVersion) => {
      const content = JSON.stringify(next)
      const { changes } =
        expectedVersion === 0 ? insert.run(key, content) : update.run(content, key, expectedVersion)
      return Number(changes) === 1
    },
    close: () => database.close(),
  }
}
