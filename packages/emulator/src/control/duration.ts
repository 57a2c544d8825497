/** Durations as people write them: `90m`, `2h30m`, `45s`, `1d`, `250ms`. */

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

const WHOLE = /^(?:\d{1,9}(?:\.\d{1,3})?(?:ms|[smhd]))+$/
const PART = /(\d{1,9}(?:\.\d{1,3})?)(ms|[smhd])/g

/** Milliseconds; null for a text that is no duration. */
export function durationMs(text: string): number | null {
  if (!WHOLE.test(text)) return null
  let totalMs = 0
  for (const [, count, unit = ''] of text.matchAll(PART)) {
    totalMs += Number(count) * (UNITS_MS[unit] ?? 0)
  }
  return totalMs
}
