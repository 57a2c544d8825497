/** CONTRACT (to be implemented): the error body shapes of the fact sheet, section 6.1, read and written. */

/** E1 to E9 of the fact sheet; `empty` for no body; `sync` for `{entities, errors}` answered 200. */
export type ErrorShape = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7' | 'E8' | 'E9' | 'empty' | 'sync'

export interface ReadBody {
  /** Null when the body has no error shape that we know. */
  readonly shape: ErrorShape | null
  /** Every error text in it, in order, bounded. */
  readonly texts: readonly string[]
  /** Field names of E3. */
  readonly fields: readonly string[]
  /** `code` or `error` of E5, E7, E8. */
  readonly code: string | null
}

/** Never throws, whatever the body is. */
export declare function readBody(body: string, contentType: string | null): ReadBody

export interface ErrorText {
  readonly text: string
  readonly field?: string
  readonly code?: string
}

export interface WrittenBody {
  readonly body: string
  readonly contentType: string
}

/** The body of an error in a given shape. */
export declare function writeBody(shape: ErrorShape, error: ErrorText): WrittenBody
