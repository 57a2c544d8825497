/**
 * A Procore of a hundred lines on a clock that is handed in: both limits at once, rotating tokens,
 * vendors that can be created and listed, and faults by the number of the call. For timing; what the
 * wire itself does is tested over a real server.
 */
import { type Clock, sleep } from '@underpin/ports'

export interface FakeOptions {
  readonly clock: Clock
  /** One way; a request and its answer take two. */
  readonly latencyMs?: () => number
  readonly hourlyLimit?: number
  readonly spikeLimit?: number
  /** Which limit is nearer: by what is left, or by the share that is left. */
  readonly nearerBy?: 'count' | 'share'
  readonly tokenLifetimeS?: number
  /** Of the first hour's limit, used before we came. */
  readonly usedShare?: number
}

/** What happens to one call instead of its answer. The server has done its work after `applied`. */
export type Fault =
  | { readonly kind: 'refused' | 'reset' | 'applied-then-reset' | 'truncated' | 'html' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }

export interface Vendor {
  readonly id: number
  readonly name: string
  readonly origin_id: string | null
  readonly created_at: string
}

const HOUR_MS = 3_600_000
const SPIKE_MS = 10_000

export class FakeProcore {
  readonly vendors: Vendor[] = []
  readonly statuses: number[] = []
  /** `METHOD path` of everything that arrived, or was refused. */
  readonly calls: string[] = []
  /** When each API call arrived. */
  readonly arrivals: number[] = []
  presented: string[] = []
  /** Asked for every call, in order. Null: answer as usual. */
  faultOf: (count: number, path: string, method: string) => Fault | null = () => null
  readonly #options: FakeOptions
  #issued = 0
  #refreshToken = 'refresh-token-0'
  #accessToken = ''
  #accessUntilMs = 0
  #hour = { untilMs: 0, count: 0 }
  readonly #recent: number[] = []

  constructor(options: FakeOptions) {
    this.#options = options
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const { clock, latencyMs = () => 50 } = this.#options
    const url = new URL(address)
    const method = init.method ?? 'GET'
    this.calls.push(`${method} ${url.pathname}`)
    const fault = this.faultOf(this.calls.length, url.pathname, method)
    if (fault?.kind === 'refused') throw networkFailure('ECONNREFUSED')
    await sleep(clock, latencyMs(), init.signal ?? undefined)
    if (fault?.kind === 'reset') throw networkFailure('ECONNRESET')
    const isBefore = fault?.kind === 'status' || fault?.kind === 'html'
    const answer = isBefore ? faulty(fault) : this.#answer(url, method, init)
    this.statuses.push(answer.status)
    await sleep(clock, latencyMs(), init.signal ?? undefined)
    if (fault?.kind === 'applied-then-reset') throw networkFailure('ECONNRESET')
    if (fault?.kind === 'truncated') return truncated(answer)
    return answer
  }

