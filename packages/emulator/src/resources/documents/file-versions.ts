/** The versions of a file, newest first: each has its own bytes, and none is ever lost. */
import type { Json } from '../../engine/field.ts'
import { showInstant } from '../../engine/instant.ts'
import { lookUp } from '../../engine/references.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { type StoredFile, urlOf } from '../../storage/file-table.ts'

/** What a file is shown as: all of its versions, or the newest alone. */
export function fileShown(file: Shown, { query }: Pick<Work, 'query'>): Shown {
  const isLatestOnly =
    query.get('show_latest_file_version_only') === 'true' ||
    query.get('show_latest_version_only') === 'true'
  return isLatestOnly ? { ...file, file_versions: versionsOf(file).slice(0, 1) } : file
}

export function versionsOf(file: Shown): readonly Shown[] {
  const held = file['file_versions']
  return Array.isArray(held) ? (held as readonly Shown[]) : []
}

/** Adds a version, and sets what the file tells of its newest. */
export function addVersion(file: Shown, stored: StoredFile, writing: Writing): void {
  const versions = versionsOf(file)
  const author = lookUp(writing, 'users', writing.userId, writing.companyId) ?? null
  const version = {
    id: stored.id,
    name: String(file['name']),
    number: versions.length + 1,
    size: stored.size,
    url: urlOf(stored),
    file_type: typeOf(stored.name),
    content_type: stored.contentType,
    notes: null,
    created_by: author,
    created_at: showInstant(writing.nowMs),
  }
  file['file_versions'] = [version, ...versions] as Json
  file['size'] = stored.size
  file['file_type'] = version.file_type
}

/** What stands behind the last dot, in lower case; null without one. */
function typeOf(name: string): string | null {
  const at = name.lastIndexOf('.')
  return at <= 0 || at === name.length - 1 ? null : name.slice(at + 1).toLowerCase()
}
