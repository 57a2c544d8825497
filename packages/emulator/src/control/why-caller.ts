/** Whom a question of `why` is about: a person, or the user that an app acts as; and for which company. */
import type { Caller } from '../call.ts'
import type { Engine } from '../engine/engine.ts'
import type { Query } from '../engine/query.ts'
import type { FoundRoute } from '../engine/route-table.ts'
import type { Directory, DirectoryUser } from '../world/directory.ts'
import { unusable } from './door-answer.ts'

/** People and apps that an error names. */
const NAMED_MAX = 20

/** Ids are whole numbers of this many digits at most. */
const ID = /^\d{1,15}$/

/** `user` is an id, an email, or the client id of an app that signs in for itself; `clientId` alone does too. */
export function readUser(params: URLSearchParams, { parts }: Engine): DirectoryUser {
  const { directory } = parts.platform
  const given = params.get('user') ?? params.get('clientId') ?? ''
  const user = ID.test(given) ? directory.user(Number(given)) : directory.userByEmail(given)
  const found = user ?? directory.anyServiceUser(given)
  if (found !== null) return found
  const message = `user must be an id or an email of the world, or the client id of an app that signs in for itself; there is no "${given.slice(0, 80)}".`
  const users = directory.users().slice(0, NAMED_MAX)
  throw unusable(message, {
    field: 'user',
    users: users.map(({ id, email }) => ({ id, email })),
    clientIds: clientIdsOf(directory),
  })
}

/** With the app that was named; else the one that the user stands for, or the first that signs people in. */
export function callerOf(params: URLSearchParams, user: DirectoryUser, engine: Engine): Caller {
  const { directory, clock } = engine.parts.platform
  const usual = directory.apps().find((app) => app.grants.includes('authorization_code'))
  const clientId = user.serviceOf ?? params.get('clientId') ?? usual?.clientId ?? ''
  if (directory.app(clientId) === null) {
    const clientIds = clientIdsOf(directory)
    throw unusable(`there is no app "${clientId.slice(0, 80)}".`, { field: 'clientId', clientIds })
  }
  const nowMs = clock.nowMs()
  const times = { tokenIssuedAtMs: nowMs, tokenExpiresAtMs: nowMs + 1 }
  const isService = user.serviceOf !== null
  return { clientId, userId: user.id, isService, grantId: 'why', ...times }
}

/** The company that was named, or that a careful caller would name: of the project, the path, or their own. */
export function companyOf(
  params: URLSearchParams,
  { parameters, route }: FoundRoute,
  query: Query,
  user: DirectoryUser,
  { parts }: Engine,
): number | null {
  const given = params.get('companyId')
  if (given !== null) {
    if (ID.test(given)) return Number(given)
    throw unusable(`companyId must be an id; it is "${given.slice(0, 40)}".`, {
      field: 'companyId',
    })
  }
  const { directory } = parts.platform
  const named = route.row.projectParameter
  const projectId =
    (named === undefined ? null : parameters[named]) ??
    parameters['project_id'] ??
    query.get('project_id')
  const project = projectId === null ? null : directory.project(Number(projectId))
  if (project) return project.companyId
  const companyId = parameters['company_id'] ?? query.get('company_id')
  if (companyId !== null && companyId !== undefined && ID.test(companyId)) return Number(companyId)
  return directory.companiesOf(user.id)[0]?.id ?? null
}

function clientIdsOf(directory: Directory): readonly string[] {
  return directory
    .apps()
    .slice(0, NAMED_MAX)
    .map(({ clientId }) => clientId)
}
