/**
 * The status page: Statuspage's JSON, pages for people, and feeds. It has a port of its own, since it must
 * stay up while the platform is down.
 */
import type { Clock, Log } from '@underpin/ports'
import type { Answers } from '../answers.ts'
import type { Assumptions } from '../assumptions.ts'
import type { SocketEnds } from '../call.ts'
import type { Reply, TextAnswer } from '../reply.ts'
import type { FeedKind } from './history-feed.ts'
import { eventHtml, historyHtml } from './history-html.ts'
import { ShownTime } from './shown-time.ts'
import type { StatusBoard } from './status-board.ts'
import { statusDocument } from './status-documents.ts'
import type { HtmlView } from './status-frame.ts'
import { statusHtml } from './status-html.ts'
import { type StatusView, TIME_ZONE } from './statuspage-json.ts'
import { uptimeHtml } from './uptime-html.ts'
import { UptimeReport } from './uptime-report.ts'

export interface StatusPageParts {
  readonly board: StatusBoard
  readonly clock: Clock
  readonly answers: Answers
  readonly assumptions: Assumptions
  readonly log: Log
  /** What other parts serve on this port: subscriptions. Asked before the page itself. */
  readonly more?: readonly StatusRoutes[]
}

export interface StatusRoutes {
  owns(path: string): boolean
  answer(request: Request, socket: SocketEnds | null): Promise<TextAnswer>
}

export class StatusPage {
  readonly #parts: StatusPageParts

  constructor(parts: StatusPageParts) {
    this.#parts = parts
  }

  /**
   * Never rejects: a defect of ours is logged, and answered as a server error.
   *
   * @param socket that it came over; null in process.
   */
  async reply(request: Request, socket: SocketEnds | null = null): Promise<Reply> {
    try {
      return { kind: 'answer', answer: await this.#work(request, socket), headers: {} }
    } catch (error) {
      const { answers, log } = this.#parts
      const message = 'the status page failed at a request; this is a defect of Underpin'
      log.error(message, { method: request.method, url: request.url, error })
      return {
        kind: 'answer',
        answer: answers.respond({ failure: 'server-error-page' }),
        headers: {},
      }
    }
  }

  /** Everything but the feeds and what other parts serve. */
  answer(request: Request): TextAnswer {
    const found = isRead(request) ? this.#find(new URL(request.url)) : null
    return found ?? this.#parts.answers.respond({ failure: 'page-not-found' })
  }

  #work(request: Request, socket: SocketEnds | null): TextAnswer | Promise<TextAnswer> {
    const url = new URL(request.url)
    const other = this.#parts.more?.find((each) => each.owns(url.pathname))
    if (other !== undefined) return other.answer(request, socket)
    const feed = FEEDS[url.pathname]
    return feed !== undefined && isRead(request) ? this.#feed(url, feed) : this.answer(request)
  }

  /** What makes feeds is loaded when the first one is asked for: an emulator starts without it. */
  async #feed(url: URL, kind: FeedKind): Promise<TextAnswer> {
    const { historyFeed } = await import('./history-feed.ts')
    return historyFeed(this.#view(url), kind)
  }

  #view({ origin }: URL): StatusView {
    const { board, clock } = this.#parts
    return { board, nowMs: clock.nowMs(), url: origin }
  }

  #find(url: URL): TextAnswer | null {
    const { pathname, searchParams } = url
    const view = this.#view(url)
    const key = /^\/api\/v2\/(.+)\.json$/.exec(pathname)?.[1]
    if (key !== undefined) return statusDocument(view, key)
    const id = /^\/incidents\/([a-z0-9]{1,40})$/.exec(pathname)?.[1]
    if (id !== undefined) return eventHtml(this.#htmlView(view), id)
    switch (pathname) {
      case '/':
        return statusHtml(this.#htmlView(view))
      case '/history':
        return historyHtml(this.#htmlView(view), searchParams.get('page'))
      case '/uptime':
        return uptimeHtml(this.#htmlView(view))
    }
    return null
  }

  #htmlView(view: StatusView): HtmlView {
    const { more = [] } = this.#parts
    return {
      ...view,
      report: new UptimeReport(this.#parts, view.nowMs),
      times: new ShownTime(TIME_ZONE),
      canSubscribe: more.some((each) => each.owns('/subscribe')),
    }
  }
}

const FEEDS: Readonly<Record<string, FeedKind>> = {
  '/history.rss': 'rss',
  '/history.atom': 'atom',
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}
