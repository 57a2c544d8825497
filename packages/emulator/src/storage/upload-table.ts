/** The uploads and their parts, in the database; their bytes are blobs. */
import type { Database, SqlRow, SqlValue } from '../state/database.ts'
import { UPLOAD_LIFETIME_MS, type Upload, type UploadKind, type UploadPart } from './upload.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS storage_uploads (id TEXT PRIMARY KEY, kind TEXT NOT NULL,
    company_id INTEGER NOT NULL, project_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
    origin TEXT NOT NULL, file_name TEXT NOT NULL, content_type TEXT NOT NULL,
    is_attachment INTEGER NOT NULL, size INTEGER, sha256 TEXT, created_ms INTEGER NOT NULL,
    linked_ms INTEGER NOT NULL, completed_ms INTEGER, arrived_sha256 TEXT, is_used INTEGER NOT NULL DEFAULT 0, is_swept INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS "uploads by age" ON storage_uploads (is_swept, kind, created_ms);
  CREATE TABLE IF NOT EXISTS storage_parts (upload_id TEXT NOT NULL, n INTEGER NOT NULL, size INTEGER,
    sha256 TEXT, md5 TEXT, blob TEXT, blob_size INTEGER, etag TEXT,
    PRIMARY KEY (upload_id, n)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS "parts by blob" ON storage_parts (blob) WHERE blob IS NOT NULL`

/** Uploads swept away at once: what is left over is swept the next time. */
const SWEPT_AT_ONCE = 200

/** As it is when it is made: nothing has arrived. */
export type NewUpload = Omit<Upload, 'arrivedSha256' | 'isUsed'>

export class UploadTable {
  readonly #database: Database
  #isMade = false

  constructor(database: Database) {
    this.#database = database
    database.onReplaced(() => {
      this.#isMade = false
    })
  }

  find(id: string): Upload | null {
    this.#make()
    const row = this.#database.get('SELECT * FROM storage_uploads WHERE id = ?', id)
    return row === undefined ? null : uploadOf(row)
  }

  /** In their order. */
  parts(uploadId: string): UploadPart[] {
    this.#make()
    const sql = 'SELECT * FROM storage_parts WHERE upload_id = ? ORDER BY n'
    return this.#database.all(sql, uploadId).map(partOf)
  }

  part(uploadId: string, n: number): UploadPart | null {
    this.#make()
    const sql = 'SELECT * FROM storage_parts WHERE upload_id = ? AND n = ?'
    const row = this.#database.get(sql, uploadId, n)
    return row === undefined ? null : partOf(row)
  }

  add(upload: NewUpload, parts: readonly Omit<UploadPart, 'arrived'>[]): void {
    this.#make()
    this.#database.transaction(() => {
      const sql = `INSERT INTO storage_uploads (id, kind, company_id, project_id, user_id, origin, file_name,
        content_type, is_attachment, size, sha256, created_ms, linked_ms, completed_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      this.#database.run(sql, ...valuesOf(upload))
      for (const { n, size, sha256, md5 } of parts) {
        const put =
          'INSERT INTO storage_parts (upload_id, n, size, sha256, md5) VALUES (?, ?, ?, ?, ?)'
        this.#database.run(put, upload.id, n, size, sha256, md5)
      }
    })
  }

  partArrived(uploadId: string, n: number, arrived: NonNullable<UploadPart['arrived']>): void {
    const sql = `UPDATE storage_parts SET blob = ?, blob_size = ?, etag = ?
      WHERE upload_id = ? AND n = ?`
    this.#database.run(sql, arrived.blob, arrived.size, arrived.etag, uploadId, n)
  }

  completed(id: string, nowMs: number): void {
    this.#database.run('UPDATE storage_uploads SET completed_ms = ? WHERE id = ?', nowMs, id)
  }

  /** All parts are there, and this is the sha256 of the whole. */
  digested(id: string, sha256: string): void {
    this.#database.run('UPDATE storage_uploads SET arrived_sha256 = ? WHERE id = ?', sha256, id)
  }

  used(id: string): void {
    this.#database.run('UPDATE storage_uploads SET is_used = 1 WHERE id = ?', id)
  }

  linked(id: string, nowMs: number): void {
    this.#database.run('UPDATE storage_uploads SET linked_ms = ? WHERE id = ?', nowMs, id)
  }

  blobs(): string[] {
    this.#make()
    const sql = 'SELECT DISTINCT blob FROM storage_parts WHERE blob IS NOT NULL'
    return this.#database.all(sql).map(({ blob }) => String(blob))
  }

  /** True while a part names this blob. */
  uses(blob: string): boolean {
    this.#make()
    return this.#database.get('SELECT 1 FROM storage_parts WHERE blob = ?', blob) !== undefined
  }

  /**
   * Lets go of the bytes of uploads whose time is over; their rows stay, to say so.
   *
   * @returns the blobs that they named.
   */
  sweep(nowMs: number): string[] {
    this.#make()
    const blobs: string[] = []
    for (const [kind, lifetimeMs] of Object.entries(UPLOAD_LIFETIME_MS)) {
      const sql = `SELECT id FROM storage_uploads WHERE is_swept = 0 AND kind = ? AND created_ms <= ?
        LIMIT ${SWEPT_AT_ONCE}`
      for (const { id } of this.#database.all(sql, kind, nowMs - lifetimeMs)) {
        const parts = 'SELECT blob FROM storage_parts WHERE upload_id = ? AND blob IS NOT NULL'
        for (const { blob } of this.#database.all(parts, String(id))) blobs.push(String(blob))
        this.#database.run('DELETE FROM storage_parts WHERE upload_id = ?', String(id))
        this.#database.run('UPDATE storage_uploads SET is_swept = 1 WHERE id = ?', String(id))
      }
    }
    return blobs
  }

  #make(): void {
    if (this.#isMade) return
    this.#database.exec(SCHEMA)
    this.#isMade = true
  }
}

function valuesOf(upload: NewUpload): SqlValue[] {
  const { id, kind, companyId, projectId, userId, origin, fileName, contentType } = upload
  const { isAttachment, size, sha256, createdMs, linkedMs, completedMs } = upload
  const first = [id, kind, companyId, projectId, userId, origin, fileName, contentType]
  return [...first, isAttachment ? 1 : 0, size, sha256, createdMs, linkedMs, completedMs]
}

function uploadOf(row: SqlRow): Upload {
  return {
    id: String(row['id']),
    kind: row['kind'] as UploadKind,
    companyId: Number(row['company_id']),
    projectId: Number(row['project_id']),
    userId: Number(row['user_id']),
    origin: String(row['origin']),
    fileName: String(row['file_name']),
    contentType: String(row['content_type']),
    isAttachment: row['is_attachment'] === 1,
    size: row['size'] as number | null,
    sha256: row['sha256'] as string | null,
    createdMs: Number(row['created_ms']),
    linkedMs: Number(row['linked_ms']),
    completedMs: row['completed_ms'] as number | null,
    isUsed: row['is_used'] === 1,
    arrivedSha256: row['arrived_sha256'] as string | null,
  }
}

function partOf(row: SqlRow): UploadPart {
  const { blob } = row
  const arrived =
    typeof blob === 'string'
      ? { blob, size: Number(row['blob_size']), etag: String(row['etag']) }
      : null
  return {
    n: Number(row['n']),
    size: row['size'] as number | null,
    sha256: row['sha256'] as string | null,
    md5: row['md5'] as string | null,
    arrived,
  }
}
