/** A client that uploads to an emulator in one process, and what the server's side sees of it. */
import { createHash } from 'node:crypto'
import {
  authorizationCode,
  type ClientEvent,
  isProcoreError,
  ProcoreClient,
  type ProcoreError,
  type UploadedFile,
  type UploadOptions,
  type UploadSource,
} from '@underpin/client'
import { createEmulator, type Emulator, type EmulatorOptions } from '@underpin/emulator'
import type { Clock } from '@underpin/ports'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { besideDisk } from './beside-disk.ts'
import { APP, COMPANY, codeFrom, type Fetch, PROJECT } from './platform.ts'
import { URL_OF_STAGE } from './stage.ts'

/** The smallest part that a server takes which is not the last: one byte more than 5 MiB. */
export const SMALLEST_PART = 5_242_881

/** Three parts, the last one small. */
export const THREE_PARTS = 2 * SMALLEST_PART + 1_000

export interface Sent {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly atMs: number
  readonly isStorage: boolean
  /** Null when no answer came. */
  status: number | null
}

/** What is done to a call on its way. Nothing: it goes through. */
export interface OnTheWay {
  /** Before it is sent. Throwing is a network that fails, and an answer of one's own keeps it from the server. */
  readonly before?: (sent: Sent) => Response | null | Promise<Response | null>
  /** The body as it arrives. */
  readonly body?: (sent: Sent, body: BodyInit | null) => BodyInit | null
  /** After it was answered. Throwing is a reply that is lost. */
  readonly after?: (sent: Sent, response: Response) => Response | Promise<Response>
}

export interface UploadStage {
  readonly clock: VirtualClock
  readonly emulator: Emulator
  readonly client: ProcoreClient
  /** Of the control door, and of anybody else. */
  readonly fetch: Fetch
  readonly sent: readonly Sent[]
  readonly events: readonly ClientEvent[]
  onTheWay: OnTheWay
  play<T>(work: Promise<T>): Promise<T>
  upload(options?: Partial<UploadOptions>): Promise<UploadedFile>
  /** What the storage holds of an upload that is complete; null when it is not. */
  stored(uploadId: string): Buffer | null
  /** The uploads that are complete. */
  completed(): readonly string[]
  close(): void
}

export async function setUpUploads(options: EmulatorOptions = {}): Promise<UploadStage> {
  const clock = new VirtualClock()
  const emulator = createEmulator({ clock, random: seededRandom(1), seed: 1, ...options })
  const disk = besideDisk(clock)
  const sent: Sent[] = []
  const events: ClientEvent[] = []
  const opened = new Set<string>()
  const client = new ProcoreClient({
    auth: authorizationCode({ ...APP, code: await codeFrom(emulator.fetch, URL_OF_STAGE) }),
    companyId: COMPANY,
    environment: { apiUrl: URL_OF_STAGE, loginUrl: URL_OF_STAGE },
    fetch: (url, init) => disk.during(cross(url, init)),
    clock: inWholeMs(clock),
    random: seededRandom(2),
    deadlineMs: 600_000,
    onEvent: (event) => {
      events.push(event)
      if (event.kind === 'upload-opened') opened.add(event.uploadId)
    },
  })
  const cross = async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address)
    const one: Sent = {
      ...{ method: init.method ?? 'GET', url, headers: new Headers(init.headers) },
      ...{ atMs: clock.nowMs(), isStorage: url.pathname.startsWith('/storage/'), status: null },
    }
    sent.push(one)
    const { before, body, after } = stage.onTheWay
    const instead = (await before?.(one)) ?? null
    const carried = body?.(one, init.body ?? null) ?? init.body ?? null
    const response = instead ?? (await emulator.fetch(address, { ...init, body: carried }))
    one.status = response.status
    return (await after?.(one, response)) ?? response
  }
  const stored = (uploadId: string) => {
    const { uploads, blobs } = emulator.parts.platform.storage
    if (uploads.find(uploadId)?.completedMs == null) return null
    const parts = uploads.parts(uploadId)
    return Buffer.concat(
      parts.flatMap(({ arrived }) => (arrived ? [blobs.bytesOf(arrived.blob)] : [])),
    )
  }
  const stage: UploadStage = {
    ...{ clock, emulator, client, sent, events },
    fetch: (url, init) => emulator.fetch(url, init),
    onTheWay: {},
    play: disk.play,
    upload: (given = {}) =>
      disk.play(
        client.upload({
          ...{ projectId: PROJECT, name: 'pour.jpg', data: sourceOf(bytesOf(THREE_PARTS)) },
          ...{ partBytes: SMALLEST_PART, ...given },
        }),
      ),
    stored,
    completed: () => [...opened].filter((id) => stored(id) !== null),
    close: () => emulator.close(),
  }
  // The first upload loads the module, which takes real time: on the way nothing is sent.
  await client.upload({ name: '', data: '' }).catch(() => undefined)
  await disk.play(client.get('/rest/v1.0/me'))
  sent.length = 0
  events.length = 0
  return stage
}

/** Waits are fractions of a millisecond; servers count in whole ones. */
function inWholeMs(clock: Clock): Clock {
  return {
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    schedule: (waitMs, fire) => clock.schedule(Math.ceil(waitMs), fire),
  }
}

export async function failureOf(work: Promise<unknown>): Promise<ProcoreError> {
  try {
    await work
  } catch (thrown) {
    if (isProcoreError(thrown)) return thrown
    throw thrown
  }
  throw new Error('it went well')
}

/** Bytes that differ from place to place and from seed to seed. */
export function bytesOf(count: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at++) bytes[at] = (at * 31 + seed * 17 + (at >> 8)) & 0xff
  return bytes
}

/** Digested at once, so that no virtual time passes meanwhile. */
export function sourceOf(bytes: Uint8Array<ArrayBuffer>): UploadSource {
  return {
    sizeBytes: bytes.length,
    read: async (from, to) => bytes.subarray(from, to),
    sha256: async (from, to) => createHash('sha256').update(bytes.subarray(from, to)).digest('hex'),
  }
}