  #answer(url: URL, method: string, init: RequestInit): Response {
    if (url.pathname === '/oauth/token') return this.#token(new URLSearchParams(String(init.body)))
    if (url.pathname.startsWith('/oauth/')) return new Response(null, { status: 200 })
    const limits = this.#count()
    if (limits.isOver)
      return reply(429, { error: 'You have surpassed the max number' }, limits.headers)
    const bearer = (init.headers as Record<string, string>)['authorization']
    const isValid = this.#options.clock.nowMs() < this.#accessUntilMs
    if (bearer !== `Bearer ${this.#accessToken}` || !isValid) {
      return reply(401, { errors: 'The access token expired' }, limits.headers)
    }
    return this.#resource(url, method, init, limits.headers)
  }

  #resource(url: URL, method: string, init: RequestInit, headers: Headers): Response {
    if (method === 'GET') {
      const origin = url.searchParams.get('filters[origin_id]')
      const found = this.vendors.filter((each) => origin === null || each.origin_id === origin)
      return reply(200, found, headers)
    }
    const { vendor } = JSON.parse(String(init.body)) as { vendor: Partial<Vendor> }
    const createdAt = new Date(this.#options.clock.nowMs()).toISOString()
    const created = {
      id: this.vendors.length + 1,
      name: vendor.name ?? '',
      origin_id: vendor.origin_id ?? null,
      created_at: `${createdAt.slice(0, 19)}Z`,
    }
    this.vendors.push(created)
    return reply(201, created, headers)
  }

  #token(form: URLSearchParams): Response {
    const { clock, tokenLifetimeS = 5_400 } = this.#options
    const presented = form.get('refresh_token')
    if (presented !== null) {
      this.presented.push(presented)
      if (presented !== this.#refreshToken) {
        return reply(400, { error: 'invalid_grant', error_description: 'The grant is invalid.' })
      }
    }
    this.#issued += 1
    this.#refreshToken = `refresh-token-${this.#issued}`
    this.#accessToken = `access-token-${this.#issued}`
    this.#accessUntilMs = clock.nowMs() + tokenLifetimeS * 1_000
    return reply(200, {
      access_token: this.#accessToken,
      refresh_token: this.#refreshToken,
      token_type: 'bearer',
      expires_in: tokenLifetimeS,
    })
  }

  /** Every request counts, also one that is refused. */
  #count(): { isOver: boolean; headers: Headers } {
    const { clock, hourlyLimit, spikeLimit, nearerBy = 'count' } = this.#options
    const nowMs = clock.nowMs()
    this.arrivals.push(nowMs)
    if (nowMs >= this.#hour.untilMs) {
      const { usedShare = 0 } = this.#hour.untilMs === 0 ? this.#options : {}
      this.#hour = { untilMs: nowMs + HOUR_MS, count: Math.floor(usedShare * (hourlyLimit ?? 0)) }
    }
    this.#hour.count += 1
    this.#recent.push(nowMs)
    while ((this.#recent[0] ?? nowMs) <= nowMs - SPIKE_MS) this.#recent.shift()
    const shown = [
      window(hourlyLimit, this.#hour.count, this.#hour.untilMs),
      window(spikeLimit, this.#recent.length, (this.#recent[0] ?? nowMs) + SPIKE_MS),
    ].filter((each) => each !== null)
    const by = ({ left, limit }: { left: number; limit: number }) =>
      nearerBy === 'count' ? left : left / limit
    // On a tie the short one is shown: the harder case for whoever reads it.
    const [nearest] = shown.toReversed().toSorted((one, other) => by(one) - by(other))
    const headers = new Headers({ date: new Date(nowMs).toUTCString() })
    if (nearest) {
      headers.set('x-rate-limit-limit', String(nearest.limit))
      headers.set('x-rate-limit-remaining', String(Math.max(0, nearest.left)))
      headers.set('x-rate-limit-reset', String(Math.ceil(nearest.untilMs / 1_000)))
    }
    return { isOver: shown.some(({ left }) => left < 0), headers }
  }
}

function window(limit: number | undefined, count: number, untilMs: number) {
  return limit === undefined ? null : { limit, left: limit - count, untilMs }
}

export function reply(status: number, data: unknown, headers = new Headers()): Response {
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(data), { status, headers })
}

export function faulty(fault: Fault): Response {
  if (fault.kind === 'status') {
    return reply(fault.status, { error: 'on purpose' }, new Headers(fault.headers ?? {}))
  }
  const headers = { 'content-type': 'text/html' }
  return new Response('<html><body>502 Bad Gateway</body></html>', { status: 502, headers })
}

export function truncated(answer: Response): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"id":'))
      controller.error(networkFailure('UND_ERR_SOCKET'))
    },
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}

export function networkFailure(code: string): TypeError {
  const cause = Object.assign(new Error(`connect or socket: ${code}`), { code })
  return new TypeError('fetch failed', { cause })
}
