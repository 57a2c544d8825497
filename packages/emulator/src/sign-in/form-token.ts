/** The token in every form: only pages of the session itself can know it, so no other site can send the form. */
import { html } from 'hono/html'
import type { FormFields } from '../oauth/form-fields.ts'
import type { Html } from '../page.ts'
import { isSameSecret } from '../world/secrets.ts'
import type { Session } from './sessions.ts'

/** The field's name. */
export const FORM_TOKEN = 'form_token'

/** The hidden field that a form of this session carries. */
export function formTokenField({ formToken }: Session): Html {
  return html`<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">`
}

/** True when a form that was sent belongs to this session. */
export function isOwnForm(session: Session, fields: FormFields): boolean {
  return isSameSecret(session.formToken, fields[FORM_TOKEN] ?? '')
}
