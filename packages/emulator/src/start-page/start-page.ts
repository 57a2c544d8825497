/** The start page, `/`: what this is, where everything stands, who can sign in, and a first call that works. */

import type { FailureId } from '@underpin/failures'
import type { Clock } from '@underpin/ports'
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import type { Mount } from '../control/mount.ts'
import { failurePath, REFERENCE_PATH } from '../failure-reference/reference-path.ts'
import { faultState } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { type Html, pageAnswer } from '../page.ts'
import type { Result } from '../reply.ts'
import type { StatusBoard } from '../status-page/status-board.ts'
import type { Surface } from '../surface.ts'
import type { Directory } from '../world/directory.ts'
import { isAskedHere } from './asked-here.ts'

/** Instead of a secret, to whoever asks from elsewhere. */
const NOT_HERE = 'Shown only on the machine that runs this.'

/** Of each list so many are shown: a world may have thousands. */
const SHOWN_MAX = 50

export interface StartPageParts {
  readonly clock: Clock
  readonly directory: Directory
  readonly faults: Faults
  readonly board: StatusBoard
  readonly mounts: readonly Mount[]
  /** What everybody of the world signs in with; null when it is no longer the default world's. */
  readonly password: string | null
  /** Who is signed in begins in the application; `/?about=1` shows them this page. */
  readonly isSignedIn: (call: Call) => boolean
}

export class StartPage implements Surface {
  readonly name = 'start-page'
  readonly #parts: StartPageParts

  constructor(parts: StartPageParts) {
    this.#parts = parts
  }

  owns(path: string): boolean {
    return path === '/'
  }

  /** It shows which faults are on, so none is raised here. */
  raises(_failure: FailureId): boolean {
    return false
  }

  handle(call: Call): Result {
    if (call.method !== 'GET' && call.method !== 'HEAD') return { failure: 'page-not-found' }
    if (call.search === '' && this.#parts.isSignedIn(call)) {
      const headers = { location: '/companies', 'cache-control': 'no-store' }
      return { status: 303, headers, text: '' }
    }
    const { origin } = new URL(call.request.url)
    const isHere = isAskedHere(call)
    const nowIso = new Date(call.atMs).toISOString()
    return pageAnswer({
      title: 'Underpin: the emulator',
      body: html`<header><h1>Underpin: the emulator</h1>
<p>A Procore of your own, on this machine. It keeps Procore’s rules and fails the way Procore fails, when you ask it to.
Nothing here reaches the internet.</p></header>
<main>
${isHere ? this.#firstCall(origin) : ''}
${places(origin, this.#parts.mounts)}
${this.#people(isHere)}
${this.#apps(isHere)}
${this.#faultsNow(call.atMs)}
<section aria-labelledby="clock"><h2 id="clock">Clock</h2>
<p><time datetime="${nowIso}">${nowIso}</time>. Move it on: <code>POST ${origin}/_underpin/clock</code> with <code>{"advance": "90m"}</code>.</p></section>
</main>
<footer><p class="soft">An independent emulator; it belongs to nobody but its makers and holds no data but its own.</p></footer>`,
    })
  }

  #firstCall(origin: string): Html {
    const service = this.#parts.directory
      .apps()
      .find((app) => app.grants.includes('client_credentials'))
    if (service === undefined) return html``
    const { clientId, clientSecret } = service
    const company = this.#parts.directory.companiesWith(clientId)[0]
    const companyId = company?.id ?? 0
    const isSecure = origin.startsWith('https:')
    const trust = isSecure ? ' --cacert "$CERTIFICATE"' : ''
    const command = `${isSecure ? 'CERTIFICATE=certificate.pem\n' : ''}TOKEN=$(curl -s${trust} ${origin}/oauth/token -d grant_type=client_credentials \\
  -d client_id=${clientId} -d client_secret=${clientSecret} \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl -s${trust} ${origin}/rest/v1.0/companies/${companyId}/projects \\
  -H "Authorization: Bearer $TOKEN" -H "Procore-Company-Id: ${companyId}"`
    return html`<section aria-labelledby="first"><h2 id="first">A first call</h2>
<p>Paste this into a shell: it signs the service app in and lists the projects of company ${companyId}.</p>
${isSecure ? html`<p>The certificate is the file that the emulator named when it started.</p>` : ''}
<pre tabindex="0" role="region" aria-label="Commands of the first call"><code>${command}</code></pre></section>`
  }

  #people(isHere: boolean): Html {
    const { directory, password } = this.#parts
    const people = directory.users().filter((user) => user.serviceOf === null)
    const said =
      password === null || !isHere
        ? html`<p>${isHere ? 'Passwords are those of the world file.' : NOT_HERE}</p>`
        : html`<p>Everybody’s password: <code>${password}</code></p>`
    return html`<section aria-labelledby="people"><h2 id="people">Sign-ins</h2>
${said}
<div class="scroll"><table><caption>People</caption>
<thead><tr><th scope="col">Id</th><th scope="col">Email</th><th scope="col">Name</th><th scope="col">Companies</th></tr></thead>
<tbody>${people.slice(0, SHOWN_MAX).map(
      ({
        id,
        email,
        name,
      }) => html`<tr><td data-is="Id">${id}</td><td data-is="Email"><code>${email}</code></td><td data-is="Name">${name}</td>
