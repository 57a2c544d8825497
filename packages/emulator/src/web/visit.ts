/** One visit to a page: who came, to which place, with what; and everything that a page works with. */
import type { Call } from '../call.ts'
import type { Asked, Check } from '../checks/check.ts'
import { companyDirectory } from '../checks/company-directory.ts'
import { refusedBy } from '../checks/index.ts'
import { level } from '../checks/level.ts'
import { projectMember } from '../checks/project-member.ts'
import { toolEnabled } from '../checks/tool-enabled.ts'
import { userActive } from '../checks/user-active.ts'
import type { Engine } from '../engine/engine.ts'
import { Query } from '../engine/query.ts'
import { type Body, NO_BODY } from '../engine/request-body.ts'
import type { Method } from '../engine/resource.ts'
import type { Route } from '../engine/route-table.ts'
import type { Html } from '../page.ts'
import type { Refusal, TextAnswer } from '../reply.ts'
import type { Session } from '../sign-in/sessions.ts'
import type { DirectoryCompany, DirectoryUser } from '../world/directory.ts'
import { LEVELS, type Level } from '../world/levels.ts'
import { type Answered, askAs, callerOf } from './browser-road.ts'
import type { FormState } from './form-state.ts'
import { type FramedPage, framed } from './frame.ts'
import type { NoticeName } from './notices.ts'
import type { FoundPage } from './routes.ts'

/** Where a page is: at a company, at a project, or at neither. */
export interface WebPlace {
  readonly company: DirectoryCompany | null
  /** The name is the one that people know it by: `1234 - Sandbox Test Project`. */
  readonly project: { readonly id: number; readonly name: string } | null
}

export interface VisitParts {
  readonly engine: Engine
  readonly call: Call
  readonly found: FoundPage
  readonly viewer: DirectoryUser
  /** Its token is in every form. */
  readonly session: Session
  readonly place: WebPlace
  /** What stands above every page: maintenance that is announced. */
  readonly banner: Html
  /** What a form is shown with: nothing, or what was kept of it. */
  readonly form: FormState
  /** The fields of the form that was sent; empty for a page that is looked at. */
  readonly posted?: Body
}

export class Visit {
  readonly engine: Engine
  readonly call: Call
  readonly found: FoundPage
  readonly viewer: DirectoryUser
  readonly session: Session
  readonly place: WebPlace
  readonly banner: Html
  readonly form: FormState
  readonly posted: Body
  readonly query: Query

  constructor(parts: VisitParts) {
    this.engine = parts.engine
    this.call = parts.call
    this.found = parts.found
    this.viewer = parts.viewer
    this.session = parts.session
    this.place = parts.place
    this.banner = parts.banner
    this.form = parts.form
    this.posted = parts.posted ?? NO_BODY
    this.query = new Query(parts.call.search)
  }

  /** 0 at no company. */
  get companyId(): number {
    return this.place.company?.id ?? 0
  }

  /** 0 at no project. */
  get projectId(): number {
    return this.place.project?.id ?? 0
  }

  /** A part of the address: `id`. Empty when the address has none of that name. */
  parameter(name: string): string {
    return this.found.parameters[name] ?? ''
  }

  /** Asks as the API is asked, with its checks and rules. @param target path and query */
  ask(method: Method, target: string, body?: Body): Answered | Refusal {
    const asking = { method, target, companyId: this.companyId }
    return askAs(
      this.viewer.id,
      this.engine,
      this.call,
      body === undefined ? asking : { ...asking, body },
    )
  }

  /** Whether the person may be here at all: active, in the company, and in the project. */
  mayEnter(): Refusal | null {
    if (this.place.company === null) return this.#refusedBy([userActive])
    return this.#refusedBy([userActive, companyDirectory, projectMember])
  }

  /** For pages of what the API has no calls for: the checks of a tool and its level. */
  needs(tool: string, needed: Level): Refusal | null {
    return this.#refusedBy([toolEnabled, level], tool, needed)
  }

  /** What the person holds on a tool here: for what a page offers. The write itself is checked again. */
  holds(tool: string, needed: Level): boolean {
    const { directory } = this.engine.parts.platform
    const held = this.projectId
      ? directory.projectLevel(this.viewer.id, this.projectId, tool)
      : directory.companyLevel(this.viewer.id, this.companyId, tool)
    return LEVELS.indexOf(held) >= LEVELS.indexOf(needed)
  }

  page(page: FramedPage): TextAnswer {
    return framed(page, this)
  }

  /** After a form was taken: so that a reload sends nothing again. @param notice what the next page says */
  redirect(path: string, notice?: NoticeName): TextAnswer {
    const location = notice ? `${path}${path.includes('?') ? '&' : '?'}notice=${notice}` : path
    return { status: 303, headers: { location, 'cache-control': 'no-store' }, text: '' }
  }

  #refusedBy(
    checks: readonly Check[],
    tool: string | null = null,
    needed: Level = 'Read Only',
  ): Refusal | null {
    const asked: Asked = {
      route: pageRoute(tool, needed),
      query: this.query,
      caller: callerOf(this.viewer.id, this.call),
      companyHeader: String(this.companyId),
      headerCompanyId: this.companyId,
      projectId: this.projectId,
      userId: this.viewer.id,
    }
    return refusedBy(checks, asked, this.engine.parts.platform)
  }
}

/** What the checks look at of a route: a page has none of a resource's. */
function pageRoute(tool: string | null, needed: Level): Route {
  const path = '/'
  return {
    method: 'GET',
    path,
    operation: 'action',
    resource: {
      name: 'pages',
      wrapper: null,
      belongsTo: 'company',
      paths: [],
      fields: {},
      source: '7',
    },
    group: { scope: 'either', tool, routes: [] },
    row: { method: 'GET', path, operation: 'action' },
    level: needed,
    success: 200,
    isV2: false,
    source: '7',
  }
}
