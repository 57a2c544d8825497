/**
 * Why a caller is turned away, or is not: every check that a request would meet, what each says, and
 * what would change it. For `GET /_underpin/why`; runs the very checks that requests run.
 */
import type { FailureId } from '@underpin/failures'
import type { Caller } from '../call.ts'
import { jsonAnswer, unusable } from '../control/door-answer.ts'
import type { Engine } from '../engine/engine.ts'
import { findRecord } from '../engine/find-record.ts'
import { locate } from '../engine/locate.ts'
import { Query } from '../engine/query.ts'
import { parseId } from '../engine/record-id.ts'
import { NO_BODY } from '../engine/request-body.ts'
import type { FoundRoute } from '../engine/route-table.ts'
import { findScope, NO_SCOPE, type Scope } from '../engine/scope.ts'
import type { Refusal, TextAnswer } from '../reply.ts'
import type { Asked, CheckName } from './check.ts'
import { CHECKS } from './index.ts'

export interface WhyQuestion {
  /** A person's id or email, or the client id of an app that signs in for itself. */
  readonly user: string
  /** Default GET. */
  readonly method: string | null
  /** Path and query: `/rest/v1.0/projects/5001/rfis/1`. */
  readonly path: string
  /** The company header; by default that of the project or company which the path names. */
  readonly company: string | null
  /** The client id of the app that the person uses; by default the first app that people sign in to. */
  readonly app: string | null
}

export interface WhyLine {
  readonly check: CheckName | 'token' | 'route' | 'scope' | 'record'
  readonly verdict: 'passes' | 'refuses' | 'not-known'
  readonly failure: FailureId | null
  readonly because: string | null
  /** What would make it pass: one sentence. */
  readonly wouldPass: string | null
}

export interface WhyReport {
  readonly caller: {
    user: number | null
    email: string | null
    app: string | null
    isService: boolean
  }
  readonly route: string | null
  readonly operation: string | null
  readonly company: number | null
  readonly project: number | null
  /** The check that turns this caller away; null when none does. */
  readonly decides: WhyLine['check'] | null
  readonly failure: FailureId | null
  /** In their order. Those after the one that decides say what else stands in the way. */
  readonly checks: readonly WhyLine[]
}

/**
 * The answer to `GET /_underpin/why?user=&method=&path=`, with `company=` and `app=` where they matter.
 *
 * @throws {DoorError} 422 without `user` or `path`
 */
export function explainWhy(query: URLSearchParams, engine: Engine): TextAnswer {
  const user = query.get('user')
  const path = query.get('path')
  if (!user)
    throw unusable('user is missing: an id, an email, or the client id of an app.', {
      field: 'user',
    })
  if (!path)
    throw unusable('path is missing, such as /rest/v1.0/projects/5001/rfis.', { field: 'path' })
  const [method, company, app] = [query.get('method'), query.get('company'), query.get('app')]
  return jsonAnswer(why(engine, { user, path, method, company, app }))
}

export function why(engine: Engine, question: WhyQuestion): WhyReport {
  const caller = callerOf(engine, question)
  const [path = '', search = ''] = question.path.split('?', 2)
  const found = engine.routes.find((question.method ?? 'GET').toUpperCase(), path)
  const query = new Query(search)
  const lines: WhyLine[] = [tokenLine(question, caller), routeLine(question, found)]
  let asked: Asked | null = null
  let scope: Scope = NO_SCOPE
  if (caller && found) {
    asked = ask(engine, question, found, query, caller)
    const sought = findScope(found, query, NO_BODY, asked.headerCompanyId, engine.parts.platform)
    if (sought.kind === 'scope') scope = sought.scope
    asked = { ...asked, projectId: scope.projectId }
    lines.push(...checkLines(engine, asked))
    if (sought.kind === 'refused') lines.push(scopeLine(found, sought.refusal))
    else lines.push(...recordLines(engine, found, asked, scope))
  }
  const decisive = lines.find(({ verdict }) => verdict === 'refuses')
  const user = asked?.userId ?? caller?.userId ?? null
  return {
    caller: {
      user,
      email: user === null ? null : (engine.parts.platform.directory.user(user)?.email ?? null),
      app: caller?.clientId ?? null,
      isService: caller?.isService ?? false,
    },
    route: found?.route.path ?? null,
    operation: found?.route.operation ?? null,
    company: asked?.headerCompanyId ?? null,
    project: scope.projectId || null,
    decides: decisive?.check ?? null,
    failure: decisive?.failure ?? null,
    checks: lines,
  }
}

