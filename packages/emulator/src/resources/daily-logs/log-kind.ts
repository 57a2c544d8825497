/**
 * What tells one kind of daily log from the others: everything else is the same for all nineteen, and
 * `log-resource.ts` adds it.
 */
import { type Field, integer, reference, text } from '../../engine/field.ts'
import type { Shown } from '../../engine/resource.ts'

export type LogFields = Readonly<Record<string, Field>>

export interface MorePath {
  readonly path: string
  /** `either`: of a company, whose logs name their project in the body. */
  readonly scope: 'project' | 'either'
}

export interface LogKind {
  /** As in paths: `accident_logs`. */
  readonly name: string
  /** The key in a write, `accident_log`. */
  readonly wrapper: string
  readonly fields: LogFields
  /** Attributes that are texts of decimal numbers, as the schemas have hours and quantities. */
  readonly amounts?: readonly string[]
  /** Takes `mt_location` too. Source: fact sheet section 11, which names these five. */
  readonly takesPath?: boolean
  /** Has a status, and can be approved in bulk: all kinds but the weather. Default true. */
  readonly isApproved?: boolean
  /** The class name of its configurable field sets. */
  readonly configurable?: string
  readonly customFields?: boolean
  /** Has to be given its date; the others are today's when they are not. */
  readonly needsDate?: boolean
  /** The status of a success of `POST`. Default 201. */
  readonly created?: number
  /** Addresses besides `/rest/v1.0/projects/{project_id}/{name}`. */
  readonly morePaths?: readonly MorePath[]
  /** An attribute that this log cannot do without, and has not; null when it has all. */
  readonly lacks?: (log: Shown) => string | null
  /** What follows from other attributes. */
  readonly derive?: (log: Shown) => void
}

const HOURS = { min: 0, max: 23 }
const MINUTES = { min: 0, max: 59 }

/** The hour and the minute of one moment: `time_hour` and `time_minute`. */
export function clockTime(name: string, options: { readonly required?: boolean } = {}): LogFields {
  return {
    [`${name}_hour`]: integer({ ...HOURS, ...options }),
    [`${name}_minute`]: integer({ ...MINUTES, ...options }),
  }
}

export function texts(...names: readonly string[]): LogFields {
  return Object.fromEntries(names.map((name) => [name, text()]))
}

export function counts(...names: readonly string[]): LogFields {
  return Object.fromEntries(names.map((name) => [name, integer({ min: 0 })]))
}

export const costCode = (): LogFields => ({
  cost_code: reference('cost_codes', { input: 'cost_code_id', unknownIs: 'business-rule' }),
})
