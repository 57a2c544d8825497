/**
 * Whether an entity on the server is what we sent. Servers trim texts, round numbers and write dates
 * in their own way, so there is a third answer.
 */

export type Likeness = 'same' | 'different' | 'unclear'

type Attributes = Readonly<Record<string, unknown>>

/** As `plain` leaves them: in lower case. */
const DATE = /^\d{4}-\d{2}-\d{2}(t|$)/
/** Two dates further apart are not one date in two time zones. */
const DATES_DIFFER_MS = 172_800_000

/** Objects in an attribute are compared this deep. */
const DEPTH_MAX = 8

/**
 * For a new entity: every scalar that it echoes must agree. Those that it does not echo are passed
 * over, and one plain disagreement makes it another entity.
 */
export function likenessOfNew(sent: Attributes, entity: Attributes): Likeness {
  const found = { same: 0, unclear: 0 }
  for (const [name, value] of Object.entries(sent)) {
    const there = entity[name]
    if (!isScalar(value) || !isScalar(there)) continue
    const likeness = scalarLikeness(value, there)
    if (likeness === 'different') return 'different'
    found[likeness] += 1
  }
  return found.same > 0 && found.unclear === 0 ? 'same' : 'unclear'
}

/** For a changed entity: everything that was sent must be there. What it does not echo stays unclear. */
export function likenessOfChanged(sent: Attributes, entity: Attributes): Likeness {
  let result: Likeness = 'same'
  for (const [name, value] of Object.entries(sent)) {
    const likeness = name in entity ? deepLikeness(value, entity[name], 0) : 'unclear'
    if (likeness === 'different') return 'different'
    if (likeness === 'unclear') result = 'unclear'
  }
  return result
}

function deepLikeness(sent: unknown, there: unknown, depth: number): Likeness {
  if (depth > DEPTH_MAX) return 'unclear'
  if (isScalar(sent) && isScalar(there)) return scalarLikeness(sent, there)
  if (sent === null || there === null) return sent === there ? 'same' : 'different'
  if (typeof sent !== 'object' || typeof there !== 'object') return 'unclear'
  if (Array.isArray(sent) && Array.isArray(there) && sent.length !== there.length) {
    return 'different'
  }
  let result: Likeness = 'same'
  const entity = there as Attributes
  for (const [name, value] of Object.entries(sent as Attributes)) {
    const likeness = name in entity ? deepLikeness(value, entity[name], depth + 1) : 'unclear'
    if (likeness !== 'same') result = likeness === 'different' ? 'different' : 'unclear'
    if (result === 'different') return result
  }
  return result
}

type Scalar = string | number | boolean

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function scalarLikeness(sent: Scalar, there: Scalar): Likeness {
  const [one, other] = [plain(sent), plain(there)]
  if (one === other) return 'same'
  if (one !== '' && other !== '' && Number(one) === Number(other)) return 'same'
  if (DATE.test(one) && DATE.test(other)) {
    const apartMs = Math.abs(Date.parse(one.toUpperCase()) - Date.parse(other.toUpperCase()))
    if (apartMs === 0) return 'same'
    // A date alone may be any time of that day, and time zones move it to the next.
    return apartMs > DATES_DIFFER_MS ? 'different' : 'unclear'
  }
  // A server that knows better may overrule a flag, and rounds an amount.
  if (typeof sent === 'boolean' || /^-?\d+\.\d+$/.test(one)) return 'unclear'
  return 'different'
}

function plain(value: Scalar): string {
  return String(value).trim().replace(/\s+/g, ' ').toLowerCase()
}
