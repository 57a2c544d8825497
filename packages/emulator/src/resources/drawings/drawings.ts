/** Drawings of an area: each is a number and a title, and the revision of it that holds now. */
import { boolean, integer, integerList, json, text } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { disciplineNamed, TOOL } from './drawing-areas.ts'
import { setCurrent } from './drawing-revisions.ts'

const AREA = { resource: 'drawing_areas', parameter: 'drawing_area_id' }
const path = (version: string) => `/rest/${version}/drawing_areas/{drawing_area_id}/drawings`

export const drawings: Resource = {
  name: 'drawings',
  wrapper: 'drawing',
  belongsTo: 'project',
  parent: AREA,
  firstId: 76_001,
  source: '11, Drawings',
  paths: [
    {
      scope: 'project',
      projectOf: AREA,
      tool: TOOL,
      routes: [
        ...routesOf(path('v1.0'), ['list', 'update']),
        ...routesOf(path('v1.1'), ['list', 'create', 'update']),
      ],
    },
  ],
  fields: {
    number: text({ required: true, charsMax: 255 }),
    title: text(),
    obsolete: boolean({ default: false }),
    discipline: text({ readonly: true }),
    drawing_discipline_id: integer({ readonly: true }),
    /** `{ name }`: the discipline is found, or made. */
    drawing_discipline: json({ writeonly: true, required: true }),
    current_revision: json({ readonly: true }),
    ordered_revision_ids: integerList({ writeonly: true }),
  },
  shownAs: { id: 'id', number: 'number', title: 'title' },
  unique: [{ fields: ['number'], within: 'parent', refusedAs: 'business-rule' }],
  filters: {
    drawing_discipline_id: { kind: 'equals', on: '$.drawing_discipline_id', as: 'integer' },
    drawing_set_id: { kind: 'equals', on: '$.current_revision.drawing_set_id', as: 'integer' },
  },
  views: { compact: ['id', 'number', 'title', 'discipline', 'obsolete'] },
  event: 'Drawings',
  hooks: { rule, stored },
}

function rule(drawing: Shown, change: Change): Refusal | null {
  return setOrder(drawing, change) ?? setDiscipline(drawing, change)
}

function setDiscipline(drawing: Shown, { writing, input }: Change): Refusal | null {
  const given = input['drawing_discipline']
  if (given === undefined) return null
  const isObject = typeof given === 'object' && given !== null && 'name' in given
  const name = isObject ? given.name : null
  if (typeof name !== 'string' || name === '') {
    return {
      failure: 'missing-field',
      fields: { drawing_discipline: [messageOf('missing-field')] },
    }
  }
  const discipline = disciplineNamed(writing, name)
  if ('failure' in discipline) return discipline as Refusal
  drawing['drawing_discipline_id'] = discipline['id'] ?? null
  drawing['discipline'] = discipline['name'] ?? null
  return null
}

/** All of the drawing's revisions, newest first: the first is the one that holds. */
function setOrder(drawing: Shown, { writing, input, before }: Change): Refusal | null {
  const given = input['ordered_revision_ids']
  if (given === undefined || !before) return null
  const ids = Array.isArray(given) ? given.map(Number) : []
  const known = new Set(revisionsOf(writing, drawing).map(({ stored: row }) => row.id))
  const isAll = ids.length === known.size && ids.every((id) => known.has(id))
  if (isAll && new Set(ids).size === ids.length) return null
  const fields = { ordered_revision_ids: ['are not the revisions of this drawing'] }
  return { failure: 'business-rule', fields }
}

function stored(drawing: Shown, { writing, input, before }: Change): void {
  const given = input['ordered_revision_ids']
  if (Array.isArray(given) && before) setCurrent(writing, drawing, given.map(Number))
  const changed = ['number', 'title', 'obsolete', 'drawing_discipline_id'].some(
    (name) => before && before[name] !== drawing[name],
  )
  if (changed) tellRevisions(writing, drawing)
  if (!before) countDrawings(writing)
}

/** A revision shows the number and the title of its drawing. */
function tellRevisions(writing: Writing, drawing: Shown): void {
  const { number = null, title = null, obsolete = null } = drawing
  const found = findOther(writing, 'drawing_disciplines', Number(drawing['drawing_discipline_id']))
  const { id = null, name = null, position = null } = found?.shown ?? {}
  const discipline = { id, name, position }
  for (const revision of revisionsOf(writing, drawing)) {
    rewriteOther(writing, revision, { ...revision.shown, number, title, obsolete, discipline })
  }
}

function revisionsOf(writing: Writing, drawing: Shown) {
  const sql = "project_id = ? AND json_extract(data, '$.drawing_id') = ?"
  const values = [writing.projectId, Number(drawing['id'])]
  return othersWhere(writing, 'drawing_revisions', { sql, values })
}

function countDrawings(writing: Writing): void {
  const area = findOther(writing, 'drawing_areas', writing.parentId)
  if (!area) return
  const sql = 'parent_id = ?'
  const count = othersWhere(writing, 'drawings', { sql, values: [writing.parentId] }).length
  rewriteOther(writing, area, { ...area.shown, drawings_count: count, deletable: count === 0 })
}
