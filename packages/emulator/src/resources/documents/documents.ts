/** The flat index of folders and files, of a project and of a company; and the revisions of one file. */
import type { Json } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { listOf } from '../../engine/list.ts'
import type { PathGroup, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import type { Located, Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { FIRST_DOCUMENT_ID } from './document-fields.ts'
import { ofPlace } from './document-paths.ts'
import { shownOf } from './document-tree.ts'
import { versionsOf } from './file-versions.ts'

/** Revisions in one answer. Source: the description of the operation. */
const REVISIONS_MAX = 20

const IN_BIN = "json_extract(data, '$.is_deleted')"

export const documents: Resource = {
  name: 'documents',
  wrapper: null,
  belongsTo: 'project',
  firstId: FIRST_DOCUMENT_ID,
  source: '11, Folders & files',
  fields: {},
  paths: [
    group('project', [
      index('/rest/v1.0/projects/{project_id}/documents'),
      index('/rest/v2.0/projects/{project_id}/documents'),
      revisions('/rest/v2.0/projects/{project_id}/documents'),
    ]),
    group('company', [
      index('/rest/v1.0/companies/{company_id}/documents'),
      index('/rest/v2.0/companies/{company_id}/documents'),
      revisions('/rest/v2.0/companies/{company_id}/documents'),
    ]),
  ],
  privateTo: ['created_by'],
  filters: {
    document_type: { kind: 'equals', on: '$.document_type', as: 'text' },
    file_type: { kind: 'equals', on: '$.file_type', as: 'text' },
    folder_id: { kind: 'equals', on: '$.parent_id', as: 'integer' },
    created_by_id: { kind: 'equals', on: '$.created_by.id', as: 'integer' },
    private: { kind: 'equals', on: '$.private', as: 'boolean' },
    search: { kind: 'search', on: ['$.name'] },
    is_in_recycle_bin: {
      kind: 'word',
      words: {
        true: { sql: `${IN_BIN} = 1`, values: [] },
        false: { sql: `${IN_BIN} = 0`, values: [] },
      },
    },
  },
  sorts: {
    name: { on: '$.name' },
    document_type: { on: '$.document_type' },
    document_type_then_name: { on: '$.document_type' },
    document_type_then_created_at: { on: '$.document_type' },
    document_type_then_updated_at: { on: '$.document_type' },
  },
}

function group(scope: 'project' | 'company', routes: readonly RouteRow[]): PathGroup {
  return { scope, tool: 'documents', within: belowRoot, routes }
}

/** All but the root, which is no document of anybody's. */
function belowRoot(located: Located): SqlCondition {
  const { sql, values } = ofPlace(located)
  return { sql: `${sql} AND json_extract(data, '$.parent_id') IS NOT NULL`, values }
}

function index(path: string): RouteRow {
  return { method: 'GET', path, operation: 'list', narrow: outsideBin, present: indexed }
}

/** What was deleted is listed when it is asked for. */
function outsideBin({ query }: Located): SqlCondition | null {
  const isAsked = query.get('filters[is_in_recycle_bin]') !== null
  return isAsked ? null : { sql: `${IN_BIN} = 0`, values: [] }
}

function indexed(document: Shown): Json {
  const isFile = document['document_type'] === 'file'
  const pick = (...names: readonly string[]): Shown =>
    Object.fromEntries(names.map((name) => [name, document[name] ?? null]))
  return {
    ...pick('id', 'name', 'name_with_path', 'parent_id', 'created_at', 'created_by', 'updated_at'),
    ...pick('read_only', 'is_deleted', 'is_recycle_bin', 'document_type', 'is_tracked', 'private'),
    ...pick('private_parent', 'tracked_folder', 'custom_fields'),
    file: isFile
      ? {
          ...pick('checked_out_by', 'checked_out_until', 'description', 'file_type'),
          current_version: versionsOf(document)[0] ?? null,
        }
      : null,
    children: isFile ? null : pick('has_children', 'has_children_files', 'has_children_folders'),
  }
}

function revisions(path: string): RouteRow {
  return {
    method: 'GET',
    path: `${path}/{document_id}/revisions`,
    operation: 'action',
    level: 'Read Only',
    idParameter: 'document_id',
    run: listRevisions,
  }
}

/** The newest versions of a file; a folder has none. */
function listRevisions(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const file = shownOf(record)
  const newest = versionsOf(file).slice(0, REVISIONS_MAX)
  return listOf(
    work,
    newest.map(({ id, name, size, number, url, file_type, created_by, created_at }) => ({
      ...{ id, url, file_id: file['id'], file_name: name, file_size: size },
      ...{ file_version: number, file_type, created_by, created_at },
    })),
  )
}
