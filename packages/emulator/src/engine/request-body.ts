/** The body of a write as an object: JSON, or a form with bracketed keys, url-encoded or multipart. */
import type { Clock } from '@underpin/ports'
import type { Call } from '../call.ts'
import { isMultipart, readBody } from '../read-body.ts'
import type { Refusal } from '../reply.ts'
import { FIELD_BYTES_MAX, readMultipart } from '../storage/multipart.ts'
import type { Storage } from '../storage/storage.ts'
import { timedBody } from '../storage/timed-body.ts'
import { readBracketed } from './bracketed-keys.ts'
import { ReceivedFile } from './received-file.ts'

/** Pairs in a form body: 1,000 items of 20 attributes each. */
const PAIRS_MAX = 20_000

export type Body = Readonly<Record<string, unknown>>
export type ParsedBody =
  | {
      readonly kind: 'body'
      readonly body: Body
      /** The files in it. Whoever parsed the body discards those that nobody kept. */
      readonly files: readonly ReceivedFile[]
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export interface BodyParts {
  readonly clock: Clock
  readonly storage: Storage
}

export interface BodyWatch {
  /** Told of the fields before the first file, which is not taken when this refuses. */
  readonly beforeFile?: (fields: Body) => Refusal | null
}

export const NO_BODY: Body = Object.freeze({})

const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json/i
const FORM_TYPE = /^application\/x-www-form-urlencoded/i

/** `{}` when there is no body. */
export async function parseBody(
  call: Call,
  parts: BodyParts,
  watch: BodyWatch = {},
): Promise<ParsedBody> {
  const type = call.request.headers.get('content-type') ?? ''
  if (isMultipart(type) && call.bodyText === null) return parseMultipart(call, type, parts, watch)
  const unread = await readBody(call)
  if (unread) return { kind: 'refused', refusal: unread }
  const text = call.bodyText
  if (text === null || text === '') return { kind: 'body', body: NO_BODY, files: [] }
  if (type === '' || JSON_TYPE.test(type)) return parseJson(text)
  if (FORM_TYPE.test(type)) return fromPairs(new URLSearchParams(text).entries(), [])
  return refused('unsupported-content-type', `a body of type ${type}`)
}

function parseJson(text: string): ParsedBody {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return refused('malformed-json', String(error))
  }
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  // Rails puts what is no object under a key of its own, where no operation looks for it.
  const body = isObject ? (parsed as Body) : { _json: parsed }
  return { kind: 'body', body, files: [] }
}

/** Files go to disk as they come; of them the journal is told names and sizes. */
async function parseMultipart(
  call: Call,
  type: string,
  { clock, storage }: BodyParts,
  { beforeFile }: BodyWatch,
): Promise<ParsedBody> {
  if (call.request.body === null) return { kind: 'body', body: NO_BODY, files: [] }
  const { bounds, blobs } = storage
  const pairs: [string, string | ReceivedFile][] = []
  const files: ReceivedFile[] = []
  const origin = new URL(call.request.url).origin
  const bytes = timedBody(call.request, clock, bounds, bounds.fileBytesMax + FIELD_BYTES_MAX, 'api')
  try {
    const refusal = await readMultipart(type, bytes, {
      field: (name, value) => pairs.push([name, value]),
      async file({ name, fileName, isNamed, contentType, bytes: fileBytes }) {
        const unwanted = files.length === 0 && beforeFile?.(readBracketed(pairs) ?? NO_BODY)
        if (unwanted) return unwanted
        const arrived = await blobs.receive(fileBytes)
        if (!isNamed && arrived.size === 0) {
          arrived.discard()
          return null // A field of files that nobody filled: for Rack, too, there is no such parameter.
        }
        const file = new ReceivedFile({ fileName, contentType, origin, arrived })
        files.push(file)
        pairs.push([name, file])
        return null
      },
    })
    call.bodyText = summaryOf(pairs)
    if (refusal === null) return fromPairs(pairs, files)
    discardAll(files)
    return { kind: 'refused', refusal }
  } catch (error) {
    discardAll(files)
    throw error
  }
}

export function discardAll(files: readonly ReceivedFile[]): void {
  for (const { arrived } of files) arrived.discard()
}

/** As a form, with a word for each file: what the journal shows, and redacts by its keys. */
function summaryOf(pairs: readonly [string, string | ReceivedFile][]): string {
  const shown = pairs.map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : `(${value.fileName}, ${value.arrived.size} bytes)`,
  ])
  return new URLSearchParams(shown).toString()
}

function fromPairs(
  entries: Iterable<[string, unknown]>,
  files: readonly ReceivedFile[],
): ParsedBody {
  const pairs: [string, unknown][] = []
  for (const pair of entries) {
    if (pairs.length >= PAIRS_MAX)
      return refused('batch-too-large', `over ${PAIRS_MAX} form fields`)
    pairs.push(pair)
  }
  const body = readBracketed(pairs)
  if (body) return { kind: 'body', body, files }
  discardAll(files)
  return refused('malformed-json', 'the bracketed keys contradict each other')
}

function refused(failure: Refusal['failure'], because: string): ParsedBody {
  return { kind: 'refused', refusal: { failure, because } }
}
