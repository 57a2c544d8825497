/** What the pages of the reference share: the way back, the search field, and how a list of failures looks. */
import { type FailureMode, SURFACE_TITLES } from '@underpin/failures'
import { html } from 'hono/html'
import type { Mount } from '../control/mount.ts'
import type { Html } from '../page.ts'
import { SEARCH_CHARS_MAX } from './failure-search.ts'
import { failurePath, REFERENCE_PATH } from './reference-path.ts'

export const REFERENCE_STYLE = `
  .search { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin: 1rem 0; }
  .search div { flex: 1 1 18rem; max-width: 40rem; }
  .search label { margin-top: 0; }
  dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem 1.5rem; margin: 0; }
  dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; }
  li { max-width: 65ch; margin: .35rem 0; } main > section > ul { padding-left: 1.25rem; }
  .now { display: grid; gap: 1rem 2rem; } .now h2 { margin: 0 0 .25rem; font-size: 1rem; }
  @media (min-width: 44rem) { .now { grid-template-columns: 1fr 1fr; } }
  main.failure { max-width: 56rem; }
  h2 { scroll-margin-top: 1rem; }
  @media (min-width: 48rem) { table.failures { table-layout: fixed; }
    table.failures col.id { width: 17rem; } table.failures col.status { width: 5rem; } table.failures col.party { width: 9rem; } }
`

/** @param where the page is, below the list of all. */
export function pageHead(mounts: readonly Mount[], isBelow: boolean): Html {
  const links = mounts.map(({ path, title }) => html` · <a href="${path}">${title}</a>`)
  return html`<header><nav aria-label="Underpin"><a href="/?about=1">Start</a>${isBelow ? html` · <a href="${REFERENCE_PATH}">All failures</a>` : ''}${links}</nav></header>`
}

export function searchField(typed: string): Html {
  return html`<form class="search" role="search" action="${REFERENCE_PATH}">
<div><label for="q">Find a failure</label>
<input id="q" name="q" type="search" value="${typed}" maxlength="${SEARCH_CHARS_MAX}" autocomplete="off" spellcheck="false" aria-describedby="hint"></div>
<button>Search</button>
</form>
<p class="soft" id="hint">By status, by id, or by words of what you saw, such as 503 or app is not connected.</p>`
}

/** @param caption what the list holds, for people who hear it. */
export function failureTable(
  modes: readonly FailureMode[],
  caption: string,
  isMixed: boolean,
): Html {
  return html`<table class="failures"><caption>${caption}</caption>
<colgroup><col class="id"><col class="status"><col><col class="party"></colgroup>
<thead><tr><th scope="col">Failure</th><th scope="col">Status</th><th scope="col">What it is</th><th scope="col">Who has to act</th></tr></thead>
<tbody>${modes.map(
    ({ id, status, title, party, surface }) => html`<tr>
<th scope="row"><a href="${failurePath(id)}"><code>${id}</code></a></th>
<td data-is="Status">${status ?? 'none'}</td><td>${title}${isMixed ? html` <span class="soft">(${SURFACE_TITLES[surface]})</span>` : ''}</td>
<td data-is="Who has to act">${partyTerm(party)}</td></tr>`,
  )}</tbody></table>`
}

export function partyTerm(party: FailureMode['party']): string {
  return party === 'procore' ? 'Procore' : party.replace('-', ' ')
}
