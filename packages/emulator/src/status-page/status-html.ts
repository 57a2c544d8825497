/** The status page for people: what is wrong, what is planned, and every component with its last days. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { bars } from './bars-html.ts'
import { worstOf } from './component-status.ts'
import { COMPONENT_GROUPS, COMPONENTS, type ComponentGroup } from './components.ts'
import { isOver } from './incident.ts'
import { incidentArticle, incidentRow, maintenanceArticle } from './post-html.ts'
import { type HtmlView, stateHtml, statusAnswer } from './status-frame.ts'
import { status, unresolved } from './statuspage-json.ts'
import { wholeTable } from './uptime-html.ts'

/** Past incidents shown; the history has them all. */
const PAST_MAX = 10
/** Of those that are open or planned: more than a page can say at once. A guess. */
const SHOWN_MAX = 50

export function statusHtml(view: HtmlView): TextAnswer {
  const { board } = view
  const { description } = status(view)
  const open = unresolved(board).slice(0, SHOWN_MAX)
  const past = board.incidents.filter((each) => isOver(each.status)).slice(0, PAST_MAX)
  const running = board.maintenances.filter((each) => each.status === 'in_progress')
  const planned = board.maintenances.filter((each) => each.status === 'scheduled')
  return statusAnswer(view, {
    title: description,
    place: '/',
    body: html`<h1>${description}</h1>
<section aria-labelledby="now"><h2 id="now">Incidents now</h2>
${open.length === 0 ? html`<p>None.</p>` : open.map((each) => incidentArticle(view, each))}
</section>
<section aria-labelledby="planned"><h2 id="planned">Maintenance</h2>
${
  running.length + planned.length === 0
    ? html`<p>None planned.</p>`
    : [...running, ...planned].slice(0, SHOWN_MAX).map((each) => maintenanceArticle(view, each))
}
</section>
<section aria-labelledby="components"><h2 id="components">Components</h2>
${COMPONENT_GROUPS.map((group) => groupHtml(view, group))}
</section>
<section aria-labelledby="uptime"><h2 id="uptime">Uptime of the whole platform</h2>
${wholeTable(view)}
<p><a href="/uptime">Uptime of each component, and how it is reckoned</a></p>
</section>
<section aria-labelledby="past"><h2 id="past">Past incidents</h2>
${past.length === 0 ? html`<p>None.</p>` : past.map((each) => incidentRow(view, each))}
<p><a href="/history">History, month by month</a></p>
</section>`,
  })
}

function groupHtml(view: HtmlView, { id, name }: ComponentGroup): Html {
  const { board } = view
  const members = COMPONENTS.filter((each) => each.group === name)
  const state = worstOf(members.map((each) => board.statusOf(each.name)))
  const shown = members.filter(
    (each) => !each.isShownIfDegraded || board.statusOf(each.name) !== 'operational',
  )
  return html`<section aria-labelledby="${id}"><h3 id="${id}" class="line"><span>${name}</span>${stateHtml(state)}</h3>
<ul class="components">${shown.map(
    (
      each,
    ) => html`<li><p class="line"><strong>${each.name}</strong>${stateHtml(board.statusOf(each.name))}</p>
${bars(view, each)}</li>`,
  )}</ul></section>`
}
