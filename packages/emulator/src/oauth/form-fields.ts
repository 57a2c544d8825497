/**
 * The named values of a body, whichever of the three ways it was sent in: form, multipart or JSON. The
 * fact sheet (section 2.2) shows all three in Procore's own examples of the token call.
 */
import type { Call } from '../call.ts'

/** No call of this surface has more than ten. */
const FIELDS_MAX = 100

export type FormFields = Readonly<Record<string, string>>

/** Null when the body cannot be read as its content type says. The body has been read before. */
export async function formFields(call: Call): Promise<FormFields | null> {
  const text = call.bodyText ?? ''
  const type = call.request.headers.get('content-type')?.toLowerCase() ?? ''
  if (type.includes('json')) return jsonFields(text)
  if (type.includes('multipart/')) {
    return multipartFields(text, call.request.headers.get('content-type') ?? '')
  }
  return entries(new URLSearchParams(text))
}

function jsonFields(text: string): FormFields | null {
  if (text === '') return {}
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
    return entries(
      Object.entries(json).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    )
  } catch {
    return null // Not JSON: the caller is answered that the request is malformed.
  }
}

async function multipartFields(text: string, type: string): Promise<FormFields | null> {
  try {
    const form = await new Response(text, { headers: { 'content-type': type } }).formData()
    const texts: [string, string][] = []
    for (const [name, value] of form) if (typeof value === 'string') texts.push([name, value])
    return entries(texts)
  } catch {
    return null // A broken boundary: the caller is answered that the request is malformed.
  }
}

/** The last of several values counts, as in Rails. Without a prototype, so that no name is special. */
function entries(pairs: Iterable<[string, string]>): FormFields {
  const fields: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of pairs) {
    if (++count > FIELDS_MAX) break
    fields[name] = value
  }
  return fields
}
