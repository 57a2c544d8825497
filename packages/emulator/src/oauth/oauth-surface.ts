/** Everything under `/oauth/`: sign-in, consent, tokens. Login and API share the platform's port. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import { readBody } from '../read-body.ts'
import type { Result } from '../reply.ts'
import type { Surface } from '../surface.ts'
import { Authorize } from './authorize.ts'
import { CodeStore } from './code-store.ts'
import { formFields } from './form-fields.ts'
import { revoke } from './revoke.ts'
import { TokenEndpoint } from './token-endpoint.ts'
import { tokenInfo } from './token-info.ts'
import { TokenStore } from './token-store.ts'

/** What goes wrong with the whole platform goes wrong here too, the network included. */
const PLATFORM_WIDE: readonly FailureId[] = [
  'server-error',
  'bad-gateway',
  'heavy-load',
  'maintenance',
  'regional-outage',
  ...FAILURE_IDS.network,
]

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.oauth, ...PLATFORM_WIDE])

export class OAuthSurface implements Surface {
  readonly name = 'oauth'
  readonly tokens: TokenStore
  readonly codes: CodeStore
  readonly authorize: Authorize
  readonly #platform: Platform
  readonly #tokenEndpoint: TokenEndpoint

  constructor(platform: Platform) {
    this.#platform = platform
    this.tokens = new TokenStore(platform)
    this.codes = new CodeStore(platform)
    this.authorize = new Authorize({ platform, codes: this.codes })
    this.#tokenEndpoint = new TokenEndpoint({ platform, tokens: this.tokens, codes: this.codes })
  }

  owns(path: string): boolean {
    return path.startsWith('/oauth/') || path === '/oauth'
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  async handle(call: Call): Promise<Result> {
    const path = call.path.endsWith('/') ? call.path.slice(0, -1) : call.path
    call.route = path
    // As in Rails, whatever answers GET answers HEAD: clients look whether the login host is up with it.
    const method = call.method === 'HEAD' ? 'GET' : call.method
    switch (`${method} ${path}`) {
      case 'GET /oauth/authorize':
        return this.authorize.show(call)
      case 'GET /oauth/token/info':
        return tokenInfo(call, this.#platform, this.tokens)
      case 'POST /oauth/token':
      case 'POST /oauth/revoke':
      case 'POST /oauth/sign-in':
      case 'POST /oauth/authorize':
        return this.#post(call, path)
      default:
        call.route = null
        return { failure: 'page-not-found', because: `nothing answers ${call.method} ${path}` }
    }
  }

  async #post(call: Call, path: string): Promise<Result> {
    const refusal = await readBody(call)
    if (refusal !== null) return refusal
    const fields = await formFields(call)
    if (path === '/oauth/token') return this.#tokenEndpoint.handle(call, fields)
    if (path === '/oauth/revoke') return revoke(call, fields, this.#platform, this.tokens)
    if (path === '/oauth/sign-in') return this.authorize.signIn(call, fields ?? {})
    return this.authorize.decide(call, fields ?? {})
  }
}
