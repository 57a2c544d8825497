/** A table that is one on a wide screen, and cards on a narrow one, where each cell says what it is. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'

export interface Column<Row> {
  readonly title: string
  /** It holds a button, which says for itself what it is. */
  readonly isAction?: boolean
  readonly cell: (row: Row) => Html | string
}

export interface Table<Row> {
  /** What the table is of: for whoever cannot see where it stands. */
  readonly caption: string
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Shown when there are no rows: a sentence, and what to do about it. */
  readonly empty: Html
}

export function table<Row>({ caption, columns, rows, empty }: Table<Row>): Html {
  if (rows.length === 0) return html`<div class="empty">${empty}</div>`
  const [first, ...others] = columns
  return html`<div class="list"><table><caption class="hidden">${caption}</caption>
<thead><tr>${columns.map(heading)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${first?.cell(row) ?? ''}</th>${others.map(
        ({ title, cell, isAction = false }) =>
          html`<td${isAction ? '' : html` data-is="${title}"`}>${cell(row)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}

function heading<Row>({ title, isAction = false }: Column<Row>): Html {
  return html`<th scope="col">${isAction ? html`<span class="hidden">${title}</span>` : title}</th>`
}
