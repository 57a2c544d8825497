/**
 * Reads the JSON that the door is sent, field by field. Each reader says what it wants, what it got and
 * which field it was; a field that nobody asked for is an error too, since it is mostly a misspelt one.
 */
import { nearestOf } from '../world/nearest-name.ts'
import { unusable } from './door-answer.ts'

/** A value is shown up to this many characters. */
const SHOWN_CHARS_MAX = 120

export interface NumberRange {
  readonly min: number
  readonly max: number
  readonly isWhole?: boolean
}

export class DoorFields {
  readonly #json: Readonly<Record<string, unknown>>
  readonly #place: string
  readonly #asked = new Set<string>()

  /** @throws {DoorError} 422 when the JSON is no object. @param place `match.` for a nested object. */
  constructor(json: unknown, place = '') {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      const where = place === '' ? 'the body' : place.slice(0, -1)
      throw unusable(`${where} must be a JSON object, not ${shown(json)}.`, { field: where })
    }
    this.#json = json as Record<string, unknown>
    this.#place = place
  }

  has(name: string): boolean {
    this.#asked.add(name)
    return this.#json[name] !== undefined && this.#json[name] !== null
  }

  text(name: string, charsMax = 1_000): string {
    const value = this.#value(name)
    if (typeof value === 'string' && value !== '' && value.length <= charsMax) return value
    throw this.#wants(name, `a text of 1 to ${charsMax} characters`, value)
  }

  number(name: string, { min, max, isWhole = false }: NumberRange): number {
    const value = this.#value(name)
    const isRight = typeof value === 'number' && value >= min && value <= max
    if (isRight && (!isWhole || Number.isInteger(value))) return value
    throw this.#wants(name, `a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`, value)
  }

  truth(name: string): boolean {
    const value = this.#value(name)
    if (typeof value === 'boolean') return value
    throw this.#wants(name, 'true or false', value)
  }

  /** Milliseconds since the epoch, of an ISO 8601 time with its zone. */
  instantMs(name: string): number {
    const value = this.#value(name)
    const atMs =
      typeof value === 'string' && ISO_INSTANT.test(value) ? Date.parse(value) : Number.NaN
    if (!Number.isNaN(atMs)) return atMs
    throw this.#wants(name, 'an ISO 8601 time with its zone, such as 2026-11-20T08:00:00Z', value)
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.#value(name)
    const found = values.find((each) => each === value)
    if (found !== undefined) return found
    throw this.#wants(name, `one of ${values.join(', ')}`, value)
  }

  texts(name: string, countMax: number): string[] {
    const value = this.#value(name)
    const isList = Array.isArray(value) && value.length <= countMax
    if (isList && value.every((each) => typeof each === 'string')) return value
    throw this.#wants(name, `a list of at most ${countMax} texts`, value)
  }

  /** Whole numbers from 1, each of them once. */
  ids(name: string, countMax: number): number[] {
    const value = this.#value(name)
    const isList = Array.isArray(value) && value.length <= countMax
    if (isList && value.every((each) => Number.isSafeInteger(each) && each > 0)) {
      return [...new Set(value)]
    }
    throw this.#wants(name, `a list of at most ${countMax} ids`, value)
  }

  fields(name: string): DoorFields {
    return new DoorFields(this.#value(name), `${this.#place}${name}.`)
  }

  /** Call it last: whatever was not asked for by then is unknown. */
  end(): void {
    for (const name of Object.keys(this.#json)) {
      if (this.#asked.has(name)) continue
      const known = [...this.#asked]
      const near = nearestOf(name, known)
      const hint = near === null ? `known: ${known.join(', ')}` : `did you mean ${near}?`
      const field = `${this.#place}${name}`
      throw unusable(`there is no field ${shown(field)}; ${hint}`, { field, near })
    }
  }

  #value(name: string): unknown {
    this.#asked.add(name)
    return this.#json[name]
  }

  #wants(name: string, wanted: string, value: unknown) {
    const field = `${this.#place}${name}`
    const got = value === undefined ? 'missing' : shown(value)
    return unusable(`${field} must be ${wanted}; it is ${got}.`, { field })
  }
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text
}
