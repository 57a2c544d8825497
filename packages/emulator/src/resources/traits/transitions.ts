/** Workflows as data: which status may follow which. */
import { messageOf } from '../../engine/messages.ts'
import type { Refusal } from '../../reply.ts'

export type Transitions = Readonly<Record<string, readonly string[]>>

/** Null when the step is allowed; staying where it is always is. */
export function refusedStep(
  transitions: Transitions,
  field: string,
  from: unknown,
  to: unknown,
): Refusal | null {
  if (from === to || typeof from !== 'string' || typeof to !== 'string') return null
  if (transitions[from]?.includes(to)) return null
  const because = `${field} goes from ${from} to ${transitions[from]?.join(', ') ?? 'nowhere'}, and not to ${to}`
  return { failure: 'business-rule', fields: { [field]: [messageOf('business-rule')] }, because }
}

/** A rule of the business: of the whole record, as `base`, or of one attribute that cannot be so. */
export function ruleBroken(field: string, because: string): Refusal {
  const text = messageOf(field === 'base' ? 'business-rule' : 'invalid-value')
  return { failure: 'business-rule', fields: { [field]: [text] }, because }
}

/** For operations that document no 422: the same, as a value that cannot be. */
export function valueRefused(field: string, because: string): Refusal {
  return { failure: 'invalid-value', fields: { [field]: [messageOf('invalid-value')] }, because }
}
