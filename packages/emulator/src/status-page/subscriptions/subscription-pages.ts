/** The pages of the subscriptions, in the house's look and without script. */
import { html } from 'hono/html'
import { type Html, type Page, pageAnswer } from '../../page.ts'
import type { TextAnswer } from '../../reply.ts'
import { COMPONENT_GROUPS, COMPONENTS } from '../components.ts'
import { type Subscription, type SubscriptionRequest, WAYS, type Way } from './subscription.ts'

const WAY_NAMES: Readonly<Record<Way, string>> = { mail: 'E-mail', sms: 'Text', webhook: 'Webhook' }

export interface AskPage {
  readonly way: Way
  /** What was typed in before. */
  readonly form: URLSearchParams
  readonly problem: { readonly field: 'address' | 'mail'; readonly message: string } | null
}

export function askPage({ way, form, problem }: AskPage): TextAnswer {
  return framed({
    title: 'Subscribe to updates',
    status: problem === null ? 200 : 422,
    body: html`<h1>Subscribe to updates</h1>
<p>Be told when something breaks, when it is mended, and of maintenance before it begins.</p>
<nav aria-label="Ways to be told"><ul class="ways">${WAYS.map((each) =>
      each === way
        ? html`<li><strong aria-current="page">${WAY_NAMES[each]}</strong></li>`
        : html`<li><a href="/subscribe?way=${each}">${WAY_NAMES[each]}</a></li>`,
    )}<li><a href="/history.rss">RSS</a></li><li><a href="/history.atom">Atom</a></li></ul></nav>
<form method="post" action="/subscribe">
<input type="hidden" name="way" value="${way}">
${fields(way, form, problem)}
${componentChoice(form.getAll('component'))}
<div class="actions"><button type="submit">Subscribe</button></div>
</form>
<p class="soft">${AFTER[way]}</p>`,
  })
}

const AFTER: Readonly<Record<Way, string>> = {
  mail: 'You get a mail with a link to confirm it. Each notice has a link to end it.',
  sms: 'You get a text with a code to confirm it. Each notice has a link to end it.',
  webhook:
    'A mail brings the link to confirm it, and the one to end it. Posts that fail are tried again for about an hour.',
}

/** The same whether or not anybody has the address. */
export function mailSentPage(mail: string): TextAnswer {
  return framed({
    title: 'Look into your mail',
    body: html`<h1>Look into your mail</h1>
<p>If ${mail} can be reached, a mail is on its way to it. Open the link in it within 24 hours.</p>
<p>Nothing there after some minutes? Look where unwanted mail goes, or <a href="/subscribe">ask again</a>. No more than three are sent in an hour.</p>`,
  })
}

export function codePage(handle: string, problem: string | null): TextAnswer {
  return framed({
    title: 'Enter the code',
    status: problem === null ? 200 : 422,
    body: html`<h1>Enter the code</h1>
<p>If the number can be reached, a text with six digits is on its way to it. It works for ten minutes; no more than three are sent in an hour.</p>
<form method="post" action="/subscribe/code">
<input type="hidden" name="request" value="${handle}">
<label for="code">Code</label>
${problem === null ? '' : html`<p class="warn" id="problem">${problem}</p>`}
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required${
      problem === null ? '' : html` aria-invalid="true" aria-describedby="problem"`
    }>
<div class="actions"><button type="submit">Confirm</button></div>
</form>`,
  })
}

/** A link alone confirms nothing: programs that look into mails open links too. */
export function confirmPage(token: string, { way, address, components }: SubscriptionRequest) {
  return framed({
    title: 'Confirm your subscription',
    body: html`<h1>Confirm your subscription</h1>
<p>${WAY_NAMES[way]}: <strong>${address}</strong>, ${chosen(components)}.</p>
<form method="post" action="/subscribe/confirm/${token}">
<div class="actions"><button type="submit">Confirm</button></div>
</form>`,
  })
}

export function confirmedPage(manageUrl: string, subscription: Subscription): TextAnswer {
  const { way, address, components } = subscription
  return framed({
    title: 'You are subscribed',
    body: html`<h1>You are subscribed</h1>
<p>${WAY_NAMES[way]}: <strong>${address}</strong>, ${chosen(components)}.</p>
<p><a href="${new URL(manageUrl).pathname}">Change or end it</a></p>`,
  })
}

