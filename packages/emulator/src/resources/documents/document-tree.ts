/**
 * The tree of one project's documents, or one company's: a root, a recycle bin in it, and everything
 * else. What is deleted stays in the table, below the bin.
 */
import { parseId } from '../../engine/record-id.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import type { EngineParts, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { RecordTable, StoredRecord } from '../../state/record-table.ts'
import { ofPlace } from './document-paths.ts'

/** The names of the two folders that are always there. Assumed. */
const ROOT_NAME = 'Root'
const BIN_NAME = 'Recycle Bin'

/** What joins the names on the way to a document. Assumed. */
export const PATH_SEPARATOR = '\\'

/** Folders in one another. A guess. */
export const FOLDERS_DEEP_MAX = 50

export type Place = EngineParts & Pick<Writing, 'companyId' | 'projectId'>

export function tableOf(parts: EngineParts): RecordTable {
  return parts.records.of(parts.resources.shapeOf(resourceNamed(parts, 'folders')))
}

export function resourceNamed(parts: EngineParts, name: string): Resource {
  const resource = parts.resources.byName(name)
  if (!resource) throw new Error(`there is no resource ${name}`)
  return resource
}

function findWhere(place: Place, sql: string, values: readonly (string | number)[] = []) {
  const scope = ofPlace(place)
  const found = tableOf(place).findFirst({
    sql: `${scope.sql} AND ${sql}`,
    values: [...scope.values, ...values],
  })
  return found ? shownOf(found) : null
}

/** Null while there are no documents at all. */
export function findRoot(place: Place): Shown | null {
  return findWhere(place, "json_extract(data, '$.parent_id') IS NULL")
}

/** The root, made with the recycle bin when it is first needed. Runs in the caller's transaction. */
export function rootOf(writing: Writing): Shown {
  return findRoot(writing) ?? plant(writing)
}

export function binOf(writing: Writing): Shown {
  const root = rootOf(writing)
  const bin = findWhere(writing, "json_extract(data, '$.is_recycle_bin') = 1")
  return bin ?? root
}

/** Marks the inputs with which the two folders are made, which no caller can. */
export const PLANTED = Symbol('planted')

function plant(writing: Writing): Shown {
  const folders = resourceNamed(writing, writing.projectId === 0 ? 'company_folders' : 'folders')
  const nobody = { ...writing, userId: 0, clientId: null, body: {}, runsValidations: false }
  const make = (input: Record<string | symbol, unknown>) => {
    const written = writeRecord(nobody, folders, { ...input, [PLANTED]: true }, null)
    if ('failure' in written) throw new Error(`the root folder is refused: ${written.failure}`)
    return written.shown
  }
  const root = make({ name: ROOT_NAME })
  make({ name: BIN_NAME, parent_id: Number(root['id']) })
  return root
}

/** A folder of this place that is not deleted, or is the bin. */
export function findFolder(place: Place, id: unknown): Shown | null {
  const folderId = parseId(id)
  if (folderId === null) return null
  const sql =
    "id = ? AND json_extract(data, '$.document_type') = 'folder' AND json_extract(data, '$.is_deleted') = 0"
  return findWhere(place, sql, [folderId])
}

/** What lies in a folder, in the order in which it was made. */
export function childrenOf(place: Place, folderId: number): StoredRecord[] {
  const scope = ofPlace(place)
  const sql = `${scope.sql} AND json_extract(data, '$.parent_id') = ?`
  return [...tableOf(place).each({ sql, values: [...scope.values, folderId] })]
}

/** A document of this type and name in the folder, but for the one with this id. */
export function findNamesake(place: Place, document: Shown): Shown | null {
  const { parent_id: parentId, document_type: type, name, id } = document
  if (typeof parentId !== 'number') return null
  const sql = `json_extract(data, '$.parent_id') = ? AND json_extract(data, '$.document_type') = ?
    AND lower(json_extract(data, '$.name')) = lower(?) AND id <> ?
    AND json_extract(data, '$.is_deleted') = 0`
  return findWhere(place, sql, [parentId, String(type), String(name), Number(id)])
}

/** Stores a row as it stands: what follows from its place in the tree is no change of the document. */
export function putRow(parts: EngineParts, row: StoredRecord, shown: Shown): void {
  tableOf(parts).update({ ...row, data: JSON.stringify(shown) })
}

export function shownOf(row: StoredRecord): Shown {
  return JSON.parse(row.data) as Shown
}

/** Sets what a folder tells of its children. */
export function countChildren(place: Place, folderId: unknown): void {
  const row = typeof folderId === 'number' ? tableOf(place).find(folderId) : null
  if (!row) return
  const folder = shownOf(row)
  const isBin = folder['is_recycle_bin'] === true
  const types = new Set<unknown>()
  for (const child of childrenOf(place, row.id)) {
    const { is_deleted: isDeleted, document_type: type } = shownOf(child)
    if (isBin || folder['is_deleted'] === isDeleted) types.add(type)
  }
  const now = {
    ...folder,
    has_children: types.size > 0,
    has_children_files: types.has('file'),
    has_children_folders: types.has('folder'),
  }
  if (JSON.stringify(now) !== row.data) putRow(place, row, now)
}
