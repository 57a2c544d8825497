/** The key that a write nests its attributes under: `{"project_id": 1, "rfi": {…}}` (fact sheet section 3). */
import { jsonOf } from './media-type.ts'
import type { Operation } from './operation.ts'
import type { Schemas } from './schema.ts'

/** What stands beside the attributes in a write, besides ids of scopes. */
const BESIDE: ReadonlySet<string> = new Set(['attachments', 'view', 'run_configurable_validations'])

/**
 * The body's one property that is an object, when the others are ids of scopes, or when it has the name
 * of the collection: `rfi` in `/rfis`. Null when the attributes are not wrapped; at v2 they never are.
 */
export function wrapperOf(operation: Operation, schemas: Schemas): string | null {
  if (operation.isV2) return null
  const { bodies } = operation.plan
  const media = jsonOf(bodies) ?? bodies[0]
  if (media === undefined) return null
  const flat = schemas.flat(media.schema)
  const names = [...flat.properties.keys()]
  const objects = names.filter(
    (name) => schemas.flat(flat.properties.get(name)).types[0] === 'object',
  )
  const [only] = objects
  if (only === undefined || objects.length > 1) return null
  const others = names.filter((name) => name !== only)
  const isAlone = others.every((name) => /(?:^|_)id$/.test(name) || BESIDE.has(name))
  return isAlone || isNamedAfter(only, operation) ? only : null
}

/** `category` for `/categories`, `punch_item` for `/punch_items`. */
function isNamedAfter(name: string, operation: Operation): boolean {
  const texts = operation.path.split('/').filter((part) => part !== '' && !part.includes('{'))
  const last = texts.at(-1) ?? ''
  return [`${name}s`, `${name}es`, name.replace(/y$/, 'ies')].includes(last)
}
