/**
 * `GET /_underpin/why?user=&method=&path=`: which check decides for this caller, and what would change
 * it. It runs the very checks that requests run, and changes nothing.
 */
import type { FailureId } from '@underpin/failures'
import type { Asked, Check, Mend } from '../checks/check.ts'
import { HEAD_CHECKS, SCOPE_CHECKS } from '../checks/index.ts'
import { checkRecord, mendRecord, mendScope } from '../checks/record.ts'
import type { Engine } from '../engine/engine.ts'
import { Query } from '../engine/query.ts'
import { NO_BODY } from '../engine/request-body.ts'
import type { FoundRoute } from '../engine/route-table.ts'
import { findScope } from '../engine/scope.ts'
import type { Refusal, TextAnswer } from '../reply.ts'
import type { DirectoryUser } from '../world/directory.ts'
import { nearestOf } from '../world/nearest-name.ts'
import { jsonAnswer, unusable } from './door-answer.ts'
import { callerOf, companyOf, readUser } from './why-caller.ts'

const KNOWN = ['user', 'method', 'path', 'clientId', 'companyId'] as const

/** @param find the route of a path, as the API finds it; default: what is built in. */
export function explainWhy(
  params: URLSearchParams,
  engine: Engine,
  find: (method: string, path: string) => FoundRoute | null = (method, path) =>
    engine.routes.find(method, path),
): TextAnswer {
  for (const field of params.keys()) {
    if ((KNOWN as readonly string[]).includes(field)) continue
    const near = nearestOf(field, KNOWN)
    const message = `there is no parameter "${field.slice(0, 40)}".`
    throw unusable(message, { field, near, known: KNOWN })
  }
  const user = readUser(params, engine)
  const method = (params.get('method') ?? 'GET').toUpperCase()
  const target = params.get('path') ?? ''
  if (!target.startsWith('/')) {
    const message = 'path must be a path of the API, such as /rest/v1.0/projects/5001/rfis.'
    throw unusable(message, { field: 'path' })
  }
  const [path = '', search = ''] = target.split('?')
  const found = find(method, path)
  if (!found) {
    const because = `no route of the API answers ${method} ${path}`
    return jsonAnswer({ allowed: false, decidedBy: 'route', failure: 'route-unknown', because })
  }
  return jsonAnswer(judge(params, user, found, new Query(search), engine, target))
}

interface Outcome {
  readonly name: string
  readonly passes: boolean
  readonly failure?: FailureId
  readonly because?: string
  /** What would make it pass, for a company administrator. */
  readonly wouldPass?: string
  /** The same as calls to this emulator. */
  readonly calls?: Mend['calls']
}

function judge(
  params: URLSearchParams,
  user: DirectoryUser,
  found: FoundRoute,
  query: Query,
  engine: Engine,
  target: string,
) {
  const caller = callerOf(params, user, engine)
  const headerCompanyId = companyOf(params, found, query, user, engine)
  const asked: Asked = {
    route: found.route,
    query,
    caller,
    companyHeader: headerCompanyId === null ? null : String(headerCompanyId),
    headerCompanyId,
    projectId: 0,
    userId: engine.actingUser(caller, headerCompanyId),
  }
  const { checks, projectId } = outcomes(found, asked, engine, target)
  const decisive = checks.find((check) => !check.passes)
  const asks = {
    route: found.route.path,
    projectId: projectId || null,
    user: asked.userId,
    clientId: caller.clientId,
    companyId: headerCompanyId,
  }
  if (decisive === undefined) return { allowed: true, decidedBy: null, ...asks, checks }
  const { name, failure, because, wouldPass, calls } = decisive
  return { allowed: false, decidedBy: name, failure, because, wouldPass, calls, ...asks, checks }
}

/** In the order in which a request meets them. What comes after a scope that is none is not asked. */
function outcomes(found: FoundRoute, asked: Asked, engine: Engine, target: string) {
  const { platform } = engine.parts
  const head = HEAD_CHECKS.map((check) => outcome(check, asked, engine))
  const located = findScope(found, asked.query, NO_BODY, asked.headerCompanyId, engine.parts)
  if (located.kind === 'refused') {
    const { refusal } = located
    const scope = refused('scope', refusal, mendScope(refusal, found))
    return { checks: [...head, scope], projectId: 0 }
  }
  const { projectId } = located.scope
  const inScope = { ...asked, projectId }
  const checks = [...head, ...SCOPE_CHECKS.map((check) => outcome(check, inScope, engine))]
  const record = checkRecord(engine, found, inScope, located.scope, target)
  if (record) {
    checks.push(refused('record', record, mendRecord(record, inScope, target, platform)))
  }
  return { checks, projectId }
}

function outcome(check: Check, asked: Asked, engine: Engine): Outcome {
  const { platform } = engine.parts
  const refusal = check.run(asked, platform)
  if (refusal === null) return { name: check.name, passes: true }
  return refused(check.name, refusal, check.mend(asked, platform))
}

function refused(name: string, { failure, because = '' }: Refusal, mend: Mend): Outcome {
  return { name, passes: false, failure, because, wouldPass: mend.words, calls: mend.calls }
}
