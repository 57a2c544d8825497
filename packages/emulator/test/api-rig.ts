/** An API surface with everything behind it and no socket before it: tokens are the user's own id. */
import { silentLog } from '@underpin/ports'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { afterAll } from 'vitest'
import { Answers } from '../src/answers.ts'
import { Assumptions } from '../src/assumptions.ts'
import type { Call, Caller } from '../src/call.ts'
import type { TokenLookup } from '../src/checks/token-lookup.ts'
import { ApiSurface } from '../src/engine/api-surface.ts'
import { Engine } from '../src/engine/engine.ts'
import type { Resource } from '../src/engine/resource.ts'
import { RateLimiter } from '../src/limits/rate-limiter.ts'
import { Outbox } from '../src/mail/outbox.ts'
import type { Platform } from '../src/platform.ts'
import { isRefusal, isTextAnswer } from '../src/reply.ts'
import { RESOURCES } from '../src/resources/index.ts'
import { Lockouts } from '../src/sign-in/lockouts.ts'
import { Database } from '../src/state/database.ts'
import { Storage } from '../src/storage/storage.ts'
import { applyWorld, hasWorld } from '../src/world/apply-world.ts'
import { defaultWorld } from '../src/world/default-world.ts'
import { Directory } from '../src/world/directory.ts'
import type { World, WorldLimits } from '../src/world/world.ts'
import { noteRoute } from './route-cover.ts'

/** `user-7001`: a person, by the app that people use. `service`: the app of client credentials. */
const tokens: TokenLookup = {
  find(token) {
    const times = { tokenIssuedAtMs: 0, tokenExpiresAtMs: 1e15 }
    const state = /^(expired|revoked|foreign)$/.exec(token)?.[1] as 'expired' | undefined
    const userId = Number(/^user-(\d+)$/.exec(token)?.[1] ?? 0)
    if (userId === 0 && token !== 'service' && !state) return null
    const isService = token === 'service'
    const clientId = isService ? 'underpin-service' : 'underpin-app'
    const caller: Caller = { clientId, userId, isService, grantId: token, ...times }
    return { caller, state: state ?? 'live' }
  },
}

export interface RigOptions {
  readonly assumptions?: Readonly<Record<string, string>>
  readonly limits?: WorldLimits
  readonly world?: World
  readonly resources?: readonly Resource[]
  readonly database?: Database
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** As the platform types it: tests look into bodies of every shape. */
  readonly json: ReturnType<typeof JSON.parse>
  readonly call: Call
}

export interface Ask {
  /** `user-7001` by default; null sends none. */
  readonly as?: string | null
  /** The company header; 4001 by default, null sends none. */
  readonly company?: number | string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Bytes of files lie in folders of their own, which end with the tests of a file. */
const storages: Storage[] = []
afterAll(() => {
  for (const storage of storages.splice(0)) storage.close()
})

export function apiRig(options: RigOptions = {}) {
  const clock = new VirtualClock()
  const database = options.database ?? Database.open()
  const assumptions = new Assumptions(options.assumptions)
  const random = seededRandom(1)
  const directory = new Directory(database)
  const storage = new Storage({ database, clock, random })
  storages.push(storage)
  const platform: Platform = {
    clock,
    random,
    log: silentLog,
    database,
    storage,
    directory,
    lockouts: new Lockouts({ database, directory, clock, assumptions }),
    outbox: new Outbox(clock),
    assumptions,
    answers: new Answers(assumptions),
  }
  const engine = new Engine(platform, options.resources ?? RESOURCES)
  if (!hasWorld(engine)) {
    applyWorld(engine, options.world ?? defaultWorld, { isLenient: options.world === undefined })
  }
  const limits = options.limits ?? { hourly: 0, spike: 0 }
  const limiter = new RateLimiter({ limits, clock, assumptions })
  const surface = new ApiSurface({ engine, tokens, limiter })

  const send = async (method: string, target: string, ask: Ask = {}): Promise<Answered> => {
    const call = open(method, target, ask)
    const result = await surface.handle(call)
    if (isRefusal(result)) {
      call.failure = result.failure
      call.because = result.because ?? null
    }
    const answer = isRefusal(result) ? platform.answers.respond(result) : result
    if (!isTextAnswer(answer)) throw new Error('the API answers in text')
    const { status, text } = answer
    noteRoute(method, call.route, status)
    const headers = { ...call.replyHeaders, ...answer.headers }
    return { status, headers, text, json: jsonOf(text), call }
  }

  const get = (target: string, ask?: Ask) => send('GET', target, ask)
  const post = (target: string, body: unknown, ask?: Ask) => send('POST', target, { ...ask, body })
  const patch = (target: string, body: unknown, ask?: Ask) =>
    send('PATCH', target, { ...ask, body })
  return { clock, database, platform, engine, limiter, surface, tokens, send, get, post, patch }
}

export type ApiRig = ReturnType<typeof apiRig>

export function open(method: string, target: string, ask: Ask): Call {
  const { as = 'user-7001', company = 4001, body } = ask
  const headers = new Headers()
  if (as !== null) headers.set('authorization', `Bearer ${as}`)
  if (company !== null) headers.set('procore-company-id', String(company))
  const isAsItStands = typeof body === 'string' || body instanceof FormData
  if (body !== undefined && !isAsItStands) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(ask.headers ?? {})) headers.set(name, value)
  const init: RequestInit = { method, headers }
  if (body !== undefined) init.body = isAsItStands ? body : JSON.stringify(body)
  const request = new Request(`http://127.0.0.1:4010${target}`, init)
  const [path = '', search = ''] = target.split('?', 2)
  return {
    n: 1,
    requestId: 'request-1',
    request,
    method,
    path,
    search,
    atMs: 0,
    caller: null,
    companyId: null,
    projectId: null,
    route: null,
    failure: null,
    because: null,
    faultNumber: null,
    brokenPromises: [],
    bodyText: null,
    replyHeaders: {},
    clientId: null,
    refreshToken: null,
    bodyTextAsSent: null,
    via: 'process',
    socket: null,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON, which some tests expect.
  }
}
