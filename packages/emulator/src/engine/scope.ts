/**
 * Where a call belongs: the company and the project that it names in its path, its query or its body,
 * in this order. Source: fact sheet section 3, and the required parameters of section 11.
 */
import type { Refusal } from '../reply.ts'
import { messageOf } from './messages.ts'
import type { Query } from './query.ts'
import { parseId } from './record-id.ts'
import type { Body } from './request-body.ts'
import type { FoundRoute } from './route-table.ts'
import type { EngineParts } from './work.ts'

export interface Scope {
  readonly companyId: number
  /** 0 when the call is for no project. */
  readonly projectId: number
}

export type FoundScope =
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type ScopeParts = Pick<EngineParts, 'platform' | 'records' | 'resources'>

/** @param headerCompanyId from `Procore-Company-Id`; null on the routes that may do without. */
export function findScope(
  found: FoundRoute,
  query: Query,
  body: Body,
  headerCompanyId: number | null,
  parts: ScopeParts,
): FoundScope {
  const { group, row } = found.route
  if (group.scope === 'none') {
    return { kind: 'scope', scope: { companyId: headerCompanyId ?? 0, projectId: 0 } }
  }
  const projectParameter = row.projectParameter
  const project =
    group.scope === 'company'
      ? null
      : (given(found, query, body, 'project_id') ?? projectAbove(found, parts))
  if (group.scope === 'project' || project !== null) {
    return projectScope(project, headerCompanyId, found, parts)
  }
  const named = given(found, query, body, 'company_id')
  const mayComeFromHeader =
    group.mayUseHeader === true || parts.platform.assumptions.get('missing-scope') === 'header'
  const companyId = named === null && mayComeFromHeader ? headerCompanyId : parseId(named)
  if (named === null && companyId === null) return missing('company_id')
  if (companyId === null) return invalid('company_id')
  if (companyId !== headerCompanyId) return foreign(parts, `company ${companyId}`)
  if (projectParameter === undefined) return { kind: 'scope', scope: { companyId, projectId: 0 } }
  return projectScope(found.parameters[projectParameter] ?? null, headerCompanyId, found, parts)
}

/** The project of the record that the path names, for paths that name no project. */
function projectAbove({ route, parameters }: FoundRoute, parts: ScopeParts): number | null {
  const { projectOf } = route.group
  const above = projectOf && parts.resources.byName(projectOf.resource)
  if (!projectOf || !above) return null
  const id = parseId(parameters[projectOf.parameter])
  const record = id === null ? null : parts.records.of(parts.resources.shapeOf(above)).find(id)
  // No project has this id: what the path names is not there, and neither is its project.
  return record?.projectId ?? NOBODY
}

const NOBODY = 0

function projectScope(
  named: unknown,
  headerCompanyId: number | null,
  found: FoundRoute,
  parts: ScopeParts,
): FoundScope {
  if (named === null) return missing('project_id')
  const projectId = parseId(named)
  const project = projectId === null ? null : parts.platform.directory.project(projectId)
  if (!project)
    return refused({ failure: 'resource-not-found', because: 'there is no such project' })
  if (project.companyId !== headerCompanyId) {
    return foreign(parts, `project ${project.id} of company ${project.companyId}`)
  }
  // A v2 path names both, and they have to belong together.
  const inPath = found.parameters['company_id']
  if (inPath !== undefined && parseId(inPath) !== project.companyId) {
    return foreign(parts, `project ${project.id} of company ${project.companyId}`)
  }
  return { kind: 'scope', scope: { companyId: project.companyId, projectId: project.id } }
}

/** Null when the call does not name it at all. */
function given(found: FoundRoute, query: Query, body: Body, name: string): unknown {
  const fromPath = found.parameters[name]
  if (fromPath !== undefined) return fromPath
  const fromQuery = query.get(name)
  if (fromQuery !== null) return fromQuery
  return Object.hasOwn(body, name) ? body[name] : null
}

function foreign(parts: ScopeParts, what: string): FoundScope {
  const is404 = parts.platform.assumptions.get('foreign-company-header') === '404'
  const failure = is404 ? 'resource-not-found' : 'project-out-of-scope'
  return refused({
    failure,
    because: `the company header names another company than that of ${what}`,
  })
}

function missing(name: string): FoundScope {
  const fields = { [name]: [messageOf('missing-field')] }
  return refused({ failure: 'missing-field', fields, because: `${name} is required` })
}

function invalid(name: string): FoundScope {
  const fields = { [name]: [messageOf('invalid-value')] }
  return refused({ failure: 'invalid-value', fields, because: `${name} is no id` })
}

function refused(refusal: Refusal): FoundScope {
  return { kind: 'refused', refusal }
}
