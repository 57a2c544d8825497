/** What lists of punch items can be filtered and sorted by, and the values in use. */

import type { Filter } from '../../engine/filter.ts'
import { listOf } from '../../engine/list.ts'
import { othersWhere } from '../../engine/other-records.ts'
import { privacyCondition } from '../../engine/privacy.ts'
import type { RouteRow, Shown } from '../../engine/resource.ts'
import type { Sort } from '../../engine/sort.ts'
import type { Work } from '../../engine/work.ts'
import { recordsIn } from '../traits/embedded.ts'

const byId = (on: string): Filter => ({ kind: 'equals', on, as: 'integer' })

export const PUNCH_FILTERS: Readonly<Record<string, Filter>> = {
  query: { kind: 'search', on: ['$.name', '$.description', '$.reference'] },
  status: {
    kind: 'equals',
    on: '$.status',
    as: 'text',
    words: { open: 'Open', closed: 'Closed', pending: 'Pending' },
  },
  workflow_status: { kind: 'equals', on: '$.workflow_status', as: 'text' },
  priority: { kind: 'equals', on: '$.priority', as: 'text' },
  punch_item_type_id: byId('$.punch_item_type.id'),
  location_id: byId('$.location.id'),
  trade_id: byId('$.trade.id'),
  approver_login_information_id: byId('$.final_approver.id'),
  login_information_id: { kind: 'any-id', on: '$.assignees' },
  assignee_response: { kind: 'equals', on: '$.has_resolved_responses', as: 'boolean' },
  due_date: { kind: 'range', on: '$.due_date' },
}

export const PUNCH_SORTS: Readonly<Record<string, Sort>> = {
  name: { on: '$.name' },
  due_date: { on: '$.due_date' },
  priority: { on: '$.priority' },
  status: { on: '$.status' },
}

const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}/punch_list'
const P = '/rest/v1.0/projects/{project_id}/punch_list'

/** The lists of v2.0, and the attribute that each takes its values from. */
const PEOPLE = {
  assignees: 'assignees',
  ball_in_court: 'ball_in_court',
  closed_by_contacts: 'closed_by',
  creators: 'created_by',
  final_approvers: 'final_approver',
  punch_item_managers: 'punch_item_manager',
}
const THINGS = { locations: 'location', trades: 'trade', types: 'punch_item_type' }

/** Values in use; items have no companies of assignees, so those lists are empty. */
export function optionRoutes(): RouteRow[] {
  const reading = { method: 'GET', operation: 'action', level: 'Read Only' } as const
  const of = (path: string, attribute: string | null, show: (each: Shown) => Shown): RouteRow => {
    const run = (work: Work) =>
      listOf(work, attribute === null ? [] : inUse(work, attribute).map(show))
    return { ...reading, path, run }
  }
  return [
    ...Object.entries(PEOPLE).map(([name, attribute]) => of(`${V2}/${name}`, attribute, asContact)),
    ...Object.entries(THINGS).map(([name, attribute]) => of(`${V2}/${name}`, attribute, asOption)),
    of(`${V2}/assignee_companies`, null, asOption),
    of(`${P}/assignees`, 'assignees', ({ id = null, name = null }) => ({ id, name })),
    of(`${P}/vendors`, null, asOption),
  ]
}

function inUse(work: Work, attribute: string): Shown[] {
  const privacy = privacyCondition(work)
  const sql = `project_id = ?${privacy ? ` AND ${privacy.sql}` : ''}`
  const values = [work.projectId, ...(privacy?.values ?? [])]
  const seen = new Map<number, Shown>()
  for (const { shown } of othersWhere(work, 'punch_items', { sql, values })) {
    const value = shown[attribute] ?? null
    for (const each of recordsIn(Array.isArray(value) ? value : [value])) {
      seen.set(Number(each['id']), each)
    }
  }
  const word = (work.query.get('query') ?? '').toLowerCase()
  const all = [...seen.values()].filter(({ name }) => String(name).toLowerCase().includes(word))
  return all.sort((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1))
}

function asContact({ id = null, login = null, name = null }: Shown): Shown {
  return { id, login, name, company_name: null }
}

function asOption({ id = null, name = null }: Shown): Shown {
  return { key: String(id), value: name }
}
