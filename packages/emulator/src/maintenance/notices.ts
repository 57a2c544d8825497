/**
 * Maintenance that is announced, above every page of the application from seven days ahead (fact sheet
 * section 12). Somebody may dismiss it: then a cookie names the notice as it was, so that it comes back
 * when its plan changes. No script: dismissing is a form.
 */
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import type { Html } from '../page.ts'
import { formTokenField } from '../sign-in/form-token.ts'
import { safeReturnTo } from '../sign-in/return-to.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { MaintenanceWindow } from '../status-page/maintenance.ts'
import type { StatusBoard } from '../status-page/status-board.ts'
import { instantWords } from '../web/screens/instant-words.ts'
import { readDismissed } from './dismissed.ts'
import { durationWords } from './duration-words.ts'

/** Fact sheet section 12: about seven days. */
export const ANNOUNCED_AHEAD_MS = 7 * 86_400_000

/** Shown at once, the next first. A guess: more than one is rare. */
export const NOTICES_MAX = 3

export const DISMISS_PATH = '/maintenance/dismiss'

export interface NoticeParts {
  readonly board: StatusBoard
  readonly signIn: SignIn
  /** The time zone of the company or project that a page is of, as an IANA name. */
  readonly zoneOf: (call: Call) => string
}

/** What stands above a page; nothing when nothing is near, or everything was dismissed. */
export function maintenanceNotices(call: Call, { board, signIn, zoneOf }: NoticeParts): Html {
  const near = board.maintenances.filter((each) => isAnnounced(each, call.atMs))
  if (near.length === 0) return html``
  const dismissed = readDismissed(call.request)
  const shown = near.filter((each) => !dismissed.includes(noticeKey(each))).slice(0, NOTICES_MAX)
  const session = signIn.currentSession(call)?.session
  const zone = zoneOf(call)
  return html`${shown.map(
    (each) => html`<section class="maintenance" aria-label="Planned maintenance"><div class="bar">
<p><strong>${each.title}</strong>: Procore will be closed for ${durationWords(each.endMs - each.startMs)},
from <time datetime="${new Date(each.startMs).toISOString()}">${instantWords(each.startMs, zone)}</time>
to <time datetime="${new Date(each.endMs).toISOString()}">${instantWords(each.endMs, zone)}</time>.</p>
${
  session === undefined
    ? ''
    : html`<form method="post" action="${DISMISS_PATH}">${formTokenField(session)}
<input type="hidden" name="notice" value="${noticeKey(each)}">
<input type="hidden" name="return_to" value="${hereOf(call)}">
<button type="submit" class="plain small">Dismiss</button></form>`
}</div></section>`,
  )}`
}

/** Another one as soon as its plan changes. */
export function noticeKey({ id, updatedAtMs }: MaintenanceWindow): string {
  return `${id}.${updatedAtMs}`
}

function isAnnounced({ status, startMs }: MaintenanceWindow, nowMs: number): boolean {
  return status === 'scheduled' && startMs > nowMs && startMs - nowMs <= ANNOUNCED_AHEAD_MS
}

function hereOf({ method, path, search }: Call): string {
  if (method !== 'GET') return safeReturnTo(path)
  return safeReturnTo(search === '' ? path : `${path}?${search}`)
}
