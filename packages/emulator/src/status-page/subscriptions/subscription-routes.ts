/** What is under `/subscribe` on the status page's port. */
import type { Clock, Log } from '@underpin/ports'
import { html } from 'hono/html'
import type { SocketEnds } from '../../call.ts'
import { pageAnswer } from '../../page.ts'
import type { TextAnswer } from '../../reply.ts'
import { mailOrigin } from '../../sign-in/mail-origin.ts'
import { type Destinations, whyNotSentTo } from '../../webhooks/destination.ts'
import type { StatusRoutes } from '../status-page.ts'
import { RequestRate } from './request-rate.ts'
import { readComponents, readRecipient, WAYS } from './subscription.ts'
import { readForm } from './subscription-form.ts'
import {
  askPage,
  codePage,
  confirmedPage,
  confirmPage,
  deadPage,
  endedPage,
  fullPage,
  mailSentPage,
  managePage,
  tooManyPage,
  unreadablePage,
} from './subscription-pages.ts'
import type { Confirmed, Subscriptions } from './subscriptions.ts'

export interface RouteParts {
  readonly subscriptions: Subscriptions
  readonly clock: Clock
  readonly log: Log
  readonly destinations: Destinations
}

const FAILED = html`<main><h1>Something failed here</h1><p>The log says more. Go back to <a href="/">the status page</a>.</p></main>`

export class SubscriptionRoutes implements StatusRoutes {
  readonly #parts: RouteParts
  readonly #rate: RequestRate

  constructor(parts: RouteParts) {
    this.#parts = parts
    this.#rate = new RequestRate(parts.clock)
  }

  owns(path: string): boolean {
    return path === '/subscribe' || path.startsWith('/subscribe/')
  }

  /** Never rejects. */
  async answer(request: Request, socket: SocketEnds | null): Promise<TextAnswer> {
    try {
      return await this.#answer(request, socket)
    } catch (error) {
      if (request.signal.aborted) return unreadablePage()
      this.#parts.log.error('a subscription page failed; this is a defect of Underpin', { error })
      return pageAnswer({ title: 'Error', status: 500, body: FAILED })
    }
  }

  async #answer(request: Request, socket: SocketEnds | null): Promise<TextAnswer> {
    const { pathname, searchParams } = new URL(request.url)
    const [, , place = '', token = '', ...more] = pathname.split('/')
    if (more.length > 0) return deadPage()
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (isRead) return this.#show(place, token, searchParams)
    if (request.method !== 'POST') return deadPage()
    const waitMs = this.#rate.waitMs(socket?.remoteAddress ?? 'this process')
    // One click that ends a subscription is never turned away: its mail program asks once.
    if (waitMs > 0 && place !== 'manage') return tooManyPage(waitMs)
    const form = await readForm(request)
    if (form === null) return unreadablePage()
    const isForeign = request.headers.get('sec-fetch-site') === 'cross-site'
    if (isForeign && token === '') return unreadablePage()
    if (place === '') return this.#ask(form, mailOrigin({ request, socket }))
    if (place === 'code' && token === '') return this.#enterCode(form)
    if (place === 'confirm') return this.#confirm(token, form)
    return place === 'manage' ? this.#manage(token, form) : deadPage()
  }

  #show(place: string, token: string, query: URLSearchParams): TextAnswer {
    const { subscriptions } = this.#parts
    if (place === '') {
      const way = WAYS.find((each) => each === query.get('way')) ?? 'mail'
      return askPage({ way, form: new URLSearchParams(), problem: null })
    }
    if (place === 'confirm') {
      const asked = subscriptions.requestOf(token)
      return asked === null ? deadPage() : confirmPage(token, asked)
    }
    const found = place === 'manage' ? subscriptions.managed(token) : null
    return found === null ? deadPage() : managePage(token, found, false)
  }

  #ask(form: URLSearchParams, origin: string): TextAnswer {
    const { subscriptions, destinations } = this.#parts
    const read = readRecipient(form, origin, (url) => whyNotSentTo(url, destinations))
    if (read.kind === 'unusable') {
      const way = WAYS.find((each) => each === form.get('way')) ?? 'mail'
      return askPage({ way, form, problem: read })
    }
    const { recipient } = read
    const handle = subscriptions.request(recipient)
    return recipient.way === 'sms' ? codePage(handle, null) : mailSentPage(recipient.mail)
  }

  #enterCode(form: URLSearchParams): TextAnswer {
    const handle = form.get('request') ?? ''
    return this.#confirmed(
      this.#parts.subscriptions.confirmByCode(handle, form.get('code') ?? ''),
      handle,
    )
  }

  /** One click in the mail program itself says no. */
  #confirm(token: string, form: URLSearchParams): TextAnswer {
    const { subscriptions } = this.#parts
    if (!isOneClick(form)) return this.#confirmed(subscriptions.confirm(token), '')
    subscriptions.refuse(token)
    return endedPage()
  }

  #confirmed(result: Confirmed, handle: string): TextAnswer {
    switch (result.kind) {
      case 'confirmed':
        return confirmedPage(
          this.#parts.subscriptions.manageUrl(result.subscription),
          result.subscription,
        )
      case 'wrong-code': {
        const { triesLeft } = result
        const tries = triesLeft === 1 ? 'One try is left.' : `${triesLeft} tries are left.`
        return codePage(handle, `That is not the code. ${tries}`)
      }
      case 'full':
        return fullPage()
      case 'dead':
        return deadPage()
    }
  }

  /** A subscription that has ended answers one click as the first one did. */
  #manage(token: string, form: URLSearchParams): TextAnswer {
    const { subscriptions } = this.#parts
    const found = subscriptions.managed(token)
    if (isOneClick(form) || form.get('do') === 'end') {
      if (found !== null) subscriptions.end(found)
      return endedPage()
    }
    if (found === null) return deadPage()
    subscriptions.choose(found, readComponents(form))
    return managePage(token, subscriptions.managed(token) ?? found, true)
  }
}

function isOneClick(form: URLSearchParams): boolean {
  return form.get('List-Unsubscribe') === 'One-Click'
}
