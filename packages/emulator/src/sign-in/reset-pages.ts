/** The pages on which a forgotten password is replaced. */
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import { pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { formTokenField } from './form-token.ts'
import { PASSWORD_RULE } from './password-rule.ts'
import { type Session, sessionCookie } from './sessions.ts'

/** What went wrong, in the catalogue's words. */
interface Problem {
  readonly text: string
  readonly status: number
}

/** Asks for the address that the mail goes to. */
export function forgotPage(call: Call, session: Session, problem: Problem | null): TextAnswer {
  return pageAnswer({
    title: 'Reset your password',
    status: problem?.status ?? 200,
    headers: { 'set-cookie': sessionCookie(session, call) },
    body: html`<main class="narrow">
<h1>Reset your password</h1>
<p>Enter the email address that you sign in with. You get a mail with a link to choose a new password, which also unlocks a
locked account. Whoever signs in through a company’s own system resets the password there.</p>
${problem === null ? '' : html`<p role="alert" class="warn">${problem.text}</p>`}
<form method="post" action="/login/forgot" class="panel">
${formTokenField(session)}
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required>
<div class="actions"><button type="submit">Send the link</button></div>
</form>
<p><a href="/login">Back to signing in</a></p>
</main>`,
  })
}

/** The same for every address. */
export function mailSentPage(): TextAnswer {
  return pageAnswer({
    title: 'Look into your mail',
    body: html`<main class="narrow">
<h1>Look into your mail</h1>
<p role="status">If the address belongs to an account, a mail is on its way to it. Its link works once, within an hour.</p>
<p>Nothing there after some minutes? Look among unwanted mail, check how the address is spelt, or ask the Procore administrator
of your company. On this emulator every mail is kept at <a href="/_underpin/outbox"><code>/_underpin/outbox</code></a>.</p>
<p><a href="/login">Back to signing in</a></p>
</main>`,
  })
}

export interface NewPasswordPage {
  readonly session: Session
  readonly token: string
  /** What is wrong with the last choice; null at first. */
  readonly problem: Problem | null
  /** Demands of the rule that the last choice did not meet. */
  readonly lacking: readonly string[]
}

export function newPasswordPage(
  call: Call,
  { session, token, problem, lacking }: NewPasswordPage,
): TextAnswer {
  return pageAnswer({
    title: problem === null ? 'Choose a new password' : 'Choose a new password: not accepted',
    status: problem?.status ?? 200,
    headers: { 'set-cookie': sessionCookie(session, call) },
    body: html`<main class="narrow">
<h1>Choose a new password</h1>
${
  problem === null
    ? ''
    : html`<div role="alert" class="panel"><p class="warn">${problem.text}</p>
${lacking.length === 0 ? '' : html`<p>It needs:</p><ul>${lacking.map((each) => html`<li>${each}</li>`)}</ul>`}</div>`
}
<p id="rule">${PASSWORD_RULE}</p>
<form method="post" action="/login/reset" class="panel">
${formTokenField(session)}<input type="hidden" name="token" value="${token}">
<label for="password">New password</label>
<input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="rule" required>
<label for="password_again">The same again</label>
<input id="password_again" name="password_again" type="password" autocomplete="new-password" required>
<div class="actions"><button type="submit">Set the password</button></div>
</form>
</main>`,
  })
}

/** A link that was used, is too old, or never was. */
export function deadLinkPage({ text, status }: Problem): TextAnswer {
  return pageAnswer({
    title: 'This link does not work',
    status,
    body: html`<main class="narrow">
<h1>This link does not work</h1>
<p role="alert" class="warn">${text}</p>
<p><a href="/login/forgot">Send another link</a></p>
</main>`,
  })
}

export function passwordSetPage(): TextAnswer {
  return pageAnswer({
    title: 'Your password is set',
    body: html`<main class="narrow">
<h1>Your password is set</h1>
<p role="status">The account is open, and you were signed out everywhere else.</p>
<p><a href="/login">Sign in</a></p>
</main>`,
  })
}
