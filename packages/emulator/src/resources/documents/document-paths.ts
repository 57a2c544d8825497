/** Where documents are reached: those of a project, and those of a company, at addresses of their own. */
import type { PathGroup, RouteRow } from '../../engine/resource.ts'
import type { Located } from '../../engine/work.ts'
import type { SqlCondition } from '../../state/record-table.ts'

/** The tool, at the project and at the company. */
const TOOL = 'documents'

export type DocumentType = 'file' | 'folder'

export interface DocumentPlace {
  readonly belongsTo: 'project' | 'company'
  /** Of the resource: `files`, and `company_files`. */
  readonly name: string
  /** What webhooks call it: `Project Files`. */
  readonly event: string
  readonly paths: readonly PathGroup[]
}

/** Project documents are `/rest/v1.0/files`, with the project in the query. */
export function documentPlaces(
  type: DocumentType,
  routes: (path: string) => readonly RouteRow[],
): readonly DocumentPlace[] {
  const name = `${type}s`
  const title = `${type === 'file' ? 'File' : 'Folder'}s`
  const shared = { tool: TOOL, within: liveOf(type) }
  return [
    {
      ...{ belongsTo: 'project', name, event: `Project ${title}` },
      paths: [{ ...shared, scope: 'project', routes: routes(`/rest/v1.0/${name}`) }],
    },
    {
      ...{ belongsTo: 'company', name: `company_${name}`, event: `Company ${title}` },
      paths: [
        {
          ...shared,
          scope: 'company',
          routes: routes(`/rest/v1.0/companies/{company_id}/${name}`),
        },
      ],
    },
  ]
}

/** The rows of one project, or of the company itself. */
export function ofPlace({ companyId, projectId }: Pick<Located, 'companyId' | 'projectId'>) {
  const projectOrNone = projectId === 0 ? null : projectId
  return { sql: 'company_id = ? AND project_id IS ?', values: [companyId, projectOrNone] }
}

/** What is in the recycle bin is reached through its folder alone. */
function liveOf(type: DocumentType): (located: Located) => SqlCondition {
  return (located) => {
    const { sql, values } = ofPlace(located)
    const live = `${sql} AND json_extract(data, '$.is_deleted') = 0
      AND json_extract(data, '$.document_type') = ?`
    return { sql: live, values: [...values, type] }
  }
}
