/** The list of all failures, by where they show themselves, and what a search finds. */
import { CATALOGUE, FAILURE_IDS, type FailureMode, SURFACE_TITLES } from '@underpin/failures'
import { html } from 'hono/html'
import type { Mount } from '../control/mount.ts'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { failureTable, pageHead, REFERENCE_STYLE, searchField } from './reference-frame.ts'
import { REFERENCE_PATH } from './reference-path.ts'

export interface FoundFailures {
  readonly typed: string
  readonly modes: readonly FailureMode[]
}

/** @param found null when nothing was searched for. */
export function indexPage(found: FoundFailures | null, mounts: readonly Mount[]): TextAnswer {
  const title = found === null ? 'Failures' : `Failures that fit “${found.typed}”`
  return pageAnswer({
    title,
    style: REFERENCE_STYLE,
    body: html`${pageHead(mounts, found !== null)}
<main>
<h1>${title}</h1>
${found === null ? html`<p>Every way in which working with Procore goes wrong that is known here: ${CATALOGUE.length} of them. Each page says what happened, whether a change was made, what to do, how long it lasts and whom to ask.</p>` : ''}
${searchField(found?.typed ?? '')}
${found === null ? everything() : results(found, mounts)}
</main>`,
  })
}

function results({ modes }: FoundFailures, mounts: readonly Mount[]): Html {
  if (modes.length > 0) {
    const count =
      modes.length === 1
        ? 'One failure fits.'
        : `${modes.length} failures fit, the likeliest first.`
    return failureTable(modes, count, true)
  }
  const others = mounts.map(({ path, title }) => html` Or: <a href="${path}">${title}</a>.`)
  return html`<p role="status">Nothing here fits. Try fewer words, or the status alone.${others}</p>
<p><a href="${REFERENCE_PATH}">All failures</a></p>`
}

function everything(): Html {
  const surfaces = Object.entries(FAILURE_IDS).map(([surface, ids]) => {
    const known: readonly string[] = ids
    return {
      id: `on-${surface}`,
      title: SURFACE_TITLES[surface as keyof typeof FAILURE_IDS],
      modes: CATALOGUE.filter((mode) => known.includes(mode.id)),
    }
  })
  return html`<nav aria-label="Kinds of failures"><ul class="ways">${surfaces.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${surfaces.map(
  ({ id, title, modes }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${failureTable(modes, `${modes.length} failures`, false)}</section>`,
)}`
}
