/** What a form is shown with: the values that were entered before, and what is wrong with them. */
import type { Body } from '../engine/request-body.ts'
import type { FieldErrors } from '../engine/resource.ts'

export interface FormState {
  /** As the form is sent: `{ rfi: { subject: 'Beam' } }`. */
  readonly filled: Body
  /** Messages by the API's name of the field; `base` for what is wrong with the whole. */
  readonly errors: FieldErrors
}

export const EMPTY_FORM: FormState = { filled: {}, errors: {} }

/** The text at a bracketed name, `rfi[question][body]`; null when the form was not sent with one. */
export function filledText({ filled }: FormState, name: string): string | null {
  const value = filledAt(filled, name)
  return typeof value === 'string' ? value : null
}

/** The values of a list, `rfi[assignee_ids][]`; null when the form was not sent with one. */
export function filledList({ filled }: FormState, name: string): readonly string[] | null {
  const value = filledAt(filled, name)
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null
}

/** True once the form was sent: then a box that is not in it is not ticked. */
export function isSent({ filled }: FormState): boolean {
  return Object.keys(filled).length > 0
}

function filledAt(filled: Body, name: string): unknown {
  const keys = name.split(/[[\]]+/).filter((key) => key !== '')
  let at: unknown = filled
  for (const key of keys) {
    const isGroup = typeof at === 'object' && at !== null && Object.hasOwn(at, key)
    at = isGroup ? (at as Record<string, unknown>)[key] : undefined
  }
  return at
}
