/**
 * Sets of specifications, what was uploaded into them, and the revisions of sections. A file that names
 * its section is its newest revision at once; others wait for a review in the web app [assumed].
 */
import { takeFile } from '../../engine/attachments.ts'
import { choice, createdBy, date, integer, json, text } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located, Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { urlOf } from '../../storage/file-table.ts'
import { TOOL } from './specification-sections.ts'

const P = '/rest/v1.0/projects/{project_id}'

/** Files in one upload. A guess. */
const FILES_MAX = 500

export const specificationSets: Resource = {
  name: 'specification_sets',
  wrapper: null,
  belongsTo: 'project',
  firstId: 82_001,
  source: '7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { create: 'Admin' },
      routes: routesOf(`${P}/specification_sets`, ['list', 'show', 'create']),
    },
  ],
  fields: {
    project_id: integer({ readonly: true }),
    company_id: integer({ readonly: true }),
    name: text({ required: true, charsMax: 255 }),
    date: date(),
    position: integer({ readonly: true }),
    deleted_at: text({ readonly: true }),
  },
  shownAs: { id: 'id', name: 'name', date: 'date' },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'invalid-value' }],
  event: 'Specification Sets',
  hooks: {
    derive(set, { writing, before }) {
      const { projectId, companyId } = writing
      Object.assign(set, { project_id: projectId, company_id: companyId })
      if (!before) set['position'] = allOf(writing, 'specification_sets').length + 1
    },
  },
}

function allOf(writing: Writing, name: string) {
  return othersWhere(writing, name, { sql: 'project_id = ?', values: [writing.projectId] })
}

export const specificationRevisions: Resource = {
  name: 'specification_section_revisions',
  wrapper: null,
  belongsTo: 'project',
  firstId: 83_001,
  source: '7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      routes: [
        ...routesOf('/rest/v1.0/specification_section_revisions', ['list'], {
          requires: ['specification_section_division_id'],
          narrow: ofDivision,
        }),
        ...routesOf('/rest/v1.0/specification_section_revisions', ['show']),
        {
          method: 'POST',
          path: `${P}/specification_section_revision_emails/{id}/send_email`,
          operation: 'action',
          success: 204,
          run: sendRevision,
        },
      ],
    },
  ],
  fields: {
    specification_section_id: integer({ required: true }),
    specification_section_division_id: integer({ readonly: true }),
    specification_set_id: integer(),
    number: text({ readonly: true }),
    description: text({ readonly: true }),
    revision: text(),
    issued_date: date(),
    received_date: date(),
    url: text(),
  },
  customFields: true,
  event: 'Specification Section Revisions',
  hooks: { rule: fromSection, stored: setCurrent },
}

/** The newest of each section of the division; all of them on request. */
function ofDivision({ query, projectId }: Located): SqlCondition {
  const id = parseId(query.get('specification_section_division_id')) ?? 0
  const sql = "json_extract(data, '$.specification_section_division_id') = ?"
  if (query.get('all_revisions') === 'true') return { sql, values: [id] }
  const current = `SELECT json_extract(data, '$.current_revision_id')
    FROM specification_sections WHERE project_id = ?`
  return { sql: `${sql} AND id IN (${current})`, values: [id, projectId] }
}

function fromSection(revision: Shown, { writing }: Change): Refusal | null {
  const section = sectionOf(writing, revision['specification_section_id'])
  if (!section) return notFound('section')
  const { number = null, description = null } = section.shown
  const { specification_section_division_id = null } = section.shown
  Object.assign(revision, { number, description, specification_section_division_id })
  return null
}

function sectionOf(writing: Writing, id: unknown) {
  const section = findOther(writing, 'specification_sections', Number(id))
  return section?.stored.projectId === writing.projectId ? section : null
}

function setCurrent(revision: Shown, { writing }: Change): void {
  const section = sectionOf(writing, revision['specification_section_id'])
  if (section) {
    const current_revision_id = revision['id'] ?? null
    rewriteOther(writing, section, { ...section.shown, current_revision_id })
  }
}

function sendRevision(work: Work): Result {
  const record = findRecord(work)
  return 'failure' in record ? record : textReply(work, '')
}

export const specificationUploads: Resource = {
  name: 'specification_uploads',
  wrapper: null,
  belongsTo: 'project',
  firstId: 84_001,
  source: '7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { create: 'Admin' },
      routes: [
        ...routesOf(`${P}/specification_uploads`, ['list']),
        // One upload is made, and a list of it is answered.
        ...routesOf(`${P}/specification_uploads`, ['create'], { present: (upload) => [upload] }),
      ],
    },
  ],
  fields: {
    specification_set_id: integer({ required: true }),
    spec_format: choice(['CSI', 'NCS', 'no_format'], { required: true }),
    issued_date: date(),
    received_date: date(),
    status: text({ readonly: true }),
    locale: text({ readonly: true, default: 'en' }),
    specification_section_id: integer({ writeonly: true }),
    default_revision: text({ writeonly: true }),
    ignore_number: text({ writeonly: true }),
    files: json({ writeonly: true }),
    upload_uuids: json({ writeonly: true }),
    created_by: createdBy(),
  },
  filters: {
    status: { kind: 'equals', on: '$.status', as: 'text' },
    specification_set_id: { kind: 'equals', on: '$.specification_set_id', as: 'integer' },
  },
  hooks: { rule: takeFiles, stored: publish },
}

/** The addresses of what was taken, until the revisions that show them are stored. */
const TAKEN = new WeakMap<Shown, string[]>()

function takeFiles(upload: Shown, { writing, input }: Change): Refusal | null {
  const set = findOther(writing, 'specification_sets', Number(upload['specification_set_id']))
  if (set?.stored.projectId !== writing.projectId) return notFound('set')
  const sectionId = input['specification_section_id'] ?? null
  if (sectionId !== null && !sectionOf(writing, sectionId)) return notFound('section')
  const given = [
    ...listOf(input['files']).map((data) => ({ data })),
    ...listOf(input['upload_uuids']).map((uuid) => ({ upload: uuid })),
  ]
  if (given.length === 0) {
    return { failure: 'missing-field', fields: { files: [messageOf('missing-field')] } }
  }
  if (given.length > FILES_MAX)
    return { failure: 'batch-too-large', because: `${given.length} files` }
  const urls: string[] = []
  for (const each of given) {
    const file = takeFile(upload, writing, { ...each, uploadKey: 'upload_uuids' })
    if (file !== null && 'failure' in file) return file
    if (file === null) {
      return { failure: 'invalid-value', fields: { files: [messageOf('invalid-value')] } }
    }
    urls.push(urlOf(file))
  }
  TAKEN.set(upload, urls)
  upload['status'] = sectionId === null ? 'ready_for_review' : 'reviewed'
  return null
}

function publish(upload: Shown, { writing, input }: Change): void {
  const { specification_section_id, default_revision: revision } = input
  if (specification_section_id === undefined || specification_section_id === null) return
  const { specification_set_id, issued_date, received_date } = upload
  for (const url of TAKEN.get(upload) ?? []) {
    const of = { specification_section_id, specification_set_id, issued_date, received_date }
    const attributes = { ...of, revision, url }
    const written = writeRecord({ ...writing, body: {} }, specificationRevisions, attributes, null)
    if ('failure' in written) throw new Error(`a revision is refused: ${written.failure}`)
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function notFound(what: string): Refusal {
  return { failure: 'resource-not-found', because: `there is no such specification ${what} here` }
}
