/** Folders: the whole tree at once, or one of them with what lies in it. */
import { boolean } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { mayBeShown } from '../../engine/privacy.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { removeDocument } from './delete-document.ts'
import { documentFields, FIRST_DOCUMENT_ID } from './document-fields.ts'
import { documentPlaces } from './document-paths.ts'
import { nameTaken, placeDocument, settleDocument } from './document-rules.ts'
import { childrenOf, rootOf, shownOf } from './document-tree.ts'
import { fileShown } from './file-versions.ts'

/** Documents in one tree: the documents of larger projects take too long, and are answered 408. A guess. */
const TREE_MAX = 5_000

export const FOLDERS: readonly Resource[] = documentPlaces('folder', folderRoutes).map((place) => {
  return {
    ...place,
    table: 'documents',
    wrapper: 'folder',
    firstId: FIRST_DOCUMENT_ID,
    source: '11, Folders & files',
    fields: {
      ...documentFields('folder'),
      has_children: boolean({ readonly: true, default: false }),
      has_children_files: boolean({ readonly: true, default: false }),
      has_children_folders: boolean({ readonly: true, default: false }),
    },
    customFields: true,
    privateTo: ['created_by'],
    hooks: { rule, stored: settleDocument },
  }
})

function folderRoutes(path: string): readonly RouteRow[] {
  return [
    { method: 'GET', path, operation: 'action', level: 'Read Only', run: showTree },
    ...routesOf(path, ['show', 'create', 'update'], { present: withChildren }),
    {
      method: 'DELETE',
      path: `${path}/{id}`,
      operation: 'action',
      level: 'Admin',
      run: removeFolder,
    },
  ]
}

function rule(folder: Shown, change: Change): Refusal | null {
  const { before } = change
  if (before && (before['parent_id'] === null || before['is_recycle_bin'] === true)) {
    return { failure: 'business-rule', fields: { base: ['This folder cannot be changed'] } }
  }
  return placeDocument(folder, change) ?? nameTaken(folder, change)
}

/** One object: the root with everything below it, but for what is in the recycle bin. */
function showTree(work: Work): Result {
  const root = work.records.transaction(() => rootOf({ ...work, parentId: 0 }))
  const budget = { left: TREE_MAX }
  const tree = withAllBelow(root, work, budget)
  if (budget.left >= 0) return jsonReply(work, tree)
  return { failure: 'request-timeout-batch', because: `more than ${TREE_MAX} documents` }
}

function withAllBelow(folder: Shown, work: Work, budget: { left: number }): Shown {
  const shown = withChildren(folder, work)
  const below = shown['folders'] as readonly Shown[]
  budget.left -= below.length + (shown['files'] as readonly Shown[]).length
  if (budget.left < 0) return shown
  const inside = below.map((child) =>
    child['is_recycle_bin'] === true ? child : withAllBelow(child, work, budget),
  )
  return { ...shown, folders: inside }
}

/** A folder with what lies in it, as far as the caller may see it and asks for it. */
function withChildren(folder: Shown, work: Work): Shown {
  const excludes = (what: string) => work.query.get(`exclude_${what}`) === 'true'
  const isBin = folder['is_recycle_bin'] === true
  const inside: Record<'file' | 'folder', Shown[]> = { file: [], folder: [] }
  for (const row of childrenOf(work, Number(folder['id']))) {
    const child = shownOf(row)
    if ((child['is_deleted'] === true && !isBin) || !mayBeShown(work, row)) continue
    if (child['document_type'] === 'file') inside.file.push(fileShown(child, work))
    else inside.folder.push({ ...child, folders: [], files: [] })
  }
  return {
    ...folder,
    folders: excludes('folders') ? [] : inside.folder,
    files: excludes('files') ? [] : inside.file,
  }
}

function removeFolder(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const folder = shownOf(record)
  if (folder['parent_id'] === null || folder['is_recycle_bin'] === true) {
    return { failure: 'business-rule', fields: { base: ['This folder cannot be deleted'] } }
  }
  return removeDocument(work, record)
}
