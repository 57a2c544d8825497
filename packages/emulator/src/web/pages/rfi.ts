/** One RFI: the question, whose turn it is, the replies, and the form for another one. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'
import type { Result } from '../../reply.ts'
import { type Field, longField } from '../elements/fields.ts'
import { formProblems } from '../elements/form-problems.ts'
import { dayShown, textShown, timeShown } from '../elements/words.ts'
import { formAgain } from '../form-again.ts'
import type { FormState } from '../form-state.ts'
import { formToken } from '../frame.ts'
import type { PageHandlers } from '../page-handlers.ts'
import { pathTo } from '../routes.ts'
import {
  nameOf,
  namesOf,
  recordOf,
  recordsOf,
  type Shown,
  shownList,
  textOf,
} from '../shown-values.ts'
import type { Visit } from '../visit.ts'
import { statusOf } from './rfis.ts'

/** Replies on one page; an RFI with more is read through the API. A guess. */
const REPLIES_MAX = 200

const REPLY: Field = { name: 'reply[body]', label: 'Your reply', isRequired: true }

export const rfi: PageHandlers = { show: (visit) => rfiPage(visit, visit.form, 200), take }

function take(visit: Visit): Result {
  const made = visit.ask('POST', `${apiPath(visit)}/replies`, visit.posted)
  if ('failure' in made)
    return formAgain(visit, made, (form, status) => rfiPage(visit, form, status))
  return visit.redirect(visit.call.path, 'replied')
}

function rfiPage(visit: Visit, form: FormState, status: number): Result {
  const found = visit.ask('GET', apiPath(visit))
  if ('failure' in found) return found
  const replies = visit.ask('GET', `${apiPath(visit)}/replies?per_page=${REPLIES_MAX}`)
  if ('failure' in replies) return replies
  const shown = recordOf(found)
  const mayReply = visit.holds('rfi', 'Standard') && shown['status'] !== 'draft'
  return visit.page({
    title: `#${textOf(shown['number'])} ${textOf(shown['subject'])}`,
    status,
    above: [{ path: pathTo('rfis', { project_id: visit.projectId }), text: 'RFIs' }],
    actions: html`<span class="tag">${statusOf(shown)}</span>`,
    body: html`${formProblems([REPLY], form)}
${question(shown)}
${facts(shown)}
<section aria-labelledby="replies"><h2 id="replies">Replies</h2>${replyList(recordsOf(replies))}</section>
${mayReply ? replyForm(visit, form) : ''}`,
  })
}

function question(shown: Shown): Html {
  const [first] = shownList(shown['questions'])
  return html`<section class="panel" aria-label="Question"><p class="said">${textShown(first?.['plain_text_body'])}</p>
<p class="soft">Asked${by(nameOf(shown['created_by']))}, ${timeShown(shown['created_at'])}</p>
${attachments(shown)}</section>`
}

/** What came with the world was asked by nobody. */
function by(name: string): string {
  return name === '' ? '' : ` by ${name}`
}

function facts(shown: Shown): Html {
  return html`<dl class="facts">
<dt>Ball in court</dt><dd>${namesOf(shown['ball_in_courts']) || '–'}</dd>
<dt>Assignees</dt><dd>${namesOf(shown['assignees']) || '–'}</dd>
<dt>RFI manager</dt><dd>${nameOf(shown['rfi_manager']) || '–'}</dd>
<dt>Due</dt><dd>${dayShown(shown['due_date'])}</dd>
</dl>`
}

function replyList(replies: readonly Shown[]): Html {
  if (replies.length === 0) {
    return html`<div class="empty"><p>Nobody has answered yet.</p></div>`
  }
  return html`<ol class="replies">${replies.map(
    (
      reply,
    ) => html`<li><p class="soft"><strong>${textShown(reply['created_by'])}</strong>, ${timeShown(reply['created_at'])}${reply['official'] === true ? html` <span class="tag">Official</span>` : ''}</p>
<p class="said">${textOf(reply['plain_text_body'])}</p>${attachments(reply)}</li>`,
  )}</ol>`
}

/** Named only: their addresses are those of the API, which asks for a token. */
function attachments(shown: Shown): Html {
  const names = shownList(shown['attachments']).map(nameOf)
  return names.length === 0 ? html`` : html`<p class="soft">Attached: ${names.join(', ')}</p>`
}

function replyForm(visit: Visit, form: FormState): Html {
  return html`<form method="post" class="sheet" novalidate>${formToken(visit)}
${longField(REPLY, form)}
<div class="actions"><button type="submit">Add reply</button></div>
</form>`
}

function apiPath(visit: Visit): string {
  return `/rest/v1.0/projects/${visit.projectId}/rfis/${visit.parameter('id')}`
}
