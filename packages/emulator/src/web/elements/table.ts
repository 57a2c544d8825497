/** A table that is one on a wide screen, and cards on a narrow one, where each cell says what it is. */
import { html } from 'hono/html'
import type { Html } from '../../page.ts'

export interface Column<Row> {
  readonly title: string
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
  return html`<table><caption class="hidden">${caption}</caption>
<thead><tr>${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${first?.cell(row) ?? ''}</th>${others.map(
        ({ title, cell }) => html`<td data-is="${title}">${cell(row)}</td>`,
      )}</tr>`,
  )}</tbody></table>`
}
