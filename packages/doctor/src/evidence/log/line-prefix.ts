/**
 * What loggers and their carriers write before a message: times, levels, hosts, process numbers. Taken off
 * one after another, as a container's time stands before a program's, and a runner's before both.
 */
import { timeMs } from './record-time.ts'

/** A carrier before a carrier before a logger: more is not a prefix but the message. */
const PREFIXES_MAX = 5

export interface PrefixedLine {
  readonly rest: string
  /** Milliseconds since the epoch; null when the line has no whole date. */
  readonly atMs: number | null
  /** As it is written: `ERROR`, `warn`; null when the line has none. */
  readonly level: string | null
  /** Something was taken off that only a logger writes. */
  readonly isPrefixed: boolean
  /** The time was written without its zone. */
  readonly isZoneless: boolean
}

const LEVEL =
  'trace|debug|info|notice|warn(?:ing)?|err(?:or)?|fatal|crit(?:ical)?|alert|emerg(?:ency)?|severe|panic|fail|dbug'
const ISO = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?Z| ?[+-]\d\d:?\d\d| UTC)?`

interface Prefix {
  /** Groups: `time` and `level`, each where there is one. */
  readonly pattern: RegExp
  /** Prose begins so too: it makes no log of a text that has nothing else. */
  readonly isWeak?: boolean
}

const PREFIXES: readonly Prefix[] = [
  // `web-1  | `, `procore-sync_1 | `: docker compose.
  { pattern: /^[\w.-]{1,60}\s{0,20}\|\s/, isWeak: true },
  // `build\tRun sync\t2026-…`: a hosted runner's log, downloaded.
  { pattern: new RegExp(String.raw`^\uFEFF?[^\t\n]{1,80}\t[^\t\n]{1,80}\t(?=\uFEFF?${ISO})`) },
  // `2026-11-20T08:00:01.123Z stdout F `: containers.
  { pattern: new RegExp(`^(?<time>${ISO}) (?:stdout|stderr) [FP] `) },
  // `2026-11-20T08:00:01+00:00 app[web.1]: `, `… heroku[router]: `.
  { pattern: new RegExp(`^(?<time>${ISO}) [a-z]{2,20}\\[[\\w.-]{1,40}\\]: `) },
  // `<34>1 2026-11-20T08:00:01Z host app 123 ID - `: syslog of RFC 5424.
  {
    pattern: new RegExp(
      `^<\\d{1,3}>1 (?<time>${ISO}) \\S{1,99} \\S{1,99} \\S{1,99} \\S{1,99} (?:-|\\[[^\\]]{0,500}\\]) `,
    ),
  },
  // `Nov 20 08:00:01 host app[123]: `: syslog as it was, without a year.
  {
    pattern:
      /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:\S{1,99} )?[\w./-]{1,60}(?:\[\d{1,10}\])?: /,
  },
  // `I, [2026-11-20T08:00:01.123456 #42]  INFO -- : `: Ruby.
  {
    pattern: new RegExp(
      `^[DIWEFA], \\[(?<time>${ISO}) #\\d{1,10}\\]\\s{1,4}(?<level>${LEVEL}|any|unknown) -- (?:(?=(?:request|response): )|[^:]{0,60}: ?)`,
      'i',
    ),
  },
  // `[Fri Nov 20 08:00:01.123456 2026] [proxy:error] [pid 7] `: Apache.
  {
    pattern:
      /^\[(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \d{4})\] (?:\[[\w:]{0,30}?(?<level>[a-z]{3,9})\] )?(?:\[[^\]]{1,60}\] ){0,3}/,
  },
  // `2026/11/20 08:00:01 [error] 7#7: *1 `: nginx; without the rest, Go.
  {
    pattern:
      /^(?<time>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d)(?:\.\d{1,6})? (?:\[(?<level>[a-z]{3,9})\] (?:\d+#\d+: )?(?:\*\d+ )?)?/,
  },
  // `11-20 08:00:01.123  1234  1234 D OkHttp  : `: Android.
  {
    pattern: /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s{1,4}\d+\s{1,4}\d+ [VDIWEF] [\w.]{1,40}\s{0,20}: /,
  },
  // `[2026-11-20 08:00:01] production.ERROR: `: Monolog.
  { pattern: new RegExp(`^\\[(?<time>${ISO})\\] \\w{1,40}\\.(?<level>${LEVEL}): `, 'i') },
  // `2026-11-20 08:00:01,123 - app - ERROR - `, `2026-11-20T08:00:01Z ERROR 1 --- [main] c.e.App : `, `[…] ERROR: `.
  { pattern: new RegExp(`^\uFEFF?\\[?(?<time>${ISO})\\]?(?:[ \\t]{0,3}\\|)?[ \\t-]{0,8}`) },
  // `08:00:01.123 [main] ERROR `: no date.
  { pattern: /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?(?: [AP]M)? / },
  // `ERROR:urllib3.connectionpool:`: Python without a time.
  { pattern: /^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]{1,80}:/ },
  // `ERROR 1 --- [main] c.e.App : `: Spring.
  {
    pattern: new RegExp(
      `^(?<level>${LEVEL}) \\d{1,9} --- (?:\\[[^\\]]{0,80}\\] ){0,2}[\\w.$\\[\\]/]{1,90}\\s{0,40}: `,
      'i',
    ),
  },
  // `fail: System.Net.Http.HttpClient[100]`: .NET.
  { pattern: /^(?<level>trce|dbug|info|warn|fail|crit): [\w.]{1,120}\[\d{1,5}\]\s{0,9}/ },
  // `##[error]`, `::error::`: runners.
  {
    pattern:
      /^(?:##\[|::)(?<level>error|warning|debug|notice|group|endgroup|command|section)(?:\]|(?: [^:]{0,200})?::)/,
  },
  // `[main] `, `[12345] `, `[pool-1] ERROR `: a thread before a level.
  { pattern: new RegExp(`^\\[[\\w .#:-]{1,40}\\] (?=\\[?(?:${LEVEL})\\b)`, 'i'), isWeak: true },
  // `app - ERROR - `, `urllib3 DEBUG `: a name before a level.
  {
    pattern: new RegExp(`^[\\w.]{1,60} (?:- )?(?=(?:${LEVEL})\\b(?:\\s|:| -))`, 'i'),
    isWeak: true,
  },
  // `ERROR: `, `[error] `, `WARN  `, `ERROR - `.
  { pattern: new RegExp(`^\\[?(?<level>${LEVEL})\\b\\]?(?:\\s*[:|-])?\\s+`, 'i'), isWeak: true },
]

export function withoutPrefix(line: string): PrefixedLine {
  let rest = line
  let atMs: number | null = null
  let level: string | null = null
  let isPrefixed = false
  let isZoneless = false
  for (let count = 0; count < PREFIXES_MAX; count++) {
    const found = prefixOf(rest)
    if (found === null) break
    const { match, isWeak } = found
    rest = rest.slice(match[0].length)
    isPrefixed ||= !isWeak
    const { time, level: named } = match.groups ?? {}
    level = named ?? level
    const read = time === undefined ? null : timeMs(time)
    // The program's own time is nearer to what happened than its carrier's.
    if (read !== null) {
      atMs = read.atMs
      isZoneless = read.isZoneless
    }
  }
  return { rest, atMs, level, isPrefixed, isZoneless }
}

function prefixOf(text: string): { match: RegExpExecArray; isWeak: boolean } | null {
  for (const { pattern, isWeak = false } of PREFIXES) {
    const match = pattern.exec(text)
    if (match !== null && match[0] !== '') return { match, isWeak }
  }
  return null
}

const PROBLEM = /^(?:warn|err|fatal|crit|alert|emerg|severe|panic|fail)/i

/** True from a warning on; null when nothing says. Numbers are those of pino and bunyan, and of syslog below 8. */
export function isProblem(level: unknown): boolean | null {
  if (typeof level === 'string' && level !== '') return PROBLEM.test(level)
  if (typeof level !== 'number') return null
  return level < 8 ? level <= 4 : level >= 40
}
