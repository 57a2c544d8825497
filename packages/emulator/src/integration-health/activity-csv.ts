/**
 * The API Call Activity Report: CSV with the columns that Procore's own has, so that either can be read
 * (fact sheet section 13).
 */
import type { ActivityRow } from './activity-row.ts'

const COLUMNS = ['Date', 'Response Code', 'HTTP Method', 'Normalized Route', 'Count'] as const

/** A report of 30 days and 10,000 routes a day is 20 MB. A guess. */
const LINES_MAX = 1_000_000

/** A report that is none, or whose line cannot be read. */
export class ActivityCsvError extends Error {
  override readonly name = 'ActivityCsvError'
}

/** One line per day, route, method and status, whichever apps called. */
export function writeActivityCsv(rows: Iterable<ActivityRow>): string {
  const counts = new Map<string, number>()
  for (const { date, status, method, route, count } of rows) {
    const line = [date, String(status), method, route].map(quoted).join(',')
    counts.set(line, (counts.get(line) ?? 0) + count)
  }
  const lines = [...counts].map(([line, count]) => `${line},${count}`)
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`
}

export function isActivityCsv(text: string): boolean {
  return /^\uFEFF?"?Date"?\s*,/.test(text)
}

/**
 * Columns are found by their names, in any order; others are left out.
 *
 * @param clientId the app that the report is read for, as the report itself names none
 * @throws {ActivityCsvError} with the line that cannot be read, and why
 */
export function readActivityCsv(text: string, clientId: string | null): ActivityRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const names = cells(lines[0] ?? '')
  const at = COLUMNS.map((name) =>
    names.findIndex((each) => each.toLowerCase() === name.toLowerCase()),
  )
  const missing = COLUMNS.filter((_, column) => (at[column] ?? -1) < 0)
  if (missing.length > 0) {
    throw new ActivityCsvError(`the report has no column ${missing.join(', ')}`)
  }
  if (lines.length > LINES_MAX) {
    throw new ActivityCsvError(`the report has more than ${LINES_MAX} lines`)
  }
  const rows: ActivityRow[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const all = cells(line)
    const [date = '', status = '', method = '', route = '', count = ''] = at.map(
      (column) => all[column] ?? '',
    )
    const isRead =
      /^\d{4}-\d\d-\d\d/.test(date) && /^\d{3}$/.test(status) && /^\d{1,15}$/.test(count)
    if (!isRead) {
      const wanted = 'a date (2026-11-20), a status, a method, a route and a count'
      throw new ActivityCsvError(`line ${index + 1} is not ${wanted}: ${line.slice(0, 120)}`)
    }
    rows.push({
      date: date.slice(0, 10),
      clientId,
      status: Number(status),
      method: method.toUpperCase(),
      route: route.replace(/^\/rest(?=\/)/, '').replace(/\{(\w+)\}/g, ':$1'),
      failure: undefined,
      count: Number(count),
    })
  }
  return rows
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** RFC 4180, but for line ends inside of quotes, which no route has. */
function cells(line: string): string[] {
  const found: string[] = []
  for (const [, inQuotes, plain = ''] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(inQuotes === undefined ? plain.trim() : inQuotes.replaceAll('""', '"'))
  }
  return found
}
