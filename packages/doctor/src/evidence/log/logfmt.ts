/** Lines of `key=value`, as logfmt and Heroku’s router write them. */

/** So many pairs, and among them one that loggers write, make a line logfmt. A guess. */
const PAIRS_MIN = 3

/** More pairs than any logger writes are not read. */
const PAIRS_MAX = 60

const PAIR = /(?:^|\s)([A-Za-z_@][\w.@-]{0,60})=("(?:[^"\\]|\\.){0,8192}"|[^\s"]{0,8192})/g

const LOGGED =
  /^(?:at|level|lvl|time|ts|msg|status|status_code|method|path|url|err|error|severity)$/

/** Null for a line of another kind. */
export function logfmtFields(line: string): Record<string, unknown> | null {
  if (!/^\S{1,60}=/.test(line)) return null
  const fields: Record<string, unknown> = {}
  let count = 0
  for (const [, key = '', raw = ''] of line.matchAll(PAIR)) {
    fields[key] = raw.startsWith('"') ? unquoted(raw) : scalarOf(raw)
    count += 1
    if (count >= PAIRS_MAX) break
  }
  const isLogged = Object.keys(fields).some((key) => LOGGED.test(key))
  return count >= PAIRS_MIN && isLogged ? fields : null
}

function unquoted(raw: string): string {
  return raw.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
}

function scalarOf(raw: string): unknown {
  return /^\d{1,9}$/.test(raw) ? Number(raw) : raw
}
