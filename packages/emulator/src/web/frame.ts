/**
 * The frame of the application's pages: a skip link, who is signed in, where they are and where they can
 * go from there, and the page itself under its one heading.
 */
import { html } from 'hono/html'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { formTokenField } from '../sign-in/form-token.ts'
import { navigation } from './navigation.ts'
import { noticeNamed } from './notices.ts'
import { pathTo } from './routes.ts'
import { WEB_STYLE } from './style.ts'
import type { Visit } from './visit.ts'

export interface FramedPage {
  /** The heading, and the title of the window. */
  readonly title: string
  /** The pages above this one, outermost first. */
  readonly above?: readonly Link[]
  /** Beside the heading: links and buttons. */
  readonly actions?: Html
  readonly body: Html
  readonly status?: number
}

export interface Link {
  readonly path: string
  readonly text: string
}

export function framed(page: FramedPage, visit: Visit): TextAnswer {
  const { title, above = [], actions = html``, body, status = 200 } = page
  const { company, project } = visit.place
  const where = [title, project?.name, company?.name].filter((each) => each !== undefined)
  return pageAnswer({
    title: `${status >= 400 ? 'Not saved: ' : ''}${where.join(' · ')}`,
    status,
    style: WEB_STYLE,
    // To our own pages only: an error screen leads back to the page before it.
    headers: { 'referrer-policy': 'same-origin' },
    body: html`<a class="skip" href="#main">Skip to the page</a>
${visit.banner}
${topBar(visit)}
${navigation(visit)}
<main id="main" tabindex="-1">
${breadcrumb(above)}
<div class="head"><h1>${title}</h1>${actions}</div>
${noticeOf(visit)}
${body}
</main>
<footer><p class="soft">Underpin, a local emulator. <a href="/?about=1">About it</a></p></footer>`,
  })
}

/** The hidden field that every form of ours carries. */
export function formToken({ session }: Visit): Html {
  return formTokenField(session)
}

function topBar(visit: Visit): Html {
  const { viewer } = visit
  return html`<header class="top"><div class="bar">
<a class="brand" href="${pathTo('companies')}">Underpin</a>
<div class="who"><a href="${pathTo('profile')}">${viewer.name || viewer.email}</a>
<form method="post" action="/logout">${formToken(visit)}<button type="submit" class="plain small">Sign out</button></form></div>
</div></header>`
}

function breadcrumb(above: readonly Link[]): Html {
  if (above.length === 0) return html``
  return html`<nav aria-label="Above this page" class="above">${above.map(
    ({ path, text }, at) =>
      html`${at === 0 ? '' : html` <span aria-hidden="true">/</span> `}<a href="${path}">${text}</a>`,
  )}</nav>`
}

function noticeOf({ query }: Visit): Html {
  const text = noticeNamed(query.get('notice'))
  return text === null ? html`` : html`<p class="notice" role="status">${text}</p>`
}
