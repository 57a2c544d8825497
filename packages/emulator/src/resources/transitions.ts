/** Workflows as data: which status may follow which. */
import { messageOf } from '../engine/messages.ts'
import type { Refusal } from '../reply.ts'

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
  return ruleBroken(field, because)
}

/** A rule of the business, said of one attribute. */
export function ruleBroken(field: string, because: string): Refusal {
  return { failure: 'business-rule', fields: { [field]: [messageOf('business-rule')] }, because }
}

/** For operations that document no 422: the same, as a value that cannot be. */
export function valueRefused(field: string, because: string): Refusal {
  return { failure: 'invalid-value', fields: { [field]: [messageOf('invalid-value')] }, because }
}
