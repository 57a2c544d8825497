/**
 * Every error response of the platform, made from the catalogue's wire of a failure id. No other file
 * of the emulator writes a status or an error text.
 */
import { failureMode, type Wire, writeBody } from '@underpin/failures'
import type { Assumptions } from './assumptions.ts'
import type { Refusal, TextAnswer } from './reply.ts'
import { HTML_SECURITY } from './security-headers.ts'

export class Answers {
  readonly #assumptions: Assumptions

  constructor(assumptions: Assumptions) {
    this.#assumptions = assumptions
  }

  /** @throws when the catalogue says that nothing is sent for this failure. */
  respond(refusal: Refusal): TextAnswer {
    const wire = this.wire(refusal)
    const { body, contentType } = refusal.fields
      ? {
          body: JSON.stringify({ errors: refusal.fields, ...refusal.beside }),
          contentType: 'application/json',
        }
      : writeBody(wire.shape, { ...wire, text: fill(wire.text, refusal.values) })
    const isHtml = contentType.startsWith('text/html')
    const headers: Record<string, string> = isHtml ? { ...HTML_SECURITY } : {}
    for (const [name, value] of Object.entries(wire.headers ?? {})) {
      headers[name.toLowerCase()] = fill(value, refusal.values)
    }
    if (contentType !== '') headers['content-type'] = contentType
    if (refusal.retryAfterS !== undefined) headers['retry-after'] = String(refusal.retryAfterS)
    return { status: wire.status, headers, text: body }
  }

  /** The catalogue's wire, as the assumptions in force change it. */
  wire({ failure, variant }: Pick<Refusal, 'failure' | 'variant'>): Wire {
    const { wire } = failureMode(failure)
    if (!wire) throw new Error(`${failure} has no answer on the wire: raise it as a network fault`)
    const varied = variant === undefined ? undefined : wire.variants?.[variant]
    return { ...wire, ...this.#assumptions.wireChanges(failure), ...varied }
  }
}

function fill(text: string, values: Refusal['values'] = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
