/**
 * What a labelled case is: something that a person could hand over, and the failure that it shows. The
 * label is taken from where the text is from, never from what the program says to it.
 */
import type { FailureId } from '@underpin/failures'

/** `[the failure it shows, what is handed over, where the label is from]`. */
export type Row = readonly [want: FailureId, input: string, from: string]

export interface LabelledCase {
  readonly kind: string
  readonly want: FailureId
  readonly input: string
  readonly from: string
}

export function casesOf(kind: string, rows: readonly Row[]): LabelledCase[] {
  return rows.map(([want, input, from]) => ({ kind, want, input, from }))
}

/** A body with the head that goes with it, as `curl -i` prints them. */
export function printed(
  status: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/2 ${status}`, ...lines, '', body].join('\r\n')
}

/** A JSON body, printed so. */
export function printedJson(status: string, body: unknown, headers = {}): string {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return printed(status, { ...type, ...headers }, JSON.stringify(body))
}
