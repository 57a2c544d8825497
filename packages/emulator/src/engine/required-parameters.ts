/** Parameters besides the scope that a route cannot do without, such as the `contract_id` of a change order. */
import type { Refusal } from '../reply.ts'
import { messageOf } from './messages.ts'
import type { FieldErrors } from './resource.ts'
import type { Located } from './work.ts'

/** Null when all of them are in the query or the body. */
export function missingParameter({ route, query, body }: Located): Refusal | null {
  const { requires } = route.row
  if (!requires) return null
  const fields: FieldErrors = {}
  for (const name of requires) {
    const given = query.get(name) ?? (Object.hasOwn(body, name) ? body[name] : null)
    if (given === null || given === undefined || given === '') {
      fields[name] = [messageOf('missing-field')]
    }
  }
  return Object.keys(fields).length > 0 ? { failure: 'missing-field', fields } : null
}
