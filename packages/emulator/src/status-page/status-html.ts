/** The status page for people: what is wrong, what is planned, and every component by name. */
import { html } from 'hono/html'
import { pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import type { ComponentStatus } from './component-status.ts'
import { COMPONENT_GROUPS, COMPONENTS } from './components.ts'
import { type StatusView, status, unresolved } from './statuspage-json.ts'

/** A shape beside the word, so that nothing is said by colour alone. */
const WORDS: Readonly<Record<ComponentStatus, string>> = {
  operational: '● Operational',
  degraded_performance: '◐ Degraded performance',
  partial_outage: '◑ Partial outage',
  major_outage: '○ Major outage',
  under_maintenance: '◇ Under maintenance',
}

/** Past incidents shown. */
const PAST_MAX = 20

export function statusHtml(view: StatusView): TextAnswer {
  const { board, nowMs } = view
  const { description } = status(view)
  const open = unresolved(board)
  const past = board.incidents.filter((each) => each.resolvedAtMs !== null).slice(0, PAST_MAX)
  const planned = board.maintenances.filter((each) => each.status !== 'completed')
  return pageAnswer({
    title: `Status: ${description}`,
    body: html`<header><p class="soft">Emulated status page · ${time(nowMs)}</p></header>
<main>
<h1>${description}</h1>
<section aria-labelledby="now"><h2 id="now">Incidents now</h2>
${open.length === 0 ? html`<p>None.</p>` : open.map(incidentHtml)}
</section>
<section aria-labelledby="planned"><h2 id="planned">Maintenance</h2>
${
  planned.length === 0
    ? html`<p>None planned.</p>`
    : planned.map(
        (each) => html`<article class="panel"><h3>${each.title}</h3>
<p>${each.status === 'in_progress' ? '◇ In progress' : 'Planned'}: ${time(each.startMs)} to ${time(each.endMs)}</p></article>`,
      )
}
</section>
<section aria-labelledby="components"><h2 id="components">Components</h2>
${COMPONENT_GROUPS.map(
  ({ name: group }) => html`<div class="scroll"><table><caption>${group}</caption>
<thead><tr><th scope="col">Component</th><th scope="col">State</th></tr></thead><tbody>
${COMPONENTS.filter((each) => each.group === group).map(
  ({ name }) => html`<tr><td>${name}</td><td>${WORDS[board.statusOf(name)]}</td></tr>`,
)}
</tbody></table></div>`,
)}
</section>
<section aria-labelledby="past"><h2 id="past">Past incidents</h2>
${past.length === 0 ? html`<p>None.</p>` : past.map(incidentHtml)}
</section>
</main>
<footer><p class="soft">For programs: <a href="/api/v2/summary.json">/api/v2/summary.json</a></p></footer>`,
  })
}

function incidentHtml(each: StatusView['board']['incidents'][number]) {
  const where = each.components.length === 0 ? 'no component named' : each.components.join(', ')
  return html`<article class="panel"><h3>${each.name}</h3>
<p>${each.status}, impact ${each.impact} · ${where}</p>
<ul>${each.updates.map(({ atMs, status: at, body }) => html`<li>${time(atMs)}: <strong>${at}</strong> ${body}</li>`)}</ul>
</article>`
}

function time(ms: number) {
  const iso = new Date(ms).toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`
}
