/** Areas, sets and disciplines: what the drawings of a project are sorted by. */
import { boolean, date, integer, json, text } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { othersWhere } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'

export const TOOL = 'drawings'

const P = 'projects/{project_id}'
const GONE = { answers: 'id-and-success' } as const
const ADMIN = { create: 'Admin', update: 'Admin' } as const

/** Their bodies are not wrapped. */
export const drawingAreas: Resource = {
  name: 'drawing_areas',
  wrapper: null,
  belongsTo: 'project',
  firstId: 73_001,
  source: '11, Drawings',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: ADMIN,
      routes: ['/rest/v1.0', '/rest/v1.1'].flatMap((version) => [
        ...routesOf(`${version}/${P}/drawing_areas`, ['list', 'create', 'update']),
        ...routesOf(`${version}/${P}/drawing_areas`, ['delete'], GONE),
      ]),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    drawings_count: integer({ readonly: true, default: 0 }),
    deletable: boolean({ readonly: true, default: true }),
    latest_revision_update: text({ readonly: true }),
  },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'invalid-value' }],
  views: { compact: ['id', 'name'], only_ids: ['id'] },
  event: 'Drawing Areas',
  hooks: { keeps: (area, writing) => keptByDrawings(area, writing) },
}

function keptByDrawings(area: Shown, writing: Writing): Refusal | null {
  const drawings = othersWhere(writing, 'drawings', {
    sql: 'parent_id = ?',
    values: [Number(area['id'])],
  })
  return drawings.length === 0 ? null : inUse('Drawing area', `${drawings.length} drawings`)
}

function inUse(what: string, by: string): Refusal {
  const fields = { base: [`${what} cannot be deleted: it is not empty`] }
  return { failure: 'business-rule', fields, because: `${by} are in it` }
}

export const drawingSets: Resource = {
  name: 'drawing_sets',
  wrapper: 'drawing_set',
  belongsTo: 'project',
  firstId: 74_001,
  source: '11, Drawings',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: ADMIN,
      routes: [
        ...routesOf(`/rest/v1.0/${P}/drawing_sets`, ['list', 'update']),
        ...routesOf(`/rest/v1.0/${P}/drawing_sets`, ['create'], { wrapper: null }),
        ...routesOf(`/rest/v1.0/${P}/drawing_sets`, ['delete'], GONE),
      ],
    },
  ],
  fields: {
    project_id: integer({ readonly: true }),
    company_id: integer({ readonly: true }),
    name: text({ required: true, charsMax: 255 }),
    date: date(),
    position: integer({ readonly: true }),
    connected: boolean({ readonly: true, default: false }),
    deletable: boolean({ readonly: true, default: true }),
    published_drawings_count: integer({ readonly: true, default: 0 }),
    unpublished_drawings_count: integer({ readonly: true, default: 0 }),
  },
  shownAs: { id: 'id', name: 'name', date: 'date' },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'invalid-value' }],
  event: 'Drawing Sets',
  hooks: { derive: place, keeps: keptByRevisions },
}

/** From 1, as they were made. */
function place(record: Shown, { writing, before }: Change): void {
  const { projectId, companyId } = writing
  record['project_id'] = projectId
  record['company_id'] = companyId
  if (!before) record['position'] = allOf(writing, 'drawing_sets').length + 1
}

function keptByRevisions(set: Shown, writing: Writing): Refusal | null {
  const count = Number(set['published_drawings_count'])
  const uploads = allOf(writing, 'drawing_uploads').filter(
    ({ shown }) => shown['drawing_set_id'] === set['id'],
  )
  if (count + uploads.length === 0) return null
  return inUse('Drawing set', `${count} revisions and ${uploads.length} uploads`)
}

function allOf(writing: Writing, name: string) {
  return othersWhere(writing, name, { sql: 'project_id = ?', values: [writing.projectId] })
}

const DISCIPLINES = `${P}/drawing_disciplines`

/** They are made with the first drawing that names them, and only renamed here. */
export const drawingDisciplines: Resource = {
  name: 'drawing_disciplines',
  wrapper: null,
  belongsTo: 'project',
  firstId: 75_001,
  source: '11, Drawings',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: ADMIN,
      routes: [
        ...routesOf(`/rest/v1.0/${DISCIPLINES}`, ['list', 'update']),
        ...routesOf(`/rest/v1.1/${DISCIPLINES}`, ['list', 'update']),
        {
          method: 'PUT',
          path: `/rest/v1.0/${DISCIPLINES}/{id}`,
          operation: 'action',
          level: 'Admin',
          run: renameDiscipline,
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    position: integer({ readonly: true }),
    abbreviations: json({ readonly: true, default: [] }),
  },
  shownAs: { id: 'id', name: 'name', position: 'position' },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'invalid-value' }],
  views: { only_ids: ['id'] },
  hooks: {
    derive(discipline, { writing, before }) {
      if (!before) discipline['position'] = allOf(writing, 'drawing_disciplines').length + 1
    },
  },
}

/** The deprecated way: the name is in the query. */
function renameDiscipline(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const name = work.query.get('name')
  if (name === null)
    return { failure: 'missing-field', fields: { name: [messageOf('missing-field')] } }
  const written = work.records.transaction(() =>
    writeRecord(work, drawingDisciplines, { name }, record),
  )
  return 'failure' in written ? written : jsonReply(work, written.shown)
}

/** The discipline of this name in the project, made when there is none. */
export function disciplineNamed(writing: Writing, name: string): Shown | Refusal {
  const known = allOf(writing, 'drawing_disciplines').find(
    ({ shown }) => String(shown['name']).toLowerCase() === name.toLowerCase(),
  )
  if (known) return known.shown
  const made = writeRecord({ ...writing, parentId: 0 }, drawingDisciplines, { name }, null)
  return 'failure' in made ? made : made.shown
}