function callerOf(engine: Engine, { user: named, app }: WhyQuestion): Caller | null {
  const { directory } = engine.parts.platform
  const isService = directory.app(named)?.grants.includes('client_credentials') ?? false
  const times = { grantId: 'why', tokenIssuedAtMs: 0, tokenExpiresAtMs: 0 }
  if (isService) {
    const userId = directory.anyServiceUser(named)?.id ?? 0
    return { clientId: named, userId, isService, ...times }
  }
  const user = directory.user(parseId(named) ?? 0) ?? directory.userByEmail(named)
  const forPeople = directory.apps().find(({ grants }) => grants.includes('authorization_code'))
  const clientId = app ?? forPeople?.clientId
  if (!user || clientId === undefined) return null
  return { clientId, userId: user.id, isService, ...times }
}

function ask(
  engine: Engine,
  question: WhyQuestion,
  found: FoundRoute,
  query: Query,
  caller: Caller,
): Asked {
  const headerCompanyId = parseId(question.company) ?? companyNamed(engine, found, query)
  const companyHeader = headerCompanyId === null ? question.company : String(headerCompanyId)
  const userId = engine.actingUser(caller, headerCompanyId)
  const { route } = found
  return { route, query, caller, companyHeader, headerCompanyId, projectId: 0, userId }
}

/** The company that the path or the query is about. */
function companyNamed(
  engine: Engine,
  { route, parameters }: FoundRoute,
  query: Query,
): number | null {
  const { projectParameter } = route.row
  const own = projectParameter === undefined ? undefined : parameters[projectParameter]
  const projectId = parseId(parameters['project_id'] ?? own ?? query.get('project_id'))
  const project = projectId === null ? null : engine.parts.platform.directory.project(projectId)
  return project?.companyId ?? parseId(parameters['company_id'] ?? query.get('company_id'))
}

function tokenLine({ user }: WhyQuestion, caller: Caller | null): WhyLine {
  if (caller) return passes('token')
  const refusal = { failure: 'access-token-missing', because: `nobody here is "${user}"` } as const
  return refuses('token', refusal, 'Name a user by id or email, or an app by its client id.')
}

function routeLine({ method, path }: WhyQuestion, found: FoundRoute | null): WhyLine {
  if (found) return passes('route')
  const refusal = {
    failure: 'route-unknown',
    because: `no route for ${method ?? 'GET'} ${path}`,
  } as const
  return refuses('route', refusal, 'Compare method and path with the coverage table.')
}

function checkLines(engine: Engine, asked: Asked): WhyLine[] {
  const { platform } = engine.parts
  return CHECKS.map((check) => {
    const refusal = check.run(asked, platform)
    return refusal
      ? refuses(check.name, refusal, check.wouldPass(asked, platform))
      : passes(check.name)
  })
}

/** A write names its scope in the body, which this question does not have. */
function scopeLine({ route }: FoundRoute, refusal: Refusal): WhyLine {
  const isInBody = route.method !== 'GET' && refusal.failure === 'missing-field'
  if (!isInBody)
    return refuses('scope', refusal, 'Name the company and project that belong together.')
  return {
    check: 'scope',
    verdict: 'not-known',
    failure: null,
    because: 'the body names it',
    wouldPass: null,
  }
}

function recordLines(engine: Engine, found: FoundRoute, asked: Asked, scope: Scope): WhyLine[] {
  const located = locate(engine.parts, found, asked, scope)
  if ('failure' in located) return [refuses('record', located, 'Name a record that is there.')]
  const isAction = found.route.operation === 'action'
  if (isAction || found.parameters['id'] === undefined) return []
  const record = findRecord(located)
  if ('failure' in record) return [refuses('record', record, 'Name a record that is there.')]
  return [passes('record')]
}

function passes(check: WhyLine['check']): WhyLine {
  return { check, verdict: 'passes', failure: null, because: null, wouldPass: null }
}

function refuses(
  check: WhyLine['check'],
  { failure, because }: Refusal,
  wouldPass: string,
): WhyLine {
  return { check, verdict: 'refuses', failure, because: because ?? null, wouldPass }
}
