/** Everything under `/rest/`: the road of an API call, from its token to its record. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call, Caller } from '../call.ts'
import type { Asked } from '../checks/check.ts'
import { HEAD_CHECKS, refusedBy } from '../checks/index.ts'
import { checkToken } from '../checks/token.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import type { RateLimiter } from '../limits/rate-limiter.ts'
import type { FoundOperation, ServedDocument } from '../openapi/served-document.ts'
import type { Result } from '../reply.ts'
import type { Surface } from '../surface.ts'
import type { Engine } from './engine.ts'
import { operate } from './operate.ts'
import { Query } from './query.ts'
import { parseId } from './record-id.ts'
import { discardAll, NO_BODY, parseBody } from './request-body.ts'
import { type FoundRoute, LEGACY_PREFIX } from './route-table.ts'

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
    const refusal = refusedBy(HEAD_CHECKS, asked, engine.parts.platform)
    if (refusal) return refusal
    // A read is answered in the same turn of the event loop: nothing about it waits.
    if (call.method === 'GET') return operate(engine, { call, found, asked, body: NO_BODY })
    const { parse = parseBody }: Partial<FoundOperation> = found
    return parse(call, engine.parts.platform).then((parsed) => {
      if (parsed.kind === 'refused') return parsed.refusal
      try {
        return operate(engine, { call, found, asked, body: parsed.body })
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
}
