/**
 * Commitments: purchase orders and work orders in one. The records are theirs; what is here finds the
 * kind that is meant, and does the work on that.
 */
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import { OPERATIONS } from '../../engine/operations.ts'
import { lookAbove } from '../../engine/parent.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Operation, Parent, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import { purchaseOrderContracts, workOrderContracts } from './contracts.ts'

const V1 = '/rest/v1.0/commitments'
const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}/commitment_contracts'

/** As `type` names them. */
const KINDS: Readonly<Record<string, Resource>> = {
  PurchaseOrderContract: purchaseOrderContracts,
  WorkOrderContract: workOrderContracts,
}

const ANY: Parent = {
  resource: Object.values(KINDS).map(({ name }) => name),
  parameter: 'commitment_contract_id',
}

export const commitmentContracts: Resource = {
  name: 'commitment_contracts',
  wrapper: null,
  belongsTo: 'project',
  source: '3, v2 differences; 11, Purchase order contracts; Work order contracts',
  fields: {},
  paths: [
    {
      scope: 'project',
      tool: 'commitments',
      routes: [
        action('GET', V1, list),
        action('GET', `${V1}/{id}`, (work) => onOne(work, 'id', 'show')),
        action('GET', V2, list),
        { ...action('POST', V2, create), success: 201 },
        action('GET', ofOne(), (work) => onOne(work, 'commitment_contract_id', 'show')),
        action('PATCH', ofOne(), (work) => onOne(work, 'commitment_contract_id', 'update')),
        {
          ...action('DELETE', ofOne(), (work) => onOne(work, 'commitment_contract_id', 'delete')),
          success: 204,
          answers: 'nothing',
        },
      ],
    },
  ],
}

function ofOne(): string {
  return `${V2}/{commitment_contract_id}`
}

function action(method: RouteRow['method'], path: string, run: (work: Work) => Result): RouteRow {
  return { method, path, operation: 'action', level: 'Admin', run }
}

/** The newest last, as other lists have them; `filters[type]`, `[status]` and `[id]` narrow it. */
function list(work: Work): Result {
  const asked = (name: string) => work.query.get(`filters[${name}]`)
  const all: Shown[] = []
  for (const [type, resource] of Object.entries(KINDS)) {
    if ((asked('type') ?? type) !== type) continue
    const table = work.records.of(work.resources.shapeOf(resource))
    const where = { sql: 'project_id = ? AND deleted_ms IS NULL', values: [work.projectId] }
    for (const { data } of table.each(where)) all.push({ ...(JSON.parse(data) as Shown), type })
  }
  const isAsked = (record: Shown, name: string) =>
    asked(name) === null || String(record[name]) === asked(name)
  return listOf(
    work,
    all.filter((record) => isAsked(record, 'status') && isAsked(record, 'id')),
  )
}

function create(work: Work): Result {
  const { type } = work.body
  const resource = Object.hasOwn(KINDS, String(type)) ? KINDS[String(type)] : undefined
  if (resource) return as(work, resource, 'create')
  const failure = type === undefined ? 'missing-field' : 'invalid-value'
  return { failure, fields: { type: [messageOf(failure)] } }
}

function onOne(work: Work, parameter: string, operation: Operation): Result {
  const id = parseId(work.parameters[parameter])
  for (const resource of Object.values(KINDS)) {
    const isIt = id !== null && lookAbove(work, { ...ANY, resource: resource.name }, id)
    if (isIt) return as(work, resource, operation, parameter)
  }
  return { failure: 'resource-not-found', because: `there is no commitment ${id} here` }
}

/** The same call, as if it had come to the resource itself; unwrapped, as v2 has it. */
function as(work: Work, resource: Resource, operation: Operation, idParameter = 'id'): Result {
  const row = { ...work.route.row, wrapper: null, idParameter }
  return OPERATIONS[operation]({ ...work, route: { ...work.route, resource, operation, row } })
}
