/** The pages that a person who is signed in sees while an app asks for access: allow or deny, the code, an error. */
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { formTokenField } from '../sign-in/form-token.ts'
import { sessionCookie } from '../sign-in/sessions.ts'
import type { CurrentSession } from '../sign-in/sign-in.ts'
import type { AuthorizationRequest } from './authorization-request.ts'

export function consentPage(
  call: Call,
  { session, user }: CurrentSession,
  request: AuthorizationRequest,
): TextAnswer {
  return pageAnswer({
    title: `Allow ${request.app.name}?`,
    headers: { 'set-cookie': sessionCookie(session, call) },
    body: html`<main class="narrow">
<h1>Allow ${request.app.name} to act for you?</h1>
<p>You are signed in as <strong>${user.name}</strong>. The app will be able to do what you may do, and nothing else.</p>
<p class="soft">Afterwards you are sent to <code>${request.redirectUri}</code>.</p>
<form method="post" action="/oauth/authorize" class="panel">
${formTokenField(session)}${hiddenFields(request)}
<div class="actions">
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny" class="plain">Deny</button>
</div>
</form>
</main>`,
  })
}

/** For apps that run where no redirect can reach them (`urn:ietf:wg:oauth:2.0:oob`). */
export function codePage(code: string): TextAnswer {
  return pageAnswer({
    title: 'Authorization code',
    body: html`<main class="narrow">
<h1>Authorization code</h1>
<p>Copy this code into the app. It works once, within ten minutes.</p>
<pre><code id="authorization_code">${code}</code></pre>
</main>`,
  })
}

/** Shown instead of a redirect, where the redirect itself cannot be trusted, or nobody is to be told. */
export function errorPage(title: string, status: number, text: string): TextAnswer {
  return pageAnswer({
    title,
    status,
    body: html`<main class="narrow">
<h1>${title}</h1>
<p role="alert">${text}</p>
</main>`,
  })
}

function hiddenFields(request: AuthorizationRequest): Html {
  const fields: readonly (readonly [string, string | null])[] = [
    ['response_type', request.responseType],
    ['client_id', request.app.clientId],
    ['redirect_uri', request.redirectUri],
    ['state', request.state],
  ]
  const given = fields.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
  return html`${given.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}