<td data-is="Companies">${directory
        .companiesOf(id)
        .map((company) => `${company.id} ${company.name}`)
        .join(', ')}</td></tr>`,
    )}</tbody></table></div>${more(people.length)}</section>`
  }

  #apps(isHere: boolean): Html {
    const { directory } = this.#parts
    const apps = directory.apps()
    return html`<section aria-labelledby="apps"><h2 id="apps">Apps</h2>
<div class="scroll"><table><caption>What a client signs in as</caption>
<thead><tr><th scope="col">Client id</th><th scope="col">Client secret</th><th scope="col">Grants</th><th scope="col">Redirects</th><th scope="col">Connected to</th></tr></thead>
<tbody>${apps.slice(0, SHOWN_MAX).map(
      (
        app,
      ) => html`<tr><td data-is="Client id"><code>${app.clientId}</code></td><td data-is="Client secret">${isHere ? html`<code>${app.clientSecret}</code>` : NOT_HERE}</td>
<td data-is="Grants">${app.grants.join(', ')}</td><td data-is="Redirects">${app.redirectUris.map((uri) => html`<code>${uri}</code><br>`)}</td>
<td data-is="Connected to">${directory
        .companiesWith(app.clientId)
        .map(({ id }) => String(id))
        .join(', ')}</td></tr>`,
    )}</tbody></table></div>${more(apps.length)}</section>`
  }

  #faultsNow(nowMs: number): Html {
    const { faults, board } = this.#parts
    const on = faults.list().filter((fault) => faultState(fault, nowMs) !== 'over')
    const maintenance = board.inForce()
    const rows = on.slice(0, SHOWN_MAX).map((fault) => {
      const { method = 'any method', path = 'every path' } = fault.order.match ?? {}
      const state = faultState(fault, nowMs)
      return html`<li>${fault.number}: <strong><a href="${failurePath(fault.order.failure)}">${fault.order.failure}</a></strong> on ${method} ${path}, ${state}, raised ${fault.raisedCount} times</li>`
    })
    const inForce =
      maintenance === null
        ? ''
        : html`<p class="warn">Maintenance “${maintenance.title}” is in force until ${new Date(maintenance.endMs).toISOString()}.</p>`
    return html`<section aria-labelledby="faults"><h2 id="faults">Faults that are on</h2>
${inForce}${rows.length === 0 ? html`<p>None: everything works.</p>` : html`<ul>${rows}</ul>`}
<p>Switch one on: <code>POST /_underpin/faults</code> with <code>{"failure": "heavy-load", "forMs": 60000}</code>.</p></section>`
  }
}

function places(origin: string, mounts: readonly Mount[]): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['API', `${origin}/rest/v1.0/`],
    ['Web application', `${origin}/companies`],
    ['Login', `${origin}/oauth/authorize, ${origin}/oauth/token`],
    ['Status page', 'a port of its own, 4011 unless told otherwise'],
  ]
  return html`<section aria-labelledby="places"><h2 id="places">Where everything stands</h2>
<div class="scroll"><table><caption>Addresses</caption><tbody>
${rows.map(([what, where]) => html`<tr><th scope="row">${what}</th><td><code>${where}</code></td></tr>`)}
</tbody></table></div>
<p>${mounts.map(({ path, title }) => html`<a href="${path}">${title}</a> · `)}<a href="${REFERENCE_PATH}">Look up a failure</a></p>
<p>The control door: <a href="/_underpin/health">health</a>, <a href="/_underpin/clock">clock</a>,
<a href="/_underpin/faults">faults</a>, <a href="/_underpin/journal">journal</a>, <a href="/_underpin/outbox">outbox</a>,
<a href="/_underpin/apps">apps</a>, <a href="/_underpin/integration-health">integration health</a>,
<a href="/_underpin/call-activity.csv">call activity</a>, <a href="/_underpin/failures.json">every failure</a>.</p>
<p>Why somebody is turned away, and what would change it: <code>GET ${origin}/_underpin/why?user=EMAIL&amp;path=/rest/…</code></p></section>`
}

function more(count: number): Html {
  return count > SHOWN_MAX ? html`<p class="soft">and ${count - SHOWN_MAX} more</p>` : html``
}
