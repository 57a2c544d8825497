/** Where documents are reached: those of a project, and those of a company, at addresses of their own. */
import type { PathGroup, RouteRow } from '../../engine/resource.ts'
import type { Located } from '../../engine/work.ts'
import type { SqlCondition } from '../../state/record-table.ts'

/** The tool, at the project and at the company. */
const TOOL = 'documents'

export type DocumentType = 'file' | 'folder'

/** The two groups of one type: project documents are `/rest/v1.0/files`, with the project in the query. */
export function documentPaths(
  type: DocumentType,
  routes: (path: string) => readonly RouteRow[],
): readonly PathGroup[] {
  const name = `${type}s`
  const shared = { tool: TOOL, within: liveOf(type) }
  return [
    { ...shared, scope: 'project', routes: routes(`/rest/v1.0/${name}`) },
    { ...shared, scope: 'company', routes: routes(`/rest/v1.0/companies/{company_id}/${name}`) },
  ]
}

/** Documents of a company are of project 0; the recycle bin is reached through its folder alone. */
function liveOf(type: DocumentType): (located: Located) => SqlCondition {
  return ({ companyId, projectId }) => ({
    sql: `company_id = ? AND project_id = ? AND json_extract(data, '$.is_deleted') = 0
      AND json_extract(data, '$.document_type') = ?`,
    values: [companyId, projectId, type],
  })
}
