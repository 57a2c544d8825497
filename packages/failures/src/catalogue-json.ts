/** The catalogue for other languages: plain JSON, versioned. */
import { CATALOGUE } from './catalogue/index.ts'
import type { FailureMode } from './failure-mode.ts'
import { FALLBACKS, type Fallback } from './fallbacks.ts'
import { JUDGEMENTS } from './judgements.ts'

/** Raised when a reader of an older version could misread the newer one. New fields do not raise it. */
export const CATALOGUE_VERSION = 1

/** A regular expression as JSON can carry it: ECMAScript source and flags. */
export interface JsonPattern {
  readonly source: string
  readonly flags: string
}

/** The same shape with every pattern as `JsonPattern`. */
export type Jsonified<T> = T extends RegExp
  ? JsonPattern
  : T extends object
    ? { readonly [K in keyof T]: Jsonified<T[K]> }
    : T

export interface CatalogueJson {
  readonly version: typeof CATALOGUE_VERSION
  /** In the shape of `FailureMode`; durations in milliseconds. */
  readonly modes: readonly Jsonified<FailureMode>[]
  /** What each `judgement` that a signature names looks for, in words. */
  readonly judgements: Readonly<Record<string, string>>
  /** Which mode a status falls to that no mode is general for: the first that fits holds. */
  readonly fallbacks: readonly Fallback[]
}

export function catalogueJson(): CatalogueJson {
  const judgements = Object.entries(JUDGEMENTS).map(([name, { says }]) => [name, says])
  return {
    version: CATALOGUE_VERSION,
    modes: CATALOGUE.map((mode) => jsonified(mode)),
    judgements: Object.fromEntries(judgements),
    fallbacks: FALLBACKS,
  }
}

function jsonified<T>(value: T): Jsonified<T> {
  return plain(value) as Jsonified<T>
}

function plain(value: unknown): unknown {
  if (value instanceof RegExp) return { source: value.source, flags: value.flags }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}
