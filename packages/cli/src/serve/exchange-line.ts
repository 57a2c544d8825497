/** One exchange as a line of the log: when, what was asked, what was answered, and what was wrong with it. */
import type { FailureId } from '@underpin/failures'
import type { Colours } from '../terminal.ts'

export interface LoggedExchange {
  readonly atMs: number
  readonly elapsedMs: number
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly outcome: string
  readonly failure: FailureId | null
  readonly faultNumber: number | null
  readonly brokenPromises: readonly { readonly kind: string }[]
}

/** Longer addresses are cut: the line is for eyes, the journal has them whole. */
const PATH_CHARS_MAX = 100

/** Names of query parameters whose values are secrets. */
const SECRET_PARAMETERS =
  /^(?:code|token|access_token|refresh_token|client_secret|state|password)$/i

export function exchangeLine(exchange: LoggedExchange, colours: Colours): string {
  const { atMs, elapsedMs, method, status, outcome, failure, faultNumber, brokenPromises } =
    exchange
  const time = new Date(atMs).toISOString().slice(11, 19)
  const parts = [
    colours.dim(time),
    method.padEnd(6),
    pathOf(exchange.url),
    statusWord(status, outcome, colours),
    colours.dim(`${Math.round(elapsedMs)} ms`),
    ...(failure === null ? [] : [colours.yellow(failure)]),
    ...(faultNumber === null ? [] : [colours.dim(`(fault ${faultNumber})`)]),
    ...brokenPromises.map(({ kind }) => colours.red(`broken promise: ${kind}`)),
  ]
  return parts.join('  ')
}

function statusWord(status: number | null, outcome: string, colours: Colours): string {
  if (status === null) return colours.red(outcome)
  const word = outcome === 'truncate' ? `${status} cut` : String(status)
  if (status >= 500) return colours.red(word)
  return status >= 400 ? colours.yellow(word) : colours.green(word)
}

/** Path and query without secrets. Control characters would reach the terminal: they are escaped. */
function pathOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null) return JSON.stringify(address.slice(0, PATH_CHARS_MAX))
  for (const name of [...url.searchParams.keys()]) {
    if (SECRET_PARAMETERS.test(name)) url.searchParams.set(name, '…')
  }
  const path = `${url.pathname}${decodedQuery(url.search)}`
  return path.length > PATH_CHARS_MAX ? `${path.slice(0, PATH_CHARS_MAX)}…` : path
}

/** `filters[id]` reads better than `filters%5Bid%5D`; anything else stays encoded. */
function decodedQuery(search: string): string {
  return search.replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%E2%80%A6', '…')
}
