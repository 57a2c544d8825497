/** Reads a request's body once, as text, within a bound. Bodies without files are read through here. */
import type { Call } from './call.ts'
import type { Refusal } from './reply.ts'

/** A guess: a sync of 1,000 items with long texts is under 4 MiB. Files go to storage, not here. */
export const BODY_BYTES_MAX = 10 * 1024 * 1024

const MULTIPART_TYPE = /^multipart\/form-data/i

export function isMultipart(contentType: string): boolean {
  return MULTIPART_TYPE.test(contentType)
}

/**
 * Fills `call.bodyText`. Calling it again is free. Not for multipart bodies of the API: files may be in
 * those, and `engine/request-body.ts` takes them as they come.
 *
 * @returns a refusal (`batch-too-large`, 413) when the body is over the bound, of which at most the
 * bound has been read; null when the body is there.
 * @throws when the caller goes away in the middle of the body.
 */
export async function readBody(call: Call): Promise<Refusal | null> {
  if (call.bodyText !== null || call.method === 'GET' || call.method === 'HEAD') return null
  const length = call.request.headers.get('content-length')
  if (length === null) return readUnmeasured(call)
  if (Number(length) > BODY_BYTES_MAX) return tooLarge(length)
  const text = await call.request.text()
  call.bodyText = text === '' ? null : text
  return null
}

/** A chunked body says no length, so it is counted as it comes. */
async function readUnmeasured(call: Call): Promise<Refusal | null> {
  const { body } = call.request
  if (body === null) return null
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > BODY_BYTES_MAX) return tooLarge(`more than ${BODY_BYTES_MAX}`)
    text += decoder.decode(chunk, { stream: true })
  }
  text += decoder.decode()
  call.bodyText = text === '' ? null : text
  return null
}

function tooLarge(bytes: string): Refusal {
  const because = `the body has ${bytes} bytes; at most ${BODY_BYTES_MAX} are read`
  return { failure: 'batch-too-large', because }
}
