/**
 * The web application: the pages that a person signs in to. This file is the road of one visit: which
 * page, who came, whether they may be there, and what they sent. It owns every path that no other
 * surface does, so that a link that leads nowhere meets the application's own 404.
 */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import type { Engine } from '../engine/engine.ts'
import { discardAll } from '../engine/request-body.ts'
import type { Html } from '../page.ts'
import type { Refusal, Result } from '../reply.ts'
import { signInPath } from '../sign-in/return-to.ts'
import type { CurrentSession, SignIn } from '../sign-in/sign-in.ts'
import type { Surface } from '../surface.ts'
import { DRAFT_PARAMETER, Drafts } from './drafts.ts'
import { EMPTY_FORM } from './form-state.ts'
import { nearestPage } from './nearest-page.ts'
import type { PageHandlers } from './page-handlers.ts'
import { placeOf } from './place.ts'
import { foreign, readForm } from './posted-form.ts'
import { type FoundPage, findPage, type PageName, routeOf } from './routes.ts'
import { Visit } from './visit.ts'

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.web, ...FAILURE_IDS.network])

export interface WebParts {
  readonly engine: Engine
  readonly signIn: SignIn
  /** What stands above every page. Default: nothing. */
  readonly banner?: (call: Call) => Html
}

export class WebSurface implements Surface {
  readonly name = 'web'
  readonly drafts: Drafts
  readonly #parts: WebParts
  /** Loaded with the first visit: who never opens a page pays nothing for them. */
  #pages: Promise<Readonly<Record<PageName, PageHandlers>>> | null = null

  constructor(parts: WebParts) {
    this.#parts = parts
    const { platform } = parts.engine.parts
    this.drafts = new Drafts(platform)
    platform.database.onRestored(() => this.drafts.clear())
  }

  owns(): boolean {
    return true
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  async handle(call: Call): Promise<Result> {
    const found = findPage(call.path)
    if (found === null) return nowhere(call)
    call.route = routeOf(found.name).path
    const isRead = call.method === 'GET' || call.method === 'HEAD'
    const { hasForm = false } = routeOf(found.name)
    if (!isRead && !(hasForm && call.method === 'POST')) {
      const because = `${call.method} is nothing that this page takes`
      return { failure: 'page-not-found', because }
    }
    const current = this.#parts.signIn.currentSession(call)
    if (isRead) return current ? this.#show(call, found, current) : this.#askToSignIn(call)
    return this.#take(call, found, current)
  }

  async #show(call: Call, found: FoundPage, current: CurrentSession): Promise<Result> {
    const visit = this.#visit(call, found, current)
    if ('failure' in visit) return visit
    const { show } = (await this.#loaded())[found.name]
    return visit.mayEnter() ?? show(visit)
  }

  async #take(call: Call, found: FoundPage, current: CurrentSession | null): Promise<Result> {
    const { platform } = this.#parts.engine.parts
    const form = await readForm(call, platform, current?.session ?? null)
    try {
      if (current === null) return this.#stale(call, form.fields)
      if (form.kind === 'refused') return form.refusal
      const unknown = foreign(form.body, current.session)
      if (unknown) return unknown
      const visit = this.#visit(call, found, current, form.body)
      if ('failure' in visit) return visit
      const { take } = (await this.#loaded())[found.name]
      if (!take) throw new Error(`${found.name} has a form and nothing that takes it`)
      return visit.mayEnter() ?? (await take(visit))
    } finally {
      if (form.kind === 'body') discardAll(form.files)
    }
  }

  #visit(
    call: Call,
    found: FoundPage,
    { user, session }: CurrentSession,
    posted: Visit['posted'] | null = null,
  ): Visit | Refusal {
    const { engine, banner = () => html`` } = this.#parts
    const place = placeOf(found, engine)
    if ('failure' in place) return place
    call.companyId = place.company?.id ?? null
    call.projectId = place.project?.id ?? null
    const draftId = new URLSearchParams(call.search).get(DRAFT_PARAMETER)
    const draft = this.drafts.find(call.path, draftId)
    const shared = { engine, call, found, place, viewer: user, session }
    const visit = { ...shared, banner: banner(call) }
    if (posted) return new Visit({ ...visit, posted, form: EMPTY_FORM })
    return new Visit({ ...visit, form: draft ? { filled: draft, errors: {} } : EMPTY_FORM })
  }

  #askToSignIn(call: Call): Result {
    const { path, search } = call
    if (this.#parts.signIn.visitor(call).kind === 'stale') {
      return { failure: 'stale-session', because: 'the session of this browser has ended' }
    }
    const location = signInPath(search === '' ? path : `${path}?${search}`)
    return { status: 303, headers: { location, 'cache-control': 'no-store' }, text: '' }
  }

  /** What was entered is not lost: after signing in, the page comes back filled with it. */
  #stale({ path, search }: Call, fields: Visit['posted']): Refusal {
    const returnTo = this.drafts.keep(path, search, fields)
    return {
      failure: 'stale-session',
      values: { returnTo },
      because: 'a form was sent, and nobody is signed in',
    }
  }

  #loaded(): Promise<Readonly<Record<PageName, PageHandlers>>> {
    this.#pages ??= import('./pages/index.ts').then(({ PAGES }) => PAGES)
    return this.#pages
  }
}

function nowhere({ path, method }: Call): Refusal {
  const near = nearestPage(path)
  const because = `no page has the address ${path}`
  if (near === null || method !== 'GET') return { failure: 'page-not-found', because }
  return {
    failure: 'malformed-link',
    values: { near: near.path, nearTitle: near.title },
    because: `${because}; ${near.path} is near`,
  }
}
