/** What became of a coordination issue: every change of it, and those of its status in a shape of their own. */
import { createdBy, json, text } from '../../engine/field.ts'
import type { Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { within } from '../traits/embedded.ts'

const PATH = '/rest/v1.0/coordination_issues/{coordination_issue_id}'

const onlyStatus: NonNullable<RouteRow['narrow']> = () => {
  return { sql: "json_extract(data, '$.column') = ?", values: ['status'] }
}

export const coordinationIssueChanges: Resource = {
  name: 'coordination_issue_changes',
  wrapper: null,
  belongsTo: 'project',
  parent: { resource: 'coordination_issues', parameter: 'coordination_issue_id' },
  firstId: 60_501,
  source: '8',
  paths: [
    {
      scope: 'project',
      tool: 'coordination_issues',
      routes: [
        { method: 'GET', path: `${PATH}/change_history`, operation: 'list' },
        {
          method: 'GET',
          path: `${PATH}/status_changes`,
          operation: 'list',
          narrow: onlyStatus,
          present: asStatusChange,
        },
      ],
    },
  ],
  fields: {
    column: text(),
    readable_column: text(),
    old_value: json(),
    new_value: json(),
    created_by: createdBy(),
  },
}

function asStatusChange(change: Shown, { parentId }: { readonly parentId: number }): Shown {
  const { id = null, old_value = null, new_value = null, created_by = null } = change
  return {
    id,
    coordination_issue_id: parentId,
    old_status: old_value,
    new_status: new_value,
    created_by_id: within(created_by, 'id'),
    created_by,
    created_at: change['created_at'] ?? null,
  }
}
