/**
 * How a page asks for what it shows, and writes what it was told: by the same routes, checks and
 * operations as a call of the API, for the person who is signed in. There is no second copy of a rule.
 */
import type { Call, Caller } from '../call.ts'
import { HEAD_CHECKS, refusedBy } from '../checks/index.ts'
import type { Engine } from '../engine/engine.ts'
import { operate } from '../engine/operate.ts'
import { Query } from '../engine/query.ts'
import { type Body, NO_BODY } from '../engine/request-body.ts'
import type { Method } from '../engine/resource.ts'
import { isRefusal, isTextAnswer, type Refusal } from '../reply.ts'

/** Stands where an app's client id would. */
const BROWSER = 'browser'

export interface Asking {
  readonly method: Method
  /** `/rest/v1.0/projects/5001/rfis?page=2` */
  readonly target: string
  readonly body?: Body
  readonly companyId: number
}

export interface Answered {
  /** As the API shows it; undefined for an answer without a body. */
  readonly json: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** The call of the page stays what the journal keeps; what is found out on the way is written on it. */
export function askAs(
  userId: number,
  engine: Engine,
  call: Call,
  { method, target, companyId, body = NO_BODY }: Asking,
): Answered | Refusal {
  const [path = '', search = ''] = target.split('?', 2)
  const found = engine.routes.find(method, path)
  if (!found) throw new Error(`a page asks for ${method} ${path}, which no route answers`)
  const caller = callerOf(userId, call)
  const { platform } = engine.parts
  const asked = {
    route: found.route,
    query: new Query(search),
    caller,
    companyHeader: String(companyId),
    headerCompanyId: companyId,
    projectId: 0,
    userId,
  }
  const refusal = refusedBy(HEAD_CHECKS, asked, platform)
  if (refusal) return refusal
  const url = `${new URL(call.request.url).origin}${target}`
  const inner: Call = { ...call, request: new Request(url), method, path, search, caller }
  const result = operate(engine, { call: inner, found, asked, body })
  call.failure = inner.failure
  call.because = inner.because
  if (isRefusal(result)) return result
  if (!isTextAnswer(result)) throw new Error(`${method} ${path} is answered with a stream`)
  const { text, headers } = result
  return { json: text === '' ? undefined : JSON.parse(text), headers }
}

export function callerOf(userId: number, { atMs }: Call): Caller {
  return {
    clientId: BROWSER,
    isBrowser: true,
    userId,
    isService: false,
    grantId: BROWSER,
    tokenIssuedAtMs: atMs,
    tokenExpiresAtMs: Number.MAX_SAFE_INTEGER,
  }
}
