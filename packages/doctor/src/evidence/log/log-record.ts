/** One entry of a log: what a program wrote at once, over however many lines. */

export interface LogRecord {
  /** What the program wrote in fields (JSON, logfmt); null for running text. */
  readonly fields: Readonly<Record<string, unknown>> | null
  /** The message, without prefixes; several lines for dumps and stack traces. */
  readonly text: string
  readonly atMs: number | null
  /** Null when nothing says. */
  readonly isProblem: boolean | null
}

/** What one record tells of a call. Everything may be missing; the neighbours may have it. */
export interface Told {
  readonly status?: number
  readonly method?: string
  readonly url?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The status was written where only an answer's stands, and not somewhere in a sentence. */
  readonly isSure?: boolean
}
