/** The files that records show: attachments, documents, images. Each is some blobs, one after the other. */
import type { Database, SqlRow } from '../state/database.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS storage_files (id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE,
    company_id INTEGER NOT NULL, project_id INTEGER NOT NULL, name TEXT NOT NULL,
    content_type TEXT NOT NULL, is_attachment INTEGER NOT NULL, size INTEGER NOT NULL,
    origin TEXT NOT NULL, created_ms INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS storage_file_blobs (file_id INTEGER NOT NULL, n INTEGER NOT NULL,
    blob TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (file_id, n)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS "files by blob" ON storage_file_blobs (blob)`

/** So that ids of files are easy to tell from those of records. */
const FIRST_ID = 900_001

/** Where files are fetched: opaque to callers. Source: fact sheet section 1, "File storage". */
export const FILE_PATH = '/fas/api/v5/files/'

export interface FileBlob {
  readonly blob: string
  readonly size: number
}

export interface StoredFile {
  readonly id: number
  /** Names it in its address: unguessable. */
  readonly token: string
  readonly companyId: number
  /** 0 for a file of the company. */
  readonly projectId: number
  readonly name: string
  readonly contentType: string
  readonly isAttachment: boolean
  readonly size: number
  readonly origin: string
  readonly createdMs: number
  readonly blobs: readonly FileBlob[]
}

/** The address that records show: it needs the bearer, and sends on to the storage. */
export function urlOf({ origin, token }: Pick<StoredFile, 'origin' | 'token'>): string {
  return `${origin}${FILE_PATH}${token}`
}

export class FileTable {
  readonly #database: Database
  #isMade = false
  #lastId = 0

  constructor(database: Database) {
    this.#database = database
    database.onReplaced(() => {
      this.#isMade = false
    })
  }

  /** An id that no file has; each call gives another. */
  nextId(): number {
    this.#make()
    this.#lastId += 1
    return this.#lastId
  }

  add(file: StoredFile): void {
    this.#make()
    const { id, token, companyId, projectId, name, contentType, size, origin, createdMs } = file
    const isAttachment = file.isAttachment ? 1 : 0
    const values = [id, token, companyId, projectId, name, contentType, isAttachment, size]
    const sql = 'INSERT INTO storage_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
    this.#database.run(sql, ...values, origin, createdMs)
    file.blobs.forEach(({ blob, size: bytes }, at) => {
      const put = 'INSERT INTO storage_file_blobs VALUES (?, ?, ?, ?)'
      this.#database.run(put, id, at + 1, blob, bytes)
    })
  }

  findByToken(token: string): StoredFile | null {
    this.#make()
    const row = this.#database.get('SELECT * FROM storage_files WHERE token = ?', token)
    return row === undefined ? null : this.#fileOf(row)
  }

  blobs(): string[] {
    this.#make()
    const sql = 'SELECT DISTINCT blob FROM storage_file_blobs'
    return this.#database.all(sql).map(({ blob }) => String(blob))
  }

  uses(blob: string): boolean {
    this.#make()
    const sql = 'SELECT 1 FROM storage_file_blobs WHERE blob = ?'
    return this.#database.get(sql, blob) !== undefined
  }

  #fileOf(row: SqlRow): StoredFile {
    const sql = 'SELECT blob, size FROM storage_file_blobs WHERE file_id = ? ORDER BY n'
    const blobs = this.#database
      .all(sql, Number(row['id']))
      .map(({ blob, size }) => ({ blob: String(blob), size: Number(size) }))
    return {
      id: Number(row['id']),
      token: String(row['token']),
      companyId: Number(row['company_id']),
      projectId: Number(row['project_id']),
      name: String(row['name']),
      contentType: String(row['content_type']),
      isAttachment: row['is_attachment'] === 1,
      size: Number(row['size']),
      origin: String(row['origin']),
      createdMs: Number(row['created_ms']),
      blobs,
    }
  }

  #make(): void {
    if (this.#isMade) return
    this.#database.exec(SCHEMA)
    const last = this.#database.get('SELECT max(id) AS id FROM storage_files')?.['id']
    this.#lastId = Math.max(FIRST_ID - 1, Number(last ?? 0))
    this.#isMade = true
  }
}
