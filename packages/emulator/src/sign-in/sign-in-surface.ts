/** Everything under `/login` and `/logout`: signing in and out, and resetting a password. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call } from '../call.ts'
import { type FormFields, formFields } from '../oauth/form-fields.ts'
import { readBody } from '../read-body.ts'
import type { Result } from '../reply.ts'
import type { Surface } from '../surface.ts'
import { POLICY_PATH, policyPage } from './policy-page.ts'
import { ResetForms, type ResetParts } from './reset-forms.ts'
import { SignInForms } from './sign-in-forms.ts'

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.web, ...FAILURE_IDS.network])

/** @param fields of the form that was sent, or of the query. */
type Page = (call: Call, fields: FormFields) => Promise<Result> | Result

export class SignInSurface implements Surface {
  readonly name = 'web'
  readonly #pages: ReadonlyMap<string, Page>

  constructor(parts: ResetParts) {
    const { platform, signIn } = parts
    const forms = new SignInForms(parts)
    const resets = new ResetForms(parts)
    this.#pages = new Map<string, Page>([
      ['GET /login', (call, query) => forms.show(call, query)],
      ['POST /login', (call, fields) => forms.signIn(call, fields)],
      ['GET /logout', (call) => forms.askToLeave(call)],
      ['POST /logout', (call, fields) => forms.leave(call, fields)],
      [`GET ${POLICY_PATH}`, (call) => policyPage(call, platform, signIn)],
      ['GET /login/forgot', (call) => resets.ask(call)],
      ['POST /login/forgot', (call, fields) => resets.send(call, fields)],
      ['GET /login/reset', (call, query) => resets.choose(call, query)],
      ['POST /login/reset', (call, fields) => resets.set(call, fields)],
    ])
  }

  owns(path: string): boolean {
    return /^\/log(?:in|out)(?:\/|$)/.test(path)
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  async handle(call: Call): Promise<Result> {
    const path = call.path.endsWith('/') ? call.path.slice(0, -1) : call.path
    const method = call.method === 'HEAD' ? 'GET' : call.method
    const page = this.#pages.get(`${method} ${path}`)
    if (page === undefined) {
      return { failure: 'page-not-found', because: `nothing answers ${call.method} ${path}` }
    }
    call.route = path
    if (method === 'GET') return page(call, Object.fromEntries(new URLSearchParams(call.search)))
    const refusal = await readBody(call)
    return refusal ?? page(call, (await formFields(call)) ?? {})
  }
}
