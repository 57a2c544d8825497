/** Whether a text that is stored can be shown under a format, and as what. */
import { parseInstant, showDay, showInstant } from '../engine/instant.ts'

const PATTERNS: Readonly<Record<string, RegExp>> = {
  uuid: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i,
  email: /^[^\s@]+@[^\s@]+\.[^\s@.]+$/,
  uri: /^[a-z][a-z\d+.-]*:[^\s]*$/i,
  time: /^\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/i,
  byte: /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/,
  ipv4: /^(?:\d{1,3}\.){3}\d{1,3}$/,
}

/** Longer texts are of no format that is known here. */
const CHARS_MAX = 10_000

/** The text as its format has it, a day of an instant for one; null when it cannot be of that format. */
export function inFormat(text: string, format: unknown): string | null {
  if (format === 'date' || format === 'date-time') {
    const instant = parseInstant(text)
    if (instant === null) return null
    return format === 'date' ? showDay(instant.ms) : showInstant(instant.ms)
  }
  const isKnown = typeof format === 'string' && Object.hasOwn(PATTERNS, format)
  const pattern = isKnown ? PATTERNS[format] : undefined
  return !pattern || (text.length <= CHARS_MAX && pattern.test(text)) ? text : null
}
