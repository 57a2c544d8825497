/** The frame of the status page's own pages: their header, their feeds, and how states look. */
import { html } from 'hono/html'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import type { ComponentStatus } from './component-status.ts'
import type { ShownTime } from './shown-time.ts'
import { PAGE_NAME, type StatusView } from './statuspage-json.ts'
import type { UptimeReport } from './uptime-report.ts'

/** What the pages for people are made of. */
export interface HtmlView extends StatusView {
  readonly report: UptimeReport
  readonly times: ShownTime
  /** Subscriptions are served here. */
  readonly canSubscribe: boolean
}

export interface FramedPage {
  readonly title: string
  /** The path in the navigation, or `''`. */
  readonly place: string
  readonly body: Html
}

export const WORDS: Readonly<Record<ComponentStatus, string>> = {
  operational: 'Operational',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
  under_maintenance: 'Under maintenance',
}

/**
 * A state is a word with a shape before it, and a bar has a height: nothing is said by colour alone. Every
 * colour has 3 to 1 against its ground, and as text 4.5.
 */
const STYLE = `
  :root { --operational: #1f6f4f; --degraded_performance: #7d5f00; --partial_outage: #9c4a00;
    --major_outage: #a3201a; --under_maintenance: #2f5f9e; }
  @media (prefers-color-scheme: dark) { :root { --operational: #62c79d; --degraded_performance: #dcb74a;
    --partial_outage: #f0a25e; --major_outage: #f58f88; --under_maintenance: #8fb8ee; } }
  nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .25rem 0 0; padding: 0; }
  nav a { display: inline-block; padding: .4rem 0; }
  nav [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
  h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
  article > h3 { margin-top: 0; }
  .state { font-weight: 600; white-space: nowrap; }
  .state::before { margin-right: .35em; }
  .state.operational::before { content: "●" / ""; } .state.degraded_performance::before { content: "◐" / ""; }
  .state.partial_outage::before { content: "◑" / ""; } .state.major_outage::before { content: "○" / ""; }
  .state.under_maintenance::before { content: "◇" / ""; }
  .state.operational { color: var(--operational); } .state.degraded_performance { color: var(--degraded_performance); }
  .state.partial_outage { color: var(--partial_outage); } .state.major_outage { color: var(--major_outage); }
  .state.under_maintenance { color: var(--under_maintenance); }
  .posts { list-style: none; margin: .5rem 0 0; padding: 0; }
  .posts > li { border-top: 1px solid var(--line); padding: .5rem 0; }
  .posts p { margin: .15rem 0; }
  .said { white-space: pre-line; overflow-wrap: anywhere; }
  .components { list-style: none; margin: 0; padding: 0; }
  .components > li { background: var(--surface); border: 1px solid var(--line); border-top-width: 0; padding: .75rem 1rem; }
  .components > li:first-child { border-top-width: 1px; border-radius: .5rem .5rem 0 0; }
  .components > li:last-child { border-radius: 0 0 .5rem .5rem; }
  .line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: 0; max-width: none; }
  h3.line { margin: 1.5rem 0 .5rem; }
  .bars { display: grid; grid-template-columns: repeat(90, minmax(0, 1fr)); align-items: end; gap: 1px; height: 2rem;
    list-style: none; margin: .5rem 0 .25rem; padding: 0; }
  .bars li { position: relative; overflow: hidden; height: 35%; background: var(--operational); }
  .bars .under_maintenance { height: 50%; background: var(--under_maintenance); }
  .bars .degraded_performance { height: 65%; background: var(--degraded_performance); }
  .bars .partial_outage { height: 82%; background: var(--partial_outage); }
  .bars .major_outage { height: 100%; background: var(--major_outage); }
  .bars span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (min-width: 48rem) { .bars { gap: 2px; } }
  article h3, h1 { overflow-wrap: anywhere; }
`

export function statusAnswer(view: HtmlView, { title, place, body }: FramedPage): TextAnswer {
  return pageAnswer({
    title: `${title} · ${PAGE_NAME} status, emulated`,
    style: STYLE,
    head: html`<link rel="alternate" type="application/rss+xml" title="History (RSS)" href="/history.rss">
<link rel="alternate" type="application/atom+xml" title="History (Atom)" href="/history.atom">
`,
    body: html`<header><p class="soft">${PAGE_NAME} status, emulated · ${view.times.at(view.nowMs)}</p>
<nav aria-label="Status page"><ul>${places(view).map(
      ([path, name]) =>
        html`<li>${
          path === place
            ? html`<a href="${path}" aria-current="page">${name}</a>`
            : html`<a href="${path}">${name}</a>`
        }</li>`,
    )}</ul></nav></header>
<main>${body}</main>
<footer><p class="soft">Feeds: <a href="/history.rss">RSS</a>, <a href="/history.atom">Atom</a>.
For programs: <a href="/api/v2/summary.json">summary.json</a>.</p></footer>`,
  })
}

export function stateHtml(status: ComponentStatus): Html {
  return html`<span class="state ${status}">${WORDS[status]}</span>`
}

function places({ canSubscribe }: HtmlView): readonly (readonly [string, string])[] {
  return [
    ['/', 'Status'],
    ['/history', 'History'],
    ['/uptime', 'Uptime'],
    ...(canSubscribe ? [['/subscribe', 'Subscribe'] as const] : []),
  ]
}
