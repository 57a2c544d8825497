/** One value that a caller wrote, as the attribute's type has it. */
import type { Field, Json } from './field.ts'
import { parseInstant, showDay, showInstant } from './instant.ts'
import { parseId } from './record-id.ts'

/** The longest text of an attribute that states none. A guess. */
const CHARS_MAX = 65_535
/** Elements of a list in one attribute. A guess. */
const ELEMENTS_MAX = 1_000

export type Cast =
  | { readonly kind: 'value'; readonly value: Json }
  /** The value cannot be what the attribute is: an error by its message. */
  | { readonly kind: 'bad' }
  /** A malformed date-time: stored as null, and nobody is told (fact sheet section 3). */
  | { readonly kind: 'dropped' }

const BAD: Cast = { kind: 'bad' }
const DROPPED: Cast = { kind: 'dropped' }
const value = (of: Json): Cast => ({ kind: 'value', value: of })

/** Every type but references, which need to be looked up. An empty text is null, but for texts. */
export function castField(field: Field, given: unknown): Cast {
  if (given === null || given === undefined) return value(null)
  if (given === '' && field.type !== 'text') return value(null)
  switch (field.type) {
    case 'text':
    case 'sequence':
      return castText(given, field.type === 'text' ? (field.charsMax ?? CHARS_MAX) : CHARS_MAX)
    case 'integer':
    case 'decimal':
      return castNumber(field, given)
    case 'boolean':
      return castBoolean(given)
    case 'choice':
      return typeof given === 'string' && field.of.includes(given) ? value(given) : BAD
    case 'date':
    case 'date-time': {
      const instant = typeof given === 'string' ? parseInstant(given) : null
      if (!instant || (field.type === 'date-time' && instant.isDay)) return DROPPED
      return value(field.type === 'date' ? showDay(instant.ms) : showInstant(instant.ms))
    }
    case 'integer-list':
      return castList(given, (each) => {
        const id = parseId(each)
        return id === null ? BAD : value(id)
      })
    case 'json':
      return value(given as Json)
    case 'reference':
    case 'references':
      throw new TypeError('references are looked up, not cast')
  }
}

function castText(given: unknown, charsMax: number): Cast {
  if (typeof given === 'number' || typeof given === 'boolean') return value(String(given))
  return typeof given === 'string' && given.length <= charsMax ? value(given) : BAD
}

/** Form bodies carry numbers as text. */
function castNumber(field: Extract<Field, { type: 'integer' | 'decimal' }>, given: unknown): Cast {
  const isText = typeof given === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(given.trim())
  const number = typeof given === 'number' ? given : isText ? Number(given) : Number.NaN
  if (!Number.isFinite(number)) return BAD
  if (field.type === 'integer' && !Number.isSafeInteger(number)) return BAD
  const isInRange = number >= (field.min ?? -Infinity) && number <= (field.max ?? Infinity)
  return isInRange ? value(number) : BAD
}

const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['1', true],
  [1, true],
  [false, false],
  ['false', false],
  ['0', false],
  [0, false],
])

function castBoolean(given: unknown): Cast {
  const known = WORDS.get(given)
  return known === undefined ? BAD : value(known)
}

function castList(given: unknown, cast: (each: unknown) => Cast): Cast {
  if (!Array.isArray(given) || given.length > ELEMENTS_MAX) return BAD
  const values: Json[] = []
  for (const each of given) {
    const element = cast(each)
    if (element.kind !== 'value') return BAD
    values.push(element.value)
  }
  return value(values)
}
