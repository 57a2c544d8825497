/** Revisions of drawings: sheets that were uploaded, of which one at a time holds. */
import { boolean, date, integer, json, reference, text } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { jsonReply, textReply } from '../../engine/json-reply.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located, Work, Writing } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { TOOL } from './drawing-areas.ts'

const P = '/rest/v1.0/projects/{project_id}'

/** Parameters of the list that are no filters, and what they are held against. */
const NARROWED = {
  drawing_area_id: '$.drawing_area.id',
  drawing_id: '$.drawing_id',
  drawing_discipline_id: '$.discipline.id',
  drawing_set_id: '$.drawing_set.id',
} as const

export const drawingRevisions: Resource = {
  name: 'drawing_revisions',
  wrapper: 'drawing_revision',
  belongsTo: 'project',
  firstId: 77_001,
  source: '11, Drawings',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { update: 'Admin' },
      routes: [
        ...routesOf(`${P}/drawing_revisions`, ['list'], { narrow: narrowRevisions }),
        ...routesOf(`${P}/drawing_revisions`, ['show', 'update']),
        {
          method: 'POST',
          path: `${P}/drawing_revision_emails/{id}/send_email`,
          operation: 'action',
          success: 204,
          run: sendRevision,
        },
        ...['v1.0', 'v1.1'].map((version) => ({
          method: 'GET' as const,
          path: `/rest/${version}/projects/{project_id}/drawing_revision_terms`,
          operation: 'action' as const,
          level: 'Read Only' as const,
          // Sheets are not read here, and those without terms are left out.
          run: (work: Work) => jsonReply(work, []),
        })),
      ],
    },
  ],
  fields: {
    drawing_id: integer(),
    revision_number: text({ required: true, charsMax: 255 }),
    number: text({ readonly: true }),
    title: text({ readonly: true }),
    drawing_date: date(),
    received_date: date(),
    current: boolean({ readonly: true, default: false }),
    obsolete: boolean({ readonly: true, default: false }),
    floorplan: boolean({ default: false }),
    status: text({ readonly: true, default: 'published' }),
    position: integer({ readonly: true }),
    order_in_drawing: integer({ readonly: true }),
    drawing_set: reference('drawing_sets', { input: 'drawing_set_id', required: true }),
    drawing_area: json({ readonly: true }),
    discipline: json({ readonly: true }),
    pdf_url: text({ readonly: true }),
    pdf_size: integer({ readonly: true }),
    png_url: text({ readonly: true }),
    png_size: integer({ readonly: true }),
    thumbnail_url: text({ readonly: true }),
    large_thumbnail_url: text({ readonly: true }),
    zip_url: text({ readonly: true }),
    width: integer({ readonly: true }),
    height: integer({ readonly: true }),
    has_drawing_sketches: boolean({ readonly: true, default: false }),
    drawing_sketches_count: integer({ readonly: true, default: 0 }),
    has_public_markup_layer_elements: boolean({ readonly: true, default: false }),
    /** What an upload brings, by hand of `drawing-uploads.ts`. */
    sheet: json({ writeonly: true }),
  },
  customFields: true,
  filters: {
    ids: { kind: 'id' },
    query: { kind: 'search', on: ['$.number', '$.title'] },
  },
  views: { only_pdf_urls: ['id', 'pdf_url'], only_ids: ['id'], only_ids_post_review: ['id'] },
  hooks: { rule, stored },
}

