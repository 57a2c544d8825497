/** `/history`: what happened, month by month, and `/incidents/{id}`: one incident or maintenance in full. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import type { Span } from './business-hours.ts'
import type { Incident } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { incidentFacts, incidentRow, maintenanceFacts, maintenanceRow, posts } from './post-html.ts'
import { percent } from './shown-time.ts'
import { type HtmlView, statusAnswer } from './status-frame.ts'
import { monthAt } from './uptime-windows.ts'

/** As on Statuspage. */
const MONTHS_A_PAGE = 3
/** Back to the oldest incident that is kept, and at least so far: a year. */
const PAGES_MIN = 4
/** Further back the page does not go. A guess: 25 years. */
const PAGES_MAX = 100

/** @param pageText what `?page=` says; null for the newest months. Null: there is no such page. */
export function historyHtml(view: HtmlView, pageText: string | null): TextAnswer | null {
  const pageCount = pageCountOf(view)
  const number = pageText === null ? 1 : Number(pageText)
  if (!/^\d{0,4}$/.test(pageText ?? '') || number < 1 || number > pageCount) return null
  const { time } = view.report.rules.businessHours
  const months = Array.from({ length: MONTHS_A_PAGE }, (_, at) =>
    monthAt(time, view.nowMs, (number - 1) * MONTHS_A_PAGE + at),
  )
  return statusAnswer(view, {
    title: number === 1 ? 'History' : `History, page ${number}`,
    place: '/history',
    body: html`<h1>History</h1>
${months.map((month) => monthHtml(view, month))}
<nav aria-label="Pages of the history"><ul>${
      number > 1
        ? html`<li><a rel="prev" href="/history?page=${number - 1}">Newer months</a></li>`
        : ''
    }${
      number < pageCount
        ? html`<li><a rel="next" href="/history?page=${number + 1}">Older months</a></li>`
        : ''
    }</ul></nav>`,
  })
}

/** Null when there is none of this id. */
export function eventHtml(view: HtmlView, id: string): TextAnswer | null {
  const incident = view.board.incident(id)
  const maintenance = view.board.maintenance(id)
  if (incident !== null) {
    return onePage(view, incident.name, incidentFacts(view, incident), incident.updates)
  }
  if (maintenance === null) return null
  return onePage(view, maintenance.title, maintenanceFacts(view, maintenance), maintenance.updates)
}

function onePage(
  view: HtmlView,
  title: string,
  facts: Html,
  updates: Incident['updates'] | MaintenanceWindow['updates'],
): TextAnswer {
  return statusAnswer(view, {
    title,
    place: '',
    body: html`<h1>${title}</h1>${facts}
<section class="panel" aria-labelledby="posts"><h2 id="posts">What was posted</h2>${posts(view, updates)}</section>
<p><a href="/history">History, month by month</a></p>`,
  })
}

function monthHtml(view: HtmlView, month: Span): Html {
  const { board, times, report } = view
  const isIn = (ms: number) => ms >= month.fromMs && ms < month.untilMs
  const incidents = board.incidents.filter((each) => isIn(each.startedAtMs))
  const maintenances = board.maintenances.filter((each) => isIn(each.startMs))
  const rows = [
    ...incidents.map((each) => ({ atMs: each.startedAtMs, row: incidentRow(view, each) })),
    ...maintenances.map((each) => ({ atMs: each.startMs, row: maintenanceRow(view, each) })),
  ].sort((a, b) => b.atMs - a.atMs)
  const name = times.month(month.fromMs)
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${name}</h2>
<p class="soft">The whole platform: ${percent(report.whole(month).uptime)} up.</p>
${rows.length === 0 ? html`<p>Nothing happened.</p>` : rows.map(({ row }) => row)}</section>`
}

function pageCountOf({ board, report, nowMs }: HtmlView): number {
  const { time } = report.rules.businessHours
  const oldestMs = Math.min(
    nowMs,
    ...board.incidents.map((each) => each.startedAtMs),
    ...board.maintenances.map((each) => each.startMs),
  )
  const [now, then] = [time.dayOf(nowMs), time.dayOf(oldestMs)]
  const months = (now.year - then.year) * 12 + now.month - then.month + 1
  return Math.min(PAGES_MAX, Math.max(PAGES_MIN, Math.ceil(months / MONTHS_A_PAGE)))
}
