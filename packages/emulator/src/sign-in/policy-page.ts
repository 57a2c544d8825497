/** How people sign in to a company, for its administrators: lockouts, passwords, sessions, and what there is not. */
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import { type Html, pageAnswer } from '../page.ts'
import type { Platform } from '../platform.ts'
import type { Result } from '../reply.ts'
import type { DirectoryCompany } from '../world/directory.ts'
import { FAILED_TRIES_MAX } from './lockouts.ts'
import { RESET_LIFETIME_MS } from './password-resets.ts'
import { PASSWORD_RULE } from './password-rule.ts'
import { signInPath } from './return-to.ts'
import { SESSION_LIFETIME_MS } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

const HOUR_MS = 3_600_000

/** Companies of one administrator that are listed. */
const SHOWN_MAX = 50

export const POLICY_PATH = '/login/policy'

/** `GET /login/policy`. */
export function policyPage(call: Call, { directory }: Platform, signIn: SignIn): Result {
  const visitor = signIn.visitor(call)
  if (visitor.kind === 'stale')
    return { failure: 'stale-session', because: 'the session has ended' }
  if (visitor.kind === 'stranger') {
    return { status: 303, headers: { location: signInPath(POLICY_PATH) }, text: '' }
  }
  const { id } = visitor.user
  const companies = directory
    .companiesOf(id)
    .filter((each) => directory.isCompanyAdmin(id, each.id))
  if (companies.length === 0) {
    const because = `user ${id} is no administrator of a company`
    return { failure: 'permission-denied-page', because }
  }
  return pageAnswer({
    title: 'How people sign in',
    body: html`<main>
<h1>How people sign in</h1>
${lockouts(companies)}
<h2>Passwords</h2>
<p>${PASSWORD_RULE} Passwords do not expire. Whoever forgets one resets it from the sign-in page: the
mail’s link works once, within ${RESET_LIFETIME_MS / HOUR_MS} hour, unlocks the account, and ends every session of that person.</p>
<h2>Sessions</h2>
<p>A session does not end by inactivity. It ends ${SESSION_LIFETIME_MS / HOUR_MS} hours after signing in, by signing out, or when the
password is changed.</p>
<h2>A second factor, and a company’s own sign-in</h2>
<p>This emulator asks for no second factor (MFA) and knows no single sign-on. At Procore a company may have both; a
second factor is then asked for at each sign-in on the web.</p>
</main>`,
  })
}

function lockouts(companies: readonly DirectoryCompany[]): Html {
  return html`<h2>Lockouts</h2>
<div class="scroll"><table><caption>Lock out after ${FAILED_TRIES_MAX} failed tries to sign in</caption>
<thead><tr><th scope="col">Company</th><th scope="col">Locks out</th></tr></thead>
<tbody>${companies
    .slice(0, SHOWN_MAX)
    .map(
      ({ id, name, lockoutPolicy }) =>
        html`<tr><td data-is="Company">${id} ${name}</td><td data-is="Locks out">${lockoutPolicy ? 'Yes' : 'No: tries are slowed'}</td></tr>`,
    )}</tbody></table></div>
<p>It holds for everybody in the company’s directory. At Procore it is changed through your contact there; here it is
<code>lockoutPolicy</code> in the world file. A locked account is opened by a password reset, or by an administrator of the company:
directory, edit the person, Unlock Account.</p>`
}
