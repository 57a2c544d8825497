/** What `fault on` sends to the control door, made of its flags. */
import { nearestFailureIds } from '@underpin/doctor/explain'
import { type FailureId, isFailureId } from '@underpin/failures'
import { wrongUsage } from '../exit-code.ts'

/** As commander gives them. Times in milliseconds. */
export interface FaultFlags {
  readonly match?: string
  readonly probability?: number
  readonly times?: number
  readonly for?: number
  readonly after?: number
  readonly retryAfter?: number
  readonly company?: number
  readonly client?: string
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** @throws {CommandError} wrong usage: an id that the catalogue has not, or a match that is none. */
export function faultOrder(id: string, flags: FaultFlags): object {
  assertFailureId(id)
  const match = {
    ...(flags.match === undefined ? {} : readMatch(flags.match)),
    ...(flags.company === undefined ? {} : { companyId: flags.company }),
    ...(flags.client === undefined ? {} : { clientId: flags.client }),
  }
  return {
    failure: id,
    ...(Object.keys(match).length === 0 ? {} : { match }),
    ...given('probability', flags.probability),
    ...given('times', flags.times),
    ...given('forMs', flags.for),
    ...given('afterMs', flags.after),
    ...given('retryAfterS', flags.retryAfter),
  }
}

export function assertFailureId(id: string): asserts id is FailureId {
  if (isFailureId(id)) return
  const near = nearestFailureIds(id)
  const hint =
    near.length === 0 ? 'underpin explain --all lists them.' : `Did you mean ${near.join(', ')}?`
  throw wrongUsage(`The catalogue has no failure id ${id}. ${hint}`)
}

// 'POST /rest/v1.0/projects/*/rfis', or the path alone, or the method alone.
function readMatch(match: string): { method?: string; path?: string } {
  const [first = '', ...rest] = match.trim().split(/\s+/)
  const method = METHODS.find((known) => known === first.toUpperCase())
  const [path, more] = method === undefined ? [first, ...rest] : rest
  if (more !== undefined || (path !== undefined && !/^[/*]/.test(path))) {
    throw wrongUsage(
      `--match takes a method and a path, such as 'POST /rest/v1.0/projects/*/rfis', and not '${match}'.`,
    )
  }
  return { ...(method ? { method } : {}), ...(path ? { path } : {}) }
}

function given(name: string, value: number | undefined): object {
  return value === undefined ? {} : { [name]: value }
}
