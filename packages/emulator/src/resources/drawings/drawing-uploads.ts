/**
 * Drawings that were uploaded, and wait for somebody to review them in the web app. A sheet that names
 * its drawing needs no review: it is its newest revision at once. Source: fact sheet section 9.
 */
import { takeFile } from '../../engine/attachments.ts'
import { boolean, date, integer, type Json, json, text } from '../../engine/field.ts'
import { parseInstant } from '../../engine/instant.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther } from '../../engine/other-records.ts'
import type { Change, FieldErrors, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'
import { type StoredFile, urlOf } from '../../storage/file-table.ts'
import { TOOL } from './drawing-areas.ts'
import { drawingRevisions, REVISION_TAKEN, revisionNumbered } from './drawing-revisions.ts'

const V10 = '/rest/v1.0/projects/{project_id}/drawing_uploads'
const V11 = '/rest/v1.1/projects/{project_id}/drawing_uploads'

/** Sheets in one upload. A guess. */
const IMPORTS_MAX = 500

const SHOWN = { present: imported }

export const drawingUploads: Resource = {
  name: 'drawing_uploads',
  wrapper: 'drawing_upload',
  belongsTo: 'project',
  firstId: 78_001,
  source: '9; 11, Drawings',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { create: 'Admin' },
      routes: [
        ...routesOf(V10, ['list'], SHOWN),
        ...routesOf(V10, ['create'], { ...SHOWN, wrapper: null, idempotent: true }),
        ...routesOf(V11, ['list', 'show'], SHOWN),
        ...routesOf(V11, ['create'], { ...SHOWN, idempotent: true }),
        ...routesOf(V10, ['delete'], { answers: 'id-and-success' }),
        ...routesOf(V11, ['delete'], { answers: 'id-and-success' }),
      ],
    },
  ],
  fields: {
    project_id: integer({ readonly: true }),
    company_id: integer({ readonly: true }),
    created_by_id: integer({ readonly: true }),
    drawing_area_id: integer(),
    drawing_set_id: integer({ required: true }),
    status: text({ readonly: true }),
    drawing_number_contains_revision: boolean({ default: false }),
    get_info_from_filename: boolean({ default: false }),
    notify_on_success: boolean({ readonly: true, default: false }),
    error_email_sent: boolean({ readonly: true, default: false }),
    success_email_sent: boolean({ readonly: true, default: false }),
    deletion_in_progress: boolean({ readonly: true, default: false }),
    pre_adaptive_complete: boolean({ readonly: true, default: true }),
    language: text({ readonly: true, default: 'eng' }),
    drawing_log_imports: json({ default: [] }),
    files: json({ writeonly: true }),
    upload_uuids: json({ writeonly: true }),
    drawing_date: date({ writeonly: true }),
    received_date: date({ writeonly: true }),
  },
  event: 'Drawing Uploads',
  hooks: { rule, stored, keeps },
}

/** The sheets are shown on request, and where one upload is shown. */
function imported(upload: Shown, { query, route }: Work): Shown {
  const isAsked = query.get('view') === 'with_drawing_log_imports' || route.operation === 'show'
  const { drawing_log_imports: imports, ...rest } = upload
  if (!isAsked) return rest
  return {
    ...rest,
    drawing_log_imports: importsOf(imports).map(({ url: _url, size: _size, ...each }) => each),
  }
}

function rule(upload: Shown, { writing, input }: Change): Refusal | null {
  const { projectId, companyId, userId } = writing
  Object.assign(upload, { project_id: projectId, company_id: companyId, created_by_id: userId })
  for (const [key, name] of [
    ['drawing_set_id', 'drawing_sets'],
    ['drawing_area_id', 'drawing_areas'],
  ] as const) {
    const id = upload[key]
    if (id === null) continue
    if (findOther(writing, name, Number(id))?.stored.projectId !== projectId) return invalid(key)
  }
  const imports = readImports(upload, input, writing)
  if (!Array.isArray(imports)) return imports as Refusal
  upload['drawing_log_imports'] = imports as Json
  const needsReview = imports.some(({ drawing_id: drawingId }) => drawingId === null)
  upload['status'] = needsReview ? 'ready_for_review' : 'reviewed'
  return null
}

/** `drawing_log_imports` of v1.1, or the files and uploads of v1.0. */
function readImports(upload: Shown, input: Change['input'], writing: Writing): Shown[] | Refusal {
  const given = input['drawing_log_imports']
  if (given !== undefined) return readEach(upload, given, writing)
  const sheets = [
    ...listOf(input['files']).map((data) => ({ data })),
    ...listOf(input['upload_uuids']).map((uuid) => ({ upload: uuid })),
  ]
  if (sheets.length === 0) return missing(['drawing_log_imports'])
  if (sheets.length > IMPORTS_MAX)
    return { failure: 'batch-too-large', because: `${sheets.length} sheets` }
  const imports: Shown[] = []
  for (const sheet of sheets) {
    const file = takeFile(upload, writing, { ...sheet, uploadKey: 'upload_uuids' })
    if (file === null) return invalid('files')
    if ('failure' in file) return file
    const of = { drawing_date: input['drawing_date'], received_date: input['received_date'] }
    imports.push(toImport(upload, imports.length, file, of))
  }
  return imports
}

