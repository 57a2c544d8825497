/** The refusal of a write that breaks a business rule: messages by field, or the catalogue's own. */
import type { Refusal } from '../reply.ts'
import type { FieldErrors } from './resource.ts'

export function brokenRule(fields: FieldErrors): Refusal {
  return { failure: 'business-rule', fields }
}
