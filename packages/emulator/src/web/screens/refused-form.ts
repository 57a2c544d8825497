/**
 * A form that was turned away before anybody looked at it: it comes back on the screen, filled, with a
 * button that sends it again. Nothing is kept on our side, which has too much to do as it is. Passwords
 * are never written into a page, and files cannot be: the screen says what has to be entered again.
 */
import { html } from 'hono/html'
import type { Call } from '../../call.ts'
import type { Html } from '../../page.ts'
import { isMultipart } from '../../read-body.ts'
import { ownTarget } from './own-target.ts'

/** Larger forms are not read at all. A guess: a long question is a tenth of it. */
export const REFUSED_FORM_BYTES_MAX = 64 * 1024
/** As many as the forms of this house take. */
const FIELDS_MAX = 100

const URLENCODED = /^application\/x-www-form-urlencoded\b/i
const SECRET_FIELD = /pass(?:word|phrase|code)|secret|\bpin\b/i

export interface RefusedForm {
  /** Where it is sent to again; null where nothing comes back. */
  readonly action: string | null
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** What could not be kept, in words. */
  readonly lost: string | null
}

export const EMPTY_REFUSED_FORM: RefusedForm = { action: null, fields: [], lost: null }

/** Reads what a refused request brought, within its bound. */
export async function refusedForm(call: Call): Promise<RefusedForm> {
  if (call.method !== 'POST') return EMPTY_REFUSED_FORM
  const { headers } = call.request
  const type = headers.get('content-type') ?? ''
  if (isMultipart(type)) return { ...EMPTY_REFUSED_FORM, lost: FILES_LOST }
  const length = headers.get('content-length')
  if (!URLENCODED.test(type) || length === null) return EMPTY_REFUSED_FORM
  if (Number(length) > REFUSED_FORM_BYTES_MAX) return { ...EMPTY_REFUSED_FORM, lost: TOO_LONG }
  const pairs = [...new URLSearchParams(call.bodyText ?? (await call.request.text()))]
  if (pairs.length > FIELDS_MAX) return { ...EMPTY_REFUSED_FORM, lost: TOO_LONG }
  const fields = pairs.filter(([name]) => !SECRET_FIELD.test(name))
  const hasSecret = fields.length < pairs.length
  if (hasSecret) return { ...EMPTY_REFUSED_FORM, lost: SECRET_LOST }
  return { action: ownTarget(call), fields, lost: null }
}

const FILES_LOST =
  'Nothing was saved. Files cannot be kept: go back and choose the file again, then send the form.'
const TOO_LONG =
  'Nothing was saved. The form is too long to be kept here: go back, where your browser still has it, and send it again.'
const SECRET_LOST = 'Nothing was done. Passwords are not kept: go back and enter yours again.'

/** The form again, all of it hidden, with a button. Its form token is among the fields and stays valid. */
export function tryAgain({ action, fields, lost }: RefusedForm): Html {
  if (lost !== null) return html`<p>${lost}</p>`
  if (action === null) return html``
  return html`<form method="post" action="${action}">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p>What you entered is kept on this page. Wait a moment, then send it again.</p>
<div class="actions"><button type="submit">Try again</button></div>
</form>`
}
