/** The outbox for people: each message with its words, and its links to be followed. */
import { html } from 'hono/html'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import type { SendState, SentMessage } from './message.ts'

/** Messages on one page. A guess. */
const SHOWN_MAX = 50

const STATES: Readonly<Record<SendState['state'], string>> = {
  kept: '● Kept here',
  waiting: '◐ Waits to be sent',
  sent: '● Sent',
  failed: '○ Not sent',
}

/** Newest first. @param before the page that ends before this message; null for the newest. */
export function outboxPage(messages: readonly SentMessage[], before: string | null): TextAnswer {
  const beforeId = /^\d{1,15}$/.test(before ?? '') ? Number(before) : Number.POSITIVE_INFINITY
  const older = messages.filter(({ id }) => id < beforeId).reverse()
  const shown = older.slice(0, SHOWN_MAX)
  const last = shown.at(-1)
  return pageAnswer({
    title: 'Outbox',
    body: html`<header><p class="soft">Emulated Procore · <a href="/">start</a></p></header>
<main>
<h1>Outbox</h1>
<p>Mails and texts that the emulator sends, newest first. For programs: the same address without <code>Accept: text/html</code>.</p>
${shown.length === 0 ? html`<p>There is no message yet.</p>` : shown.map(messageHtml)}
${last && older.length > SHOWN_MAX ? html`<p><a href="/_underpin/outbox?before=${last.id}">Older messages</a></p>` : ''}
</main>`,
  })
}

function messageHtml({ id, via, to, subject, text, sentAtMs, delivery }: SentMessage): Html {
  const { state, error, attemptCount } = delivery
  const title = via === 'sms' ? `Text to ${to}` : subject === '' ? '(no subject)' : subject
  return html`<article class="panel" aria-labelledby="m${id}"><h2 id="m${id}">${title}</h2>
<p class="soft">${via === 'sms' ? 'Text' : 'Mail'} to ${to} · ${time(sentAtMs)}</p>
<p>${STATES[state]}${attemptCount > 1 ? `, after ${attemptCount} tries` : ''}</p>
${error === null ? '' : html`<p class="warn">${error}</p>`}
<p class="message">${linked(text)}</p></article>`
}

/** Only what is a whole http or https address becomes a link. */
function linked(text: string): Html[] {
  return text.split(/(https?:\/\/[^\s<>"']+)/).map((piece, at) => {
    const url = at % 2 === 1 ? URL.parse(piece) : null
    return url === null ? html`${piece}` : html`<a href="${url.href}">${piece}</a>`
  })
}

function time(ms: number): Html {
  const iso = new Date(ms).toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`
}
