/**
 * Uploads and a storage host in one `fetch`, on a clock that is handed in: both generations, digests that
 * are checked, links that expire, parts as small as a test likes, and faults by the number of the call.
 */
import { createHash } from 'node:crypto'
import { type Clock, sleep } from '@underpin/ports'
import { type Fault, faulty, networkFailure, reply, truncated } from './fake-procore.ts'

export interface StorageSeen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly credentials: string | undefined
  readonly atMs: number
  readonly bytes: number
  /** Null when no answer was made. */
  status: number | null
}

interface Segment {
  readonly size: number
  readonly sha256: string
  bytes: Uint8Array | null
}

interface Held {
  readonly id: string
  readonly generation: 'unified' | 'direct'
  readonly sha256: string | null
  readonly segments: Segment[]
  readonly openedAtMs: number
  links: { readonly n: number; readonly untilMs: number }
  completedAtMs: number | null
}

export interface FakeStorageOptions {
  readonly clock: Clock
  readonly latencyMs?: number
  readonly linkLifetimeMs?: number
  readonly uploadLifetimeMs?: number
  /** From complete to available. */
  readonly processingMs?: number
  /** Whether links say when they end. */
  readonly saysExpiry?: boolean
  readonly hasUnified?: boolean
  /** Asked for the same upload, it gives the same links. */
  readonly neverRenews?: boolean
  /** A part larger than this is answered 408. */
  readonly partBytesMax?: number
  /** How fast bytes come. Default: at once. */
  readonly bytesPerS?: number
  /** Origin of the storage host. */
  readonly origin?: string
  /** Given out with every link, beside what belongs there. */
  readonly linkHeaders?: Readonly<Record<string, string>>
  readonly hasEtag?: boolean
  /** Links that are left out of each answer. */
  readonly linksMissing?: number
}

export const API = 'http://api.test'
const STORAGE = 'https://storage.test'
const LATENCY_MS = 20
const HOUR_MS = 3_600_000

export class FakeStorage {
  readonly seen: StorageSeen[] = []
  readonly uploads: Held[] = []
  faultOf: (count: number, seen: StorageSeen) => Fault | null = () => null
  readonly #options: FakeStorageOptions
  #tokens = 0

  constructor(options: FakeStorageOptions) {
    this.#options = options
  }

  /** What a completed upload holds; null when it is not complete. */
  contentOf(id: string): Buffer | null {
    const held = this.uploads.find((each) => each.id === id)
    if (!held || held.completedAtMs === null) return null
    return Buffer.concat(held.segments.map(({ bytes }) => bytes ?? new Uint8Array()))
  }

  get completed(): readonly string[] {
    return this.uploads.filter((each) => each.completedAtMs !== null).map(({ id }) => id)
  }

