/** Reads the forms of the subscription pages, within a bound. */

/** A guess: a dozen components and an address are 2 KB. */
const BODY_BYTES_MAX = 32 * 1024
const FIELDS_MAX = 200

/**
 * The named texts of a form, in either of the encodings that forms and mail programs use (RFC 8058,
 * section 3.1); null when there is too much of it, or it cannot be read.
 */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  const bytes = await boundedBytes(request)
  if (bytes === null) return null
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data/i.test(type)) {
    return bounded(new URLSearchParams(new TextDecoder().decode(bytes)))
  }
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    const texts = [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    return bounded(new URLSearchParams(texts))
  } catch {
    return null // A broken boundary: it is answered that the form cannot be read.
  }
}

function bounded(form: URLSearchParams): URLSearchParams | null {
  return form.size > FIELDS_MAX ? null : form
}

async function boundedBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return null
  if (request.body === null) return new Uint8Array()
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body as AsyncIterable<Uint8Array>) {
    size += piece.byteLength
    if (size > BODY_BYTES_MAX) return null
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}