function readEach(upload: Shown, given: unknown, writing: Writing): Shown[] | Refusal {
  const items = Array.isArray(given) ? given : []
  if (items.length === 0) return missing(['drawing_log_imports'])
  if (items.length > IMPORTS_MAX)
    return { failure: 'batch-too-large', because: `${items.length} sheets` }
  const imports: Shown[] = []
  for (const item of items) {
    const each = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>
    const { upload_uuid: uuid, drawing_id: drawingId } = each
    const needed =
      drawingId === undefined || drawingId === null ? [] : ['default_revision', 'drawing_date']
    const lacking = ['upload_uuid', ...needed].filter((name) => isBlank(each[name]))
    if (lacking.length > 0) return missing(lacking)
    if (needed.length > 0) {
      const refusal = refuseRevision(writing, each, imports)
      if (refusal) return refusal
    }
    const file = takeFile(upload, writing, { upload: uuid, uploadKey: 'upload_uuid' })
    if (file === null) return invalid('upload_uuid')
    if ('failure' in file) return file
    imports.push(toImport(upload, imports.length, file, each))
  }
  return imports
}

/** The drawing is one of this project, and has no such revision, nor gets one from this upload. */
function refuseRevision(
  writing: Writing,
  { drawing_id: drawingId, default_revision: revision }: Readonly<Record<string, unknown>>,
  before: readonly Shown[],
): Refusal | null {
  const drawing = findOther(writing, 'drawings', Number(drawingId))
  if (drawing?.stored.projectId !== writing.projectId) return invalid('drawing_id')
  const number = String(revision)
  const isTwice = before.some((each) => {
    return each['drawing_id'] === drawing.stored.id && each['default_revision'] === number
  })
  if (!isTwice && revisionNumbered(writing, drawing.shown, number) === null) return null
  return { failure: 'business-rule', fields: { default_revision: [REVISION_TAKEN] } }
}

function toImport(
  upload: Shown,
  at: number,
  file: StoredFile,
  given: Readonly<Record<string, unknown>>,
): Shown {
  const day = (value: unknown) =>
    typeof value === 'string' && parseInstant(value) ? value.slice(0, 10) : null
  const { default_revision: revision, drawing_id: drawingId } = given
  return {
    id: Number(upload['id']) * IMPORTS_MAX + at,
    filename: file.name,
    drawing_set_id: upload['drawing_set_id'] ?? null,
    drawing_date: day(given['drawing_date']),
    received_date: day(given['received_date']),
    default_revision: isBlank(revision) ? null : String(revision),
    drawing_id: isBlank(drawingId) ? null : Number(drawingId),
    url: urlOf(file),
    size: file.size,
  }
}

/** What needs no review is a revision of its drawing now. */
function stored(upload: Shown, { writing, before }: Change): void {
  if (before) return
  for (const sheet of importsOf(upload['drawing_log_imports'])) {
    if (sheet['drawing_id'] !== null) publish(writing, sheet)
  }
}

function publish(writing: Writing, sheet: Shown): void {
  const { drawing_id, drawing_set_id, drawing_date, received_date, default_revision } = sheet
  const { url = null, size = null } = sheet
  const pictures = { png_url: url, png_size: size, thumbnail_url: url, large_thumbnail_url: url }
  const input = {
    ...{ drawing_id, drawing_set_id, drawing_date, received_date },
    revision_number: default_revision,
    sheet: { pdf_url: url, pdf_size: size, ...pictures },
  }
  const written = writeRecord({ ...writing, body: {} }, drawingRevisions, input, null)
  if ('failure' in written)
    throw new Error(`a sheet that was found good is refused: ${written.failure}`)
}

/** Only what was not reviewed can be deleted. */
function keeps(upload: Shown): Refusal | null {
  if (upload['status'] !== 'reviewed') return null
  return { failure: 'business-rule', fields: { base: ['A reviewed upload cannot be deleted'] } }
}

function importsOf(value: Json | undefined): readonly Shown[] {
  return Array.isArray(value) ? (value as readonly Shown[]) : []
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function missing(names: readonly string[]): Refusal {
  const fields: FieldErrors = {}
  for (const name of names) fields[name] = [messageOf('missing-field')]
  return { failure: 'missing-field', fields }
}

function invalid(name: string): Refusal {
  return { failure: 'invalid-value', fields: { [name]: [messageOf('invalid-value')] } }
}
