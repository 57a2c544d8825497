/** What folders and files have in common. */
import { boolean, createdBy, type Field, integer, json, text } from '../../engine/field.ts'
import type { DocumentType } from './document-paths.ts'

/** The longest name. A guess: what file systems take. */
const NAME_CHARS_MAX = 255

export function documentFields(type: DocumentType): Readonly<Record<string, Field>> {
  return {
    name: text({ required: type === 'folder', charsMax: NAME_CHARS_MAX }),
    parent_id: integer(),
    document_type: text({ readonly: true, default: type }),
    name_with_path: text({ readonly: true }),
    private: boolean({ readonly: true, default: false }),
    private_parent: json({ readonly: true }),
    explicit_permissions: boolean({ default: false }),
    is_tracked: boolean({ default: false }),
    tracked_folder: json({ readonly: true }),
    read_only: boolean({ readonly: true, default: false }),
    is_deleted: boolean({ readonly: true, default: false }),
    is_recycle_bin: boolean({ readonly: true, default: false }),
    created_by: createdBy(),
  }
}

/** The first id of folders and files together. */
export const FIRST_DOCUMENT_ID = 70_001
