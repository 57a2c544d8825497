/**
 * The fields of forms: each has its label, its hint and what is wrong with it, tied together for whoever
 * hears the page and does not see it (`aria-describedby`).
 */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import { type FormState, filledList, filledText, isSent } from '../form-state.ts'

export interface Field {
  /** As it is sent: `rfi[subject]`. */
  readonly name: string
  readonly label: string
  /** What the API calls it in its messages, where it is not the last part of the name. */
  readonly errorKey?: string
  readonly hint?: string
  readonly isRequired?: boolean
  /** What it holds before anybody has entered anything. */
  readonly value?: string
}

export interface Option {
  readonly value: string
  readonly text: string
}

/** Characters that an input takes: the API's own bound comes first. */
const TEXT_CHARS_MAX = 10_000

export function textField(
  field: Field & {
    readonly type?: 'text' | 'email' | 'date' | 'search'
    readonly charsMax?: number
  },
  form: FormState,
): Html {
  const { name, type = 'text', value = '', charsMax = TEXT_CHARS_MAX } = field
  const shown = filledText(form, name) ?? value
  return around(
    field,
    form,
    html`<input id="${idOf(name)}" name="${name}" type="${type}" value="${shown}" maxlength="${charsMax}"${marks(field, form)}>`,
  )
}

export function longField(field: Field, form: FormState): Html {
  const { name, value = '' } = field
  const shown = filledText(form, name) ?? value
  // The line break after the tag is no part of the text: without it one of the text's own would be lost.
  return around(
    field,
    form,
    html`<textarea id="${idOf(name)}" name="${name}" maxlength="${TEXT_CHARS_MAX}"${marks(field, form)}>
${shown}</textarea>`,
  )
}

export function choiceField(
  field: Field & { readonly options: readonly Option[]; readonly none?: string },
  form: FormState,
): Html {
  const { name, value = '', options, none } = field
  const chosen = filledText(form, name) ?? value
  const all = none === undefined ? options : [{ value: '', text: none }, ...options]
  return around(
    field,
    form,
    html`<select id="${idOf(name)}" name="${name}"${marks(field, form)}>${all.map(
      (option) =>
        html`<option value="${option.value}"${option.value === chosen ? html` selected` : ''}>${option.text}</option>`,
    )}</select>`,
  )
}

export function fileField(field: Field, form: FormState): Html {
  const { name } = field
  return around(
    field,
    form,
    html`<input id="${idOf(name)}" name="${name}" type="file"${marks(field, form)}>`,
  )
}

/** Boxes of which any may be ticked: the values are sent as `name[]`. */
export function boxesField(
  field: Omit<Field, 'value'> & {
    readonly options: readonly Option[]
    readonly values?: readonly string[]
  },
  form: FormState,
): Html {
  const { name, label, options, values = [] } = field
  const sent = isSent(form) ? (filledList(form, name) ?? []) : null
  const ticked = new Set(sent ?? values)
  return html`<fieldset id="${idOf(name)}" tabindex="-1"${describedBy(field, form)}><legend>${label}</legend>
${hintOf(field)}${errorOf(field, form)}
${options.map(
  ({ value, text }) =>
    html`<label class="box"><input type="checkbox" name="${name}[]" value="${value}"${ticked.has(value) ? html` checked` : ''}> <span>${text}</span></label>`,
)}</fieldset>`
}

/** One box: `true` when it is ticked, `false` when it is not. */
export function tickField(
  { name, label, isTicked = false }: { name: string; label: string; isTicked?: boolean },
  form: FormState,
): Html {
  const now = filledText(form, name)
  const checked = now === null ? isTicked : now === 'true'
  return html`<input type="hidden" name="${name}" value="false"><label class="box"><input type="checkbox" name="${name}" value="true"${checked ? html` checked` : ''}> <span>${label}</span></label>`
}

/** `rfi[question][body]` is `rfi-question-body` in links and labels. */
export function idOf(name: string): string {
  return name
    .split(/[[\]]+/)
    .filter((part) => part !== '')
    .join('-')
}

export function errorKeyOf({ name, errorKey }: Pick<Field, 'name' | 'errorKey'>): string {
  return errorKey ?? idOf(name).split('-').at(-1) ?? name
}

function around(field: Field, form: FormState, input: Html): Html {
  const { name, label, isRequired = false } = field
  return html`<label for="${idOf(name)}">${label}${isRequired ? '' : html` <span class="soft">(optional)</span>`}</label>
${hintOf(field)}${errorOf(field, form)}${input}`
}

/** No `required` of the browser's: what is lacking, the platform says, as for every caller. */
function marks(field: Field, form: FormState): Html {
  const isWrong = messagesOf(field, form).length > 0
  return html`${field.isRequired ? html` aria-required="true"` : ''}${isWrong ? html` aria-invalid="true"` : ''}${describedBy(field, form)}`
}

function describedBy(field: Omit<Field, 'value'>, form: FormState): Html {
  const ids = [
    ...(field.hint === undefined ? [] : [`${idOf(field.name)}-hint`]),
    ...(messagesOf(field, form).length === 0 ? [] : [`${idOf(field.name)}-error`]),
  ]
  return ids.length === 0 ? html`` : html` aria-describedby="${ids.join(' ')}"`
}

function hintOf({ name, hint }: Omit<Field, 'value'>): Html {
  return hint === undefined ? html`` : html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`
}

function errorOf(field: Omit<Field, 'value'>, form: FormState): Html {
  const messages = messagesOf(field, form)
  if (messages.length === 0) return html``
  return html`<p class="error" id="${idOf(field.name)}-error">${field.label}: ${messages.join(', ')}</p>`
}

function messagesOf(field: Omit<Field, 'value'>, { errors }: FormState): readonly string[] {
  const key = errorKeyOf(field)
  return Object.hasOwn(errors, key) ? (errors[key] ?? []) : []
}
