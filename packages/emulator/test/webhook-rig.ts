/**
 * A listening emulator with a virtual clock, an administrator who is signed in, and a real receiver on a
 * loopback port that answers as it is told: for the tests of webhooks.
 */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { listen } from '../src/server/listen.ts'
import { SERVICE, setUp, usualCalls } from './emulator-rig.ts'

export const COMPANY = 4001
export const PROJECT = 5001
export const ADMIN = 'admin@northside.example'
export const V1 = '/rest/v1.0/webhooks/hooks'
export const V2_COMPANY = `/rest/v2.0/companies/${COMPANY}/webhooks`
export const V2_PROJECT = `/rest/v2.0/companies/${COMPANY}/projects/${PROJECT}/webhooks`

/** An address that nobody listens at. */
export const URL_OF_HOOK = 'http://127.0.0.1:9/in'

/** The body that makes a hook, by each version. */
export const v1Hook = (changed: object = {}) => ({
  project_id: PROJECT,
  hook: { api_version: 'v2', namespace: 'my-app', destination_url: URL_OF_HOOK, ...changed },
})
export const v2Hook = (changed: object = {}) => ({
  payload_version: 'v4.0',
  namespace: 'my-app',
  destination_url: URL_OF_HOOK,
  ...changed,
})

export interface Notice {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: ReturnType<typeof JSON.parse>
}

/** What the receiver does with a notice. */
export type Reaction = (answer: ServerResponse, notice: Notice) => void

/** Answers with this status and nothing else. */
export const say =
  (status: number, headers: Record<string, string> = {}, body = ''): Reaction =>
  (answer) =>
    answer.writeHead(status, headers).end(body)

/** Never answers. */
export const hang: Reaction = () => undefined

export async function startReceiver() {
  const got: Notice[] = []
  const server = createServer(async (request, answer) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { method = '', url: path = '', headers } = request
    const notice = { method, path, headers, body: JSON.parse(text) }
    got.push(notice)
    receiver.reaction(answer, notice)
  })
  const receiver = { got, reaction: say(200), url: '', close: () => ended(server) }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`
  return receiver
}

function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** As the platform types it: tests look into bodies of every shape. */
  readonly json: ReturnType<typeof JSON.parse>
}

export async function webhookRig(options: EmulatorOptions = {}) {
  const { emulator, clock } = setUp({ limits: { hourly: 0, spike: 0 }, ...options })
  const server = await listen(emulator, { port: 0 })
  const receiver = await startReceiver()
  const calls = usualCalls(emulator, server.url)
  const { courier } = emulator.parts

  const as = (token: string) => async (method: string, path: string, body?: unknown) => {
    const init: RequestInit = { method }
    if (body !== undefined) init.body = JSON.stringify(body)
    const response = await calls.api(path, token, init)
    const text = await response.text()
    const answered: Answered = {
      ...{ status: response.status, headers: response.headers, text },
      json: text === '' ? null : JSON.parse(text),
    }
    return answered
  }
  const signedIn = async (user: string) => as((await calls.signIn(user)).access_token)
  let api = await signedIn(ADMIN)
  /** Tokens live ninety minutes: after a longer time one has to sign in again. */
  const signInAgain = async () => {
    api = await signedIn(ADMIN)
  }
  const send = (method: string, path: string, body?: unknown) => api(method, path, body)
  const service = async () => {
    const token = await calls.token({ ...SERVICE, grant_type: 'client_credentials' })
    return as((await token.json()).access_token)
  }

  /** A hook of the project that tells of these changes, and its id. */
  const hook = async (triggers: readonly string[] = ['RFIs create'], changed: object = {}) => {
    const settings = { api_version: 'v2', namespace: 'my-app', destination_url: receiver.url }
    const scope = { project_id: PROJECT }
    const made = await send('POST', V1, { ...scope, hook: { ...settings, ...changed } })
    for (const trigger of triggers) {
      const [, name, type] = /^(.*) (\w+)$/.exec(trigger) ?? []
      await send('POST', `${V1}/${made.json.id}/triggers`, {
        ...scope,
        trigger: { resource_name: name, event_type: type },
      })
    }
    return made.json.id as number
  }
  /** Makes an RFI, waits until nothing is being delivered, and returns its id. */
  const rfi = async (subject = 'Which?') => {
    const made = await send('POST', `/rest/v1.0/projects/${PROJECT}/rfis`, {
      rfi: { subject, question: { body: 'This one?' }, assignee_ids: [7002] },
    })
    await courier.settled()
    return made.json.id as number
  }
  const deliveries = async (hookId: number, query = '') =>
    (await send('GET', `${V1}/${hookId}/deliveries?project_id=${PROJECT}${query}`)).json
  const outcomes = async (hookId: number): Promise<string[]> =>
    (await deliveries(hookId)).map((each: { outcome: string }) => each.outcome)
  /** Lets so much time pass, with everything that falls due in it. */
  const pass = async (advance: string) => {
    await calls.door('clock', { advance })
  }
  const close = async () => {
    await server.close()
    emulator.close()
    await receiver.close()
  }
  return {
    ...{ emulator, clock, courier, receiver, calls, send, signedIn, signInAgain, service },
    ...{ hook, rfi, deliveries, outcomes, pass, close, url: server.url },
  }
}

export type WebhookRig = Awaited<ReturnType<typeof webhookRig>>

/** One round of the event loop: sockets get their turn, and no time passes. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
