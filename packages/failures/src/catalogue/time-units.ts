/** Spans in milliseconds, so that the durations of the catalogue can be read aloud. */
export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
