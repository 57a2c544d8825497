/** One failure, in full: the catalogue's entry, how it is raised here, and where each claim is from. */
import {
  type ExplanationLine,
  type ExplanationSection,
  explain,
  explanationSections,
  type FailureId,
  type FailureMode,
  failureMode,
  NEEDED_NOW,
  RECOVERY_WORDS,
  SURFACE_TITLES,
  signatureParts,
  wireLines,
} from '@underpin/failures'
import { html } from 'hono/html'
import type { Mount } from '../control/mount.ts'
import { whyNotRaised } from '../faults/raise.ts'
import { type Html, pageAnswer } from '../page.ts'
import type { TextAnswer } from '../reply.ts'
import { pageHead, partyTerm, REFERENCE_STYLE, searchField } from './reference-frame.ts'
import { failurePath } from './reference-path.ts'

/** Before what is needed now. */
const FIRST = 'What happened'

/** @param origin of this emulator, as it was asked for. */
export function failurePage(id: FailureId, origin: string, mounts: readonly Mount[]): TextAnswer {
  const mode = failureMode(id)
  const explanation = explain(id)
  const sections = explanationSections(explanation)
  const said = (isWanted: (each: ExplanationSection) => boolean) =>
    sections.filter(isWanted).map(({ title, lines }) => section(title, linesHtml(lines)))
  return pageAnswer({
    title: `${id}: ${mode.title}`,
    style: REFERENCE_STYLE,
    body: html`${pageHead(mounts, true)}
<main>
<h1>${mode.title}</h1>
<div class="panel">${facts(mode)}</div>
${said(({ title }) => title === FIRST)}
<div class="panel now">${said(({ title }) => NEEDED_NOW.has(title))}</div>
${said(({ title }) => title !== FIRST && !NEEDED_NOW.has(title))}
${section('What a client does', html`<p>${RECOVERY_WORDS[mode.recovery]} (<code>${mode.recovery}</code>)</p>`)}
${section('What it looks like', wire(mode))}
${section('How it is recognised', recognised(mode))}
${section('How to raise it here', raising(id, origin))}
${section('Where this is from', html`<ul>${explanation.sources.map((source) => html`<li>${source}</li>`)}</ul>`)}
${searchField('')}
</main>`,
  })
}

/** For an id that there is not. */
export function noFailurePage(
  given: string,
  near: readonly FailureId[],
  mounts: readonly Mount[],
): TextAnswer {
  return pageAnswer({
    title: 'There is no such failure',
    status: 404,
    style: REFERENCE_STYLE,
    body: html`${pageHead(mounts, true)}
<main>
<h1>There is no such failure</h1>
<p>The catalogue has no failure id <code>${given}</code>.</p>
${
  near.length === 0
    ? ''
    : html`<p>Perhaps one of these was meant:</p>
<ul>${near.map(named)}</ul>`
}
${searchField('')}
</main>`,
  })
}

function facts({ id, surface, status, party, applied, recovery }: FailureMode): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['Id', id],
    ['Where', SURFACE_TITLES[surface]],
    ['Status', String(status ?? 'none')],
    ['Who has to act', partyTerm(party)],
    ['Change made', applied],
    ['Recovery', recovery],
  ]
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function section(title: string, body: Html | readonly Html[]): Html {
  const id = title.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}</section>
`
}

/** Items that follow each other are one list. */
function linesHtml(lines: readonly ExplanationLine[]): readonly Html[] {
  const parts: Html[] = []
  let items: Html[] = []
  const endList = () => {
    if (items.length > 0) parts.push(html`<ul>${items}</ul>`)
    items = []
  }
  for (const line of lines) {
    if (line.kind === 'item') items.push(itemHtml(line))
    else {
      endList()
      parts.push(html`<p>${line.text}</p>`)
    }
  }
  endList()
  return parts
}

function itemHtml({ text, below, failure }: ExplanationLine): Html {
  if (failure !== undefined) return named(failure)
  return html`<li>${text}${below === undefined ? '' : html`<br><span class="soft">${below}</span>`}</li>`
}

function named(id: FailureId): Html {
  return html`<li><a href="${failurePath(id)}"><code>${id}</code></a>: ${failureMode(id).title}</li>`
}

function wire(mode: FailureMode): Html {
  const lines = wireLines(mode)
  if (lines === null) return html`<p>Nothing comes back that would say so.</p>`
  return html`<pre class="message">${lines.join('\n')}</pre>`
}

function recognised({ signatures }: FailureMode): Html {
  return html`<ul>${signatures.map((signature) => {
    const parts = signatureParts(signature).map(
      ({ says, pattern }, at) =>
        html`${at === 0 ? '' : ', '}${says}${pattern === null ? '' : html` <code>${pattern}</code>`}`,
    )
    return html`<li>${parts}</li>`
  })}</ul>`
}

function raising(id: FailureId, origin: string): Html {
  const reason = whyNotRaised(id, 'socket')
  if (reason !== null) return html`<p>${reason}</p>`
  const command = `underpin fault on ${id} --for 2m --url ${origin}`
  const call = `curl ${origin}/_underpin/faults -d '{"failure": "${id}", "forMs": 120000}'`
  return html`<p>For two minutes, every call that can fail in this way does:</p>
<pre tabindex="0" role="region" aria-label="Command that raises it"><code>${command}</code></pre>
<p>Or without the command, to the control door, which may ask for its token (<code>X-Underpin-Control</code>):</p>
<pre tabindex="0" role="region" aria-label="Call that raises it"><code>${call}</code></pre>`
}
