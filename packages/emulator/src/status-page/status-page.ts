/**
 * The status page: Statuspage's JSON and a plain page. It has a port of its own, since it must stay up
 * while the platform is down. Feeds, subscriptions and uptime will stand beside `#answers`.
 */
import type { Clock } from '@underpin/ports'
import type { Answers } from '../answers.ts'
import type { SocketEnds } from '../call.ts'
import type { Reply, TextAnswer } from '../reply.ts'
import type { StatusBoard } from './status-board.ts'
import { statusHtml } from './status-html.ts'
import {
  components,
  incident,
  maintenance,
  page,
  type StatusView,
  status,
  unresolved,
} from './statuspage-json.ts'

/** Incidents and maintenances in one answer: Statuspage's own bound. */
const EVENTS_MAX = 50

export interface StatusPageParts {
  readonly board: StatusBoard
  readonly clock: Clock
  readonly answers: Answers
  /** What other parts serve on this port: subscriptions. Asked before the page itself. */
  readonly more?: readonly StatusRoutes[]
}

export interface StatusRoutes {
  owns(path: string): boolean
  /** Must not reject. */
  answer(request: Request, socket: SocketEnds | null): Promise<TextAnswer>
}

export class StatusPage {
  readonly #parts: StatusPageParts

  constructor(parts: StatusPageParts) {
    this.#parts = parts
  }

  /** Never rejects. @param socket that it came over; null in process. */
  async reply(request: Request, socket: SocketEnds | null = null): Promise<Reply> {
    const { pathname } = new URL(request.url)
    const other = this.#parts.more?.find((each) => each.owns(pathname))
    const answer = other === undefined ? this.answer(request) : await other.answer(request, socket)
    return { kind: 'answer', answer, headers: {} }
  }

  answer(request: Request): TextAnswer {
    const { origin, pathname } = new URL(request.url)
    const { board, clock, answers } = this.#parts
    const view: StatusView = { board, nowMs: clock.nowMs(), url: origin }
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead && pathname === '/') return statusHtml(view)
    const key = /^\/api\/v2\/(.+)\.json$/.exec(pathname)?.[1] ?? ''
    const make = Object.hasOwn(DOCUMENTS, key) ? DOCUMENTS[key] : undefined
    if (!isRead || make === undefined) return answers.respond({ failure: 'page-not-found' })
    return {
      status: 200,
      // Statuspage lets any page read it.
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
      },
      text: JSON.stringify({ page: page(view), ...make(view) }),
    }
  }
}

const DOCUMENTS: Readonly<Record<string, (view: StatusView) => object>> = {
  status: (view) => ({ status: status(view) }),
  summary: (view) => ({
    status: status(view),
    components: components(view),
    incidents: incidents(view, true),
    scheduled_maintenances: maintenances(view, ['scheduled', 'in_progress']),
  }),
  components: (view) => ({ components: components(view) }),
  incidents: (view) => ({ incidents: incidents(view, false) }),
  'incidents/unresolved': (view) => ({ incidents: incidents(view, true) }),
  'scheduled-maintenances': (view) => ({
    scheduled_maintenances: maintenances(view, ['scheduled', 'in_progress', 'completed']),
  }),
  'scheduled-maintenances/upcoming': (view) => ({
    scheduled_maintenances: maintenances(view, ['scheduled']),
  }),
  'scheduled-maintenances/active': (view) => ({
    scheduled_maintenances: maintenances(view, ['in_progress']),
  }),
}

function incidents(view: StatusView, isOpen: boolean) {
  const all = isOpen ? unresolved(view.board) : view.board.incidents
  return all.slice(0, EVENTS_MAX).map((each) => incident(view, each))
}

function maintenances(view: StatusView, states: readonly string[]) {
  return view.board.maintenances
    .filter((each) => states.includes(each.status))
    .slice(-EVENTS_MAX)
    .map((each) => maintenance(view, each))
}
