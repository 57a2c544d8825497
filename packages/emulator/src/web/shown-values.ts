/** Reads what the API shows, with no trust in its shape: a page never fails for an attribute that is not there. */
import type { Answered } from './browser-road.ts'

export type Shown = Readonly<Record<string, unknown>>

/** The records of a list; none for anything else. */
export function recordsOf({ json }: Answered): readonly Shown[] {
  return shownList(json)
}

export function recordOf({ json }: Answered): Shown {
  return shownRecord(json) ?? {}
}

export function shownList(value: unknown): readonly Shown[] {
  if (!Array.isArray(value)) return []
  return value.map(shownRecord).filter((each) => each !== null)
}

export function shownRecord(value: unknown): Shown | null {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Shown) : null
}

/** `''` for what is no text and no number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function nameOf(value: unknown): string {
  return textOf(shownRecord(value)?.['name'])
}

export function namesOf(value: unknown): string {
  return shownList(value).map(nameOf).join(', ')
}