export function managePage(
  token: string,
  { way, address, components }: Subscription,
  isSaved: boolean,
): TextAnswer {
  const action = `/subscribe/manage/${token}`
  return framed({
    title: 'Your subscription',
    body: html`<h1>Your subscription</h1>
${isSaved ? html`<p role="status"><strong>Your choice is saved.</strong></p>` : ''}
<p>${WAY_NAMES[way]}: <strong>${address}</strong>, ${chosen(components)}.</p>
<form method="post" action="${action}">
${componentChoice(components ?? [])}
<div class="actions"><button type="submit" name="do" value="save">Save</button>
<button type="submit" name="do" value="end" class="plain">Unsubscribe</button></div>
</form>`,
  })
}

export function endedPage(): TextAnswer {
  return framed({
    title: 'You are unsubscribed',
    body: html`<h1>You are unsubscribed</h1>
<p>No more notices are sent. You can <a href="/subscribe">subscribe again</a> at any time.</p>`,
  })
}

export function deadPage(): TextAnswer {
  return framed({
    title: 'This link works no more',
    status: 404,
    body: html`<h1>This link works no more</h1>
<p>It was used, has expired, or is not whole. <a href="/subscribe">Ask for a new one</a>.</p>`,
  })
}

export function fullPage(): TextAnswer {
  return framed({
    title: 'No room for another subscription',
    status: 503,
    body: html`<h1>No room for another subscription</h1>
<p>This page has as many subscribers as it can tell at once. The <a href="/history.rss">feed</a> says the same.</p>`,
  })
}

export function tooManyPage(waitMs: number): TextAnswer {
  const seconds = Math.ceil(waitMs / 1_000)
  return framed({
    title: 'Too many requests',
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: html`<h1>Too many requests</h1>
<p>There were too many from this machine. Try again in ${seconds} seconds.</p>`,
  })
}

export function unreadablePage(): TextAnswer {
  return framed({
    title: 'This form cannot be read',
    status: 400,
    body: html`<h1>This form cannot be read</h1><p>Go back to <a href="/subscribe">the form</a>, and send it again.</p>`,
  })
}

function framed({ body, ...rest }: Page): TextAnswer {
  return pageAnswer({
    ...rest,
    body: html`<header><p class="soft"><a href="/">Emulated status page</a></p></header>
<main class="form">${body}</main>`,
  })
}

function fields(way: Way, form: URLSearchParams, problem: AskPage['problem']): Html[] {
  const address = {
    mail: { label: 'E-mail', attributes: html`type="email" autocomplete="email"` },
    sms: {
      label: 'Telephone number, with its country',
      attributes: html`type="tel" autocomplete="tel"`,
    },
    webhook: { label: 'Address to post to', attributes: html`type="url"` },
  }[way]
  const shown = field({ id: 'address', ...address, value: form.get('address') ?? '', problem })
  if (way !== 'webhook') return [shown]
  const mail = { label: 'Your e-mail', attributes: html`type="email" autocomplete="email"` }
  return [shown, field({ id: 'mail', ...mail, value: form.get('mail') ?? '', problem })]
}

interface Field {
  readonly id: 'address' | 'mail'
  readonly label: string
  readonly attributes: Html
  readonly value: string
  readonly problem: AskPage['problem']
}

function field({ id, label, attributes, value, problem }: Field): Html {
  const isWrong = problem?.field === id
  return html`<label for="${id}">${label}</label>
${isWrong ? html`<p class="warn" id="${id}-problem">${problem.message}</p>` : ''}
<input id="${id}" name="${id}" ${attributes} value="${value}" required${
    isWrong ? html` aria-invalid="true" aria-describedby="${id}-problem"` : ''
  }>`
}

function componentChoice(chosenNames: readonly string[]): Html {
  return html`<fieldset><legend>Only of these components</legend>
<p class="soft">Tick none to hear of everything.</p>
${COMPONENT_GROUPS.map(
  ({ name: group }) => html`<fieldset class="choices"><legend>${group}</legend>
${COMPONENTS.filter((each) => each.group === group).map(
  ({ id, name }) =>
    html`<label for="${id}"><input type="checkbox" id="${id}" name="component" value="${name}"${
      chosenNames.includes(name) ? html` checked` : ''
    }>${name}</label>`,
)}</fieldset>`,
)}</fieldset>`
}

function chosen(components: readonly string[] | null): string {
  return components === null ? 'all components' : components.join(', ')
}
