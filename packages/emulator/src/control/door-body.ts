/** Reads the JSON body of a call to the door, within a bound. */
import { DoorError, unusable } from './door-answer.ts'

/** A snapshot of a hundred thousand records, in base64. A guess. */
const BODY_BYTES_MAX = 64 * 1024 * 1024

/** @throws {DoorError} 413 for a body over the bound, 422 for one that is no JSON. */
export async function doorBody(request: Request): Promise<unknown> {
  const text = await boundedText(request)
  if (text === '') throw unusable('a JSON body is needed.', { field: 'the body' })
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw unusable(`the body is no JSON: ${reason.slice(0, 200)}`, { field: 'the body' })
  }
}

async function boundedText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) throw tooLarge()
  if (request.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > BODY_BYTES_MAX) throw tooLarge()
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(): DoorError {
  return new DoorError(413, `the body is larger than ${BODY_BYTES_MAX} bytes.`)
}
