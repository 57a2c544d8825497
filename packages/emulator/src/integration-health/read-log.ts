/**
 * Reads what somebody kept of an app's calls: exchanges as the journal shows them (JSON lines, or the
 * journal's own answer), or the official call activity report (CSV).
 */
import { type FailureId, isFailureId } from '@underpin/failures'
import { isActivityCsv, readActivityCsv } from './activity-csv.ts'
import { type ActivityRow, dateOf } from './activity-row.ts'
import { isApiPath, normalRoute } from './normal-route.ts'

export interface ReadLog {
  readonly kind: 'exchanges' | 'report'
  readonly rows: readonly ActivityRow[]
  /** Lines that are no exchange. */
  readonly unread: { readonly count: number; readonly firstLine: number | null }
}

/**
 * An exchange needs `at`, `method`, `url` and `status`; `clientId`, `route` and `failure` are read where
 * they are given. Calls to other places than the API, and those that were not answered, do not count.
 *
 * @param clientId only the calls of this app; all when null. A report names no app, and counts as its.
 * @throws {ActivityCsvError} for a report that cannot be read
 */
export function readLog(text: string, clientId: string | null): ReadLog {
  if (isActivityCsv(text)) {
    const rows = readActivityCsv(text, clientId)
    return { kind: 'report', rows, unread: { count: 0, firstLine: null } }
  }
  const rows: ActivityRow[] = []
  let count = 0
  let firstLine: number | null = null
  for (const { line, value } of exchangesIn(text)) {
    const row = rowOf(value)
    if (row === undefined) {
      count += 1
      firstLine ??= line
    } else if (row !== null && (clientId === null || row.clientId === clientId)) rows.push(row)
  }
  return { kind: 'exchanges', rows, unread: { count, firstLine } }
}

function* exchangesIn(text: string): Generator<{ line: number; value: unknown }> {
  const whole = text.trimStart().startsWith('{') ? parsed(text) : undefined
  if (isRecord(whole) && Array.isArray(whole['exchanges'])) {
    for (const [at, value] of whole['exchanges'].entries()) yield { line: at + 1, value }
    return
  }
  let line = 0
  for (const each of text.split('\n')) {
    line += 1
    if (each.trim() !== '') yield { line, value: parsed(each) }
  }
}

/** Undefined for what is no exchange, null for one that does not count. */
function rowOf(value: unknown): ActivityRow | null | undefined {
  if (!isRecord(value)) return undefined
  const { at, method, url, status, clientId, route, failure } = value
  const atMs = typeof at === 'string' ? Date.parse(at) : Number.NaN
  if (Number.isNaN(atMs) || typeof method !== 'string' || typeof url !== 'string') return undefined
  if (status === null) return null
  if (typeof status !== 'number') return undefined
  const path = pathOf(url)
  if (!isApiPath(path)) return null
  return {
    date: dateOf(atMs),
    clientId: typeof clientId === 'string' ? clientId : null,
    status,
    method: method.toUpperCase(),
    route: normalRoute(typeof route === 'string' ? route : null, path),
    failure: failureOf(failure),
    count: 1,
  }
}

/** Undefined where the log does not say. */
function failureOf(given: unknown): FailureId | null | undefined {
  if (given === null) return null
  return typeof given === 'string' && isFailureId(given) ? given : undefined
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : (url.split(/[?#]/)[0] ?? url)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // The caller counts the line as one that cannot be read.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
