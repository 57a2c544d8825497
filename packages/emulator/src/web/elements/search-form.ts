/** One field that narrows a list. It changes nothing, so it goes into the address and carries no token. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'

const CHARS_MAX = 200

/** What was looked for is in the query as `search`. */
export function searchForm(label: string, value: string): Html {
  return html`<form method="get" class="filter" role="search">
<div><label for="search">${label}</label>
<input id="search" name="search" type="search" value="${value}" maxlength="${CHARS_MAX}"></div>
<button type="submit" class="plain">Find</button></form>`
}
