/**
 * Finds a date that was sent and came back as null: Procore stores a malformed date-time as null and
 * answers 200 (fact sheet section 3), so the echo is the only sign of it.
 */

/** Nodes of the sent body that are compared: bounds the work on a large sync. */
const NODES_MAX = 5_000

/** Date keys end so in the fact sheet's resources: `due_date`, `starts_at`, `date`, `datetime`, `expires_on`. */
const DATE_KEY = /(^|_)(date|datetime|at|on|until|deadline)$/

/** Nor does anybody send a date as long as this; it keeps a long text under `at` out. */
const DATE_CHARS_MAX = 64

/** The path of the first such date (`due_date`, `question.answered_at`), or null. */
export function droppedDate(sent: unknown, echoed: unknown): string | null {
  const budget = { nodes: NODES_MAX }
  for (const request of unwrapped(sent)) {
    for (const response of unwrapped(echoed)) {
      const path = compare(request, response, '', budget)
      if (path !== null) return path
    }
  }
  return null
}

type Json = Readonly<Record<string, unknown>>

/** `{project_id, rfi: {…}}` and `{data: {…}}` carry the resource one level down, sync a list of them. */
function unwrapped(body: unknown): Json[] {
  if (!isObject(body)) return []
  const inner = Object.values(body).filter(isObject)
  return [body, ...inner]
}

function compare(sent: Json, echoed: Json, at: string, budget: { nodes: number }): string | null {
  for (const [key, value] of Object.entries(sent)) {
    if (budget.nodes-- <= 0) return null
    if (!Object.hasOwn(echoed, key)) continue
    const path = at === '' ? key : `${at}.${key}`
    const echo = echoed[key]
    if (isDate(key, value) && echo === null) return path
    if (isObject(value) && isObject(echo)) {
      const found = compare(value, echo, path, budget)
      if (found !== null) return found
    }
  }
  return comparePairs(sent, echoed, budget)
}

/** A sync answers `updates` with `entities`; the order is not promised, so only equal ids are compared. */
function comparePairs(sent: Json, echoed: Json, budget: { nodes: number }): string | null {
  const { updates } = sent
  const { entities } = echoed
  if (!Array.isArray(updates) || !Array.isArray(entities)) return null
  for (const [index, update] of updates.entries()) {
    const entity: unknown = entities[index]
    if (budget.nodes <= 0 || !isObject(update) || !isObject(entity)) continue
    if (!isSameRecord(update, entity)) continue
    const found = compare(update, entity, `updates.${index}`, budget)
    if (found !== null) return found
  }
  return null
}

function isSameRecord(update: Json, entity: Json): boolean {
  const key = update['id'] === undefined ? 'origin_id' : 'id'
  return update[key] !== undefined && String(update[key]) === String(entity[key])
}

function isDate(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || value.length > DATE_CHARS_MAX) return false
  return DATE_KEY.test(key)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
