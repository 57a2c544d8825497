/** Codes that hang below other codes: `01-010` is `010` below `01`. The hooks of such a resource. */
import type { FailureId } from '@underpin/failures'
import { messageOf } from '../../engine/messages.ts'
import type { Change, Hooks, Resource, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { StoredRecord } from '../../state/record-table.ts'

/** Tiers of one tree. A guess. */
const TIERS_MAX = 20

export interface CodeTree {
  /** Asked for late: a resource and its hooks name each other. */
  readonly resource: () => Resource
  /** The id of the code above; null at the top. */
  readonly aboveOf: (record: Shown) => number | null
  /** The path of that id in the shown record, such as `$.parent.id`. */
  readonly abovePath: string
  /** What a code is refused with that cannot be where it should. */
  readonly failure: FailureId
}

/** Sets `full_code`, keeps the tree a tree, and writes the codes below again when it changes. */
export function codeTreeHooks(tree: CodeTree) {
  return {
    derive(record: Shown, { writing }: Change): void {
      const above = codeAbove(tree, writing, record)
      const prefix = above ? `${JSON.parse(above.data).full_code}-` : ''
      record['full_code'] = `${prefix}${record['code'] ?? ''}`
    },
    rule(record: Shown, { writing }: Change) {
      if (tree.aboveOf(record) === null || isTree(tree, writing, record)) return null
      return { failure: tree.failure, fields: { parent_id: [messageOf('invalid-value')] } }
    },
    stored(record: Shown, { writing, before }: Change): void {
      if (!before || before['full_code'] === record['full_code']) return
      const where = {
        sql: `company_id = ? AND deleted_ms IS NULL AND json_extract(data, '${tree.abovePath}') = ?`,
        values: [writing.companyId, Number(record['id'])],
      }
      for (const below of [...tableOf(tree, writing).each(where)]) {
        writeRecord(writing, tree.resource(), {}, below)
      }
    },
  } satisfies Hooks
}

/** True when the way up ends at the top, and does not lead through the code itself. */
function isTree(tree: CodeTree, writing: Writing, record: Shown): boolean {
  let current = record
  for (let tier = 0; tier < TIERS_MAX; tier += 1) {
    if (tree.aboveOf(current) === null) return true
    const above = codeAbove(tree, writing, current)
    if (!above || above.id === record['id']) return false
    current = JSON.parse(above.data) as Shown
  }
  return false
}

/** In the same place: the same project, sub job or list. */
function codeAbove(tree: CodeTree, writing: Writing, record: Shown): StoredRecord | null {
  const id = tree.aboveOf(record)
  const above = id === null ? null : tableOf(tree, writing).find(id)
  if (!above || above.deletedMs !== null || above.companyId !== writing.companyId) return null
  const isInProject = above.projectId === null || above.projectId === writing.projectId
  return isInProject && (above.parentId ?? 0) === writing.parentId ? above : null
}

function tableOf(tree: CodeTree, writing: Writing) {
  return writing.records.of(writing.resources.shapeOf(tree.resource()))
}
