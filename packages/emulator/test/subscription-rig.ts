/**
 * An emulator whose status page is asked in process, on a virtual clock, and what subscribers do there:
 * ask, open the link or enter the code, choose, end it. For the tests of subscriptions.
 */
import type { EmulatorOptions } from '../src/emulator-options.ts'
import type { SentMessage } from '../src/mail/message.ts'
import { isTextAnswer } from '../src/reply.ts'
import { setUp } from './emulator-rig.ts'

export const STATUS_ORIGIN = 'http://localhost:4011'
export const READER = 'reader@northside.example'
export const DAY_MS = 86_400_000

export interface Shown {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export function subscriptionRig(options: EmulatorOptions = {}) {
  const rig = setUp(options)
  const { emulator } = rig
  const { board, statusPage, platform } = emulator.parts
  const ask = async (path: string, init: RequestInit = {}): Promise<Shown> => {
    const reply = await statusPage.reply(new Request(new URL(path, STATUS_ORIGIN), init))
    if (reply.kind !== 'answer' || !isTextAnswer(reply.answer)) throw new Error('no text')
    return reply.answer
  }
  const post = (path: string, fields: Readonly<Record<string, string>> | URLSearchParams) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  const sent = (kind = ''): readonly SentMessage[] =>
    platform.outbox.messages().filter((each) => each.kind.startsWith(kind))
  /** The last one of a kind. */
  const last = (kind = ''): SentMessage => {
    const found = sent(kind).at(-1)
    if (found === undefined) throw new Error(`there is no ${kind} in the outbox`)
    return found
  }
  const request = (
    fields: Readonly<Record<string, string>>,
    components: readonly string[] = [],
  ) => {
    const form = new URLSearchParams(fields)
    for (const each of components) form.append('component', each)
    return post('/subscribe', form)
  }
  /** Asks by mail and opens the link. @returns the page that it ends at */
  const subscribe = async (address = READER, components: readonly string[] = []) => {
    await request({ way: 'mail', address }, components)
    return post(linkIn(last('status-confirmation')), {})
  }
  const subscribeWebhook = async (url: string, components: readonly string[] = []) => {
    await request({ way: 'webhook', address: url, mail: READER }, components)
    return post(linkIn(last('status-confirmation')), {})
  }
  const subscribePhone = async (number: string) => {
    const page = await request({ way: 'sms', address: number })
    return enterCode(page, codeIn(last('status-code')))
  }
  const enterCode = (page: Shown, code: string) =>
    post('/subscribe/code', { request: handleIn(page), code })
  const subjects = () => sent('status-').map(({ subject }) => subject)
  return {
    ...{ ...rig, board, outbox: platform.outbox, ask, post, sent, last, request },
    ...{ subscribe, subscribeWebhook, subscribePhone, enterCode, subjects },
  }
}

/** The first link to a subscription in a message, as a path. */
export function linkIn({ text }: SentMessage): string {
  const found = /https?:\/\/\S+\/subscribe\/\S+/.exec(text)?.[0]
  if (found === undefined) throw new Error(`no link in ${text}`)
  return new URL(found).pathname
}

export function codeIn({ text }: SentMessage): string {
  return /\b\d{6}\b/.exec(text)?.[0] ?? ''
}

export function handleIn({ text }: Shown): string {
  return /name="request" value="([0-9a-f]+)"/.exec(text)?.[1] ?? ''
}

export const INCIDENT = {
  name: 'Elevated errors',
  status: 'investigating',
  impact: 'major',
  components: ['API Gateway'],
  body: 'We are looking into it.',
} as const