/** Obsolete drawings are left out unless they are asked for. */
function narrowRevisions({ query }: Located): SqlCondition | null {
  const conditions: SqlCondition[] = []
  for (const [name, on] of Object.entries(NARROWED)) {
    const given = query.get(name)
    if (given === null) continue
    conditions.push({ sql: `json_extract(data, '${on}') IS ?`, values: [parseId(given) ?? 0] })
  }
  const id = query.get('id')
  if (id !== null) conditions.push({ sql: 'id = ?', values: [parseId(id) ?? 0] })
  const hasObsolete = query.get('with_obsolete') === 'true'
  if (!hasObsolete) conditions.push({ sql: "json_extract(data, '$.obsolete') = 0", values: [] })
  if (conditions.length === 0) return null
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

function rule(revision: Shown, { writing, input, before }: Change): Refusal | null {
  const drawing = findOther(writing, 'drawings', Number(revision['drawing_id']))
  if (drawing?.stored.projectId !== writing.projectId) {
    return { failure: 'resource-not-found', because: 'there is no such drawing here' }
  }
  const twin = revisionNumbered(writing, drawing.shown, revision['revision_number'])
  if (twin !== null && twin !== revision['id']) {
    return { failure: 'business-rule', fields: { revision_number: [REVISION_TAKEN] } }
  }
  const { number = null, title = null, obsolete = false } = drawing.shown
  const area = { id: drawing.stored.parentId }
  Object.assign(revision, { number, title, obsolete, drawing_area: area })
  const found = findOther(
    writing,
    'drawing_disciplines',
    Number(drawing.shown['drawing_discipline_id']),
  )
  const { id = null, name = null, position = null } = found?.shown ?? {}
  revision['discipline'] = { id, name, position }
  if (!before) Object.assign(revision, input['sheet'] ?? {})
  return null
}

/** The id of the drawing's revision of this number; null when it has none. */
export function revisionNumbered(writing: Writing, drawing: Shown, number: unknown): number | null {
  const all = ofDrawing(writing, drawing)
  return all.find(({ shown }) => shown['revision_number'] === number)?.stored.id ?? null
}

export const REVISION_TAKEN = 'is a revision of this drawing already'

function ofDrawing(writing: Writing, drawing: Shown) {
  const sql = "project_id = ? AND json_extract(data, '$.drawing_id') = ?"
  const values = [writing.projectId, Number(drawing['id'])]
  return othersWhere(writing, 'drawing_revisions', { sql, values })
}

/** A revision that has come is the one that holds, and its drawing, set and area know of it. */
function stored(revision: Shown, { writing, before }: Change): void {
  const drawing = findOther(writing, 'drawings', Number(revision['drawing_id']))
  if (!drawing) return
  const others = ofDrawing(writing, drawing.shown)
    .map(({ stored: { id }, shown }) => ({ id, order: Number(shown['order_in_drawing'] ?? 0) }))
    .filter(({ id }) => id !== revision['id'])
    .sort((a, b) => b.order - a.order)
  const isMoved = before !== null && before['drawing_id'] !== revision['drawing_id']
  if (before === null || isMoved) {
    setCurrent(writing, drawing.shown, [Number(revision['id']), ...others.map(({ id }) => id)])
  }
  const set = revision['drawing_set'] as { readonly id: number } | null
  if (set) countSet(writing, set.id)
}

/** @param ids of all revisions of the drawing, newest first */
export function setCurrent(writing: Writing, drawing: Shown, ids: readonly number[]): void {
  for (const [at, id] of ids.entries()) {
    const revision = findOther(writing, 'drawing_revisions', id)
    if (!revision) continue
    const order = {
      current: at === 0,
      order_in_drawing: ids.length - at,
      position: ids.length - at,
    }
    rewriteOther(writing, revision, { ...revision.shown, ...order })
  }
  const newest = findOther(writing, 'drawing_revisions', ids[0] ?? 0)
  const held = findOther(writing, 'drawings', Number(drawing['id']))
  if (!held || !newest) return
  rewriteOther(writing, held, { ...held.shown, current_revision: brief(newest.shown) })
}

/** What a drawing shows of the revision that holds. */
function brief(revision: Shown): Shown {
  const names = [
    'id',
    'revision_number',
    'floorplan',
    'has_drawing_sketches',
    'pdf_url',
    'pdf_size',
  ]
  const urls = ['png_url', 'png_size', 'thumbnail_url', 'large_thumbnail_url', 'updated_at']
  const shown = Object.fromEntries(
    [...names, ...urls].map((name) => [name, revision[name] ?? null]),
  )
  const set = revision['drawing_set'] as { readonly id: number } | null
  return { ...shown, drawing_set_id: set?.id ?? null }
}

function countSet(writing: Writing, setId: number): void {
  const set = findOther(writing, 'drawing_sets', setId)
  if (!set) return
  const sql = "project_id = ? AND json_extract(data, '$.drawing_set.id') = ?"
  const values = [writing.projectId, setId]
  const count = othersWhere(writing, 'drawing_revisions', { sql, values }).length
  const counted = { published_drawings_count: count, deletable: count === 0 }
  rewriteOther(writing, set, { ...set.shown, ...counted })
}

/** Mails are not sent; whether the sheet is there is answered all the same. */
function sendRevision(work: Work): Result {
  const record = findRecord(work)
  return 'failure' in record ? record : textReply(work, '')
}
