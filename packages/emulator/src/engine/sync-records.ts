/**
 * The sync action: many creates and updates in one call, each for itself. Source: fact sheet section 8,
 * whose table of identity rules is `identify` below.
 */
import type { Refusal, Result } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { jsonReply } from './json-reply.ts'
import { messageOf } from './messages.ts'
import { isBelow } from './parent.ts'
import { presented } from './present.ts'
import { parseId } from './record-id.ts'
import type { FieldErrors } from './resource.ts'
import type { Work } from './work.ts'
import { type Input, writeRecord } from './write-record.ts'

/** Documented: at most so many items in a call. */
export const SYNC_ITEMS_MAX = 1_000

/** The official error of an item whose id is nobody's. */
export const UNKNOWN_ID: FieldErrors = { id: ['Entity with this ID not found'] }

export function syncRecords(work: Work): Result {
  const key = work.route.row.itemsKey ?? 'updates'
  const updates = work.body[key]
  if (!Array.isArray(updates)) {
    return { failure: 'missing-field', fields: { [key]: [messageOf('missing-field')] } }
  }
  if (updates.length > SYNC_ITEMS_MAX) return tooMany(work, updates.length)
  const entities: string[] = []
  const errors: unknown[] = []
  // One commit for all of them, though each stands for itself: an item that is refused writes nothing.
  work.records.transaction(() => {
    for (const item of updates) {
      const outcome = syncItem(work, item)
      if (outcome.kind === 'stored') entities.push(presented(work, outcome.record.data))
      else errors.push({ ...(isInput(item) ? item : { item }), errors: outcome.errors })
    }
  })
  if (errors.length > 0) work.call.failure = 'sync-items-rejected'
  return jsonReply(work, { entities: entities.map((each) => JSON.parse(each)), errors })
}

type Outcome =
  | { readonly kind: 'stored'; readonly record: StoredRecord }
  | { readonly kind: 'rejected'; readonly errors: Readonly<Record<string, readonly string[]>> }

function syncItem(work: Work, item: unknown): Outcome {
  if (!isInput(item)) return { kind: 'rejected', errors: { base: [messageOf('invalid-value')] } }
  const identity = identify(work, item)
  if (identity.kind === 'unknown-id') return { kind: 'rejected', errors: UNKNOWN_ID }
  const written = writeRecord(work, work.route.resource, item, identity.record)
  if ('stored' in written) return { kind: 'stored', record: written.stored }
  return { kind: 'rejected', errors: written.fields ?? { base: [messageOf(written.failure)] } }
}

type Identity =
  | { readonly kind: 'record'; readonly record: StoredRecord | null }
  | { readonly kind: 'unknown-id' }

/** The id decides when it is given; else the origin_id; without either the item is new. */
function identify(work: Work, item: Input): Identity {
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  if (item['id'] !== undefined && item['id'] !== null) {
    const id = parseId(item['id'])
    const record = id === null ? null : table.find(id)
    const isHere = record !== null && record.deletedMs === null && isOfScope(work, record)
    return isHere ? { kind: 'record', record } : { kind: 'unknown-id' }
  }
  const originId = item['origin_id']
  if (originId === undefined || originId === null || originId === '') {
    return { kind: 'record', record: null }
  }
  const record = table.findByOrigin(work.companyId, String(originId))
  // Unique in the company across its projects: what another project holds is taken, and not ours to change.
  return { kind: 'record', record: record && isOfScope(work, record) ? record : null }
}

function isOfScope(work: Work, record: StoredRecord): boolean {
  if (record.companyId !== work.companyId) return false
  if (!isBelow(work, record)) return false
  return work.projectId === 0 || record.projectId === work.projectId
}

function tooMany(work: Work, count: number): Refusal {
  const is413 = work.platform.assumptions.get('sync-above-max') === '413'
  const because = `${count} items; at most ${SYNC_ITEMS_MAX} are taken in one call`
  return { failure: is413 ? 'batch-too-large' : 'invalid-value', because }
}

function isInput(item: unknown): item is Input {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
}
