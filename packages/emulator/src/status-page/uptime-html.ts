/** `/uptime`: the figures of every component, and how they are reckoned. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { COMPONENTS } from './components.ts'
import { duration, percent } from './shown-time.ts'
import { type HtmlView, statusAnswer } from './status-frame.ts'
import { TIME_ZONE } from './statuspage-json.ts'
import { ALLOWED_PER_MILLE, DOWN_PERCENT, type Uptime } from './uptime.ts'
import { DAY_MS } from './zoned-time.ts'

const PROMISED = `${100 - ALLOWED_PER_MILLE / 10} %`

export function uptimeHtml(view: HtmlView): TextAnswer {
  const { businessHours, noticeMs } = view.report.rules
  const windows = view.report.windows()
  return statusAnswer(view, {
    title: 'Uptime',
    place: '/uptime',
    body: html`<h1>Uptime</h1>
<p>${PROMISED} is promised. Maintenance is left out where it was announced ${noticeMs / DAY_MS} days ahead and lies
outside of business hours (Monday to Friday, ${businessHours.fromHour} to ${businessHours.untilHour} o’clock, ${TIME_ZONE}); any other counts as an outage.
A partial outage counts for ${DOWN_PERCENT.partial_outage} % of its time, degraded performance not at all, and what overlaps once.</p>
<section aria-labelledby="whole"><h2 id="whole">The whole platform</h2>
${wholeTable(view)}</section>
<section aria-labelledby="each"><h2 id="each">Each component</h2>
<div class="scroll"><table><caption>Uptime, and what is left of the promise</caption>
<thead><tr><th scope="col">Component</th>${windows.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${COMPONENTS.map(
      ({ name }, at) =>
        html`<tr><th scope="row">${name}</th>${windows.map((window) => {
          const uptime = window.components[at]
          return html`<td data-is="${window.name}">${
            uptime
              ? html`${percent(uptime.uptime)}<br><span class="soft">${left(uptime)}</span>`
              : ''
          }</td>`
        })}</tr>`,
    )}</tbody></table></div></section>`,
  })
}

export function wholeTable({ report }: HtmlView): Html {
  return html`<div class="scroll"><table><caption>${PROMISED} is promised; days and months of ${TIME_ZONE}</caption>
<thead><tr><th scope="col">Window</th><th scope="col">Uptime</th><th scope="col">Down</th><th scope="col">Left of the promise</th></tr></thead>
<tbody>${report.windows().map(
    ({
      name,
      whole,
    }) => html`<tr><th scope="row">${name}</th><td data-is="Uptime">${percent(whole.uptime)}</td>
<td data-is="Down">${duration(whole.downMs)}</td><td data-is="Left of the promise">${left(whole)}</td></tr>`,
  )}</tbody></table></div>`
}

function left({ leftMs }: Uptime): string {
  return leftMs >= 0 ? `${duration(leftMs)} left` : `broken by ${duration(-leftMs)}`
}
