/** Everything under `/oauth/`: consent and tokens. Login and API share the platform's port. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import { readBody } from '../read-body.ts'
import type { Result } from '../reply.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
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

/** What this surface answers, and the section of the fact sheet for each; ours are the pages' own forms. */
export const OAUTH_ROUTES = {
  'GET /oauth/authorize': '2.1',
  'POST /oauth/authorize': 'ours: the form of the page that asks for consent',
  'POST /oauth/token': '2.2',
  'GET /oauth/token/info': '2.3',
  'POST /oauth/revoke': '2.4',
} as const

type OAuthRoute = keyof typeof OAUTH_ROUTES

type OAuthAnswer = (
  call: Call,
  fields: Awaited<ReturnType<typeof formFields>>,
) => Promise<Result> | Result

export class OAuthSurface implements Surface {
  readonly name = 'oauth'
  readonly tokens: TokenStore
  readonly codes: CodeStore
  readonly authorize: Authorize
  readonly #answers: Readonly<Record<OAuthRoute, OAuthAnswer>>

  constructor(platform: Platform, signIn: SignIn) {
    this.tokens = new TokenStore(platform)
    this.codes = new CodeStore(platform)
    this.authorize = new Authorize({ platform, signIn, codes: this.codes })
    const tokenEndpoint = new TokenEndpoint({ platform, tokens: this.tokens, codes: this.codes })
    this.#answers = {
      'GET /oauth/authorize': (call) => this.authorize.show(call),
      'POST /oauth/authorize': (call, fields) => this.authorize.decide(call, fields ?? {}),
      'POST /oauth/token': (call, fields) => tokenEndpoint.handle(call, fields),
      'GET /oauth/token/info': (call) => tokenInfo(call, platform, this.tokens),
      'POST /oauth/revoke': (call, fields) => revoke(call, fields, platform, this.tokens),
    }
  }

  owns(path: string): boolean {
    return path.startsWith('/oauth/') || path === '/oauth'
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  async handle(call: Call): Promise<Result> {
    const path = call.path.endsWith('/') ? call.path.slice(0, -1) : call.path
    // As in Rails, whatever answers GET answers HEAD: clients look whether the login host is up with it.
    const method = call.method === 'HEAD' ? 'GET' : call.method
    const name = `${method} ${path}`
    const answer = Object.hasOwn(this.#answers, name) ? this.#answers[name as OAuthRoute] : null
    if (!answer) {
      return { failure: 'page-not-found', because: `nothing answers ${call.method} ${path}` }
    }
    call.route = path
    if (method === 'GET') return answer(call, null)
    const refusal = await readBody(call)
    return refusal ?? answer(call, await formFields(call))
  }
}
