/** Many people added to many projects in one call, or taken off them: each by itself, none for all. */
import { jsonReply, textReply } from '../../engine/json-reply.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Work } from '../../engine/work.ts'
import { fieldRefusal } from '../../engine/write-record.ts'
import type { Result } from '../../reply.ts'
import { projectTemplate } from './permission-templates.ts'
import { projectLevelsFor } from './user-templates.ts'

/** People in one call. The documents name a maximum and not which; this is that of sync actions. */
const USERS_MAX = 1_000

/** Some succeeded and some did not (fact sheet section 6.2). */
const MULTI_STATUS = 207

interface Outcome {
  readonly userId: string
  readonly projectId: string
  readonly isDone: boolean
}

export function bulkAdd(work: Work): Result {
  return forEach(work, (user, projectId, given) => {
    const template = given['permission_template_id'] ?? null
    const scope = { platform: work.platform, companyId: work.companyId, projectId }
    if (template !== null && projectTemplate(scope, template) === null) return false
    const { directory } = work.platform
    directory.putMember('project', projectId, user, projectLevelsFor(scope, {}, template))
    return true
  })
}

export function bulkRemove(work: Work): Result {
  return forEach(work, (user, projectId) => {
    const { directory } = work.platform
    if (!directory.isMember('project', projectId, user)) return false
    directory.removeMember('project', projectId, user)
    return true
  })
}

type Step = (userId: number, projectId: number, given: Readonly<Record<string, unknown>>) => boolean

function forEach(work: Work, step: Step): Result {
  const all = work.body['users']
  if (!Array.isArray(all)) return fieldRefusal('missing-field', 'users')
  if (all.length > USERS_MAX) {
    return { failure: 'batch-too-large', because: `more than ${USERS_MAX} users in one call` }
  }
  const { directory } = work.platform
  const outcomes: Outcome[] = all.map((each: unknown) => {
    const given = typeof each === 'object' && each !== null ? (each as Record<string, unknown>) : {}
    const userId = parseId(given['user_id']) ?? 0
    const project = directory.project(parseId(given['project_id']) ?? 0)
    const isHere =
      project?.companyId === work.companyId && directory.isMember('company', work.companyId, userId)
    const isDone = isHere && step(userId, project.id, given)
    const names = { userId: String(given['user_id']), projectId: String(given['project_id']) }
    return { ...names, isDone }
  })
  return work.route.path.includes('/v1.3/') && work.route.path.endsWith('bulk_add')
    ? entities(work, outcomes)
    : byUser(work, outcomes)
}

/** `{"7002": {"5001": "success"}}` */
function byUser(work: Work, outcomes: readonly Outcome[]): Result {
  const said: Record<string, Record<string, string>> = Object.create(null)
  for (const { userId, projectId, isDone } of outcomes) {
    said[userId] = { ...said[userId], [projectId]: isDone ? 'success' : 'failure' }
  }
  return jsonReply(work, said)
}

/** `{"entities": [{"userId": "7002", "projects": [5001]}], "errors": […]}` */
function entities(work: Work, outcomes: readonly Outcome[]): Result {
  const body = { entities: grouped(outcomes, true), errors: grouped(outcomes, false) }
  const status = body.errors.length === 0 ? work.route.success : MULTI_STATUS
  return textReply(work, JSON.stringify(body), status)
}

function grouped(outcomes: readonly Outcome[], isDone: boolean) {
  const projects = new Map<string, number[]>()
  for (const each of outcomes) {
    if (each.isDone !== isDone) continue
    const of = projects.get(each.userId) ?? []
    of.push(Number(each.projectId))
    projects.set(each.userId, of)
  }
  return [...projects].map(([userId, ids]) => ({ userId, projects: ids }))
}
