/** The pages that a person sees while an app asks for access: sign in, allow or deny, the code, an error. */
import { html } from 'hono/html'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import { type Session, sessionCookie } from './sessions.ts'

export interface SignInPage {
  readonly session: Session
  readonly request: AuthorizationRequest
  /** Given back when signing in failed, so that it need not be typed again. */
  readonly email?: string
  /** What went wrong, with the status to answer; null on the first visit. */
  readonly problem: { readonly text: string; readonly status: number } | null
}

export function signInPage({ session, request, email = '', problem }: SignInPage): TextAnswer {
  const alert = problem === null ? '' : html`<p class="warn" role="alert">${problem.text}</p>`
  return pageAnswer({
    title: problem === null ? 'Sign in' : 'Sign in: not accepted',
    status: problem?.status ?? 200,
    headers: { 'set-cookie': sessionCookie(session) },
    body: html`<main class="narrow">
<h1>Sign in</h1>
<p>to continue to <strong>${request.app.name}</strong>. This is the local emulator: use a sign-in of its world.</p>
${alert}
<form method="post" action="/oauth/sign-in" class="panel">
${hiddenFields(session, request)}
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="actions"><button type="submit">Sign in</button></div>
</form>
</main>`,
  })
}

export function consentPage(
  session: Session,
  request: AuthorizationRequest,
  userName: string,
): TextAnswer {
  return pageAnswer({
    title: `Allow ${request.app.name}?`,
    headers: { 'set-cookie': sessionCookie(session) },
    body: html`<main class="narrow">
<h1>Allow ${request.app.name} to act for you?</h1>
<p>You are signed in as <strong>${userName}</strong>. The app will be able to do what you may do, and nothing else.</p>
<p class="soft">Afterwards you are sent to <code>${request.redirectUri}</code>.</p>
<form method="post" action="/oauth/authorize" class="panel">
${hiddenFields(session, request)}
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

function hiddenFields(session: Session, request: AuthorizationRequest): Html {
  const fields: readonly (readonly [string, string | null])[] = [
    ['form_token', session.formToken],
    ['response_type', request.responseType],
    ['client_id', request.app.clientId],
    ['redirect_uri', request.redirectUri],
    ['state', request.state],
  ]
  const given = fields.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
  return html`${given.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}
