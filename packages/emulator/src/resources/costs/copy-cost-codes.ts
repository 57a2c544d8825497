/** Copying standard cost codes into a project or a sub job: all of a list, or some. */
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'

/** Codes that one call names. A guess. */
const CODES_MAX = 10_000
/** Some were copied and some were not. */
const SOME = 207

interface Copied {
  readonly successes: readonly Shown[]
  /** The full codes that are in the project already. */
  readonly failures: readonly string[]
}

export function copyFromStandardList(work: Work): Result {
  const copied = copy(work, null)
  return 'failure' in copied ? copied : textReply(work, JSON.stringify(copied.successes))
}

export function copySubset(work: Work): Result {
  const ids = work.body['standard_cost_code_ids']
  if (!Array.isArray(ids) || ids.length > CODES_MAX) {
    const fields = { standard_cost_code_ids: [messageOf('invalid-value')] }
    return { failure: 'invalid-value', fields }
  }
  const copied = copy(work, new Set(ids.map((each) => parseId(each) ?? 0)))
  if ('failure' in copied) return copied
  const status = copied.failures.length > 0 ? SOME : work.route.success
  return textReply(work, JSON.stringify(copied), status)
}

/** @param only the ids to copy; null for all. A code whose parent is not in the project comes to the top. */
function copy(work: Work, only: ReadonlySet<number> | null): Copied | Refusal {
  const standard = work.resources.byName('standard_cost_codes')
  const listId = parseId(work.body['standard_cost_code_list_id'])
  if (!standard || listId === null) return noSuchList(listId)
  const table = work.records.of(work.resources.shapeOf(standard))
  const where = {
    sql: 'parent_id = ? AND company_id = ? AND deleted_ms IS NULL',
    values: [listId, work.companyId],
  }
  const codes = [...table.each(where)]
    .map((each) => JSON.parse(each.data) as Shown)
    .filter((each) => !only || only.has(Number(each['id'])))
    // A parent before what is below it: its full code is shorter.
    .sort((a, b) => String(a['full_code']).length - String(b['full_code']).length)
  if (codes.length === 0) return noSuchList(listId)
  return work.records.transaction(() => {
    const copies = new Map<number, number>()
    const successes: Shown[] = []
    const failures: string[] = []
    for (const code of codes) {
      const written = writeRecord(work, work.route.resource, inputOf(code, copies), null)
      if ('failure' in written) {
        failures.push(String(code['full_code']))
        const held = copyOf(work, Number(code['id']))
        if (held !== null) copies.set(Number(code['id']), held)
        continue
      }
      copies.set(Number(code['id']), written.stored.id)
      successes.push(written.shown)
    }
    return { successes, failures }
  })
}

/** The copy that is in the project, or the sub job, already. */
function copyOf(work: Work, standardId: number): number | null {
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  const sql = `project_id = ? AND ifnull(parent_id, 0) = ? AND deleted_ms IS NULL
    AND json_extract(data, '$.standard_cost_code_id') = ?`
  return table.findFirst({ sql, values: [work.projectId, work.parentId, standardId] })?.id ?? null
}

function inputOf(code: Shown, copies: ReadonlyMap<number, number>) {
  return {
    name: code['name'],
    code: code['code'],
    parent_id: copies.get(Number(code['parent_id'])) ?? null,
    standard_cost_code_id: code['id'],
  }
}

function noSuchList(listId: number | null): Refusal {
  const fields = { standard_cost_code_list_id: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields, because: `list ${listId} has no such codes` }
}
