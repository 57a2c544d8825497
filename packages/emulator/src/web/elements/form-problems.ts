/** What is wrong with a form that was sent, above it: each with a link to its field. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { FormState } from '../form-state.ts'
import { errorKeyOf, type Field, idOf } from './fields.ts'

/** Messages that are listed. A guess: no form of ours has half as many fields. */
const SHOWN_MAX = 30

/** @param fields those of the form; what is said of no field is said of the whole. */
export function formProblems(
  fields: readonly Pick<Field, 'name' | 'label' | 'errorKey'>[],
  { errors }: FormState,
): Html {
  const keys = Object.keys(errors).slice(0, SHOWN_MAX)
  if (keys.length === 0) return html``
  const rows = keys.map((key) => {
    const field = fields.find((each) => errorKeyOf(each) === key)
    const text = (errors[key] ?? []).join(', ')
    if (field) return html`<li><a href="#${idOf(field.name)}">${field.label}: ${text}</a></li>`
    return html`<li>${key === 'base' ? '' : `${key.replaceAll('_', ' ')}: `}${text}</li>`
  })
  return html`<div class="problem" role="alert"><h2>Nothing was saved yet</h2><ul>${rows}</ul></div>`
}
