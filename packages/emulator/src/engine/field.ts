/**
 * The attributes of a resource, as data: what may be written, under which name, and how it is shown.
 * The small makers below are how a resource file says it: `subject: text({ required: true })`.
 */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

interface Common {
  /** Must be given when the record is made, and not be blank. */
  readonly required?: boolean
  /** Shown, and never taken from a caller. */
  readonly readonly?: boolean
  /** Taken, and never shown as it came: a hook makes something else of it. */
  readonly writeonly?: boolean
  /** Whoever makes the record: a reference to a user, which no caller writes. */
  readonly actor?: boolean
  /** When the record is made without it. Null when not said. */
  readonly default?: Json
  /** The key in a write, when it differs from the one that is shown. */
  readonly input?: string
  /** For references: an id that is nobody's breaks a rule, 422, where others are invalid (section 6.2). */
  readonly unknownIs?: 'business-rule'
  /** The name that error messages use, when it differs from the key in a write. */
  readonly errorName?: string
}

export type FieldType =
  | { readonly type: 'text'; readonly charsMax?: number }
  | { readonly type: 'integer' | 'decimal'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' | 'date' | 'json' | 'integer-list' }
  /** Malformed values become null without an error (fact sheet section 3). */
  | { readonly type: 'date-time' }
  | { readonly type: 'choice'; readonly of: readonly string[] }
  /** One record of another resource, shown as that resource's `shownAs`; written by its id. */
  | { readonly type: 'reference'; readonly to: string }
  | { readonly type: 'references'; readonly to: string }
  /** 1, 2, 3 … within the scope, as text; may be given by the caller. */
  | { readonly type: 'sequence' }

export type Field = FieldType & Common
type Options = Common

export const text = (options: Options & { readonly charsMax?: number } = {}): Field => ({
  type: 'text',
  ...options,
})
export const integer = (options: Options & { min?: number; max?: number } = {}): Field => ({
  type: 'integer',
  ...options,
})
export const decimal = (options: Options & { min?: number; max?: number } = {}): Field => ({
  type: 'decimal',
  ...options,
})
export const boolean = (options: Options = {}): Field => ({ type: 'boolean', ...options })
export const date = (options: Options = {}): Field => ({ type: 'date', ...options })
export const dateTime = (options: Options = {}): Field => ({ type: 'date-time', ...options })
export const json = (options: Options = {}): Field => ({ type: 'json', ...options })
export const integerList = (options: Options = {}): Field => ({ type: 'integer-list', ...options })
export const sequence = (options: Options = {}): Field => ({ type: 'sequence', ...options })
export const choice = (of: readonly string[], options: Options = {}): Field => ({
  type: 'choice',
  of,
  ...options,
})
/** Who made the record. */
export const createdBy = (): Field => ({
  type: 'reference',
  to: 'users',
  readonly: true,
  actor: true,
})
/** @param options `input` is the key with the id, `rfi_manager_id`, unless it is readonly. */
export const reference = (to: string, options: Options): Field => ({
  type: 'reference',
  to,
  ...options,
})
/** @param options `input` is the key with the ids, `assignee_ids`, unless it is readonly. */
export const references = (to: string, options: Options): Field => ({
  type: 'references',
  to,
  ...options,
})
