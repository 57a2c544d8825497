/**
 * A log, of whatever program: the failures in it. What one call left behind is often spread over neighbouring
 * records (the request, the status, the body), and is put together again.
 */
import { classify, type Evidence } from '@underpin/failures'
import { counted } from '../counted.ts'
import { type Readable, readable, type Unreadable, unreadable } from '../evidence-read.ts'
import { isRecord, writtenAgain } from '../json-body.ts'
import { answerInFields } from './fields-answer.ts'
import type { LogRecord, Told } from './log-record.ts'
import { ACCESS, isLogRecord, jsonRecord, LINES_MAX, logRecords, SUSPECT } from './log-records.ts'
import { answerInText, bodyAlone, callIn, isAnswer, networkInText } from './text-answer.ts'

/** Failures beyond it are cut off at the start: what failed last is what was asked about. */
const FAILURES_MAX = 5_000

/** Longer logs are read from so far before their end: it is as much as is read of a file of any length. */
const LOG_CHARS_MAX = 4 * 1024 * 1024

/** How far the request, the status and the body of one call may stand apart. A guess. */
const NEIGHBOURS_MAX = 12

/** Fewer records may be a sentence that looks like a log: then the words decide. */
const RECORDS_MIN = 3

/** A sentence has none of these, and need not be compared with every logger's prefix. */
const LOG_LIKE = /\d\d:\d\d:\d\d|[\n{=]|HTTP\/\d|Exception/

/** Stack traces and dumps, where no line has a logger's prefix. */
const DUMP =
  /^Traceback \(most recent call last\):|^\s{1,8}at [\w.$<>/@ ]{3,200}[(:]|^Caused by: |^\s{0,8}response: \{|^(?:[\w.$\\]{1,200}(?:Error|Exception)): .{1,500}\n\s{1,8}(?:at |from )|^\S{1,300}:\d+:in [`'“]/m

/** Null when the text is no log, or a short one that speaks of nothing known. */
export function readLog(whole: string): Readable | Unreadable | null {
  if (!LOG_LIKE.test(whole)) return null
  const cutAt =
    whole.length > LOG_CHARS_MAX ? whole.indexOf('\n', whole.length - LOG_CHARS_MAX) : -1
  const text = whole.slice(cutAt + 1)
  const { records, isLog, isZoneless, lineCount } = logRecords(text)
  if (!isLog && !DUMP.test(text.slice(0, 64 * 1024)) && !isShortAccess(records)) return null
  return readRecords(records, [
    ...(cutAt > 0 || lineCount >= LINES_MAX
      ? [`Only its last ${counted(lineCount)} lines were read.`]
      : []),
    ...(isZoneless ? ['Times that have no zone in the log are shown as if they were UTC.'] : []),
  ])
}

/** JSON that a logger wrote: one record, a list of them, or an export that holds a list. */
export function readLogJson(json: unknown): Readable | Unreadable | null {
  const list = Array.isArray(json) ? json : listIn(json)
  if (list !== null) {
    const records = list.slice(-LINES_MAX).filter(isLogRecord)
    if (records.length === 0 || records.length * 2 < list.length) return null
    return readRecords(
      records.map((record) => jsonRecord(record, null, null)),
      [],
    )
  }
  return isLogRecord(json) ? readRecords([jsonRecord(json, null, null)], []) : null
}

function listIn(json: unknown): unknown[] | null {
  if (!isRecord(json)) return null
  const list = ['events', 'logEvents', 'entries', 'records', 'logs']
    .map((name) => json[name])
    .find(Array.isArray)
  return Array.isArray(list) ? list : null
}

function isShortAccess(records: readonly LogRecord[]): boolean {
  return records.length > 1 && records.every(({ text }) => /^[A-Z]{3,7} \//.test(text))
}

function readRecords(
  records: readonly LogRecord[],
  notes: readonly string[],
): Readable | Unreadable | null {
  const evidence = lastFailures(records)
  if (evidence.length === 0) {
    if (records.length < RECORDS_MIN) return null
    return unreadable(
      'no-failure',
      `None of the ${counted(records.length)} entries of this log tells of a failure that is known. Give the part of the log from the time when it failed.`,
    )
  }
  const isCut = evidence.length === FAILURES_MAX
  const count = counted(evidence.length)
  const tell = evidence.length === 1 ? 'tells' : 'tell'
  const said = isCut
    ? `The last ${count} failures of the log were looked at.`
    : `Of ${counted(records.length)} log entries ${count} ${tell} of a failure.`
  return readable('log', evidence, records.length > 1 ? [said, ...notes] : notes)
}

/** From the end, so that what failed last is among them; oldest first. */
function lastFailures(records: readonly LogRecord[]): Evidence[] {
  const newestFirst: Evidence[] = []
  for (let at = records.length - 1; at >= 0 && newestFirst.length < FAILURES_MAX; at--) {
    const record = records[at]
    const failure = record === undefined ? null : failureIn(record, at, records)
    if (failure !== null) newestFirst.push(failure)
  }
  return newestFirst.toReversed()
}

function failureIn(record: LogRecord, at: number, records: readonly LogRecord[]): Evidence | null {
  const whole =
    record.fields === null
      ? record.text
      : `${record.text} ${writtenAgain(record.fields).slice(0, 16_384)}`
  if (!SUSPECT.test(whole)) return null
  const told = toldBy(record)
  const when = record.atMs === null ? {} : { nowMs: record.atMs }
  if (told.status !== undefined && told.status >= 400 && isMeant(told, record)) {
    return { ...answered(withNeighbours(told, at, records), record), ...when }
  }
  if (told.status !== undefined || record.isProblem === false) return null
  const network = networkInText(whole)
  if (network) return { ...requestOf(told), network, ...when }
  return inWords(told, record, when)
}

/** In a calm line a number in a sentence is no answer: "will try again on status 503". */
function isMeant({ isSure = false, url }: Told, { isProblem }: LogRecord): boolean {
  return isSure || url !== undefined || isProblem !== false
}

function toldBy({ fields, text }: LogRecord): Told {
  const access = ACCESS.exec(text)
  if (access) {
    const [, , , method = '', url = '', status] = access
    return { method, url, status: Number(status), isSure: true }
  }
  const inText = text === '' ? {} : answerInText(text)
  if (fields === null) return inText
  return { ...inText, ...answerInFields(fields) }
}

/** What this record does not tell of its call, its neighbours may: the request before, the body after. */
function withNeighbours(told: Told, at: number, records: readonly LogRecord[]): Told {
  if (ACCESS.test(records[at]?.text ?? '')) return told
  const before = told.url === undefined ? callBefore(at, records) : {}
  const body = told.body ?? bodyAfter(at, records)
  return { ...before, ...told, ...(body === undefined ? {} : { body }) }
}

function callBefore(at: number, records: readonly LogRecord[]): Told {
  for (let back = at - 1; back >= Math.max(0, at - NEIGHBOURS_MAX); back--) {
    const { text = '', fields = null } = records[back] ?? {}
    const { method, url } = fields === null ? callIn(text) : answerInFields(fields)
    if (method !== undefined && url !== undefined) return { method, url }
  }
  return {}
}

function bodyAfter(at: number, records: readonly LogRecord[]): string | undefined {
  for (let ahead = at + 1; ahead < Math.min(records.length, at + 1 + NEIGHBOURS_MAX); ahead++) {
    const { text = '', fields = null } = records[ahead] ?? {}
    const written = fields === null ? text : writtenAgain(fields)
    const body = /[{<]/.test(written) ? bodyAlone(written) : null
    if (body !== null) return body
    // The next answer: what comes after it is its own.
    if (isAnswer(text)) return undefined
  }
  return undefined
}

function answered(told: Told, { text }: LogRecord): Evidence {
  const { status = 0, headers = {}, body } = told
  // Without a body the words of the record may still say it: "403: App is not connected".
  const said = body ?? knownWords(status, text)
  return {
    ...surfaceOf(told),
    ...requestOf(told),
    response: { status, headers, body: said },
  }
}

/** A text that is known, wrapped as the API wraps it; empty when nothing in it is known. */
function knownWords(status: number | undefined, text: string): string {
  const body = JSON.stringify({ errors: text.split('\n', 1)[0]?.slice(0, 500) ?? '' })
  const found = classify({
    surface: 'api',
    response: { ...(status === undefined ? {} : { status }), body },
  })
  return found === null || found.isGeneral ? '' : body
}

function inWords(
  told: Told,
  { text, isProblem }: LogRecord,
  when: { nowMs?: number },
): Evidence | null {
  if (isProblem === null && !/error|exception|fail/i.test(text)) return null
  const body = told.body ?? knownWords(undefined, text)
  if (body === '') return null
  const evidence = { ...surfaceOf(told), ...requestOf(told), response: { body }, ...when }
  const found = classify(evidence)
  return found === null || found.isGeneral ? null : evidence
}

/** Logs are of programs: an answer whose address is not known came from the API. */
function surfaceOf({ url }: Told): Pick<Evidence, 'surface'> {
  if (url === undefined) return { surface: 'api' }
  return /^https?:\/\/|^\/(?:rest|vapid|oauth)\b/i.test(url) ? {} : { surface: 'api' }
}

function requestOf({ method, url }: Told): Pick<Evidence, 'request'> {
  if (method === undefined && url === undefined) return {}
  return {
    request: { ...(method === undefined ? {} : { method }), ...(url === undefined ? {} : { url }) },
  }
}
