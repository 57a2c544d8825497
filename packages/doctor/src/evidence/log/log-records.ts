/** Cuts a log into records: JSON lines, logfmt, access logs, and text whose stack traces and bodies go on below. */
import { isRecord } from '../json-body.ts'
import { isProblem, withoutPrefix } from './line-prefix.ts'
import type { LogRecord } from './log-record.ts'
import { logfmtFields } from './logfmt.ts'
import { timeMs } from './record-time.ts'

/** Lines beyond it are cut off at the start: what failed last is what was asked about. */
export const LINES_MAX = 200_000

/** Longer lines are cut: they are bodies, and bodies say it in their beginning. A guess. */
const LINE_CHARS_MAX = 256 * 1024

/** A stack trace or a body goes on for so many lines at most. A guess. */
const RECORD_LINES_MAX = 400

export interface LogRecords {
  readonly records: readonly LogRecord[]
  /** Something in it only a program writes. */
  readonly isLog: boolean
  /** Some times had no zone. */
  readonly isZoneless: boolean
  readonly lineCount: number
}

export function logRecords(text: string): LogRecords {
  const all = text.split(/\r?\n/)
  const lines = all.length > LINES_MAX ? all.slice(-LINES_MAX) : all
  const heads = new Set<string>()
  const drafts: { lines: string[]; record: LogRecord }[] = []
  let isLog = false
  let isZoneless = false
  for (const whole of lines) {
    const line = whole.length > LINE_CHARS_MAX ? whole.slice(0, LINE_CHARS_MAX) : whole
    const last = drafts.at(-1)
    // Most lines of a log are like the one before and tell of nothing: they need no taking apart.
    if (heads.has(shapeOf(line)) && !SUSPECT.test(line)) {
      drafts.push({ lines: [line], record: calmRecord(line) })
      continue
    }
    const prefixed = withoutPrefix(line)
    const head = headOf(prefixed)
    if (head !== null) {
      isZoneless ||= prefixed.isZoneless
      const isTelling = prefixed.isPrefixed || head.fields !== null || ACCESS.test(prefixed.rest)
      isLog ||= isTelling
      if (heads.size < SHAPES_MAX) heads.add(shapeOf(line))
      drafts.push({ lines: [head.text], record: head })
    } else if (last !== undefined) {
      if (last.lines.length < RECORD_LINES_MAX) last.lines.push(line)
    } else if (line.trim() !== '') {
      drafts.push({ lines: [line], record: { ...calmRecord(line), isProblem: null } })
    }
  }
  const records = drafts.map(({ lines: own, record }) =>
    own.length === 1 ? record : { ...record, text: own.join('\n').trimEnd() },
  )
  return { records, isLog, isZoneless, lineCount: lines.length }
}

/** Records without any of these tell of no failure, and need no reading. */
export const SUSPECT =
  /[45]\d\d|error|exception|fail|fatal|timed?.?out|refused|reset|denied|certificate|resolve|no such host|invalid|not connected|traceback|unavailable|E[A-Z]{5,}/i

/** How a line begins, whatever the time is: lines that begin alike are records alike. */
function shapeOf(line: string): string {
  return line.slice(0, SHAPE_CHARS).replaceAll(/\d/g, '0')
}

/** A date, or the name of a first field. */
const SHAPE_CHARS = 11

/** Shapes that are remembered: a log has a few. */
const SHAPES_MAX = 64

function calmRecord(text: string): LogRecord {
  return { fields: null, text, atMs: null, isProblem: false }
}

/** `1.2.3.4 - - [20/Nov/2026:08:00:01 +0000] "GET / HTTP/1.1" 403`: Apache and nginx. */
export const ACCESS =
  /^(\S{1,255}) \S{1,99} .{1,99}? ?\[([^\]]{20,40})\] "([A-Z]{3,10}) (\S{1,4096})(?: HTTP\/[\d.]+)?" (\d{3}) /

/** `GET /rest/v1.0/me 401 12.345 ms - 47`: short access lines of frameworks. */
const STARTS_ANEW = /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*\s.{0,20}[1-5]\d\d\b)/

/** The first line of a record; null for a line that goes on with the one before. */
function headOf({
  rest,
  atMs,
  level,
  isPrefixed,
}: ReturnType<typeof withoutPrefix>): LogRecord | null {
  const calm = isProblem(level)
  if (rest.startsWith('{')) {
    const json = parsed(rest)
    if (isRecord(json)) return jsonRecord(json, atMs, calm)
  }
  const access = ACCESS.exec(rest)
  if (access)
    return { fields: null, text: rest, atMs: timeMs(access[2])?.atMs ?? atMs, isProblem: calm }
  const fields = logfmtFields(rest)
  if (fields !== null) return { ...jsonRecord(fields, atMs, calm), text: rest }
  if (isPrefixed || (level !== null && !/^\s/.test(rest))) {
    return { fields: null, text: rest, atMs, isProblem: calm }
  }
  return STARTS_ANEW.test(rest) ? { fields: null, text: rest, atMs, isProblem: calm } : null
}

const TIME_NAMES = [
  'time',
  'timestamp',
  '@timestamp',
  'ts',
  'datetime',
  'date',
  'eventTime',
  't',
  'asctime',
] as const
const LEVEL_NAMES = [
  'level',
  'severity',
  'lvl',
  'log.level',
  'levelname',
  'loglevel',
  '@level',
] as const
const TEXT_NAMES = [
  'msg',
  'message',
  'log',
  'textPayload',
  'event',
  'error',
  '@message',
  'short_message',
] as const

/** A record that was written as JSON, or whose message is one. */
export function jsonRecord(
  json: Record<string, unknown>,
  atMs: number | null,
  isCalm: boolean | null,
): LogRecord {
  const text = TEXT_NAMES.map((name) => json[name]).find((value) => typeof value === 'string')
  const said = typeof text === 'string' ? text : ''
  const { rest, atMs: innerMs, level } = withoutPrefix(said)
  // A carrier wrapped a program's own JSON line into its message.
  const inner = rest.startsWith('{') ? parsed(rest.trim()) : undefined
  const own = isRecord(inner) ? { ...json, ...inner } : json
  const time = TIME_NAMES.map((name) => timeMs(own[name])).find((read) => read !== null)
  const written = LEVEL_NAMES.map((name) => own[name]).find((value) => value !== undefined)
  return {
    fields: own,
    text: rest.trimEnd(),
    atMs: innerMs ?? time?.atMs ?? atMs,
    isProblem: isProblem(nestedLevel(own) ?? written ?? level) ?? isCalm,
  }
}

/** True for a JSON value that a logger wrote, and not a server. */
export function isLogRecord(json: unknown): json is Record<string, unknown> {
  if (!isRecord(json)) return false
  const hasTime = TIME_NAMES.some((name) => timeMs(json[name]) !== null)
  const hasLevel =
    LEVEL_NAMES.some((name) => json[name] !== undefined) || nestedLevel(json) !== null
  return hasTime ? hasLevel || TEXT_NAMES.some((name) => name in json) : hasLevel && 'msg' in json
}

/** Elastic's `log: { level }`. */
function nestedLevel({ log }: Record<string, unknown>): unknown {
  return isRecord(log) ? (log['level'] ?? null) : null
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // Begins with a brace and is no JSON: a text like any other.
  }
}
