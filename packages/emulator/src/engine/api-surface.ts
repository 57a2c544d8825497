/** Everything under `/rest/`: the road of an API call, from its token to its record. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call, Caller } from '../call.ts'
import type { Asked, Check } from '../checks/check.ts'
import { HEAD_CHECKS, SCOPE_CHECKS } from '../checks/index.ts'
import { checkToken } from '../checks/token.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import type { RateLimiter } from '../limits/rate-limiter.ts'
import type { FoundOperation, ServedDocument } from '../openapi/served-document.ts'
import type { Refusal, Result } from '../reply.ts'
import type { Surface } from '../surface.ts'
import type { Engine } from './engine.ts'
import { once } from './idempotency.ts'
import { locate } from './locate.ts'
import { OPERATIONS } from './operations.ts'
import { Query } from './query.ts'
import { parseId } from './record-id.ts'
import { type Body, discardAll, NO_BODY, parseBody } from './request-body.ts'
import { missingParameter } from './required-parameters.ts'
import { type FoundRoute, LEGACY_PREFIX } from './route-table.ts'
import { findScope } from './scope.ts'

/** As in a sample of the documents (fact sheet section 3). */
const CACHE_CONTROL = 'no-store, must-revalidate, private, max-age=0'

const RAISED: ReadonlySet<FailureId> = new Set([
  ...FAILURE_IDS.api,
  ...FAILURE_IDS.network,
  'upload-expired',
])

const PREFIX = '/rest/'

export interface ApiParts {
  readonly engine: Engine
  readonly tokens: TokenLookup
  readonly limiter: RateLimiter
  /** Answers what no built-in route does. */
  readonly openapi?: ServedDocument | null
}

export class ApiSurface implements Surface {
  readonly name = 'api'
  readonly #parts: ApiParts

  constructor(parts: ApiParts) {
    this.#parts = parts
  }

  owns(path: string): boolean {
    return path.startsWith(PREFIX) || path.startsWith(LEGACY_PREFIX)
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  /** What answers a path: a built-in route, but for the document's own that are more exact. */
  find(method: string, path: string): FoundOperation | FoundRoute | null {
    const { engine, openapi } = this.#parts
    const builtIn = () => engine.routes.find(method, path)
    return openapi?.findExact(method, path) ?? builtIn() ?? openapi?.find(method, path) ?? null
  }

  handle(call: Call): Result | Promise<Result> {
    const { engine, tokens, limiter } = this.#parts
    call.replyHeaders['cache-control'] = CACHE_CONTROL
    call.replyHeaders['x-request-id'] = call.requestId
    const verdict = checkToken(call.request.headers.get('authorization'), tokens)
    call.caller = verdict.caller
    if (verdict.kind === 'refused') return verdict.refusal
    const { caller } = verdict
    const spent = limiter.take(caller.grantId, call.replyHeaders)
    if (spent) return spent
    const found = this.find(call.method, call.path)
    if (!found)
      return { failure: 'route-unknown', because: `no route for ${call.method} ${call.path}` }
    call.route = found.route.path
    const query = new Query(call.search)
    const asked = this.#ask(call, found, query, caller)
    call.companyId = asked.headerCompanyId
    const refusal = this.#check(HEAD_CHECKS, asked)
    if (refusal) return refusal
    // A read is answered in the same turn of the event loop: nothing about it waits.
    if (call.method === 'GET') return this.#answer(call, found, asked, NO_BODY)
    const { parse = parseBody }: Partial<FoundOperation> = found
    return parse(call, engine.parts.platform).then((parsed) => {
      if (parsed.kind === 'refused') return parsed.refusal
      try {
        return this.#answer(call, found, asked, parsed.body)
      } finally {
        discardAll(parsed.files)
      }
    })
  }

  #ask(call: Call, { route }: FoundRoute, query: Query, caller: Caller): Asked {
    const companyHeader = call.request.headers.get('procore-company-id')
    const headerCompanyId = companyHeader === null ? null : parseId(companyHeader.trim())
    const userId = this.#parts.engine.actingUser(caller, headerCompanyId)
    return { route, query, caller, companyHeader, headerCompanyId, projectId: 0, userId }
  }

  #check(checks: readonly Check[], asked: Asked): Refusal | null {
    for (const check of checks) {
      const refusal = check.run(asked, this.#parts.engine.parts.platform)
      if (refusal) return refusal
    }
    return null
  }

  #answer(call: Call, found: FoundRoute, asked: Asked, body: Body): Result {
    const { engine } = this.#parts
    const { platform } = engine.parts
    const sought = findScope(found, asked.query, body, asked.headerCompanyId, engine.parts)
    if (sought.kind === 'refused') return sought.refusal
    const { scope } = sought
    if (scope.projectId !== 0) call.projectId = scope.projectId
    const refusal = this.#check(SCOPE_CHECKS, { ...asked, projectId: scope.projectId })
    if (refusal) return refusal
    const located = locate(engine.parts, found, asked, scope, body)
    if ('failure' in located) return located
    const lacking = missingParameter(located)
    if (lacking) return lacking
    const nowMs = platform.clock.nowMs()
    const dateDropped = (key: string) => {
      // What the caller never learns, the journal does.
      call.failure = 'date-silently-dropped'
      call.because = `the value of ${key} is no date, and was stored as null`
    }
    const work = { ...located, call, nowMs, dateDropped }
    const operate = OPERATIONS[found.route.operation]
    return found.route.row.idempotent ? once(work, operate) : operate(work)
  }
}
