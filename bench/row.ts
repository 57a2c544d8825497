/** One measured line: what was measured, what it came out at, and what it was meant to be. */

export interface Row {
  readonly what: string
  /** The figure, with its unit: `0.71 of bare hono`, `3.1 ms`. */
  readonly measured: string
  readonly target: string
  readonly isMet: boolean
  /** The figures behind it. */
  readonly detail: string
}

/** A part of the benchmark that can be run alone. Rows come as they are measured. */
export type Section = () => AsyncIterable<Row>

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

/** `12,345` */
export function counted(value: number): string {
  return Math.round(value).toLocaleString('en')
}
