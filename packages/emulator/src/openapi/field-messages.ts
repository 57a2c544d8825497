/** What a validator found, as messages by field in the catalogue's words. */
import type { ErrorObject } from 'ajv'
import { messageOf } from '../engine/messages.ts'
import type { Refusal } from '../reply.ts'

/** Fields that one answer names. A guess. */
const FIELDS_MAX = 100

export class FieldMessages {
  readonly #missing = new Map<string, string>()
  readonly #bad = new Map<string, string>()

  missing(field: string): void {
    if (this.#missing.size < FIELDS_MAX) this.#missing.set(field || 'base', 'is required')
  }

  bad(field: string, why: string): void {
    if (this.#bad.size < FIELDS_MAX) this.#bad.set(field || 'base', why)
  }

  /**
   * @param value what was judged: a required field that is null counts as missing
   * @param nameOf the field that a path within the value stands for
   */
  take(
    errors: readonly ErrorObject[],
    value: unknown,
    nameOf: (path: readonly string[]) => string,
  ): void {
    for (const { keyword, instancePath, schemaPath, params } of errors) {
      // These only say that something below them failed, or how each branch did.
      if (keyword === 'if' || isWithinBranch(schemaPath)) continue
      const path = instancePath.split('/').slice(1).map(plainPart)
      const property: unknown = params['missingProperty']
      if (keyword === 'required' && typeof property === 'string') {
        this.missing(nameOf([...path, property]))
      } else if (valueAt(value, path) === null) this.missing(nameOf(path))
      else this.bad(nameOf(path), keyword)
    }
  }

  /** Null when nothing was found. Missing fields name the failure, as in the engine's own writes. */
  refusal(): Refusal | null {
    const failure = this.#missing.size > 0 ? 'missing-field' : 'invalid-value'
    const found = [...this.#missing, ...this.#bad]
    if (found.length === 0) return null
    const fields = Object.fromEntries([
      ...[...this.#missing.keys()].map((name) => [name, [messageOf('missing-field')]]),
      ...[...this.#bad.keys()].map((name) => [name, [messageOf('invalid-value')]]),
    ])
    const because = found
      .slice(0, 5)
      .map(([name, why]) => `${name}: ${why}`)
      .join(', ')
    return { failure, fields, because: `by the document: ${because}` }
  }
}

/** Every branch of `anyOf` and `oneOf` reports its own errors; the keyword itself says that none fits. */
function isWithinBranch(schemaPath: string): boolean {
  return /\/(?:anyOf|oneOf)\/\d+\//.test(schemaPath)
}

function plainPart(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[key]
  }
  return found
}
