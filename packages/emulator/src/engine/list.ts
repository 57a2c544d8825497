/** `GET` of a collection: filtered, sorted, one page of it, and how far it goes. */
import type { Result } from '../reply.ts'
import type { SqlCondition } from '../state/record-table.ts'
import { readFilters } from './filter.ts'
import { showDay } from './instant.ts'
import { textReply } from './json-reply.ts'
import { pagingHeaders, readPaging } from './paging.ts'
import { isOfOneParent } from './parent.ts'
import { presentedPage } from './present.ts'
import { privacyCondition, privateAbove } from './privacy.ts'
import { readSort } from './sort.ts'
import { readView, viewExpression } from './view.ts'
import type { Located, Work } from './work.ts'

export function list(work: Work): Result {
  const { route, resources, records, call, pages } = work
  const table = records.of(resources.shapeOf(route.resource))
  const narrowed = route.row.narrow?.(work) ?? null
  if (narrowed && 'failure' in narrowed) return narrowed
  // At one address two companies, sometimes two callers, and two days may be shown different records.
  const { group, resource, row } = route
  const above = privateAbove(work)
  const isPersonal =
    above !== null || (group.within ?? resource.privateTo ?? row.present) !== undefined
  const viewer = isPersonal ? work.userId : 0
  // What is due is overdue on the next day.
  const day = row.present ? showDay(work.nowMs) : ''
  const narrowness = `${day} ${narrowed ? narrowed.values.join(' ') : ''}`
  const key = `${work.companyId} ${viewer} ${narrowness} ${call.request.url}`
  const version = table.version + outsideVersion(work)
  const known = pages.get(key, version)
  if (known) return textReply(work, known.text, route.success, known.headers)
  const made = makeList(work, narrowed)
  if ('failure' in made) return made
  pages.set(key, { version, ...made })
  return textReply(work, made.text, route.success, made.headers)
}

function makeList(work: Work, narrowed: SqlCondition | null) {
  const { route, resources, records, query, platform } = work
  const { resource } = route
  const paging = readPaging(query, route.isV2, platform.assumptions)
  if ('failure' in paging) return paging
  const filtering = readFilters(query, resource.filters ?? {}, route.operation === 'bin')
  if ('failure' in filtering) return filtering
  const privacy = privacyCondition(work)
  const order = readSort(query, resource.sorts ?? {}, resource.defaultSort)
  const table = records.of(resources.shapeOf(resource))
  for (const expression of filtering.expressions) table.index(expression)
  for (const expression of order.expressions) table.index(expression)
  const found = filtering.searches.map(({ expression, word }) => table.words(expression, word))
  const beside = [narrowed, privacy, ...found].filter((condition) => condition !== null)
  const listed = {
    where: joined([...scopeConditions(work), ...filtering.conditions, ...beside]),
    order: order.sql,
    isPlain: filtering.isPlain && !route.group.within && beside.length === 0,
    outsideVersion: outsideVersion(work),
  }
  const { page, perPage } = paging
  const shown = viewExpression(readView(query, resource))
  const rows = table.page(listed, { limit: perPage, offset: (page - 1) * perPage, shown })
  const headers = pagingHeaders(paging, table.count(listed), work.call.request.url, query)
  return { text: presentedPage(work, rows), headers }
}

/** Members and links decide what is in some lists, and what may be private above its records. */
function outsideVersion(work: Work): number {
  const { links, platform, records, resources } = work
  const above = privateAbove(work)
  const aboveVersion = above ? records.of(resources.shapeOf(above)).version : 0
  return links.version + platform.directory.version + aboveVersion
}

/** Which records belong to the scope of the call. */
export function scopeConditions(work: Located): SqlCondition[] {
  const { route, companyId, projectId, parentId } = work
  if (route.group.within) return [route.group.within(work)]
  if (isOfOneParent(work)) return [{ sql: 'parent_id = ?', values: [parentId] }]
  const isOfProject = route.resource.belongsTo === 'project' && projectId !== 0
  if (isOfProject) return [{ sql: 'project_id = ?', values: [projectId] }]
  return [{ sql: 'company_id = ?', values: [companyId] }]
}

function joined(conditions: readonly SqlCondition[]): SqlCondition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

/** One page of what is no table, such as the companies of a caller: the same parameters and headers. */
export function listOf(work: Work, all: readonly unknown[]): Result {
  const paging = readPaging(work.query, work.route.isV2, work.platform.assumptions)
  if ('failure' in paging) return paging
  const from = (paging.page - 1) * paging.perPage
  const text = JSON.stringify(all.slice(from, from + paging.perPage))
  const headers = pagingHeaders(paging, all.length, work.call.request.url, work.query)
  return textReply(work, text, work.route.success, headers)
}
