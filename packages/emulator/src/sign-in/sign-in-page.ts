/** The page to sign in at: the same for people who come by themselves and for those whom an app sends. */
import { failureMode } from '@underpin/failures'
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import { type Html, pageAnswer } from '../page.ts'
import type { Platform } from '../platform.ts'
import type { ReplyHeaders, TextAnswer } from '../reply.ts'
import { instantWords } from '../web/screens/instant-words.ts'
import { formTokenField } from './form-token.ts'
import { type Session, sessionCookie } from './sessions.ts'

export type SignInProblem = 'login-rejected' | 'account-locked' | 'stale-session'

export interface SignInPage {
  readonly session: Session
  /** Where to go afterwards; safe already. */
  readonly returnTo: string
  /** Given back when signing in failed, so that it need not be typed again. */
  readonly email?: string
  /** What went wrong; null on the first visit. */
  readonly problem?: SignInProblem | null
  /** How long to wait, in seconds, where tries came too fast to be looked at. */
  readonly retryAfterS?: number
}

export function signInPage(
  call: Call,
  { directory, answers }: Platform,
  { session, returnTo, email = '', problem = null, retryAfterS }: SignInPage,
): TextAnswer {
  if (problem !== null) call.failure = problem
  const variant = retryAfterS === undefined ? {} : { variant: 'too-fast' }
  const wire = problem === null ? null : answers.wire({ failure: problem, ...variant })
  const text = wire?.text.replace('{seconds}', String(retryAfterS)) ?? ''
  const wait: ReplyHeaders = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }
  const app = directory.app(clientIdOf(returnTo))
  const purpose = app === null ? '' : html`to continue to <strong>${app.name}</strong>. `
  return pageAnswer({
    title: wire === null ? 'Sign in' : `Sign in: ${TITLES[problem ?? 'login-rejected']}`,
    status: wire?.status ?? 200,
    headers: { 'set-cookie': sessionCookie(session, call), ...wait },
    body: html`<main class="narrow">
<h1>Sign in</h1>
<p>${purpose}This is the local emulator: use a sign-in of its world.</p>
${problem === null ? '' : alert(call, problem, text)}
<form method="post" action="/login" class="panel">
${formTokenField(session)}<input type="hidden" name="return_to" value="${returnTo}">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="actions"><button type="submit">Sign in</button></div>
</form>
<p><a href="/login/forgot">Reset your password</a></p>
</main>`,
  })
}

const TITLES: Readonly<Record<SignInProblem, string>> = {
  'login-rejected': 'not accepted',
  'account-locked': 'account locked',
  'stale-session': 'session ended',
}

/** The catalogue's words: what happened, what to do, and what to quote when asking for help. */
function alert({ requestId, atMs }: Call, problem: SignInProblem, text: string): Html {
  const { remedies } = failureMode(problem)
  const atIso = new Date(atMs).toISOString()
  return html`<div role="alert" class="panel"><p class="warn">${text}</p>
<p>${remedies.user?.says ?? ''}</p>
<p class="soft">Reference for support: <time datetime="${atIso}">${instantWords(atMs)}</time>,
request <code>${requestId}</code></p></div>`
}

/** The app that asks for access, where that is where the person is going. */
function clientIdOf(returnTo: string): string {
  const [path, search = ''] = returnTo.split('?', 2)
  return path === '/oauth/authorize' ? (new URLSearchParams(search).get('client_id') ?? '') : ''
}
