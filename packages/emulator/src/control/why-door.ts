/**
 * `GET /_underpin/why?user=&method=&path=`: which check decides for this caller, and what would change
 * it. It runs the very checks that requests run, and changes nothing.
 */
import type { FailureId } from '@underpin/failures'
import type { Caller } from '../call.ts'
import type { Asked, Check } from '../checks/check.ts'
import { CHECKS } from '../checks/index.ts'
import { checkRecord } from '../checks/record.ts'
import type { Engine } from '../engine/engine.ts'
import { Query } from '../engine/query.ts'
import { NO_BODY } from '../engine/request-body.ts'
import type { FoundRoute } from '../engine/route-table.ts'
import { findScope, NO_SCOPE } from '../engine/scope.ts'
import type { Refusal, TextAnswer } from '../reply.ts'
import type { DirectoryUser } from '../world/directory.ts'
import { nearestOf } from '../world/nearest-name.ts'
import { jsonAnswer, unusable } from './door-answer.ts'

const KNOWN = ['user', 'method', 'path', 'clientId', 'companyId'] as const

export function explainWhy(params: URLSearchParams, engine: Engine): TextAnswer {
  for (const name of params.keys()) {
    if ((KNOWN as readonly string[]).includes(name)) continue
    const near = nearestOf(name, KNOWN)
    throw unusable(`there is no parameter "${name.slice(0, 40)}".`, {
      field: name,
      near,
      known: KNOWN,
    })
  }
  const user = readUser(params, engine)
  const method = (params.get('method') ?? 'GET').toUpperCase()
  const target = params.get('path') ?? ''
  if (!target.startsWith('/')) {
    throw unusable('path must be a path of the API, such as /rest/v1.0/projects/5001/rfis.', {
      field: 'path',
    })
  }
  const [path = '', search = ''] = target.split('?')
  const found = engine.routes.find(method, path)
  if (!found) {
    const because = `no route of the API answers ${method} ${path}`
    return jsonAnswer({ allowed: false, decidedBy: 'route', failure: 'route-unknown', because })
  }
  return jsonAnswer(judge(params, user, found, new Query(search), engine))
}

function judge(
  params: URLSearchParams,
  user: DirectoryUser,
  found: FoundRoute,
  query: Query,
  engine: Engine,
) {
  const { platform } = engine.parts
  const caller = callerOf(params, user, engine)
  const headerCompanyId = readCompany(params) ?? companyOf(found, query, user, engine)
  const located = findScope(found, query, NO_BODY, headerCompanyId, platform)
  const scope = located.kind === 'scope' ? located.scope : NO_SCOPE
  const asked: Asked = {
    route: found.route,
    query,
    caller,
    companyHeader: headerCompanyId === null ? null : String(headerCompanyId),
    headerCompanyId,
    projectId: scope.projectId,
    userId: engine.actingUser(caller, headerCompanyId),
  }
  // What is asked for may be nowhere, before any check is asked: a project that is not there.
  const missing: Outcome[] =
    located.kind === 'refused' ? [{ name: 'scope', passes: false, ...said(located.refusal) }] : []
  const record = located.kind === 'scope' ? checkRecord(engine, found, asked, scope) : null
  if (record) missing.push({ name: 'record', passes: false, ...said(record) })
  const checks = [...CHECKS.map((check) => outcome(check, asked, engine)), ...missing]
  const decisive = checks.find((check) => !check.passes)
  const about = { user: user.id, clientId: caller.clientId, companyId: headerCompanyId }
  const asks = { route: found.route.path, projectId: scope.projectId || null, ...about }
  if (decisive === undefined) return { allowed: true, decidedBy: null, ...asks, checks }
  const { name, failure, because, wouldPass } = decisive
  return { allowed: false, decidedBy: name, failure, because, wouldPass, ...asks, checks }
}

interface Outcome {
  readonly name: string
  readonly passes: boolean
  readonly failure?: FailureId
  readonly because?: string
  /** What would make it pass. */
  readonly wouldPass?: string
}

function outcome(check: Check, asked: Asked, engine: Engine): Outcome {
  const { platform } = engine.parts
  const refusal = check.run(asked, platform)
  if (refusal === null) return { name: check.name, passes: true }
  const wouldPass = check.wouldPass(asked, platform)
  return { name: check.name, passes: false, ...said(refusal), wouldPass }
}

function said({ failure, because = '' }: Refusal) {
  return { failure, because, wouldPass: 'Name what is there, under the company that it is of.' }
}

function readUser(params: URLSearchParams, engine: Engine): DirectoryUser {
  const { directory } = engine.parts.platform
  const given = params.get('user') ?? ''
  const user = /^\d{1,15}$/.test(given)
    ? directory.user(Number(given))
    : directory.userByEmail(given)
  if (user !== null) return user
  const users = directory.users().slice(0, 20)
  throw unusable(
    `user must be an id or an email of the world; there is no "${given.slice(0, 80)}".`,
    {
      field: 'user',
      users: users.map(({ id, email }) => ({ id, email })),
    },
  )
}

function readCompany(params: URLSearchParams): number | null {
  const given = params.get('companyId')
  if (given === null) return null
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw unusable(`companyId must be an id; it is "${given.slice(0, 40)}".`, { field: 'companyId' })
}

/** With the app that was named; else with the first that signs such a user in. */
function callerOf(params: URLSearchParams, user: DirectoryUser, engine: Engine): Caller {
  const { directory, clock } = engine.parts.platform
  const given = params.get('clientId')
  const isService = user.serviceOf !== null
  const usual = directory.apps().find((app) => app.grants.includes('authorization_code'))
  const clientId = given ?? user.serviceOf ?? usual?.clientId ?? ''
  if (directory.app(clientId) === null) {
    const clientIds = directory.apps().map((app) => app.clientId)
    throw unusable(`there is no app "${clientId.slice(0, 80)}".`, { field: 'clientId', clientIds })
  }
  const nowMs = clock.nowMs()
  const times = { tokenIssuedAtMs: nowMs, tokenExpiresAtMs: nowMs + 1 }
  return { clientId, userId: user.id, isService, grantId: 'why', ...times }
}

/** The company that a careful caller would name: that of the project, the one asked for, or their own. */
function companyOf(
  found: FoundRoute,
  query: Query,
  user: DirectoryUser,
  engine: Engine,
): number | null {
  const { directory } = engine.parts.platform
  const { parameters, route } = found
  const named = route.row.projectParameter
  const projectId =
    (named === undefined ? null : parameters[named]) ??
    parameters['project_id'] ??
    query.get('project_id')
  const project = projectId === null ? null : directory.project(Number(projectId))
  const companyId = parameters['company_id'] ?? query.get('company_id')
  if (project !== null) return project.companyId
  if (companyId !== null && /^\d{1,15}$/.test(companyId)) return Number(companyId)
  return directory.companiesOf(user.id)[0]?.id ?? null
}
