/**
 * The error screens of the web application, in the catalogue's own words: what happened, the next step,
 * a way on, and the reference to quote. One template for all but two: the unformatted 404 is bare on
 * purpose, and the screens of signing in are the sign-in page itself.
 */
import { type FailureId, failureMode } from '@underpin/failures'
import { html } from 'hono/html'
import type { Call } from '../../call.ts'
import { type Html, pageAnswer } from '../../page.ts'
import type { Platform } from '../../platform.ts'
import type { Refusal, TextAnswer } from '../../reply.ts'
import { safeReturnTo, signInPath } from '../../sign-in/return-to.ts'
import { instantWords } from './instant-words.ts'
import { ownTarget } from './own-target.ts'
import { EMPTY_REFUSED_FORM, type RefusedForm, tryAgain } from './refused-form.ts'

/** Screens that pass within seconds: a page that was only looked at is asked for again by itself. */
const REFRESHES: ReadonlySet<FailureId> = new Set(['heavy-load-page'])

export interface ScreenParts {
  readonly call: Call
  readonly platform: Pick<Platform, 'answers'>
  /** Where the status page stands; null where it is not served. */
  readonly statusUrl: string | null
  /** The form that was refused before it was looked at, to be sent again. */
  readonly form?: RefusedForm
}

/** @param refusal of the web surface */
export function screen(refusal: Refusal, parts: ScreenParts): TextAnswer {
  const { call, platform, form = EMPTY_REFUSED_FORM } = parts
  const { failure, retryAfterS } = refusal
  // Procore did not write it, so nothing of its look is on it.
  if (failure === 'platform-not-found') return platform.answers.respond({ failure })
  const { status, text } = platform.answers.wire(refusal)
  const { title, remedies, duration } = failureMode(failure)
  const isRefreshed = REFRESHES.has(failure) && isRead(call) && retryAfterS !== undefined
  return pageAnswer({
    title: text,
    status,
    headers: {
      ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
      ...(isRefreshed ? { refresh: String(retryAfterS) } : {}),
    },
    body: html`<main class="screen">
<h1>${text}</h1>
<p>${title}</p>
${messages(refusal)}
<section class="panel" aria-labelledby="next"><h2 id="next">What to do</h2>
<p>${remedies.user?.says ?? ''}</p>
${isRefreshed ? html`<p>This page tries again by itself in ${retryAfterS} seconds.</p>` : ''}
${tryAgain(form)}
${ways(refusal, parts)}
</section>
<p><strong>How long:</strong> ${duration.says}${untilWords(refusal, call)}</p>
<p class="soft">Reference for support: <time datetime="${new Date(call.atMs).toISOString()}">${instantWords(call.atMs)}</time>,
request <code>${call.requestId}</code>, ${status}</p>
</main>`,
  })
}

function isRead({ method }: Call): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** What is wrong with the values that were entered, where the refusal says so. */
function messages({ fields = {} }: Refusal): Html {
  const all = Object.entries(fields).flatMap(([name, texts]) =>
    texts.map((text) => (name === 'base' ? text : `${name} ${text}`)),
  )
  return all.length === 0 ? html`` : html`<ul>${all.map((each) => html`<li>${each}</li>`)}</ul>`
}

function untilWords({ failure, retryAfterS }: Refusal, { atMs }: Call): Html | string {
  if (failure !== 'maintenance-page' || retryAfterS === undefined) return ''
  const endMs = atMs + retryAfterS * 1_000
  return html` It opens again at <time datetime="${new Date(endMs).toISOString()}">${instantWords(endMs)}</time>.`
}

/** Links, most useful first. */
function ways({ failure, values = {} }: Refusal, { call, statusUrl }: ScreenParts): Html {
  const { near, nearTitle, returnTo } = values
  const here = ownTarget(call)
  const back = backPath(call)
  const links: (readonly [address: string, text: string])[] = []
  if (failure === 'stale-session') {
    links.push([
      signInPath(String(returnTo ?? (isRead(call) ? here : (back ?? '/')))),
      'Sign in again',
    ])
  }
  if (near !== undefined) links.push([String(near), `Did you mean: ${nearTitle ?? near}`])
  if (isRead(call) && failureMode(failure).party === 'procore') links.push([here, 'Try again'])
  if (back !== null) links.push([back, 'Back to the page before'])
  links.push(['/', 'Home'])
  if (statusUrl !== null) links.push([statusUrl, 'Status page'])
  return html`<ul class="ways">${links.map(([address, text]) => html`<li><a href="${address}">${text}</a></li>`)}</ul>`
}

/** The page that the person came from, when it is one of ours and another than this. */
function backPath({ request, path }: Call): string | null {
  const from = request.headers.get('referer')
  if (from === null || !URL.canParse(from)) return null
  const { origin, pathname, search } = new URL(from)
  if (origin !== new URL(request.url).origin || pathname === path) return null
  return safeReturnTo(`${pathname}${search}`)
}