  /** What was sent to the storage host. */
  get puts(): readonly StorageSeen[] {
    return this.seen.filter(({ url }) => url.pathname.startsWith('/bucket/'))
  }

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const { clock, latencyMs = LATENCY_MS } = this.#options
    const signal = init.signal ?? undefined
    const body = new Uint8Array(await new Response(init.body ?? null).arrayBuffer())
    const seen: StorageSeen = {
      method: init.method ?? 'GET',
      url: new URL(address),
      headers: new Headers(init.headers),
      credentials: init.credentials,
      atMs: clock.nowMs(),
      bytes: body.byteLength,
      status: null,
    }
    this.seen.push(seen)
    const fault = this.faultOf(this.seen.length, seen)
    if (fault?.kind === 'refused') throw networkFailure('ECONNREFUSED')
    const { bytesPerS = Number.POSITIVE_INFINITY } = this.#options
    await sleep(clock, latencyMs + (body.byteLength / bytesPerS) * 1_000, signal)
    if (fault?.kind === 'reset') throw networkFailure('ECONNRESET')
    const isInstead = fault?.kind === 'status' || fault?.kind === 'html'
    const answer = isInstead ? faulty(fault) : this.#answer(seen, body)
    seen.status = answer.status
    await sleep(clock, latencyMs, signal)
    if (fault?.kind === 'applied-then-reset') throw networkFailure('ECONNRESET')
    return fault?.kind === 'truncated' ? truncated(answer) : answer
  }

  #answer({ method, url, headers }: StorageSeen, body: Uint8Array): Response {
    if (url.pathname.startsWith('/bucket/')) return this.#store(url, headers, body)
    const dated = new Headers({ date: new Date(this.#options.clock.nowMs()).toUTCString() })
    if (url.pathname === '/oauth/token') {
      this.#tokens += 1
      const access_token = `access-token-${this.#tokens}`
      return reply(200, { access_token, token_type: 'bearer', expires_in: 5_400 })
    }
    const [, version = '', id] =
      /^\/rest\/v([\d.]+)\/.*\/uploads(?:\/(\w+))?$/.exec(url.pathname) ?? []
    const isUnified = version === '2.1'
    if (version === '' || (isUnified && this.#options.hasUnified === false)) {
      return reply(404, { errors: 'Not Found' }, dated)
    }
    const sent = body.length > 0 ? JSON.parse(new TextDecoder().decode(body)) : null
    if (method === 'POST') {
      return this.#show(201, this.#open(isUnified ? 'unified' : 'direct', sent), dated)
    }
    const held = this.uploads.find((each) => each.id === id)
    if (!held) return reply(404, { errors: 'Not Found' }, dated)
    if (this.#isOver(held)) return reply(410, { errors: 'This upload has expired.' }, dated)
    if (method === 'PATCH') return this.#complete(held, sent, dated)
    if (!this.#options.neverRenews) held.links = this.#links(held.links.n + 1)
    return this.#show(200, held, dated)
  }

  #open(generation: Held['generation'], sent: { sha256?: string; segments: Segment[] }): Held {
    const held: Held = {
      id: `UPLOAD${String(this.uploads.length + 1).padStart(20, '0')}`,
      generation,
      sha256: sent.sha256 ?? null,
      segments: sent.segments.map(({ size, sha256 }) => ({ size, sha256, bytes: null })),
      openedAtMs: this.#options.clock.nowMs(),
      links: this.#links(1),
      completedAtMs: null,
    }
    this.uploads.push(held)
    return held
  }

  #links(n: number): Held['links'] {
    const { clock, linkLifetimeMs = HOUR_MS } = this.#options
    return { n, untilMs: clock.nowMs() + linkLifetimeMs }
  }

  #show(status: number, held: Held, headers: Headers): Response {
    const { saysExpiry = true, origin = STORAGE, linkHeaders, linksMissing = 0 } = this.#options
    const { id, generation, segments, links } = held
    const shown = segments.map(({ sha256 }, at) => ({
      url: `${origin}/bucket/${id}/${at}?X-Amz-Date=${links.untilMs}&X-Amz-Signature=${signatureOf(id, at, links.n)}`,
      headers: {
        'x-amz-content-sha256': sha256,
        'content-length': segments[at]?.size,
        ...linkHeaders,
      },
      ...(saysExpiry ? { url_expires_at: new Date(links.untilMs).toISOString() } : {}),
    }))
    const given = shown.slice(linksMissing)
    const state = { status: this.#stateOf(held), segments: given }
    const isUnified = generation === 'unified'
    return reply(
      status,
      isUnified ? { data: { upload_id: id, ...state } } : { uuid: id, ...state },
      headers,
    )
  }

  #complete(held: Held, sent: unknown, headers: Headers): Response {
    const { part_etags, segments } = sent as {
      part_etags?: string[]
      segments?: { etag: string }[]
    }
    const etags = part_etags ?? segments?.map(({ etag }) => etag) ?? []
    const isRight = held.segments.every(
      ({ bytes }, at) => bytes !== null && etags[at] === etagOf(bytes),
    )
    const whole = Buffer.concat(held.segments.map(({ bytes }) => bytes ?? new Uint8Array()))
    const isWhole = held.sha256 === null || held.sha256 === sha256(whole)
    if (!isRight || !isWhole || held.completedAtMs !== null) {
      return reply(422, { errors: { segments: ['etag does not match'] } }, headers)
    }
    held.completedAtMs = this.#options.clock.nowMs()
    return this.#show(200, held, headers)
  }

  #store(url: URL, headers: Headers, body: Uint8Array): Response {
    const { clock, partBytesMax = Infinity } = this.#options
    const [, , id = '', at = ''] = url.pathname.split('/')
    const held = this.uploads.find((each) => each.id === id)
    const segment = held?.segments[Number(at)]
    if (!held || !segment) return xml(404, 'NoSuchKey', 'The specified key does not exist.')
    if (headers.has('authorization'))
      return xml(400, 'InvalidArgument', 'Only one auth mechanism allowed')
    const untilMs = Number(url.searchParams.get('X-Amz-Date'))
    if (clock.nowMs() >= untilMs) return xml(403, 'AccessDenied', 'Request has expired')
    if (body.byteLength > partBytesMax) return xml(408, 'RequestTimeout', 'Your socket timed out.')
    const isWhole = body.byteLength === segment.size && sha256(body) === segment.sha256
    const isSigned = headers.get('x-amz-content-sha256') === segment.sha256
    if (!isWhole || !isSigned) {
      // As S3 does, with the signature that was given.
      const given = url.searchParams.get('X-Amz-Signature')
      return xml(400, 'XAmzContentSHA256Mismatch', `The header does not match. ${given}`)
    }
    segment.bytes = body
    const { hasEtag = true } = this.#options
    return new Response(null, { status: 200, headers: hasEtag ? { etag: etagOf(body) } : {} })
  }

  #isOver({ openedAtMs }: Held): boolean {
    const { clock, uploadLifetimeMs = 24 * HOUR_MS } = this.#options
    return clock.nowMs() >= openedAtMs + uploadLifetimeMs
  }

  #stateOf({ generation, completedAtMs, segments }: Held): string {
    const { clock, processingMs = 1_000 } = this.#options
    if (completedAtMs !== null) {
      const isDone = generation === 'unified' && clock.nowMs() >= completedAtMs + processingMs
      return isDone ? 'available' : 'complete'
    }
    return segments.some(({ bytes }) => bytes !== null) ? 'receiving' : 'ready'
  }
}

/** Stands for the secret half of a link. */
export const SIGNATURE = /[0-9a-f]{32}s1gn/

function signatureOf(id: string, at: number, n: number): string {
  return `${createHash('md5').update(`${id} ${at} ${n}`).digest('hex')}s1gn`
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function xml(status: number, code: string, message: string): Response {
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return new Response(text, { status, headers: { 'content-type': 'application/xml' } })
}
