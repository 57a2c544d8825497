/** A listening emulator and somebody signed in to it, for tests that send and fetch files. */
import { createHash } from 'node:crypto'
import { classify, type FailureId } from '@underpin/failures'
import { VirtualClock } from '@underpin/ports/testing'
import { createEmulator } from '../src/create-emulator.ts'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { type ListenOptions, listen } from '../src/server/listen.ts'
import { PM, usualCalls } from './emulator-rig.ts'
import { noteRoute } from './route-cover.ts'

export const PROJECT = 5001
export const COMPANY = 4001
/** More than 5 MiB by one byte: the smallest part of a unified upload that is not its last. */
export const SMALLEST_PART = 5_242_881

/** An access token lasts for an hour and a half. */
const TOKEN_FRESH_MS = 3_600_000

export const V1 = '/rest/v1.1/projects/5001/uploads'
export const V2 = '/rest/v2.1/companies/4001/projects/5001/uploads'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly json: ReturnType<typeof JSON.parse>
  readonly headers: Headers
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function md5(bytes: Uint8Array, encoding: 'hex' | 'base64' = 'hex'): string {
  return createHash('md5').update(bytes).digest(encoding)
}

/** Bytes that are not all the same, and repeat themselves. */
export function bytesOf(count: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at++) bytes[at] = (at * 31 + seed * 17 + (at >> 8)) & 0xff
  return bytes
}

export const FILE = bytesOf(1_000)
/** The parts of a unified upload. */
export const FIRST = bytesOf(SMALLEST_PART)
export const LAST = bytesOf(10, 2)

/** What `classify` makes of an answer, from what a caller sees of it. */
export function known(answer: Answer, method: string, url: string): FailureId | undefined {
  const headers = Object.fromEntries(answer.headers)
  const response = { status: answer.status, headers, body: answer.text, isTruncated: false }
  return classify({ request: { method, url, headers: {}, body: null }, response })?.failure
}

export async function uploadRig(
  options: EmulatorOptions = {},
  listening: Partial<ListenOptions> = {},
) {
  const clock = new VirtualClock()
  const emulator = createEmulator({ clock, limits: { hourly: 0, spike: 0 }, ...options })
  const server = await listen(emulator, { port: 0, ...listening })
  const calls = usualCalls(emulator, server.url)

  /** Signed in anew whenever the clock has moved past the token. */
  const as = (user: string, company = COMPANY) => {
    let signedInMs = Number.NEGATIVE_INFINITY
    let token = ''
    const bearer = async () => {
      if (clock.nowMs() > signedInMs + TOKEN_FRESH_MS) {
        signedInMs = clock.nowMs()
        token = (await calls.signIn(user)).access_token
      }
      return { authorization: `Bearer ${token}`, 'procore-company-id': `${company}` }
    }
    const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
      const headers = await bearer()
      if (body === undefined || body instanceof FormData) {
        return answerOf(fetch(`${server.url}${path}`, { method, headers, body: body ?? null }))
      }
      const typed = { ...headers, 'content-type': 'application/json' }
      const sent = { method, headers: typed, body: JSON.stringify(body) }
      return answerOf(fetch(`${server.url}${path}`, sent))
    }
    const send: typeof ask = async (method, path, body) => {
      const answer = await ask(method, path, body)
      const { journal } = emulator.parts
      const entry = journal.entriesSince(journal.lastN - 1).at(-1)
      noteRoute(method, entry?.route ?? null, answer.status)
      return answer
    }
    return { bearer, send }
  }
  const pm = as(PM)
  const rfi = await pm.send('POST', `/rest/v1.0/projects/${PROJECT}/rfis`, {
    rfi: { subject: 'Which?', question: { body: 'This one?' }, assignee_ids: [7002] },
  })
  const replies = `/rest/v1.0/projects/${PROJECT}/rfis/${rfi.json.id}/replies`
  /** Answers an RFI with files: the resource at the end of an upload. */
  const reply = (body: object | FormData) => pm.send('POST', replies, body)
  const form = async (about: object = {}) =>
    (await pm.send('POST', V1, { response_filename: 'a.bin', ...about })).json
  /** One segment, `FILE`. @param changed of what is announced of it. */
  const segmented = async (changed: object = {}): Promise<{ uuid: string; segments: Segment[] }> =>
    form({ segments: [{ ...announced(FILE), ...changed }] })
  /** @param changed of what is announced of the whole. */
  const opened = async (parts: readonly Uint8Array[] = [FIRST, LAST], changed: object = {}) =>
    (await pm.send('POST', V2, unified(parts, changed))).json.data
  const close = async () => {
    await server.close()
    emulator.close()
  }
  return {
    ...{ clock, emulator, server, url: server.url, door: calls.door },
    ...{ form, segmented, opened },
    ...pm,
    as,
    reply,
    replies,
    close,
  }
}

export type UploadRig = Awaited<ReturnType<typeof uploadRig>>

export async function answerOf(response: Promise<Response>): Promise<Answer> {
  const { status, headers, ...rest } = await response.then(async (got) => ({
    status: got.status,
    headers: got.headers,
    text: await got.text(),
  }))
  return { status, headers, text: rest.text, json: jsonOf(rest.text) }
}

/** As a caller without a library does it: fields as they came, the file last, no bearer. */
export function postForm(
  { url, fields }: { url: string; fields: Record<string, string> },
  file: Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([file]), 'file')
  return answerOf(fetch(url, { method: 'POST', body: form }))
}

export interface Segment {
  readonly url: string
  readonly headers: Record<string, string>
}

export function putSegment(
  { url, headers }: Segment,
  bytes: Uint8Array<ArrayBuffer>,
  changed: Record<string, string> = {},
): Promise<Answer> {
  const sent = { ...headers, 'content-type': 'application/octet-stream', ...changed }
  return answerOf(fetch(url, { method: 'PUT', body: bytes, headers: sent }))
}

export function announced(part: Uint8Array) {
  return { size: part.byteLength, sha256: sha256(part) }
}

export function unified(parts: readonly Uint8Array[], changed: object = {}) {
  const whole = Buffer.concat(parts)
  return {
    file_name: 'plan.pdf',
    file_size: whole.byteLength,
    content_type: 'application/pdf',
    sha256: sha256(whole),
    segments: parts.map(announced),
    ...changed,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // XML, bytes, or nothing.
  }
}
