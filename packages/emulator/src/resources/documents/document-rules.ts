/** What folders and files obey alike: their place in the tree, their names, and who may see them. */
import { messageOf } from '../../engine/messages.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import {
  binOf,
  childrenOf,
  countChildren,
  FOLDERS_DEEP_MAX,
  findFolder,
  findNamesake,
  PATH_SEPARATOR,
  PLANTED,
  putRow,
  rootOf,
  shownOf,
  tableOf,
} from './document-tree.ts'

/** Sets the folder, the path and the privacy of a document. A document without a folder lies in the root. */
export function placeDocument(document: Shown, { writing, input, before }: Change): Refusal | null {
  const isPlanted = (input as Record<symbol, unknown>)[PLANTED] === true
  const isRoot = isPlanted && document['parent_id'] === null
  if (isRoot || (before && before['parent_id'] === null)) return keepRoot(document)
  const parent = parentOf(document, writing)
  if (!parent) return unknownFolder('there is no such folder here')
  if (parent['is_recycle_bin'] === true && before?.['parent_id'] !== parent['id']) {
    return unknownFolder('documents get into the recycle bin by being deleted')
  }
  // The tree may have been planted just now, and have taken the id.
  const table = tableOf(writing)
  if (!before && table.find(Number(document['id']))) document['id'] = table.nextId()
  const above = foldersAbove(writing, parent)
  if (above.includes(Number(document['id']))) return unknownFolder('it lies in this folder itself')
  if (above.length >= FOLDERS_DEEP_MAX) return unknownFolder('it lies too deep')
  document['parent_id'] = parent['id'] ?? null
  document['is_recycle_bin'] = isPlanted
  follow(document, parent)
  return null
}

function keepRoot(root: Shown): null {
  root['parent_id'] = null
  root['name_with_path'] = root['name'] ?? null
  root['is_recycle_bin'] = false
  root['private'] = false
  return null
}

/** What a document takes from the folder that it lies in. */
function follow(document: Shown, parent: Shown): void {
  document['name_with_path'] = `${parent['name_with_path']}${PATH_SEPARATOR}${document['name']}`
  document['private'] = document['explicit_permissions'] === true || parent['private'] === true
  const { id = null, name = null, name_with_path = null } = parent
  document['private_parent'] =
    parent['private'] === true ? (parent['private_parent'] ?? { id, name, name_with_path }) : null
}

function parentOf(document: Shown, writing: Writing): Shown | null {
  const id = document['parent_id']
  return id === null || id === undefined ? rootOf(writing) : findFolder(writing, id)
}

function foldersAbove(writing: Writing, folder: Shown): number[] {
  const ids: number[] = []
  let at: Shown | null = folder
  while (at !== null && ids.length <= FOLDERS_DEEP_MAX) {
    ids.push(Number(at['id']))
    at = at['parent_id'] === null ? null : findFolder(writing, at['parent_id'])
  }
  return ids
}

/** After a document was stored: what lies below it follows, and its folders know of it. */
export function settleDocument(document: Shown, { writing, before }: Change): void {
  if (before && changed(document, before)) followDown(writing, document)
  countChildren(writing, document['parent_id'])
  if (before && before['parent_id'] !== document['parent_id']) {
    countChildren(writing, before['parent_id'])
  }
}

function changed(document: Shown, before: Shown): boolean {
  return ['name_with_path', 'private'].some((name) => document[name] !== before[name])
}

function followDown(writing: Writing, folder: Shown): void {
  if (folder['document_type'] !== 'folder') return
  for (const row of childrenOf(writing, Number(folder['id']))) {
    const child = shownOf(row)
    follow(child, folder)
    putRow(writing, row, child)
    followDown(writing, child)
  }
}

/** Moves a document into the recycle bin, and all that lies in it with it. */
export function binDocument(writing: Writing, document: Shown): void {
  const bin = binOf(writing)
  const from = document['parent_id']
  const row = tableOf(writing).find(Number(document['id']))
  if (!row) return
  const binned = { ...document, is_deleted: true, parent_id: bin['id'] ?? null }
  follow(binned, bin)
  putRow(writing, { ...row, updatedMs: writing.nowMs }, binned)
  markBelow(writing, binned)
  countChildren(writing, from)
  countChildren(writing, bin['id'])
}

function markBelow(writing: Writing, folder: Shown): void {
  for (const row of childrenOf(writing, Number(folder['id']))) {
    const child = { ...shownOf(row), is_deleted: true }
    follow(child, folder)
    putRow(writing, row, child)
    markBelow(writing, child)
  }
}

/** A name is there once in its folder: 409 with what is in the way when it is changed, 400 on a create. */
export function nameTaken(document: Shown, { writing, before }: Change): Refusal | null {
  const other = findNamesake(writing, document)
  if (!other) return null
  const because = `${other['document_type']} ${other['id']} has this name in folder ${other['parent_id']}`
  const text = messageOf('duplicate-record')
  if (!before) return { failure: 'invalid-value', fields: { name: [text] }, because }
  const beside = { error_type: 'duplicate_name', file: { id: other['id'], name: other['name'] } }
  return { failure: 'duplicate-record', fields: { base: [`Name ${text}`] }, beside, because }
}

function unknownFolder(because: string): Refusal {
  const fields = { parent_id: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields, because: `parent_id: ${because}` }
}
